/** The configuration of one provider: of the stack, or of a `Provider` resource of the program. */

import {
  type ConfigKey,
  configKeys,
  type ReadConfig,
  resolveConfig,
  resolveCoverageDays,
} from "../common/config.ts";
import { ConfigError } from "../common/errors.ts";
import { nearest } from "../common/nearest.ts";
import { isUnknown } from "../common/unknown.ts";
import type { Properties } from "./property-values.ts";

/** What stands among the arguments of every provider, and is for the engine. */
const engineArguments = ["version", "pluginDownloadURL", "__internal"];

/** Every reason why a provider cannot work with these arguments. None of them holds a value. */
export function checkConfiguration(args: Properties): string[] {
  const given = Object.entries(args).filter(
    ([name, value]) => !engineArguments.includes(name) && value !== undefined && value !== null,
  );
  const failures = given.flatMap(([name, value]) => argumentProblem(name, value) ?? []);
  if (failures.length > 0 || given.some(([, value]) => isUnknown(value))) {
    return failures;
  }
  try {
    resolveConfig(readerOf(args));
    resolveCoverageDays(readerOf(args));
    return [];
  } catch (error) {
    if (error instanceof ConfigError) {
      return [error.message];
    }
    throw error;
  }
}

/** Reads the arguments as texts: from the stack's configuration they come as such, from a program as what they are. */
export function readerOf(args: Properties): ReadConfig {
  return (key) => {
    const value = args[key];
    return value === undefined || value === null ? undefined : String(value);
  };
}

function argumentProblem(name: string, value: unknown): string | undefined {
  const key = configKeys.find((known) => known === name);
  if (key === undefined) {
    const guess = nearest(name, configKeys);
    const hint =
      guess === undefined
        ? `; its settings are ${configKeys.join(", ")}`
        : `; did you mean pagertree:${guess}?`;
    return `pagertree:${name} is not a setting of this provider${hint}`;
  }
  const types = isNumber(key) ? ["number", "string"] : ["string"];
  return types.includes(typeof value)
    ? undefined
    : `pagertree:${name} must be a ${types[0] === "number" ? "number" : "text"}`;
}

function isNumber(key: ConfigKey): boolean {
  return key === "timeoutSeconds" || key === "maxRetries" || key === "coverageDays";
}
