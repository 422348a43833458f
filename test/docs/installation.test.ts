// The settings of docs/installation-configuration.md: what the compiler finds with them before Node.js runs a program.

import { symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, it } from "vitest";
import { runCommand } from "../../setup/command.mjs";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { ROOT, readDocuments } from "./markdown.ts";

const page = (await readDocuments()).find(({ file }) => file === "docs/installation-configuration.md");
const settings = page?.blocks.find(({ language }) => language === "json")?.text ?? "";

/** What `tsc --noEmit` says of a program in a project of ES modules with the settings of the page. */
async function compiled(program: string): Promise<string> {
  const folder = await temporaryFolder();
  await symlink(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "junction");
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ type: "module" }));
  await writeFile(path.join(folder, "tsconfig.json"), settings);
  await writeFile(path.join(folder, "index.ts"), program);
  const tsc = path.join(ROOT, "node_modules", "typescript", "bin", "tsc");
  const { output } = await runCommand(process.execPath, [tsc, "--noEmit", "--pretty", "false"], {
    cwd: folder,
  });
  return output.trim();
}

const declare = (options: string) => `import * as pagertree from "pulumi-pagertree";
new pagertree.Integration("d", { name: process.env["NAME"] ?? "D", type: "datadog", teamIds: ["t"], options: { ${options} } });
`;

it("takes a program that is right", { timeout: 60_000 }, async () => {
  expect(await compiled(declare("supportRetriggeredEvent: true"))).toBe("");
});

it.each([
  [declare("supportRetriggerdEvent: true"), "supportRetriggerdEvent"],
  ["export enum Level { high }\n", "erasableSyntaxOnly"],
])("finds what a preview of ES modules would not: %s", { timeout: 60_000 }, async (program, words) => {
  expect(await compiled(program)).toMatch(new RegExp(`^index\\.ts\\(.*${words}`));
});
