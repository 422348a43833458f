// @ts-check
// Looks whether folders hold a Pulumi engine that this repository can use.

import { access, constants } from "node:fs/promises";
import path from "node:path";
import { runCommand } from "../command.mjs";
import { isAtLeast } from "../version.mjs";

/** The oldest engine that the tests have run on. Older ones may do; nobody has tried. */
export const MINIMUM_ENGINE_VERSION = "3.230.0";

// The first runs JavaScript and TypeScript programs, the second dynamic providers.
const COMPANIONS = ["pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];

/**
 * @typedef {{ folder: string, version: string }} Engine The folder that holds `pulumi`, and its version.
 * @typedef {{ problem: string }} NoEngine Why there is none, in words that follow a colon.
 */

/**
 * Looks for an engine with its companions, as the engine itself finds them: in the given folders or beside it.
 *
 * @param {readonly string[]} folders In the order of search.
 * @returns {Promise<Engine | NoEngine>}
 */
export async function inspectEngine(folders) {
  const pulumi = await findExecutable("pulumi", folders);
  if (pulumi === undefined) return { problem: "there is no pulumi command" };
  const folder = path.dirname(pulumi);
  const { status, stdout, output } = await runCommand(pulumi, ["version"], {
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMilliseconds: 60_000,
  });
  if (status !== 0) return { problem: `\`pulumi version\` ended with status ${status}: ${output}` };
  const version = stdout.trim().replace(/^v/, "");
  if (!isAtLeast(version, MINIMUM_ENGINE_VERSION)) {
    return { problem: `pulumi is version ${version}, and the tests need ${MINIMUM_ENGINE_VERSION} or newer` };
  }
  for (const companion of COMPANIONS) {
    const found = await findExecutable(companion, [...folders, folder]);
    if (found === undefined) return { problem: `pulumi ${version} has no ${companion} beside it` };
  }
  return { folder, version };
}

/**
 * @param {string} name
 * @param {readonly string[]} folders
 * @returns {Promise<string | undefined>} Its path in the first folder that has it.
 */
export async function findExecutable(name, folders) {
  const endings = process.platform === "win32" ? [".exe", ".cmd"] : [""];
  for (const folder of folders) {
    for (const ending of endings) {
      const file = path.resolve(folder, `${name}${ending}`);
      if (folder !== "" && (await isExecutable(file))) return file;
    }
  }
  return undefined;
}

/** @param {string} file */
function isExecutable(file) {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
