import { readdir } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { fetchBrowser, installedBrowsers } from "../../setup/browser.mjs";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

describe("installedBrowsers", () => {
  it("finds no browser on a PATH without one", async () => {
    const found = await installedBrowsers({ PATH: await temporaryFolder() });
    // Those of macOS and Windows are found without PATH.
    expect(process.platform === "linux" ? found : []).toEqual([]);
  });
});

describe("fetchBrowser", () => {
  beforeEach(() => {
    // Setup tells its steps.
    vi.spyOn(console, "log").mockImplementation(() => {});
    return () => {
      vi.restoreAllMocks();
      vi.unstubAllEnvs();
    };
  });

  it("says what to do where npm carries no browser", async () => {
    await expect(fetchBrowser("plan9-mips")).rejects.toMatchObject({
      message: expect.stringContaining("plan9-mips"),
      hint: expect.stringContaining("Chrome"),
    });
  });

  it("says what to do where the npm registry is out of reach, and leaves nothing half-made", async () => {
    const cache = await temporaryFolder();
    const environment = {
      PULUMI_PAGERTREE_CACHE: cache,
      // Nothing listens on port 9.
      npm_config_registry: "http://127.0.0.1:9/",
      npm_config_cache: path.join(cache, "npm"),
      npm_config_fetch_retries: "0",
    };
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    await expect(fetchBrowser("linux-x64")).rejects.toMatchObject({
      message: expect.stringContaining("ECONNREFUSED"),
      hint: expect.stringContaining("Chrome"),
    });
    expect(await readdir(cache)).toEqual(["npm"]);
  });
});
