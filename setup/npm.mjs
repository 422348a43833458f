// @ts-check
// How setup starts npm: the one that started setup, else the one on PATH.

import path from "node:path";

/**
 * The program and its first arguments that start npm.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {[command: string, ...args: string[]]}
 */
export function npmCommand(env = process.env) {
  // Another package manager sets npm_execpath to itself.
  const startedBy = env["npm_execpath"];
  if (startedBy !== undefined && path.basename(startedBy) === "npm-cli.js")
    return [process.execPath, startedBy];
  return ["npm"];
}
