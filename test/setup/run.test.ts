// The entry of setup, and what `npm test` says at its end.

import { writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { runCommand } from "../../setup/command.mjs";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

describe("setup/run.mjs", () => {
  it("names the commands when it does not know one, and fails", async () => {
    const { status, output } = await runCommand(process.execPath, ["setup/run.mjs", "tset"], { cwd: ROOT });
    expect(status).toBe(1);
    expect(output).toContain('no command "tset"');
    expect(output).toContain("demo, test, test:oldest, test:languages, storm, bench, generate");
  });
});

describe("test/run.ts", () => {
  const PASSING = 'it("passes", () => { expect(1).toBe(1); });';

  it.each([
    ["a test that passes", PASSING, "1 passed, 0 failed", 0],
    ["a test that fails", `${PASSING} it("fails", () => { expect(1).toBe(2); });`, "1 passed, 1 failed", 1],
    ["a test left out", `${PASSING} it.skip("waits", () => {});`, "1 passed, 0 failed, 1 skipped", 0],
    ["all tests left out", 'it.skip("waits", () => {});', "0 passed, 1 failed, 1 skipped", 1],
    ["no test", "", "0 passed, 1 failed", 1],
    ["a file that cannot be loaded", 'throw new Error("not today");', "0 passed, 1 failed", 1],
    [
      "a suite whose set-up fails",
      `${PASSING} describe("suite", () => { beforeAll(() => { throw new Error("no"); }); it("waits", () => {}); });`,
      "1 passed, 1 failed, 1 skipped",
      1,
    ],
    [
      "an error that no test catches",
      `it("leaves", () => new Promise((end) => setImmediate(() => { setImmediate(end); throw new Error("late"); })));`,
      "1 passed, 1 failed",
      1,
    ],
  ])("ends with the counts of %s", async (_case, source, closingLine, expectedStatus) => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, "a.test.js"), source);
    const args = ["test/run.ts", "--root", folder, "--globals"];
    const { status, stdout } = await runCommand(process.execPath, args, { cwd: ROOT });
    expect(stdout.split("\n").at(-1)).toBe(closingLine);
    expect(status).toBe(expectedStatus);
  });

  it("tells vitest's version when asked for it, and runs no test", async () => {
    const { status, output } = await runCommand(process.execPath, ["test/run.ts", "--version"], {
      cwd: ROOT,
    });
    expect(output.trim()).toMatch(/^vitest\/\d+\.\d+\.\d+$/);
    expect(status).toBe(0);
  });

  it("shows why a test failed above the counts", async () => {
    const folder = await temporaryFolder();
    await writeFile(path.join(folder, "a.test.js"), 'it("adds", () => { expect("1 + 1").toBe("two"); });');
    const args = ["test/run.ts", "--root", folder, "--globals"];
    const { output } = await runCommand(process.execPath, args, { cwd: ROOT });
    expect(output).toContain("expected '1 + 1' to be 'two'");
  });
});
