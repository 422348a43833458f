/** Writes a project into a folder, and loses nothing that is there. */
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { PagerTreeError } from "../../common/errors.ts";

/**
 * Whether a folder can be written to.
 *
 * @throws PagerTreeError if it has files and `force` is false
 */
export async function checkFolder(folder: string, force: boolean): Promise<void> {
  const files = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === "ENOENT") {
      return [];
    }
    throw notWritable(folder);
  });
  if (files.length > 0 && !force) {
    throw new PagerTreeError(
      "config",
      `The folder ${folder} already has files in it.`,
      "Choose another folder with --out, or add --force, which keeps a file that would be replaced under another name.",
    );
  }
}

/** Writes the files. One that is there with another content gets a new name first, which is told. */
export async function writeProject(
  folder: string,
  files: ReadonlyMap<string, string>,
  tell: (text: string) => void,
): Promise<void> {
  try {
    for (const [name, text] of files) {
      const file = path.join(folder, name);
      await mkdir(path.dirname(file), { recursive: true });
      const before = await readFile(file, "utf8").catch(() => undefined);
      if (before === text) {
        continue;
      }
      if (before !== undefined) {
        const kept = await freeNameFor(file);
        await rename(file, kept);
        tell(`${name} was there: it is ${path.basename(kept)} now.\n`);
      }
      await writeFile(file, text, { flag: "wx" });
    }
  } catch {
    throw notWritable(folder);
  }
}

async function freeNameFor(file: string): Promise<string> {
  const taken = new Set(await readdir(path.dirname(file)));
  for (let number = 1; ; number += 1) {
    const name = `${path.basename(file)}.before-export-${number}`;
    if (!taken.has(name)) {
      return path.join(path.dirname(file), name);
    }
  }
}

function notWritable(folder: string): PagerTreeError {
  return new PagerTreeError(
    "config",
    `The folder ${folder} cannot be written to.`,
    "Choose another folder with --out.",
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}
