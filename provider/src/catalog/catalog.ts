/**
 * Typed reading of the table of integration types, light enough for a program to load: data and text functions
 * only. Checking a value is left to `check-options.ts`, its normal form to `normalise-options.ts`.
 */
import { memoize } from "es-toolkit/function";
import { camelCase, snakeCase } from "es-toolkit/string";
import catalogData from "./integration-types.json";
import type { IntegrationTypeName } from "./option-types.ts";

/** What PagerTree holds of an option that is set. */
export type OptionDefault = string | boolean | number;

/** Formats of text options. `yaml` and `handlebars` only tell a reader: PagerTree stores any text there. */
export type OptionFormat = "public-url" | "time-zone" | "email-recipients" | "yaml" | "handlebars";

/** Other options' values, by PagerTree's names, under which a rule holds. */
export type OptionCondition = Readonly<Record<string, boolean>>;

/** One option of an integration type, as the adapter of the type declares and validates it. */
export interface OptionEntry {
  readonly type: "string" | "boolean" | "integer";
  /** What the option does, in Markdown. */
  readonly description: string;
  /** What the option holds if nobody sets it; an option without a default then holds nothing. */
  readonly default?: OptionDefault;
  /** Whether an integration cannot be without it; blank counts as absent. */
  readonly required?: boolean;
  /** The option is required while this holds. */
  readonly requiredWhen?: OptionCondition;
  readonly format?: OptionFormat;
  /** The format is validated only while this holds. */
  readonly formatWhen?: OptionCondition;
  /** The only texts that it takes. */
  readonly oneOf?: readonly string[];
  /** The least number that it takes. */
  readonly min?: number;
  /** The greatest number that it takes. */
  readonly max?: number;
  /** Whether its value must not be shown. */
  readonly secret?: boolean;
}

/** One integration type. */
export interface IntegrationTypeEntry {
  /** The name that PagerTree's guides and web page show. */
  readonly name: string;
  /** What it joins to PagerTree, and in which direction. */
  readonly description: string;
  /** The file of its adapter, below `app/models/pager_tree/integrations` of PagerTree/pager_tree-integrations. */
  readonly adapter: string;
  /** The page of its guide, below https://pagertree.com/docs/integration-guides. */
  readonly guide: string;
  /** Whether it takes in requests that make alerts. */
  readonly incoming: boolean;
  /** Whether it sends PagerTree's events on. */
  readonly outgoing: boolean;
  /** Whether it makes use of `title_template`; it is stored for every type. */
  readonly titleTemplate: boolean;
  /** Whether it makes use of `description_template`; it is stored for every type. */
  readonly descriptionTemplate: boolean;
  /** Options that are files, which the API cannot set. */
  readonly attachments?: readonly string[];
  /** Its own options by PagerTree's names, without the `option_` prefix. */
  readonly options: Readonly<Record<string, OptionEntry>>;
}

/** An option of one type, with the two names that it goes by. */
export interface CatalogOption extends OptionEntry {
  /** PagerTree's name without the `option_` prefix, such as `webhook_url`. */
  readonly key: string;
  /** The name in a program, such as `webhookUrl`. */
  readonly name: string;
}

interface Catalog {
  readonly optionsOfEveryType: Readonly<Record<string, OptionEntry>>;
  readonly types: Readonly<Record<IntegrationTypeName, IntegrationTypeEntry>>;
}

// TypeScript widens the texts of a JSON file; test/catalog/catalog-data.test.ts holds the file to this shape.
const catalog = catalogData as unknown as Catalog;

/** The names of all integration types of the catalog, sorted. */
export const typeNames: readonly IntegrationTypeName[] = Object.keys(catalog.types).filter(isTypeName);

const optionsByType = new Map(
  typeNames.map((type) => [
    type,
    Object.entries({ ...catalog.types[type].options, ...catalog.optionsOfEveryType }).map(
      ([key, entry]): CatalogOption => ({ ...entry, key, name: toOptionName(key) }),
    ),
  ]),
);

const allOptions = [...optionsByType.values()].flat();
const knownKeys = new Set(allOptions.map((option) => option.key));
const secretKeys = new Set(allOptions.filter((option) => option.secret).map((option) => option.key));
const secretPattern =
  /secret|token|passw|passphrase|pass$|credential|private|auth(?!or)|bearer|cookie|signature|signing|certificate|dsn|key$|api_?key|access_?(key|id)|(webhook|proxy|hook)_?ur[il]|user_?name/i;

/** Whether a value is the name of an integration type of the catalog. */
export function isTypeName(name: unknown): name is IntegrationTypeName {
  return typeof name === "string" && Object.hasOwn(catalog.types, name);
}

/** The entry of an integration type. */
export function integrationTypeEntry(type: IntegrationTypeName): IntegrationTypeEntry {
  return catalog.types[type];
}

/** Whether integrations of a type take alerts in. One that the catalog does not know counts as such. */
export function takesAlerts(type: IntegrationTypeName | undefined): boolean {
  return type === undefined || integrationTypeEntry(type).incoming;
}

/** All options of a type: its own, then the four of every type. */
export function optionsOf(type: IntegrationTypeName): readonly CatalogOption[] {
  return optionsByType.get(type) ?? [];
}

/** An option's name in a program: `webhook_url` is `webhookUrl`. */
export function toOptionName(key: string): string {
  return camelCase(key);
}

/** An option's name at PagerTree: `webhookUrl` is `webhook_url`. */
export function toOptionKey(name: string): string {
  return snakeCase(name);
}

/** The names, as a program writes them, of a type's options that must not be shown. */
export function secretOptionNames(type: IntegrationTypeName): readonly string[] {
  return optionsOf(type)
    .filter((option) => option.secret)
    .map((option) => option.name);
}

/**
 * Whether an option of an unknown type must be taken for a secret, by PagerTree's name: it is one in some type of
 * the catalog, or the catalog does not know it and it sounds like one.
 */
export function isSecretOptionName(key: string): boolean {
  return secretKeys.has(key) || (!knownKeys.has(key) && secretPattern.test(key));
}

/**
 * The integration type that PagerTree shows under a name.
 *
 * @param name - Compared without regard to case, spaces and punctuation.
 */
export function findTypeByDisplayName(name: string): IntegrationTypeName | undefined {
  return typeNames.find((type) => sameDisplayName(catalog.types[type].name, name));
}

/** The types whose description has a word in it, without regard to case: "alertmanager" is in that of `prometheus`. */
export function findTypesByWord(word: string): IntegrationTypeName[] {
  return typeNames.filter((type) =>
    catalog.types[type].description
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .includes(word.toLowerCase()),
  );
}

/** Whether two display names are equal without regard to case, spaces and punctuation. */
export function sameDisplayName(one: string, other: string): boolean {
  return lettersAndDigits(one) === lettersAndDigits(other);
}

/** Remembered, since the same few names are compared again for each integration of a stack. */
const lettersAndDigits = memoize((name: string) => name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ""));
