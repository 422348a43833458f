// Judges a command that a document shows without its output: whether what it names is there, without running it.

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { runCommand } from "../../setup/command.mjs";
import { npmCommand } from "../../setup/npm.mjs";
import { ROOT } from "./markdown.ts";

const packageSchema = z.object({
  name: z.string(),
  version: z.string().optional(),
  scripts: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
});

/** What test/languages/installation.ts runs, where the page on installation shows it. */
const inLanguages = ["go", "python3", "venv/bin/pip"];

/** The commands of a `sh` block, without comments and blank lines; of a line with `&&`, each one. */
export function commandsIn(text: string): string[] {
  const lines = text.replace(/\s*\\\n\s*/g, " ").split("\n");
  return lines
    .flatMap((line) => line.replace(/(^|\s)#.*$/, "").split("&&"))
    .map((command) => command.trim())
    .filter((command) => command !== "");
}

/**
 * What is wrong with a command; undefined if nothing is. A kind of command that this does not know is wrong, so that
 * no document shows one that nobody checks.
 */
export async function problemOf(command: string): Promise<string | undefined> {
  // Variables of the environment may stand before the program.
  const [program = "", ...words] = command.replace(/^(?:[A-Z_]+=\S+\s+)+/, "").split(/\s+/);
  if (program === "npm") return problemOfNpm(words);
  if (program === "npx") return problemOfTool(words);
  if (program === "pulumi") return problemOfPulumi(words);
  if (inLanguages.includes(program)) return undefined;
  if (program.includes("/"))
    return existsSync(path.join(ROOT, program)) ? undefined : `there is no ${program}`;
  return `nobody checks commands of ${program}`;
}

async function problemOfNpm([command = "", ...words]: readonly string[]): Promise<string | undefined> {
  if (command === "install") {
    const { name, peerDependencies } = await readPackage("provider");
    const compiler = ["typescript", "@types/node"];
    const known = [name, ...Object.keys(peerDependencies), (await readPackage("emulator")).name, ...compiler];
    return unknownAmong(
      words.filter((word, at) => isNoFlag(word) && words[at - 1] !== "--prefix"),
      [...known, await tarballOf("provider"), await tarballOf("emulator")],
    );
  }
  if (command === "ci" || command === "pack") {
    const [npm, ...args] = npmCommand();
    return missingFlags(words, await helpOf(npm, ...args, command));
  }
  if (command !== "run" && command !== "test") return `nobody checks npm ${command}`;
  const script = command === "test" ? "test" : words[0];
  const { scripts } = await readPackage("");
  if (script === undefined || !(script in scripts)) return `there is no script ${script}`;
  const paths = words.filter((word) => word.includes("/"));
  const missing = paths.find((word) => !existsSync(path.join(ROOT, word)));
  return missing && `there is no ${missing}`;
}

/** A tool of the packages: it is there, and its help, or that of its command, names the flags. */
async function problemOfTool([tool = "", ...words]: readonly string[]): Promise<string | undefined> {
  const file = path.join(ROOT, "node_modules/.bin", tool);
  if (!existsSync(file)) return `there is no tool ${tool}`;
  const command = words.slice(0, 1).filter(isNoFlag);
  return missingFlags(words, await helpOf(process.execPath, file, ...command));
}

async function problemOfPulumi(words: readonly string[]): Promise<string | undefined> {
  const subcommands = words.slice(0, ["config", "package", "stack"].includes(words[0] ?? "") ? 2 : 1);
  const help = await helpOf("pulumi", ...subcommands);
  // Pulumi answers the help of what it does know, where it does not know the rest.
  if (!help.output.includes(`pulumi ${subcommands.join(" ")} `))
    return `there is no ${subcommands.join(" ")}`;
  return missingFlags(words, help);
}

type Help = Awaited<ReturnType<typeof runCommand>>;
const asked = new Map<string, Promise<Help>>();

/** What a command prints with `--help`. Each takes about a second, so it is asked once. */
function helpOf(program: string, ...args: readonly string[]): Promise<Help> {
  const command = [program, ...args].join(" ");
  const help = asked.get(command) ?? runCommand(program, [...args, "--help"]);
  asked.set(command, help);
  return help;
}

function missingFlags(
  words: readonly string[],
  help: { status: number; output: string },
): string | undefined {
  if (help.status !== 0) return `its help fails: ${help.output}`;
  const known = [...help.output.matchAll(/(?<![\w-])--?[a-z][a-z-]*/g)].map(([flag]) => flag);
  return unknownAmong(
    words.filter((word) => !isNoFlag(word)).map((word) => word.split("=")[0] ?? word),
    known,
  );
}

function unknownAmong(words: readonly string[], known: readonly string[]): string | undefined {
  const unknown = words.filter((word) => !known.includes(word));
  return unknown.length === 0 ? undefined : `there is no ${unknown.join(", ")}`;
}

function isNoFlag(word: string): boolean {
  return !word.startsWith("-");
}

/** What `npm pack` makes of a package, in the folder around the repository. */
async function tarballOf(folder: string): Promise<string> {
  const { name, version } = await readPackage(folder);
  return `../${name}-${version}.tgz`;
}

async function readPackage(folder: string) {
  return packageSchema.parse(JSON.parse(await readFile(path.join(ROOT, folder, "package.json"), "utf8")));
}
