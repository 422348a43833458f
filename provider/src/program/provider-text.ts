/**
 * The text from which Pulumi's dynamic provider makes the provider of a resource. It is in the state, so it is short, and
 * the same on every machine. The provider's process looks for the package from the folder of the project.
 */
import { createRequire } from "node:module";
import path from "node:path";
import { once } from "es-toolkit/function";
import { ConfigError } from "../common/errors.ts";
import type { ResourceName } from "../common/resource-names.ts";
import { isRunByEngine } from "./run-by-engine.ts";

const loaded = "pulumi-pagertree/provider";
const what = "pulumi-pagertree is not installed in ";
const fix = "Make it a dependency of that project.";

/** The text that gives one of the providers that `provider/src/dynamic/provider.ts` exports. Where the package is not found, `destroy` too says so in a sentence. */
export function providerText(name: ResourceName | `lookedAt.${ResourceName}`): string {
  const error = `Object.assign(Error("${what}"+process.cwd()+". ${fix}"),{stack:""})`;
  return `exports.handler=()=>{try{return require("${loaded}").${name}}catch(e){throw/provider'/.test(e)?${error}:e}}`;
}

/**
 * Makes sure that the provider's process will find the package, as far as this one can see: a program may have it by
 * another package of a workspace, or in a bundle.
 *
 * @throws ConfigError if it will not
 */
export const requireProvider = once(() => {
  if (!isRunByEngine()) return;
  const folder = process.cwd();
  try {
    createRequire(path.join(folder, "index.js")).resolve(loaded);
  } catch {
    throw new ConfigError(
      `${what}${folder}.`,
      `${fix} Pulumi loads it from there, even if only another package of the workspace, or a bundle, uses it.`,
    );
  }
});
