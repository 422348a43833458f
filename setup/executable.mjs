// @ts-check
// Finds programs in folders, as the system does.

import { access, constants } from "node:fs/promises";
import path from "node:path";

/**
 * The folders of PATH.
 *
 * @returns {string[]} In the order of search.
 */
export function searchPath() {
  return (process.env["PATH"] ?? "").split(path.delimiter);
}

/**
 * Finds a program.
 *
 * @param {string} name Without an ending.
 * @param {readonly string[]} folders
 * @returns {Promise<string | undefined>} Its path in the first folder that has it.
 */
export async function findExecutable(name, folders) {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  for (const folder of folders) {
    for (const ending of endings) {
      const file = path.resolve(folder, `${name}${ending}`);
      if (folder !== "" && (await isExecutable(file))) return file;
    }
  }
  return undefined;
}

/** @param {string} file */
function isExecutable(file) {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
