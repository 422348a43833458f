// Every package that is installed with one of ours stands in docs/development.md with its reason.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { ROOT } from "./markdown.ts";

const names = z.record(z.string(), z.string()).default({});
const manifestSchema = z.object({ dependencies: names, peerDependencies: names });

/** The packages that a table of the document names in its first column; every row must have a reason. */
async function namedFor(packageName: string): Promise<string[]> {
  const text = await readFile(path.join(ROOT, "docs", "development.md"), "utf8");
  const [, table = ""] = text.split(`| of \`${packageName}\` | what for |\n| --- | --- |\n`);
  const [rows = ""] = table.split("\n\n");
  return rows.split("\n").flatMap((row) => {
    const [, packages = "", reason = ""] = row.split("|");
    expect(reason.trim()).toMatch(/^.{10,}\.$/);
    return [...packages.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name);
  });
}

describe.each([
  ["provider", "pulumi-pagertree"],
  ["emulator", "pagertree-emulator"],
])("what is installed with the package in %s/", (folder, packageName) => {
  it("stands in docs/development.md with its reason, and nothing else does", async () => {
    const manifest = await readFile(path.join(ROOT, folder, "package.json"), "utf8");
    const { dependencies, peerDependencies } = manifestSchema.parse(JSON.parse(manifest));
    const installed = Object.keys({ ...dependencies, ...peerDependencies });
    expect((await namedFor(packageName)).sort()).toEqual(installed.sort());
  });
});
