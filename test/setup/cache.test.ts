import { mkdir, readdir, readFile, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { cached, cacheFolder } from "../../setup/cache.mjs";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

describe("cacheFolder", () => {
  it.each([
    ["linux", {}, "/home/ann/.cache/pulumi-pagertree"],
    ["linux", { XDG_CACHE_HOME: "/xdg" }, "/xdg/pulumi-pagertree"],
    ["darwin", {}, "/home/ann/Library/Caches/pulumi-pagertree"],
    ["linux", { PULUMI_PAGERTREE_CACHE: "/own", XDG_CACHE_HOME: "/xdg" }, "/own"],
  ] as const)("on %s with %j is %s", (platform, env, expected) => {
    expect(cacheFolder(env, platform, "/home/ann")).toBe(expected);
  });
});

describe("cached", () => {
  let cache = "";
  beforeEach(async () => {
    cache = await temporaryFolder();
    vi.stubEnv("PULUMI_PAGERTREE_CACHE", cache);
    return () => vi.unstubAllEnvs();
  });

  const fillWith = (text: string) => (folder: string) => writeFile(path.join(folder, "content"), text);
  const contentOf = (folder: string) => readFile(path.join(folder, "content"), "utf8");

  it("fills a folder once", async () => {
    const folder = await cached("tool-1", fillWith("first"));
    expect(folder).toBe(path.join(cache, "tool-1"));
    expect(await cached("tool-1", fillWith("second"))).toBe(folder);
    expect(await contentOf(folder)).toBe("first");
  });

  it("leaves nothing when filling fails, so that the next run fills it", async () => {
    const failing = async (folder: string) => {
      await fillWith("half")(folder);
      throw new Error("download broke off");
    };
    await expect(cached("tool-1", failing)).rejects.toThrow("download broke off");
    expect(await readdir(cache)).toEqual([]);
    expect(await contentOf(await cached("tool-1", fillWith("whole")))).toBe("whole");
  });

  it("gives two runs at once the same whole folder", async () => {
    const folders = await Promise.all([cached("tool-1", fillWith("a")), cached("tool-1", fillWith("b"))]);
    expect(new Set(folders).size).toBe(1);
    expect(["a", "b"]).toContain(await contentOf(path.join(cache, "tool-1")));
    expect(await readdir(cache)).toEqual(["tool-1"]);
  });

  it("removes what a killed run left a day ago, and nothing that may be in use", async () => {
    const dayBeforeYesterday = new Date(Date.now() - 48 * 60 * 60 * 1000);
    for (const name of ["unfinished-old", "unfinished-young", "whole-old"])
      await mkdir(path.join(cache, name));
    for (const name of ["unfinished-old", "whole-old"]) {
      await utimes(path.join(cache, name), dayBeforeYesterday, dayBeforeYesterday);
    }
    await cached("tool-1", fillWith("new"));
    expect((await readdir(cache)).sort()).toEqual(["tool-1", "unfinished-young", "whole-old"]);
  });
});
