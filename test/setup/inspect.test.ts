import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { inspectEngine } from "../../setup/engine/inspect.mjs";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const COMPANIONS = { "pulumi-language-nodejs": "", "pulumi-resource-pulumi-nodejs": "" };

const SUPPORTED = { atLeast: "3.230.0" };

/** A folder with shell scripts, as programs of an engine. */
async function folderWith(programs: Record<string, string>) {
  const folder = await temporaryFolder();
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(path.join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  return folder;
}

describe.skipIf(process.platform === "win32")("inspectEngine", () => {
  it.each([
    ["no engine", COMPANIONS, "there is no pulumi command"],
    [
      "an old engine",
      { ...COMPANIONS, pulumi: "echo v3.229.9" },
      "pulumi is version 3.229.9, and the tests need 3.230.0",
    ],
    [
      "a broken engine",
      { ...COMPANIONS, pulumi: "echo no such library; exit 3" },
      "ended with status 3: no such library",
    ],
    [
      "an engine without language host",
      { "pulumi-resource-pulumi-nodejs": "", pulumi: "echo v3.240.0" },
      "pulumi 3.240.0 has no pulumi-language-nodejs",
    ],
    [
      "an engine without the launcher of dynamic providers",
      { "pulumi-language-nodejs": "", pulumi: "echo v3.240.0" },
      "pulumi 3.240.0 has no pulumi-resource-pulumi-nodejs",
    ],
  ])("refuses %s and says why", async (_case, programs, problem) => {
    const folder = await folderWith(programs);
    expect(await inspectEngine([folder], SUPPORTED)).toEqual({ problem: expect.stringContaining(problem) });
  });

  it("takes an engine that is new enough and whole", async () => {
    const folder = await folderWith({ ...COMPANIONS, pulumi: "echo v3.230.0" });
    expect(await inspectEngine([folder], SUPPORTED)).toEqual({ folder, version: "3.230.0" });
  });

  it("refuses a newer engine where one version is wanted", async () => {
    const folder = await folderWith({ ...COMPANIONS, pulumi: "echo v3.230.1" });
    expect(await inspectEngine([folder], { exactly: "3.230.0" })).toEqual({
      problem: "pulumi is version 3.230.1, and these tests need exactly 3.230.0",
    });
    expect(await inspectEngine([folder], { exactly: "3.230.1" })).toEqual({ folder, version: "3.230.1" });
  });

  it("takes companions from another folder of PATH, and the first engine found", async () => {
    const engine = await folderWith({ pulumi: "echo v3.240.0" });
    const later = await folderWith({ ...COMPANIONS, pulumi: "echo v3.250.0" });
    expect(await inspectEngine(["", engine, later], SUPPORTED)).toEqual({
      folder: engine,
      version: "3.240.0",
    });
  });
});
