// @ts-check
// Installs the npm packages of the repository, unless exactly those of package-lock.json are installed.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { runStep } from "./command.mjs";
import { npmCommand } from "./npm.mjs";
import { report } from "./progress.mjs";

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {string} [integrity]
 * @property {boolean} [optional]
 * @property {Record<string, string>} [dependencies]
 */

/**
 * Runs `npm ci` where node_modules is missing or differs from package-lock.json.
 *
 * @param {string} root The repository's folder.
 * @throws {SetupError} if npm fails.
 */
export async function installPackages(root) {
  const locked = await readLock(path.join(root, "package-lock.json"));
  // npm ends an install by writing what it put there, so this file is missing after one that broke off.
  const installed = await readLock(path.join(root, "node_modules", ".package-lock.json"));
  const difference = firstDifference(locked, installed);
  if (difference === undefined) {
    report("packages are those of package-lock.json");
    return;
  }
  const [npm, ...npmArgs] = npmCommand();
  // No package needs its install script, and newer versions of npm ask about each.
  await runStep(`installing packages (${difference})`, npm, [...npmArgs, "ci", "--ignore-scripts"], {
    cwd: root,
    hint: "The packages come from the npm registry: see that `npm ping` reaches it, then run the command again.",
  });
}

/**
 * The first package that is not installed as package-lock.json has it, in words.
 *
 * @param {Record<string, LockedPackage>} locked The `packages` of package-lock.json.
 * @param {Record<string, LockedPackage>} installed The `packages` of node_modules/.package-lock.json.
 * @returns {string | undefined} Undefined if they agree.
 */
export function firstDifference(locked, installed) {
  if (Object.keys(installed).length === 0) return "none are there";
  for (const [name, wanted] of Object.entries(locked)) {
    // The entry "" is the repository itself.
    if (name === "") continue;
    const found = installed[name];
    // Optional packages of other platforms are locked and never installed here.
    if (found === undefined && wanted.optional) continue;
    if (found === undefined) return `${name} is missing`;
    if (found.version !== wanted.version || found.integrity !== wanted.integrity)
      return `${name} is another one`;
  }
  const unlocked = Object.keys(installed).find((name) => locked[name] === undefined);
  return unlocked === undefined ? undefined : `${unlocked} is not locked`;
}

/**
 * @param {string} file
 * @returns {Promise<Record<string, LockedPackage>>} Nothing if the file is missing.
 */
async function readLock(file) {
  const text = await readFile(file, "utf8").catch(() => "{}");
  return JSON.parse(text).packages ?? {};
}
