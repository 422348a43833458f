// @ts-check
// Virtual environments with Python packages, in the cache folder.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cached } from "./cache.mjs";
import { runCommand, runStep } from "./command.mjs";
import { findExecutable, searchPath } from "./executable.mjs";
import { SetupError } from "./setup-error.mjs";

/**
 * A Python that has the packages of a requirements.txt; takes a minute the first time.
 *
 * @param {string} name What the packages are, such as `senders`.
 * @param {URL} requirements The file that pins them.
 * @returns {Promise<{ executable: string } | { problem: string }>}
 */
export async function getPython(name, requirements) {
  const python =
    (await findExecutable("python3", searchPath())) ?? (await findExecutable("python", searchPath()));
  if (python === undefined) return { problem: "there is no Python 3 on PATH" };
  const { stdout: version } = await runCommand(python, ["--version"]);
  const hash = createHash("sha256")
    .update(version)
    .update(await readFile(requirements));
  try {
    const folder = await cached(`${name}-python-${hash.digest("hex").slice(0, 8)}`, async (unfinished) => {
      const hint = "Install Python 3 with its venv module, or go online, and run the command again.";
      await runStep("making a virtual environment", python, ["-m", "venv", unfinished], { hint });
      const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
      const packages = [...pip, fileURLToPath(requirements)];
      await runStep(`installing the Python packages of ${name}`, inside(unfinished), packages, { hint });
    });
    return { executable: inside(folder) };
  } catch (error) {
    if (error instanceof SetupError) return { problem: error.message };
    throw error;
  }
}

/** @param {string} folder */
function inside(folder) {
  return process.platform === "win32"
    ? path.join(folder, "Scripts", "python.exe")
    : path.join(folder, "bin", "python");
}
