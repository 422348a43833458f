// The packages as a user gets them: packed by npm, and installed in a project of its own outside of the repository.

import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { runCommand } from "../../setup/command.mjs";
import { npmCommand } from "../../setup/npm.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const quiet = ["--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"];

const packSchema = z.array(
  z.object({
    name: z.string(),
    filename: z.string(),
    unpackedSize: z.number(),
    files: z.array(z.object({ path: z.string() })),
  }),
);

/** What `npm pack` says of a package. */
export interface Packed {
  /** The tarball. */
  tarball: string;
  /** Bytes of all files. */
  unpackedSize: number;
  /** Relative to the package's folder. */
  files: string[];
}

/** What a program came to. */
export interface ProgramRun {
  status: number;
  /** What it printed on standard output. */
  stdout: string;
  /** What it printed altogether. */
  output: string;
}

/** A project that has both packages, Pulumi and the types of Node.js installed. */
export class InstalledPackages {
  readonly folder: string;
  readonly packed: Record<"pulumi-pagertree" | "pagertree-emulator", Packed>;

  constructor(folder: string, packed: InstalledPackages["packed"]) {
    this.folder = folder;
    this.packed = packed;
  }

  /** The folder with the installed packages. */
  get nodeModules(): string {
    return path.join(this.folder, "node_modules");
  }

  /** Writes a program's files into a folder of its own. */
  async write(name: string, files: Readonly<Record<string, string | object>>): Promise<string> {
    const folder = path.join(this.folder, name);
    await mkdir(folder, { recursive: true });
    for (const [file, content] of Object.entries(files)) {
      await writeFile(
        path.join(folder, file),
        typeof content === "string" ? content : JSON.stringify(content),
      );
    }
    return folder;
  }

  /** Runs Node.js in a program's folder. */
  node(folder: string, ...args: string[]): Promise<ProgramRun> {
    return runCommand(process.execPath, args, { cwd: folder });
  }

  /** Runs the TypeScript compiler on a program's tsconfig.json. */
  tsc(folder: string): Promise<ProgramRun> {
    const tsc = path.join(this.nodeModules, "typescript", "bin", "tsc");
    return runCommand(process.execPath, [tsc, "--project", folder, "--pretty", "false"], { cwd: folder });
  }

  /**
   * Installs the provider's tarball in a folder, as README.md says for a package that is not published yet. Only
   * `package.json` and the lock file are written: the packages are those of this project.
   */
  async installTarball(folder: string): Promise<void> {
    const { tarball } = this.packed["pulumi-pagertree"];
    await npm(folder, "install", "--package-lock-only", ...quiet, tarball, "@pulumi/pulumi");
  }

  /** Removes the project. */
  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/**
 * Packs both packages as they are built, and installs them beside Pulumi's SDK.
 *
 * @param versions Of other packages than the repository has, by name.
 */
export async function installPackages(
  versions: Readonly<Record<string, string>> = {},
): Promise<InstalledPackages> {
  const folder = await realpath(await mkdtemp(path.join(os.tmpdir(), "pulumi-pagertree-package-")));
  const workspaces = ["--workspace", "provider", "--workspace", "emulator"];
  const listed = await npm(
    ROOT,
    "pack",
    "--json",
    "--ignore-scripts",
    "--pack-destination",
    folder,
    ...workspaces,
  );
  const packed = Object.fromEntries(
    packSchema
      .parse(JSON.parse(listed))
      .map(({ name, filename, unpackedSize, files }) => [
        name,
        { tarball: path.join(folder, filename), unpackedSize, files: files.map((file) => file.path).sort() },
      ]),
  );
  const { "pulumi-pagertree": provider, "pagertree-emulator": emulator } = packed;
  if (provider === undefined || emulator === undefined) throw new Error("npm did not pack both packages.");
  await writeFile(path.join(folder, "package.json"), JSON.stringify({ name: "user", private: true }));
  // Those that the repository has are in npm's cache already.
  const others = ["@pulumi/pulumi", "typescript", "@types/node"].map(
    async (name) => `${name}@${versions[name] ?? (await versionInRepository(name))}`,
  );
  await npm(folder, "install", ...quiet, provider.tarball, emulator.tarball, ...(await Promise.all(others)));
  return new InstalledPackages(folder, { "pulumi-pagertree": provider, "pagertree-emulator": emulator });
}

async function npm(folder: string, ...args: string[]): Promise<string> {
  const [command, ...first] = npmCommand();
  const { status, stdout, output } = await runCommand(command, [...first, ...args], { cwd: folder });
  if (status !== 0) throw new Error(`npm ${args[0]} failed:\n${output}`);
  return stdout;
}

/** The version that the repository has of a package. */
async function versionInRepository(name: string): Promise<string> {
  const text = await readFile(path.join(ROOT, "node_modules", name, "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
