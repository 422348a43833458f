// @ts-check
// Before a release: checks that the tag, both packages and CHANGELOG.md name one version, and writes release-notes.md.
//
//     node setup/release.mjs v0.1.0

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { releaseNotes } from "./release-notes.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (/** @type {string} */ file) => readFile(`${root}/${file}`, "utf8");

const versions = await Promise.all(
  ["provider", "emulator"].map(async (folder) => JSON.parse(await read(`${folder}/package.json`)).version),
);
const notes = releaseNotes(process.argv[2] ?? "", versions, await read("CHANGELOG.md"));
if ("problem" in notes) {
  console.error(notes.problem);
  process.exitCode = 1;
} else {
  await writeFile(`${root}/release-notes.md`, notes.text);
}
