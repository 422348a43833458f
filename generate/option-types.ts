/** Writes the TypeScript interfaces of every type's options. */
import type { OptionEntry } from "../provider/src/catalog/catalog.ts";
import {
  type CatalogTable,
  catalogPath,
  conditionText,
  formatSentence,
  guideUrl,
  interfaceName,
  optionName,
} from "./catalog-table.ts";

/** The text of `option-types.ts`, not yet formatted. */
export function optionTypesSource({ optionsOfEveryType, types }: CatalogTable): string {
  const withOptions = Object.entries(types).filter(([, type]) => Object.keys(type.options).length > 0);
  return `/** Every type's options, as a program writes them. Generated from ${catalogPath}: \`npm run generate\`. */
import type { Input } from "@pulumi/pulumi";

/** Names of the integration types of the catalog. */
export type IntegrationTypeName = ${Object.keys(types)
    .map((name) => JSON.stringify(name))
    .join(" | ")};

/** The options that PagerTree stores for every integration type. */
export interface OptionsOfEveryType {
${properties(optionsOfEveryType)}
}

${withOptions
  .map(
    ([typeName, type]) => `/** Options of [${type.name}](${guideUrl(type)}). */
export interface ${interfaceName(typeName)} extends OptionsOfEveryType {
${properties(type.options)}
}`,
  )
  .join("\n\n")}

/** The options of each integration type. */
export interface IntegrationOptionsByType {
${Object.entries(types)
  .map(
    ([typeName, type]) =>
      `${JSON.stringify(typeName)}: ${Object.keys(type.options).length > 0 ? interfaceName(typeName) : "OptionsOfEveryType"};`,
  )
  .join("\n")}
}

/** What each integration type is, for an editor to show where a program names it. */
export interface IntegrationTypeNamed {
${Object.entries(types)
  .map(
    ([typeName, type]) => `${JSON.stringify(typeName)}: {
${docComment([type.description, "", `Guide: ${guideUrl(type)}`])}
type: ${JSON.stringify(typeName)};
};`,
  )
  .join("\n")}
}
`;
}

function properties(options: Readonly<Record<string, OptionEntry>>): string {
  return Object.entries(options)
    .map(
      ([key, option]) => `${docComment(optionDoc(option))}
${optionName(key)}${option.required ? "" : "?"}: Input<${valueType(option)}>;`,
    )
    .join("\n");
}

/** What an option is, for a doc comment: a line each. */
export function optionDoc(option: OptionEntry): string[] {
  const notes = [
    option.required && "Required.",
    option.requiredWhen && `Required when ${conditionText(option.requiredWhen)}.`,
    formatSentence(option),
    rangeSentence(option),
    option.secret && "Secret.",
  ].filter((note) => typeof note === "string");
  return [
    option.description,
    ...(notes.length > 0 ? ["", notes.join(" ")] : []),
    ...(option.default === undefined ? [] : [`@default ${JSON.stringify(option.default)}`]),
  ];
}

function rangeSentence({ min, max }: OptionEntry): string | undefined {
  return min === undefined || max === undefined ? undefined : `From ${min} to ${max}.`;
}

function valueType(option: OptionEntry): string {
  if (option.oneOf !== undefined) {
    return option.oneOf.map((text) => JSON.stringify(text)).join(" | ");
  }
  return option.type === "integer" ? "number" : option.type;
}

function docComment(lines: readonly string[]): string {
  const escaped = lines.map((line) => ` * ${line.replaceAll("*/", "*\\/")}`.trimEnd());
  return ["/**", ...escaped, " */"].join("\n");
}
