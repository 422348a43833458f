// @ts-check
// Starts other programs: captured with an exit status, or as a long step that shows its progress.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { startProgress } from "./progress.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * @typedef {object} CommandOptions
 * @property {string} [cwd] Folder to start in; default the current one.
 * @property {NodeJS.ProcessEnv} [env] Whole environment; default the current one.
 * @property {number} [timeoutMilliseconds] After this long the program is ended; default no limit.
 * @property {(line: string) => void} [onLine] Called with each line that the program prints.
 */

/**
 * @typedef {object} CommandResult
 * @property {number} status Exit status; 127 if the program could not be started, 124 if it took too long.
 * @property {string} stdout What it printed on standard output.
 * @property {string} output What it printed on standard output and standard error, in order of arrival.
 */

/**
 * Runs a program to its end. A failure is a status, never an error thrown.
 *
 * @param {string} command Program name or path.
 * @param {readonly string[]} args
 * @param {CommandOptions} [options]
 * @returns {Promise<CommandResult>}
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve) => {
    /** @type {string[]} */
    const stdout = [];
    /** @type {string[]} */
    const output = [];
    let isOverdue = false;
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ["ignore", "pipe", "pipe"],
      // On Windows npm is a .cmd file, which only the shell starts.
      shell: process.platform === "win32" && command === "npm",
    });
    const timer =
      options.timeoutMilliseconds === undefined
        ? undefined
        : setTimeout(() => {
            isOverdue = true;
            child.kill();
          }, options.timeoutMilliseconds);
    createInterface({ input: child.stdout }).on("line", (line) => {
      stdout.push(line);
      output.push(line);
      options.onLine?.(line);
    });
    createInterface({ input: child.stderr }).on("line", (line) => {
      output.push(line);
      options.onLine?.(line);
    });
    child.on("error", (error) => {
      output.push(error.message);
      clearTimeout(timer);
      resolve({ status: 127, stdout: "", output: output.join("\n") });
    });
    child.on("close", (status) => {
      clearTimeout(timer);
      resolve({
        status: isOverdue ? 124 : (status ?? 1),
        stdout: stdout.join("\n"),
        output: output.join("\n"),
      });
    });
  });
}

/**
 * Runs a program as a long step: shows its title with the time it takes, and ends setup if it fails.
 *
 * @param {string} title What the step does, such as "installing packages".
 * @param {string} command
 * @param {readonly string[]} args
 * @param {CommandOptions & { hint: string, detail?: (line: string) => string | undefined }} options `hint`
 *   is what to do when it fails; `detail` turns a printed line into what the progress line shows.
 * @returns {Promise<CommandResult>}
 * @throws {SetupError} with the end of what the program printed.
 */
export async function runStep(title, command, args, options) {
  const { detail, hint, ...commandOptions } = options;
  const progress = startProgress(title);
  const result = await runCommand(command, args, {
    ...commandOptions,
    onLine: (line) => {
      options.onLine?.(line);
      const shown = detail?.(line);
      if (shown !== undefined) progress.show(shown);
    },
  });
  progress.end(result.status === 0 ? "done" : "failed");
  if (result.status !== 0) throw new SetupError(`${title} failed:\n${lastLines(result.output)}`, hint);
  return result;
}

/**
 * The end of a long output, where programs put what went wrong.
 *
 * @param {string} output
 * @returns {string}
 */
export function lastLines(output) {
  return output.split("\n").slice(-50).join("\n");
}
