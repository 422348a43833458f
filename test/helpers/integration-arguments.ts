// Arguments that PagerTree takes of an integration, for all types of the catalog, as fast-check arbitraries. What
// is valid is written down here once more, so that a wrong rule of the provider does not agree with itself.

import { mapValues } from "es-toolkit";
import fc from "fast-check";
import { INTEGRATION_TYPES } from "../../emulator/src/catalog.ts";
import type { Emulator } from "../../emulator/src/index.ts";
import { type CatalogOption, optionsOf, typeNames } from "../../provider/src/catalog/catalog.ts";
import type { IntegrationTypeName } from "../../provider/src/catalog/option-types.ts";
import type { Properties } from "./resource-providers.ts";

/** Ids of an emulator's account, by the argument that takes them. */
type DestinationIds = Record<
  "teamIds" | "routerIds" | "accountUserIds",
  readonly { id: string; prefix_id: string }[]
>;

/** Any text that can stand in a request. */
export const texts = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: "grapheme", maxLength: 30 }) },
  fc.constantFrom("", " ", "\n", "0", "null", "{}", "true", "rules:\n  - match: {}\n", "x".repeat(200)),
);

/** Texts that hold something. */
export const nonBlankTexts = texts.filter((text) => !/^\p{White_Space}*$/u.test(text));

const publicUrls = fc.webUrl({ withQueryParameters: true });
const timeZones = fc.constantFrom("UTC", "Europe/Berlin", "US/Pacific", "Eastern Time (US & Canada)");
const recipients = fc
  .array(fc.oneof(fc.emailAddress(), fc.constantFrom("team", "team-admin", "on-call")), { maxLength: 3 })
  .map((list) => list.join(","));

/** A value that is right for an option wherever its format is asked for. */
export function optionValues(option: CatalogOption): fc.Arbitrary<string | number | boolean> {
  if (option.oneOf !== undefined) return fc.constantFrom(...option.oneOf);
  if (option.type === "boolean") return fc.boolean();
  if (option.type === "integer") {
    return fc.maxSafeInteger().map((number) => clamp(number, option.min, option.max));
  }
  const isRequired = option.required || option.requiredWhen !== undefined;
  switch (option.format) {
    case "public-url":
      return publicUrls;
    case "time-zone":
      return timeZones;
    case "email-recipients":
      return recipients;
    default:
      return isRequired ? nonBlankTexts : texts;
  }
}

/** Valid options of a type by their names in a program, some of them left out and some null. */
export function validOptions(type: IntegrationTypeName): fc.Arbitrary<Properties> {
  const options = optionsOf(type);
  const every = fc.record(Object.fromEntries(options.map((option) => [option.name, optionValues(option)])));
  const leftOut = fc.record(
    Object.fromEntries(options.map(({ name }) => [name, fc.constantFrom("set", "set", "left out", "null")])),
  );
  return fc.tuple(every, leftOut).map(([values, states]) => {
    const chosen = Object.entries(values).filter(([name]) => states[name] === "set");
    const given: Properties = Object.fromEntries(chosen);
    for (const option of options) {
      const isNeeded = option.required || (option.requiredWhen && isMet(option.requiredWhen, type, given));
      if (isNeeded) given[option.name] = values[option.name];
      else if (states[option.name] === "null") given[option.name] = null;
    }
    return given;
  });
}

/** The same options by PagerTree's names. */
export function byPagerTreesNames(type: IntegrationTypeName, options: Properties): Properties {
  return Object.fromEntries(
    optionsOf(type).flatMap(({ key, name }) => (name in options ? [[key, options[name]]] : [])),
  );
}

/** Valid arguments of integrations that are declared by `type`. */
export function typedArguments(
  emulator: Emulator,
  types: readonly IntegrationTypeName[] = typeNames,
): fc.Arbitrary<Properties & { type: IntegrationTypeName; options: Properties }> {
  return fc
    .constantFrom(...types)
    .chain((type) =>
      fc
        .tuple(commonArguments(emulator), validOptions(type))
        .map(([common, options]) => ({ ...common, type, options })),
    );
}

