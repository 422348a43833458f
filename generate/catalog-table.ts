/** The table of integration types as the generator reads it, with the names that programs use. */
import { camelCase, upperFirst } from "es-toolkit/string";
import type { IntegrationTypeEntry, OptionEntry } from "../provider/src/catalog/catalog.ts";
import catalogData from "../provider/src/catalog/integration-types.json" with { type: "json" };

/** The file that everything here is made from, from the root of the repository. */
export const catalogPath = "provider/src/catalog/integration-types.json";

/** The whole table. */
export interface CatalogTable {
  readonly optionsOfEveryType: Readonly<Record<string, OptionEntry>>;
  readonly types: Readonly<Record<string, IntegrationTypeEntry>>;
}

// TypeScript widens the texts of a JSON file; test/catalog/catalog-data.test.ts holds the file to this shape.
export const catalogTable = catalogData as CatalogTable;

/** An option's name in a program: `webhook_url` is `webhookUrl`. */
export function optionName(key: string): string {
  return camelCase(key);
}

/** The name of the TypeScript interface of a type's options: `datadog` has `DatadogOptions`. */
export function interfaceName(typeName: string): string {
  return `${upperFirst(camelCase(typeName))}Options`;
}

/** The page of a type's guide. */
export function guideUrl(type: IntegrationTypeEntry): string {
  return `https://pagertree.com/docs/integration-guides/${type.guide}`;
}

/** What a format asks of a text, as a sentence in Markdown; undefined if the option has none. */
export function formatSentence(option: OptionEntry): string | undefined {
  const sentence = option.format && formatSentences[option.format];
  return option.formatWhen === undefined || sentence === undefined
    ? sentence
    : `${sentence.slice(0, -1)}, which is validated only when ${conditionText(option.formatWhen)}.`;
}

/** A condition in words: "`alertAcknowledged` is true". */
export function conditionText(condition: Readonly<Record<string, boolean>>): string {
  return Object.entries(condition)
    .map(([key, value]) => `\`${optionName(key)}\` is ${value}`)
    .join(" and ");
}

const formatSentences: Readonly<Record<NonNullable<OptionEntry["format"]>, string>> = {
  "public-url": "An `http://` or `https://` URL with a dot in its host.",
  "time-zone": "A time zone's name in the IANA database or in Rails.",
  "email-recipients":
    "E-mail addresses, `team`, `team-admin` or `on-call`, with commas and no spaces between them.",
  yaml: "YAML text.",
  handlebars: "A Handlebars template.",
};
