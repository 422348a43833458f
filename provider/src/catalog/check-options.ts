/** Checks the options of an integration against its type, all rules at once; a single value is `option-schema.ts`. */
import { omit } from "es-toolkit";
import { isBlank } from "../common/is-blank.ts";
import { nearest } from "../common/nearest.ts";
import { isUnknown } from "../common/unknown.ts";
import {
  type CatalogOption,
  integrationTypeEntry,
  type OptionCondition,
  optionsOf,
  toOptionName,
} from "./catalog.ts";
import { normaliseOptions } from "./normalise-options.ts";
import { optionSchema } from "./option-schema.ts";
import type { IntegrationTypeName } from "./option-types.ts";

/** Why an option is refused. */
export interface OptionFailure {
  /** From the options to the one that is to blame, such as `["webhookUrl"]`. */
  readonly path: readonly string[];
  /** What is wrong and what would be right, to be read after the path. */
  readonly reason: string;
}

/**
 * Every reason why PagerTree would refuse the options, or would read another value than the one that stands there.
 *
 * An option that is not known yet passes, and so does a rule whose condition is not known yet.
 *
 * @param options - By their names in a program; undefined and null are absent.
 */
export function checkOptions(
  type: IntegrationTypeName,
  options: Readonly<Record<string, unknown>>,
): OptionFailure[] {
  const known = optionsOf(type);
  const names = new Set(known.map((option) => option.name));
  const normal: Record<string, unknown> = normaliseOptions(type, options);
  return [
    ...known.flatMap((option) => checkOption(option, normal)),
    ...Object.keys(normal)
      .filter((name) => !names.has(name))
      .map((name) => ({ path: [name], reason: unknownOptionReason(type, name) })),
  ];
}

function checkOption(option: CatalogOption, options: Readonly<Record<string, unknown>>): OptionFailure[] {
  const value = options[option.name];
  const path = [option.name];
  if (isUnknown(value)) {
    return [];
  }
  if (value === undefined || (typeof value === "string" && isBlank(value))) {
    const reason = requiredReason(option, options);
    if (reason !== undefined) {
      return [{ path, reason }];
    }
  }
  if (value === undefined) {
    return [];
  }
  const hasFormat = option.formatWhen === undefined || holds(option.formatWhen, options);
  const { error } = optionSchema(hasFormat ? option : omit(option, ["format"])).safeParse(value);
  // A number that is far too great breaks more than one rule, whose messages are the same.
  return (error?.issues ?? []).slice(0, 1).map(({ message }) => ({ path, reason: message }));
}

function requiredReason(
  option: CatalogOption,
  options: Readonly<Record<string, unknown>>,
): string | undefined {
  if (option.required) {
    return "is required and must not be blank";
  }
  if (option.requiredWhen !== undefined && holds(option.requiredWhen, options)) {
    const conditions = Object.entries(option.requiredWhen).map(
      ([key, value]) => `${toOptionName(key)} is ${value}`,
    );
    return `is required and must not be blank when ${conditions.join(" and ")}`;
  }
  return undefined;
}

/** Whether every option of a condition is known and as it asks. */
function holds(condition: OptionCondition, options: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(condition).every(([key, value]) => options[toOptionName(key)] === value);
}

function unknownOptionReason(type: IntegrationTypeName, name: string): string {
  const options = optionsOf(type);
  const attachment = integrationTypeEntry(type).attachments?.find(
    (key) => toOptionName(key) === toOptionName(name),
  );
  if (attachment !== undefined) {
    return `is a file, which PagerTree's API cannot set: upload it on the integration's web page`;
  }
  // Somebody who knows PagerTree's names writes them, with or without the prefix of its API.
  const bare = toOptionName(name.replace(/^option_?/, ""));
  const guess = nearest(
    bare,
    options.map((option) => option.name),
  );
  const hint =
    guess === undefined
      ? `its options are ${options.map((option) => option.name).join(", ")}`
      : guess === bare
        ? `write it in camelCase as "${guess}"`
        : `did you mean "${guess}"?`;
  return `is not an option of ${type}; ${hint}`;
}
