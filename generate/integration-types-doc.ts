/** Writes the reference page of the integration types. */
import type { IntegrationTypeEntry, OptionEntry } from "../provider/src/catalog/catalog.ts";
import { type CatalogTable, conditionText, formatSentence, guideUrl, optionName } from "./catalog-table.ts";

/** The text of `docs/integration-types.md`. */
export function integrationTypesDoc({ optionsOfEveryType, types }: CatalogTable): string {
  const entries = Object.entries(types);
  return `<!-- Generated from provider/src/catalog/integration-types.json: npm run generate -->

# Integration types

The ${entries.length} integration types that \`type\` names, and their options. An option that a program leaves out has its default, and goes back to it.

| \`type\` | PagerTree's name | Direction | Own options |
| --- | --- | --- | --- |
${entries
  .map(
    ([typeName, type]) =>
      `| [\`${typeName}\`](#${typeName}) | ${cell(type.name)} | ${direction(type)} | ${Object.keys(type.options).length} |`,
  )
  .join("\n")}

## Options of every type

PagerTree stores these four for every integration, also where the type makes no use of them: a template shapes the alerts that a type takes in, so types that only send do without.

${optionsTable(optionsOfEveryType)}

${entries.map(([typeName, type]) => typeSection(typeName, type)).join("\n\n")}
`;
}

function typeSection(typeName: string, type: IntegrationTypeEntry): string {
  return [
    `## ${typeName}`,
    `${type.description} [Guide for ${type.name}](${guideUrl(type)}).`,
    `Direction: ${direction(type)}. ${templates(type)}`,
    Object.keys(type.options).length > 0
      ? optionsTable(type.options)
      : "It has no options of its own, only those [of every type](#options-of-every-type).",
    ...(type.attachments === undefined ? [] : [attachments(type.attachments)]),
  ].join("\n\n");
}

function direction({ incoming, outgoing }: IntegrationTypeEntry): string {
  if (incoming && outgoing) {
    return "both ways";
  }
  return incoming ? "to PagerTree" : "from PagerTree";
}

function templates({ titleTemplate, descriptionTemplate }: IntegrationTypeEntry): string {
  if (titleTemplate && descriptionTemplate) {
    return "Its alerts can be shaped with the title and description templates.";
  }
  return "It makes no use of the title and description templates.";
}

function attachments(keys: readonly string[]): string {
  const names = keys.map((key) => `\`${key}\``).join(", ");
  return `Files (${names}) can't be set by PagerTree's API: upload them on the integration's page. They stay as they are.`;
}

function optionsTable(options: Readonly<Record<string, OptionEntry>>): string {
  const rows = Object.entries(options).map(([key, option]) =>
    [
      `\`${optionName(key)}\``,
      `\`${key}\``,
      valueType(option),
      option.default === undefined ? "" : `\`${JSON.stringify(option.default)}\``,
      required(option),
      option.secret ? "yes" : "",
      formatSentence(option) ?? "",
      option.description,
    ].map(cell),
  );
  const header = [
    "Option",
    "PagerTree's name",
    "Type",
    "Default",
    "Required",
    "Secret",
    "Format",
    "Description",
  ];
  return [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function valueType({ type, oneOf, min, max }: OptionEntry): string {
  if (oneOf !== undefined) {
    return oneOf.map((text) => `\`${JSON.stringify(text)}\``).join(", ");
  }
  if (type === "integer") {
    return min === undefined || max === undefined ? "whole number" : `whole number, ${min} to ${max}`;
  }
  return type;
}

function required(option: OptionEntry): string {
  if (option.required) {
    return "yes";
  }
  return option.requiredWhen === undefined ? "" : `when ${conditionText(option.requiredWhen)}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
