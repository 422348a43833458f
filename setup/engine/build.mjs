// @ts-check
// Builds the Pulumi engine from its published Go modules, with what runs Node.js programs beside it.

import { copyFile } from "node:fs/promises";
import path from "node:path";
import { buildGoPrograms, builtFolderName, pinnedVersion } from "../go.mjs";
import { NODEJS_HOST, SDK_VERSION_VARIABLE } from "../languages/hosts.mjs";
import { report } from "../progress.mjs";
import { inspectEngine } from "./inspect.mjs";

/**
 * @typedef {"newest" | "oldest"} EngineAge The newest engine that can be had as Go modules, or the oldest that is
 *   supported.
 */

/**
 * The version of an engine, which is the one that its go.mod pins.
 *
 * @param {EngineAge} age
 * @returns {Promise<string>} Such as `3.274.1`.
 */
export function engineVersion(age) {
  return pinnedVersion(engineProgram(age));
}

/**
 * Name of the built engine's folder in the cache folder.
 *
 * @param {EngineAge} age
 * @returns {Promise<string>}
 */
export function builtEngineName(age) {
  return builtFolderName(enginePrograms(age));
}

/**
 * Builds the engine into the cache folder; takes some minutes the first time.
 *
 * @param {string} root The repository's folder, with its packages installed.
 * @param {EngineAge} age
 * @returns {Promise<import("./inspect.mjs").Engine | import("./inspect.mjs").NoEngine>}
 */
export async function buildEngine(root, age) {
  const version = await engineVersion(age);
  report(`building Pulumi ${version} from its Go modules instead (some minutes, once)`);
  const built = await buildGoPrograms(enginePrograms(age), (folder) => copyLauncher(root, folder));
  if ("problem" in built) return built;
  return await inspectEngine([built.folder], { exactly: version });
}

/**
 * @param {EngineAge} age
 * @returns {[import("../go.mjs").GoProgram, import("../go.mjs").GoProgram]}
 */
function enginePrograms(age) {
  return [engineProgram(age), NODEJS_HOST];
}

/**
 * @param {EngineAge} age
 * @returns {import("../go.mjs").GoProgram}
 */
function engineProgram(age) {
  return {
    name: "pulumi",
    modules: new URL(`./${age}/`, import.meta.url),
    package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
    module: "github.com/pulumi/pulumi/pkg/v3",
    // Without a stamped version the command prints none, and the Automation API refuses it.
    versionVariable: SDK_VERSION_VARIABLE,
  };
}

/**
 * The script that starts dynamic providers. The engine's installer puts it beside `pulumi`; here it is taken
 * from the SDK's npm package.
 *
 * @param {string} root
 * @param {string} folder
 */
async function copyLauncher(root, folder) {
  const ending = process.platform === "win32" ? ".cmd" : "";
  const name = `pulumi-resource-pulumi-nodejs${ending}`;
  await copyFile(path.join(root, "node_modules", "@pulumi", "pulumi", name), path.join(folder, name));
}
