// @ts-check
// What Pulumi's own generator of code makes of the provider's schema, for hosts of languages that are too old to have it.

import path from "node:path";
import { runStep } from "../command.mjs";
import { buildGoPrograms } from "../go.mjs";
import { SetupError } from "../setup-error.mjs";

/** @type {import("../go.mjs").GoProgram} */
const GENERATOR = {
  name: "pulumi-sdks",
  modules: new URL("./sdks/", import.meta.url),
  package: ".",
  module: "github.com/pulumi/pulumi/pkg/v3",
};

/**
 * Writes an SDK, as `pulumi package gen-sdk` does where the language's host can.
 *
 * @param {"python" | "go"} language
 * @param {string} schema The file with the schema.
 * @param {string} folder Where the SDK goes.
 * @throws {SetupError} where the generator cannot be built, or takes the schema for wrong.
 */
export async function generateSdk(language, schema, folder) {
  await generate(`making the SDK for ${language}`, "sdk", schema, language, folder);
}

/**
 * The program that declares the resources of a state, as `pulumi import` prints it where the language's host can.
 *
 * @param {"nodejs" | "python" | "go"} language
 * @param {string} schema The file with the schema.
 * @param {string} state The file with what `pulumi stack export --show-secrets` prints.
 * @returns {Promise<string>}
 * @throws {SetupError} where the generator cannot be built, or cannot make one.
 */
export function generateProgram(language, schema, state) {
  return generate(`writing the program in ${language}`, "program", schema, language, state);
}

/**
 * @param {string} step
 * @param {...string} args
 */
async function generate(step, ...args) {
  const hint = "Install Go (https://go.dev/dl/) and run the command again.";
  const built = await buildGoPrograms([GENERATOR]);
  if ("problem" in built) throw new SetupError(`Pulumi's generator cannot be had: ${built.problem}`, hint);
  const { stdout } = await runStep(step, path.join(built.folder, GENERATOR.name), args, { hint });
  return stdout;
}
