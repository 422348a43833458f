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
import { findNode } from "./node.mjs";
import { installPackages } from "./packages.mjs";
import { report } from "./progress.mjs";
import { SetupError } from "./setup-error.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/**
 * The commands: their programs, and whether those use the built packages on a Pulumi engine.
 *
 * @type {Readonly<Record<string, { program: string, needsEngine: boolean }>>}
 */
const COMMANDS = {
  demo: { program: "demo/demo.ts", needsEngine: true },
  test: { program: "test/run.ts", needsEngine: true },
  storm: { program: "storm/storm.ts", needsEngine: true },
  bench: { program: "bench/bench.ts", needsEngine: true },
  generate: { program: "generate/generate.ts", needsEngine: false },
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
  if (!command.needsEngine) return await handOver(node, [path.join(ROOT, command.program), ...args], []);
  await buildWorkspaces(ROOT);
  const engineFolder = await findEngine(ROOT);
  return await handOver(node, [path.join(ROOT, command.program), ...args], [engineFolder]);
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
