// @ts-check
// Builds the Pulumi engine from its published Go modules, for places that reach the Go module proxy but not
// Pulumi's downloads. The modules and their checksums are pinned in cli/ and nodejs/, beside this file.

import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cached } from "../cache.mjs";
import { runCommand, runStep } from "../command.mjs";
import { report } from "../progress.mjs";
import { SetupError } from "../setup-error.mjs";
import { isAtLeast } from "../version.mjs";
import { inspectEngine } from "./inspect.mjs";

/** What the engine's newest dependency asks for. */
export const MINIMUM_GO_VERSION = "1.25.8";

/**
 * What is built. 3.230.0 is the newest engine that the Go module proxy serves whole. The language host is no
 * module of its own there, so it comes from the last SDK module that holds it.
 */
const PROGRAMS = [
  {
    name: "pulumi",
    modules: "cli",
    command: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    version: "v3.230.0",
  },
  {
    name: "pulumi-language-nodejs",
    modules: "nodejs",
    command: "github.com/pulumi/pulumi/sdk/v3/nodejs/cmd/pulumi-language-nodejs",
    version: "v3.68.0",
  },
];

/**
 * Name of the built engine's folder in the cache folder: another one whenever what is built changes.
 *
 * @returns {Promise<string>}
 */
export async function builtEngineName() {
  const hash = createHash("sha256").update(JSON.stringify(PROGRAMS));
  for (const { modules } of PROGRAMS) {
    hash.update(await readFile(path.join(modulesFolder(modules), "go.mod")));
    hash.update(await readFile(path.join(modulesFolder(modules), "go.sum")));
  }
  return `pulumi-3.230.0-go-${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 8)}`;
}

/**
 * Builds the engine into the cache folder; takes some minutes the first time.
 *
 * @param {string} root The repository's folder, with its packages installed.
 * @returns {Promise<import("./inspect.mjs").Engine | import("./inspect.mjs").NoEngine>}
 */
export async function buildEngine(root) {
  const problem = await findGoProblem();
  if (problem !== undefined) return { problem };
  report("building Pulumi from its Go modules instead (some minutes, once)");
  try {
    const folder = await cached(await builtEngineName(), async (unfinished) => {
      const bin = path.join(unfinished, "bin");
      await mkdir(bin);
      for (const program of PROGRAMS) await buildProgram(program, bin);
      await copyLauncher(root, bin);
    });
    return await inspectEngine([path.join(folder, "bin")]);
  } catch (error) {
    if (error instanceof SetupError) return { problem: error.message };
    throw error;
  }
}

/** @returns {Promise<string | undefined>} Why the Go on PATH cannot build the engine, if so. */
async function findGoProblem() {
  const { status, stdout } = await runCommand("go", ["env", "GOVERSION", "GOTOOLCHAIN"]);
  const [version = "", toolchain] = stdout.split("\n");
  if (status !== 0) return "there is no go command";
  // Since 1.21, Go fetches the toolchain that a go.mod asks for, unless GOTOOLCHAIN=local forbids it.
  const fetchesToolchain = isAtLeast(version, "1.21") && toolchain !== "local";
  if (fetchesToolchain || isAtLeast(version, MINIMUM_GO_VERSION)) return undefined;
  return `Go is ${version}, and the engine needs ${MINIMUM_GO_VERSION} (or GOTOOLCHAIN=auto to fetch it)`;
}

/**
 * @param {typeof PROGRAMS[number]} program
 * @param {string} bin Where the program goes.
 */
async function buildProgram({ name, modules, command, version }, bin) {
  const options = {
    cwd: modulesFolder(modules),
    // Without cgo no C compiler is needed. A go.work above the repository would replace the pinned modules.
    env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" },
    hint: "",
  };
  const downloads = countLines("modules downloaded", (line) => line.startsWith("go: downloading"));
  const listArgs = ["list", "-mod=readonly", "-deps", command];
  const { stdout } = await runStep(`downloading the modules of ${name}`, "go", listArgs, {
    ...options,
    detail: downloads,
  });
  const total = stdout.split("\n").length;
  const executable = process.platform === "win32" ? `${name}.exe` : name;
  // Without a stamped version the command prints none, and the Automation API refuses it.
  const stamp = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=${version}`;
  const output = path.join(bin, executable);
  const buildArgs = ["build", "-v", "-mod=readonly", "-trimpath", "-ldflags", `-s -w ${stamp}`, "-o", output];
  await runStep(`compiling ${name}`, "go", [...buildArgs, command], {
    ...options,
    detail: countLines(`of at most ${total} packages`, (line) => !line.startsWith("go: ")),
  });
}

/**
 * The script that starts dynamic providers. The engine's installer puts it beside `pulumi`; here it is taken
 * from the SDK's npm package.
 *
 * @param {string} root
 * @param {string} bin
 */
async function copyLauncher(root, bin) {
  const ending = process.platform === "win32" ? ".cmd" : "";
  const name = `pulumi-resource-pulumi-nodejs${ending}`;
  await copyFile(path.join(root, "node_modules", "@pulumi", "pulumi", name), path.join(bin, name));
}

/**
 * @param {string} what
 * @param {(line: string) => boolean} isCounted
 * @returns {(line: string) => string}
 */
function countLines(what, isCounted) {
  let count = 0;
  return (line) => {
    if (isCounted(line)) count += 1;
    return `${count} ${what}`;
  };
}

/** @param {string} modules */
function modulesFolder(modules) {
  return fileURLToPath(new URL(`./${modules}/`, import.meta.url));
}