/** Valid arguments of integrations that are declared by the id of their type. */
export function rawArguments(emulator: Emulator): fc.Arbitrary<Properties & { options: Properties }> {
  return fc
    .constantFrom(...typeNames)
    .chain((type) =>
      fc
        .tuple(commonArguments(emulator), integrationTypeIds(type), rawOptions(type))
        .map(([common, integrationTypeId, options]) => ({ ...common, integrationTypeId, options })),
    );
}

/** Valid options of a type by PagerTree's names, some of them of a kind that PagerTree casts to the right one. */
function rawOptions(type: IntegrationTypeName): fc.Arbitrary<Properties> {
  const spellings = fc.infiniteStream(fc.nat({ max: 3 }));
  return fc.tuple(validOptions(type), spellings).map(([options, spelling]) => {
    const raw = byPagerTreesNames(type, options);
    // The two switches of every type take nothing but true and "1" for true.
    const isCastable = (key: string) => !key.endsWith("_template_enabled");
    return mapValues(raw, (value, key) => (isCastable(key) ? spell(value, spelling.next().value) : value));
  });
}

function spell(value: unknown, spelling: number): unknown {
  if (spelling === 0) return value;
  if (value === true) return [1, "1", "true"][spelling - 1];
  if (value === false) return [0, "0", "off"][spelling - 1];
  return typeof value === "number" ? String(value) : value;
}

function isMet(
  condition: Readonly<Record<string, boolean>>,
  type: IntegrationTypeName,
  options: Properties,
): boolean {
  const byKey = byPagerTreesNames(type, options);
  return Object.entries(condition).every(([key, value]) => byKey[key] === value);
}

/** What every integration takes: the destinations in every way to write them, in any order, some of them repeated. */
function commonArguments(emulator: Emulator): fc.Arbitrary<Properties> {
  const ids = destinationIds(emulator);
  const lists = fc
    .record({
      teamIds: fc.option(idsIn(ids.teamIds), { nil: null }),
      routerIds: fc.option(idsIn(ids.routerIds), { nil: null }),
      accountUserIds: fc.option(idsIn(ids.accountUserIds), { nil: null }),
    })
    .filter((record) => Object.values(record).some((list) => list !== null && list.length > 0));
  const others = fc.record(
    {
      name: nonBlankTexts,
      urgency: fc.constantFrom("silent", "low", "medium", "high", "critical", null),
      enabled: fc.constantFrom(true, false, null),
    },
    { requiredKeys: ["name"] },
  );
  return fc.tuple(others, lists).map(([one, other]) => ({ ...one, ...other }));
}

/** The account's ids of the emulator. */
export function destinationIds({ store }: Emulator): DestinationIds {
  return {
    teamIds: store.all("teams"),
    routerIds: store.all("routers"),
    accountUserIds: store.all("account_users"),
  };
}

/** The id of a type in the emulator's account, in every way to write it. */
export function integrationTypeIds(type: IntegrationTypeName): fc.Arbitrary<string> {
  const { id, prefixId } = emulatedType(type);
  return fc.constantFrom(id, id.toLowerCase(), prefixId);
}

/** A type as the emulator has it. */
export function emulatedType(type: IntegrationTypeName): { id: string; prefixId: string; name: string } {
  const found = INTEGRATION_TYPES.find(({ key }) => key === type);
  if (found === undefined) throw new Error(`The emulator has no type ${type}`);
  return found;
}

function idsIn(objects: readonly { id: string; prefix_id: string }[]): fc.Arbitrary<string[]> {
  const written = objects.flatMap(({ id, prefix_id }) => [id, id.toLowerCase(), prefix_id]);
  return fc.array(fc.constantFrom(...written), { maxLength: 6 });
}

function clamp(number: number, min = -Infinity, max = Infinity): number {
  const span = max - min + 1;
  return Number.isFinite(span) ? min + (Math.abs(number) % span) : number;
}
