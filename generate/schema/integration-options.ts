/** One type for the options of all integration types: an option of one name is the same in each of them. */
import { groupBy } from "es-toolkit";
import type { OptionEntry } from "../../provider/src/catalog/catalog.ts";
import { type CatalogTable, optionName } from "../catalog-table.ts";
import { optionDoc } from "../option-types.ts";
import { objectOf, type SchemaObject, type SchemaProperty } from "./property-types.ts";

export const integrationOptionsToken = "pagertree:index:IntegrationOptions";

/** The object type of all options, each with the types of integrations that have it. */
export function integrationOptions({ optionsOfEveryType, types }: CatalogTable): SchemaObject {
  const ofTypes = Object.entries(types).flatMap(([type, { options }]) =>
    Object.entries(options).map(([key, option]) => ({ key, option, type })),
  );
  const byKey = groupBy(ofTypes, ({ key }) => key);
  const own = Object.entries(byKey).flatMap(([key, uses]): [string, SchemaProperty][] => {
    const whose = `Of ${uses.map(({ type }) => `\`${type}\``).join(", ")}.`;
    return uses.slice(0, 1).map(({ option }) => [optionName(key), property(option, whose)]);
  });
  const ofEvery = Object.entries(optionsOfEveryType).map(([key, option]): [string, SchemaProperty] => [
    optionName(key),
    property(option, "Of every type."),
  ]);
  const description =
    "The options of an integration. Which ones it has depends on its `type`; one of another type is refused at preview. An option that you leave out has its default, and goes back to it.";
  return objectOf(description, Object.fromEntries([...ofEvery, ...own.sort(byName)]), []);
}

function property(option: OptionEntry, whose: string): SchemaProperty {
  const [text = "", ...notes] = optionDoc(option);
  const lines = notes
    .filter((line) => line !== "")
    .map((line) => line.replace(/^@default (.*)$/, "Default: `$1`."));
  return {
    type: option.type,
    description: [text, [whose, ...lines].join(" ")].join("\n\n"),
    ...(option.secret && { secret: true }),
  };
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}
