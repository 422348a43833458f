/** A file that a command writes in the user's folder. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { PagerTreeError } from "../common/errors.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Writes what an option names.
 *
 * @param option - Such as `--out`.
 * @param file - As the user gave it, relative to the terminal's folder.
 * @throws PagerTreeError that names the option, if the file cannot be written
 */
export async function writeOutput(
  terminal: Terminal,
  option: string,
  file: string,
  text: string,
): Promise<void> {
  await writeFile(path.resolve(terminal.folder, file), text).catch(() => {
    throw new PagerTreeError(
      "config",
      `The file for ${option} cannot be written.`,
      "Name a file in a folder that exists.",
    );
  });
}
