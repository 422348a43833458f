// @ts-check
// Senders that are Python packages, in a virtual environment in the cache folder.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { cached } from "../cache.mjs";
import { runCommand, runStep } from "../command.mjs";
import { findExecutable, searchPath } from "../executable.mjs";
import { SetupError } from "../setup-error.mjs";

const REQUIREMENTS = new URL("./requirements.txt", import.meta.url);

/**
 * A Python that has the packages of requirements.txt.
 *
 * @returns {Promise<{ executable: string } | { problem: string }>}
 */
export async function getPythonSenders() {
  const python =
    (await findExecutable("python3", searchPath())) ?? (await findExecutable("python", searchPath()));
  if (python === undefined) return { problem: "there is no Python 3 on PATH" };
  const { stdout: version } = await runCommand(python, ["--version"]);
  const hash = createHash("sha256")
    .update(version)
    .update(await readFile(REQUIREMENTS));
  try {
    const folder = await cached(`senders-python-${hash.digest("hex").slice(0, 8)}`, async (unfinished) => {
      const hint = "Install Python 3 with its venv module, or go online, and run the command again.";
      await runStep("making a virtual environment", python, ["-m", "venv", unfinished], { hint });
      const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
      const requirements = fileURLToPath(REQUIREMENTS);
      await runStep("installing the Python senders", inside(unfinished), [...pip, requirements], { hint });
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
