import { readdir } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { findNode, MINIMUM_NODE_VERSION } from "../../setup/node.mjs";
import { npmCommand } from "../../setup/npm.mjs";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

describe("findNode", () => {
  beforeEach(() => {
    // Setup tells its steps.
    vi.spyOn(console, "log").mockImplementation(() => {});
    return () => {
      vi.restoreAllMocks();
      vi.unstubAllEnvs();
    };
  });

  it("is the running Node.js where that is new enough", async () => {
    expect(await findNode({ version: MINIMUM_NODE_VERSION })).toBe(process.execPath);
  });

  it("says what to do where npm carries no newer one", async () => {
    await expect(findNode({ version: "20.0.0", platform: "plan9-mips" })).rejects.toMatchObject({
      message: expect.stringContaining("plan9-mips"),
      hint: expect.stringContaining(MINIMUM_NODE_VERSION),
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
    await expect(findNode({ version: "20.0.0", platform: "linux-x64" })).rejects.toMatchObject({
      message: expect.stringContaining("ECONNREFUSED"),
      hint: expect.stringContaining("Install Node.js"),
    });
    expect(await readdir(cache)).toEqual(["npm"]);
  });
});

describe("npmCommand", () => {
  it.each([
    ["/usr/lib/npm/bin/npm-cli.js", [process.execPath, "/usr/lib/npm/bin/npm-cli.js"]],
    ["/usr/lib/pnpm/bin/pnpm.cjs", ["npm"]],
    [undefined, ["npm"]],
  ])("with npm_execpath %j is %j", (npmPath, expected) => {
    expect(npmCommand(npmPath === undefined ? {} : { npm_execpath: npmPath })).toEqual(expected);
  });
});
