/** The file of `--allow`: the ids of what is known to live outside of the stacks, one a line, with comments. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { ConfigError } from "../../common/errors.ts";
import { isObjectId, normaliseId } from "../../common/ids.ts";
import { cut, plainText } from "../../common/plain-text.ts";
import type { Terminal } from "../terminal.ts";

/** One line of the file that names an object. */
export interface Allowance {
  /** Its place, from 1. */
  readonly line: number;
  /** A ULID or a prefix id. */
  readonly id: string;
}

/**
 * Reads the file.
 *
 * @throws ConfigError if it cannot be read, or a line holds something else than an id
 */
export async function readAllowances(terminal: Terminal, file: string): Promise<Allowance[]> {
  const text = await readFile(path.resolve(terminal.folder, file), "utf8").catch(() => {
    throw new ConfigError("The --allow file cannot be read.", "Name a file with one id per line.");
  });
  return text.split(/\r?\n/).flatMap((written, index): Allowance[] => {
    const id = written.replace(/#.*/, "").trim();
    if (id === "") return [];
    if (!isObjectId(id)) {
      throw new ConfigError(
        `Line ${index + 1} of the --allow file is not an id: ${cut(plainText(id), 40)}.`,
        "Write one id per line, such as int_ODCWagoG9, and comments after a #.",
      );
    }
    return [{ line: index + 1, id: normaliseId(id) }];
  });
}
