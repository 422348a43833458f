// Options for tests, made from the catalog: for each type all that it needs, all that it has, and each conditional
// rule met. Random ones are in integration-arguments.ts.

import { isEqual, uniqWith } from "es-toolkit";
import {
  type CatalogOption,
  type OptionCondition,
  optionsOf,
  toOptionName,
} from "../../provider/src/catalog/catalog.ts";
import type { IntegrationTypeName } from "../../provider/src/catalog/option-types.ts";

/** Options by their names in a program. */
export type SampleOptions = Record<string, string | number | boolean>;

/** Stands in the sample of every secret option, whatever its format, and nowhere else. */
export const canary = "Canary7fK3q9Zt";

/** What is written otherwise in JSON, in a URL or in both. */
const specialCharacters = '"&+/\\é%20';
/** Of these, what PagerTree takes in a URL. */
const specialCharactersOfUrls = "&+/%20";

const samplesOfFormats = {
  "public-url": "https://example.com/hook",
  "time-zone": "Europe/Berlin",
  "email-recipients": "on-call,ops@example.com",
  yaml: "rules: []\n",
  handlebars: "{{alert.title}}",
} as const;

/** A value that an option takes, other than its default; no two secrets are equal. */
export function sampleValue(option: CatalogOption): string | number | boolean {
  if (option.oneOf !== undefined) {
    return option.oneOf.find((text) => text !== option.default) ?? "";
  }
  switch (option.type) {
    case "boolean":
      return option.default !== true;
    case "integer":
      return (option.min ?? 0) + 7;
    case "string":
      return option.secret ? sampleSecret(option) : sampleText(option);
  }
}

/** The options that a type cannot be without. */
export function requiredOptions(type: IntegrationTypeName): SampleOptions {
  return samples(optionsOf(type).filter(({ required }) => required));
}

/** Every option of a type, set to other than its default. */
export function everyOption(type: IntegrationTypeName): SampleOptions {
  return samples(optionsOf(type));
}

/** The conditions under which options of a type have a further rule. */
export function conditionsOf(type: IntegrationTypeName): OptionCondition[] {
  const conditions = optionsOf(type).flatMap(({ requiredWhen, formatWhen }) => [requiredWhen, formatWhen]);
  return uniqWith(
    conditions.filter((condition) => condition !== undefined),
    isEqual,
  );
}

/** The fewest options of a type with which a condition holds, and all that is required then. */
export function optionsUnder(condition: OptionCondition, type: IntegrationTypeName): SampleOptions {
  const needed = optionsOf(type).filter(({ requiredWhen }) => isEqual(requiredWhen, condition));
  const met = Object.entries(condition).map(([key, value]) => [toOptionName(key), value]);
  return { ...requiredOptions(type), ...Object.fromEntries(met), ...samples(needed) };
}

/** What PagerTree holds of options once defaults are filled, by its own names. */
export function heldOptions(
  type: IntegrationTypeName,
  options: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const held = optionsOf(type).map(({ key, name, default: filled }) => [key, options[name] ?? filled]);
  return Object.fromEntries(held.filter(([, value]) => value !== undefined));
}

function samples(options: readonly CatalogOption[]): SampleOptions {
  return Object.fromEntries(options.map((option) => [option.name, sampleValue(option)]));
}

function sampleSecret({ name, format }: CatalogOption): string {
  const text = `${canary}-${name}-`;
  return format === "public-url"
    ? `https://example.com/hook?secret=${text}${specialCharactersOfUrls}`
    : `${text}${specialCharacters}`;
}

function sampleText({ name, format }: CatalogOption): string {
  return format === undefined ? `A sample of ${name}` : samplesOfFormats[format];
}
