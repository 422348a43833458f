/**
 * Checks the language of all that people read: documents, messages and doc comments.
 *
 *     node prose/prose.ts            prints each place, and exits 1 if there is any
 *     node prose/prose.ts README.md  these files only
 */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { createLinter, loadTextlintrc } from "textlint";
import { sentencesOf } from "./messages.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What users read. Tests and the tools of this repository are not. */
const READ =
  /^(?!(test|findings|generate)\/).*\.md$|^(provider\/src|emulator\/src|demo|setup|examples)\/.*\.m?[jt]s$/;
/** Written by others, or from other files in this list. */
const NOT_OURS = /THIRD-PARTY-NOTICES\.md$|^provider\/src\/catalog\/option-types\.ts$/;

/** Sources whose doc comments show up in a user's editor. */
const PUBLIC = /^provider\/src\/(program\/|index\.ts)|^emulator\/src\/(index|server)\.ts/;

const { stdout } = await execa("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
});
const asked = process.argv.slice(2);
const files = stdout.split("\n").filter((file) => {
  return READ.test(file) && !NOT_OURS.test(file) && (asked.length === 0 || asked.includes(file));
});

const descriptor = await loadTextlintrc({ configFilePath: `${root}/prose/textlintrc.json` });
const linter = createLinter({ descriptor });
let problems = 0;

/** Markdown is linted as it is, except the names of tests that it lists. */
async function lintDocument(file: string): Promise<void> {
  const text = (await readFile(`${root}/${file}`, "utf8")).replace(/^ *- test\/.*$/gm, "");
  const { messages } = await linter.lintText(text, file);
  for (const { line, message } of messages) tell(file, line, message);
}

/** The sentences of a source are linted as the paragraphs of one document. */
async function lintSource(file: string): Promise<void> {
  const sentences = sentencesOf(file, await readFile(`${root}/${file}`, "utf8"), { docs: PUBLIC.test(file) });
  const starts: { readonly from: number; readonly line: number }[] = [];
  let document = "";
  for (const { line, text } of sentences) {
    starts.push({ from: document.length, line });
    document += `${text.replace(/^[ \t]+/gm, "")}\n\n`;
  }
  const { messages } = await linter.lintText(document, `${file}.md`);
  for (const { range, message, ruleId } of messages) {
    // A usage text or a page of HTML is no long sentence.
    if (ruleId === "sentence-length") continue;
    tell(file, starts.findLast(({ from }) => from <= range[0])?.line ?? 1, message);
  }
}

function tell(file: string, line: number, message: string): void {
  problems += 1;
  console.log(`${file}:${line} ${message}`);
}

for (const file of files) await (file.endsWith(".md") ? lintDocument(file) : lintSource(file));
if (problems > 0) {
  console.log(`${problems} ${problems === 1 ? "place" : "places"} to rewrite; prose/rules.yml says why`);
  process.exitCode = 1;
}
