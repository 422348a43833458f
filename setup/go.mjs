// @ts-check
// Compiles programs from their published Go modules, for places that reach the Go module proxy but not the downloads
// of the programs themselves. Versions and checksums of all modules are pinned in a go.mod and go.sum of ours.

import { createHash } from "node:crypto";
import { mkdir, readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cached } from "./cache.mjs";
import { runCommand, runStep } from "./command.mjs";
import { SetupError } from "./setup-error.mjs";
import { isAtLeast } from "./version.mjs";

/**
 * @typedef {object} GoProgram
 * @property {string} name Of the executable, without an ending.
 * @property {URL} modules The folder with the go.mod and go.sum that pin what it is compiled from.
 * @property {string} package What is compiled.
 * @property {string} module The module whose version is the program's.
 * @property {string} [versionVariable] The variable that carries the version, if the program prints one.
 */

/**
 * Compiles programs into one folder of the cache; takes some minutes the first time.
 *
 * @param {readonly [GoProgram, ...GoProgram[]]} programs The first gives the folder its name.
 * @param {(folder: string) => Promise<void>} [addOthers] Adds files to the folder beside them.
 * @returns {Promise<{ folder: string } | { problem: string }>}
 */
export async function buildGoPrograms(programs, addOthers = async () => {}) {
  try {
    for (const program of programs) await checkGo(program);
    const name = await builtFolderName(programs);
    const folder = await cached(name, async (unfinished) => {
      const bin = path.join(unfinished, "bin");
      await mkdir(bin);
      for (const program of programs) await buildGoProgram(program, bin);
      await addOthers(bin);
    });
    return { folder: path.join(folder, "bin") };
  } catch (error) {
    if (error instanceof SetupError) return { problem: error.message };
    throw error;
  }
}

/**
 * Name of the programs' folder in the cache folder: another one whenever what is built changes.
 *
 * @param {readonly [GoProgram, ...GoProgram[]]} programs
 * @returns {Promise<string>}
 */
export async function builtFolderName(programs) {
  const hash = createHash("sha256");
  for (const program of programs) {
    hash.update(JSON.stringify({ ...program, modules: undefined }));
    // go.mod and go.sum, and the program itself where it is ours.
    for (const file of (await readdir(program.modules)).sort()) {
      hash.update(await readFile(new URL(file, program.modules)));
    }
  }
  const [{ name }] = programs;
  const version = await pinnedVersion(programs[0]);
  return `${name}-${version}-go-${process.platform}-${process.arch}-${hash.digest("hex").slice(0, 8)}`;
}

/**
 * The version that a program's go.mod pins.
 *
 * @param {GoProgram} program
 * @returns {Promise<string>} Such as `3.274.1`.
 */
export async function pinnedVersion({ modules, module }) {
  const pins = await readFile(new URL("go.mod", modules), "utf8");
  const lines = pins.split("\n").map((text) => text.trim().replace(/^require /, ""));
  const line = lines.find((text) => text.startsWith(`${module} v`));
  if (line === undefined) throw new Error(`${fileURLToPath(modules)}go.mod does not pin ${module}.`);
  return line.split(" ")[1]?.slice(1) ?? "";
}

/**
 * @param {GoProgram} program
 * @throws {SetupError} where the Go on PATH cannot compile it.
 */
async function checkGo({ name, modules }) {
  const hint = "Install Go (https://go.dev/dl/) and run the command again.";
  const { status, stdout } = await runCommand("go", ["env", "GOVERSION", "GOTOOLCHAIN"]);
  const [version = "", toolchain] = stdout.split("\n");
  if (status !== 0) throw new SetupError("there is no go command", hint);
  const pins = await readFile(new URL("go.mod", modules), "utf8");
  const minimum = /^go (\S+)/m.exec(pins)?.[1] ?? "";
  // Since 1.21, Go fetches the toolchain that a go.mod asks for, unless GOTOOLCHAIN=local forbids it.
  const fetchesToolchain = isAtLeast(version, "1.21") && toolchain !== "local";
  if (fetchesToolchain || isAtLeast(version, minimum)) return;
  throw new SetupError(
    `Go is ${version}, and ${name} needs ${minimum} (or GOTOOLCHAIN=auto to fetch it)`,
    hint,
  );
}

/**
 * @param {GoProgram} program
 * @param {string} bin Where the program goes.
 */
async function buildGoProgram(program, bin) {
  const { name, modules, versionVariable } = program;
  const options = {
    cwd: fileURLToPath(modules),
    // Without cgo no C compiler is needed. A go.work above the repository would replace the pinned modules.
    env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off" },
    hint: "",
  };
  const downloads = countLines("modules downloaded", (line) => line.startsWith("go: downloading"));
  const listArgs = ["list", "-mod=readonly", "-deps", program.package];
  const { stdout } = await runStep(`downloading the modules of ${name}`, "go", listArgs, {
    ...options,
    detail: downloads,
  });
  const total = stdout.split("\n").length;
  const executable = process.platform === "win32" ? `${name}.exe` : name;
  const stamp = versionVariable && `-X ${versionVariable}=v${await pinnedVersion(program)}`;
  const flags = ["-s", "-w", stamp].filter(Boolean).join(" ");
  const output = path.join(bin, executable);
  const buildArgs = ["build", "-v", "-mod=readonly", "-trimpath", "-ldflags", flags, "-o", output];
  await runStep(`compiling ${name}`, "go", [...buildArgs, program.package], {
    ...options,
    detail: countLines(`of at most ${total} packages`, (line) => !line.startsWith("go: ")),
  });
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
