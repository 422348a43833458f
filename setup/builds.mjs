// @ts-check
// Builds the workspaces, so that programs load the packages as users get them; only what has changed.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { runStep } from "./command.mjs";
import { npmCommand } from "./npm.mjs";
import { report } from "./progress.mjs";

const WORKSPACES = ["provider", "emulator"];

// The workspaces' packages that have a command.
const COMMANDS = ["pulumi-pagertree", "pagertree-emulator"];

// Compiler options, and the versions of the tools that build.
const SHARED_FILES = ["package-lock.json", "tsconfig.json"];

/**
 * Runs `npm run build` in every workspace, unless sources and results are those of the last build.
 *
 * @param {string} root The repository's folder.
 * @throws {SetupError} if a build fails.
 */
export async function buildWorkspaces(root) {
  const stampFile = path.join(root, "node_modules", ".cache", "pulumi-pagertree", "build-stamp");
  const lastStamp = await readFile(stampFile, "utf8").catch(() => "");
  // One stamp for all: the emulator's build reads the provider's catalog.
  if (lastStamp === (await buildHash(root))) {
    report("builds are up to date");
    return;
  }
  await rm(stampFile, { force: true });
  const [npm, ...npmArgs] = npmCommand();
  for (const workspace of WORKSPACES) {
    await runStep(`building ${workspace}/`, npm, [...npmArgs, "run", "build", "--workspace", workspace], {
      cwd: root,
      hint: `Fix the sources in ${workspace}/ and run the command again.`,
    });
  }
  // npm links no command whose file is not there yet, as it is not when the packages are installed.
  await runStep("linking the commands", npm, [...npmArgs, "rebuild", "--ignore-scripts", ...COMMANDS], {
    cwd: root,
    hint: "Delete node_modules/ and run the command again.",
  });
  await mkdir(path.dirname(stampFile), { recursive: true });
  await writeFile(stampFile, await buildHash(root));
}

/**
 * A hash of the names and contents of the files that the builds read and write.
 *
 * @param {string} root
 * @returns {Promise<string>}
 */
export async function buildHash(root) {
  const files = [...SHARED_FILES];
  for (const workspace of WORKSPACES) files.push(...(await filesBelow(root, workspace)));
  const hash = createHash("sha256");
  for (const file of files) {
    hash.update(`${file}\0`).update(await readFile(path.join(root, file)));
  }
  return hash.digest("hex");
}

/**
 * @param {string} root
 * @param {string} folder Relative to root.
 * @returns {Promise<string[]>} Relative to root, in a fixed order.
 */
async function filesBelow(root, folder) {
  const entries = await readdir(path.join(root, folder), { withFileTypes: true });
  const kept = entries.filter((entry) => entry.name !== "node_modules");
  const files = kept.map((entry) => {
    const name = path.join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(root, name) : [name];
  });
  return (await Promise.all(files)).flat().sort();
}
