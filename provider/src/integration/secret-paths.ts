/** Where the secrets of an integration stand among its inputs and outputs. */
import { isPlainObject } from "es-toolkit";
import { isSecretOptionName, isTypeName, secretOptionNames, toOptionKey } from "../catalog/catalog.ts";
import { isRulesOption, mayHoldUrl } from "../catalog/may-hold-url.ts";
import type { Options } from "./inputs.ts";

/** The paths of the options that must not be shown; of options that are no object, the whole. */
export function secretPaths(properties: Readonly<Record<string, unknown>>): string[][] {
  const { type } = properties;
  const isSecret = isTypeName(type)
    ? (option: string) => secretOptionNames(type).includes(option)
    : (option: string) => isSecretOptionName(toOptionKey(option));
  return [
    ...pathsIn("options", properties["options"], isSecret),
    ...pathsIn("additionalOptions", properties["additionalOptions"], isSecretOptionName),
  ];
}

function pathsIn(argument: string, given: unknown, isSecret: (option: string) => boolean): string[][] {
  if (!isPlainObject(given)) {
    return [[argument]];
  }
  const options: Options = given;
  return Object.entries(options)
    .filter(([option, value]) => isSecret(option) || (isRulesOption(option) && mayBeSecret(value)))
    .map(([option]) => [argument, option]);
}

/** Rules are a secret where they may set a URL. */
function mayBeSecret(rules: unknown): boolean {
  return typeof rules !== "string" || mayHoldUrl(rules);
}
