// @ts-check
// Runs one of the repository's commands on a machine that has nothing but Node.js and npm: gets what the command
// needs, then hands over to its program. Usage: node setup/run.mjs <command> [arguments]

import { spawn } from "node:child_process";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildWorkspaces } from "./builds.mjs";
import { cacheFolder } from "./cache.mjs";
import { findEngine } from "./engine.mjs";
import { findLanguageHost } from "./languages/hosts.mjs";
import { findNode } from "./node.mjs";
import { installPackages } from "./packages.mjs";
import { report } from "./progress.mjs";
import { SetupError } from "./setup-error.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/**
 * What a command runs, and what is got for it first.
 *
 * @typedef {object} Command
 * @property {string} program Runs once everything is there.
 * @property {readonly string[]} [args] Come before those that the user gives.
 * @property {import("./engine/build.mjs").EngineAge} [engine] The Pulumi engine that it uses, with the packages as
 *   built.
 * @property {readonly import("./languages/hosts.mjs").Language[]} [languages] What programs on the engine are
 *   written in, besides TypeScript and JavaScript.
 */

/** @type {Readonly<Record<string, Command>>} */
const COMMANDS = {
  demo: { program: "demo/demo.ts", engine: "newest" },
  test: { program: "test/run.ts", engine: "newest", languages: ["yaml"] },
  "test:oldest": {
    program: "test/run.ts",
    args: ["--config", "test/oldest/vitest.config.ts"],
    engine: "oldest",
    languages: ["yaml"],
  },
  "test:languages": {
    program: "test/run.ts",
    args: ["--config", "test/languages/vitest.config.ts"],
    engine: "newest",
    languages: ["python", "go"],
  },
  storm: { program: "storm/storm.ts", engine: "newest" },
  bench: { program: "bench/bench.ts", engine: "newest" },
  generate: { program: "generate/generate.ts" },
};

/** @param {readonly string[]} args */
async function run([name = "", ...args]) {
  const command = COMMANDS[name];
  if (command === undefined) {
    throw new SetupError(`no command "${name}"`, `The commands are: ${Object.keys(COMMANDS).join(", ")}.`);
  }
  const node = await findNode();
  if (node !== process.execPath)
    return await handOver(node, [fileURLToPath(import.meta.url), name, ...args], []);
  report(`Node.js ${process.versions.node}`);
  await installPackages(ROOT);
  const programArgs = [path.join(ROOT, command.program), ...(command.args ?? []), ...args];
  if (command.engine === undefined) return await handOver(node, programArgs, []);
  await buildWorkspaces(ROOT);
  const folders = [await findEngine(ROOT, command.engine)];
  for (const language of command.languages ?? []) folders.push(await findLanguageHost(language, folders));
  return await handOver(node, programArgs, folders);
}

/**
 * Runs a program to its end, with this terminal as its own.
 *
 * @param {string} node The Node.js that runs it; also the one that the engine finds, as `node` on PATH.
 * @param {readonly string[]} args
 * @param {readonly string[]} folders To put in front on PATH.
 * @returns {Promise<number>} Its exit status.
 */
function handOver(node, args, folders) {
  const searchPath = [...folders, path.dirname(node), process.env["PATH"] ?? ""].join(path.delimiter);
  // The engine starts Node.js several times in each run; compiled code that is kept halves what that takes.
  const compileCache = process.env["NODE_COMPILE_CACHE"] ?? path.join(cacheFolder(), "compiled");
  // Some of the tools that follow color their output even in a file.
  const isPlain = process.stdout.isTTY !== true && process.env["FORCE_COLOR"] === undefined;
  const color = isPlain ? { NO_COLOR: "1" } : {};
  const env = { ...process.env, ...color, PATH: searchPath, NODE_COMPILE_CACHE: compileCache };
  const child = spawn(node, args, { cwd: ROOT, stdio: "inherit", env });
  // Ctrl-C reaches both processes: the program cleans up, and this one waits for it.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (status, signal) => {
      resolve(status ?? 128 + (signal === null ? 0 : os.constants.signals[signal]));
    });
  });
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  console.error(`\nsetup: ${error.message}\n\n${error.hint}`);
  process.exitCode = 1;
}
