// @ts-check
// Looks whether folders hold a Pulumi engine that this repository can use.

import path from "node:path";
import { runCommand } from "../command.mjs";
import { findExecutable } from "../executable.mjs";
import { isAtLeast } from "../version.mjs";

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
 * @param {{ atLeast: string } | { exactly: string }} wanted Its version.
 * @returns {Promise<Engine | NoEngine>}
 */
export async function inspectEngine(folders, wanted) {
  const pulumi = await findExecutable("pulumi", folders);
  if (pulumi === undefined) return { problem: "there is no pulumi command" };
  const folder = path.dirname(pulumi);
  const { status, stdout, output } = await runCommand(pulumi, ["version"], {
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    timeoutMilliseconds: 60_000,
  });
  if (status !== 0) return { problem: `\`pulumi version\` ended with status ${status}: ${output}` };
  const version = stdout.trim().replace(/^v/, "");
  if ("exactly" in wanted && version !== wanted.exactly) {
    return { problem: `pulumi is version ${version}, and these tests need exactly ${wanted.exactly}` };
  }
  if ("atLeast" in wanted && !isAtLeast(version, wanted.atLeast)) {
    return { problem: `pulumi is version ${version}, and the tests need ${wanted.atLeast} or newer` };
  }
  for (const companion of COMPANIONS) {
    const found = await findExecutable(companion, [...folders, folder]);
    if (found === undefined) return { problem: `pulumi ${version} has no ${companion} next to it` };
  }
  return { folder, version };
}
