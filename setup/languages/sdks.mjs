// @ts-check
// SDKs of the languages that need one, made from the provider's schema by Pulumi's own generator.

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
  const hint = "Install Go (https://go.dev/dl/) and run the command again.";
  const built = await buildGoPrograms([GENERATOR]);
  if ("problem" in built) throw new SetupError(`no SDK can be made: ${built.problem}`, hint);
  const generator = path.join(built.folder, GENERATOR.name);
  await runStep(`making the SDK for ${language}`, generator, [schema, language, folder], { hint });
}
