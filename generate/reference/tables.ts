/** Tables of properties, as pages of the reference show them. */
import { kebabCase } from "es-toolkit";
import type { SchemaObject, SchemaProperty, SchemaType } from "../schema/property-types.ts";

/** What the types of a schema are looked up in. */
export interface TypeContext {
  /** The types of objects, by token. */
  readonly objects: Readonly<Record<string, SchemaObject>>;
  /** What TypeScript says of a property whose type a schema cannot say. */
  typeText(property: string): string | undefined;
}

/** Options have a page of their own, by integration type. */
const OPTIONS = "pagertree:index:IntegrationOptions";
const RULES = /\b(?:RouterRule|OutgoingRules)\b/;

interface Row {
  readonly name: string;
  readonly property: SchemaProperty;
  readonly isRequired: boolean;
}

/** What a program gives. */
export function inputsTable(
  properties: Readonly<Record<string, SchemaProperty>>,
  required: readonly string[],
  context: TypeContext,
): string {
  const rows = rowsOf(properties, required);
  const ordered = [...rows.filter(({ isRequired }) => isRequired), ...rows.filter((row) => !row.isRequired)];
  return table(
    ["Input", "Type", "Default", "Secret", "Replaces", "Description"],
    ordered.map(({ name, property, isRequired }) => {
      const { text, byDefault } = partsOf(property);
      const replaces = /\bA change (?:of \w+ )?replaces\b/.test(text) ? "yes" : "";
      return [
        `\`${name}\``,
        typeOf(property, context, name),
        isRequired ? "required" : (byDefault ?? ""),
        property.secret === true ? "yes" : "",
        replaces,
        text,
      ];
    }),
  );
}

/** What a program gets. */
export function outputsTable(
  properties: Readonly<Record<string, SchemaProperty>>,
  required: readonly string[],
  context: TypeContext,
): string {
  return table(
    ["Output", "Type", "Secret", "Description"],
    rowsOf(properties, required).map(({ name, property, isRequired }) => [
      `\`${name}\``,
      `${typeOf(property, context, name)}${isRequired ? "" : ", or nothing"}`,
      property.secret === true ? "yes" : "",
      partsOf(property).text,
    ]),
  );
}

/** The types of objects that inputs and outputs lead to, each as a section with its own table. */
export function objectSections(
  inputs: Readonly<Record<string, SchemaProperty>>,
  outputs: Readonly<Record<string, SchemaProperty>>,
  context: TypeContext,
): string {
  const given = tokensIn(Object.values(inputs), context.objects);
  const gotten = tokensIn(Object.values(outputs), context.objects);
  return [...new Set([...given, ...gotten])]
    .flatMap((token) => {
      const object = context.objects[token];
      const tableOf = given.includes(token) ? inputsTable : outputsTable;
      return object === undefined
        ? []
        : [
            `### ${nameOf(token)}`,
            object.description,
            tableOf(object.properties, object.required ?? [], context),
          ];
    })
    .filter((part) => part !== "")
    .join("\n\n");
}

/** A table in Markdown. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "None.";
  return [header, header.map(() => "---"), ...rows.map((row) => row.map(cell))]
    .map((row) => `| ${row.join(" | ")} |`)
    .join("\n");
}

function rowsOf(properties: Readonly<Record<string, SchemaProperty>>, required: readonly string[]): Row[] {
  return Object.entries(properties).map(([name, property]) => ({
    name,
    property,
    isRequired: required.includes(name),
  }));
}

/** A description without what has a column of its own. */
function partsOf({ description }: SchemaProperty): { text: string; byDefault: string | undefined } {
  const [, byDefault] = /(?:^|\n\n)Default: (.*?)\.?$/s.exec(description) ?? [];
  const text = description.replace(/(?:^|\n\n)Default: .*$/s, "").replace(/\s*\bSecret\.$/m, "");
  return { text, byDefault };
}

function typeOf(type: SchemaType, context: TypeContext, property: string): string {
  if (type.type === "array" && type.items !== undefined)
    return `list of ${plural(typeOf(type.items, context, property))}`;
  if (type.type === "object" && type.additionalProperties !== undefined)
    return `map of ${plural(typeOf(type.additionalProperties, context, property))}`;
  if (type.type === "integer") return "whole number";
  if (type.type !== undefined) return type.type;
  const token = tokenOf(type);
  if (token === OPTIONS) return "[options](../integration-types.md)";
  const [, resource] = /^pagertree:index:(\w+)$/.exec(token ?? "") ?? [];
  if (type.$ref?.startsWith("#/resources/")) return `[${resource}](${kebabCase(resource ?? "")}.md)`;
  if (token !== undefined && token in context.objects)
    return `[${nameOf(token)}](#${nameOf(token).toLowerCase()})`;
  const text = context.typeText(property);
  if (text === undefined) return "any value";
  return RULES.test(text) ? `\`${text}\`, see [rules](rules.md)` : `\`${text}\``;
}

function plural(type: string): string {
  return /^(?:string|boolean|whole number|number)$/.test(type)
    ? `${type}s`
    : type.replace(/^any value$/, "any values");
}

function tokenOf({ $ref }: SchemaType): string | undefined {
  return $ref?.replace(/^#\/(?:types|resources)\//, "");
}

function nameOf(token: string): string {
  return token.split(":").at(-1) ?? token;
}

/** The tokens of all types that these lead to, each once. */
function tokensIn(
  types: readonly SchemaType[],
  objects: TypeContext["objects"],
  found: string[] = [],
): string[] {
  for (const type of types) {
    const token = type.$ref?.startsWith("#/types/") ? tokenOf(type) : undefined;
    if (token !== undefined && token !== OPTIONS && !found.includes(token)) {
      found.push(token);
      tokensIn(Object.values(objects[token]?.properties ?? {}), objects, found);
    }
    tokensIn(
      [type.items, type.additionalProperties].filter((inner) => inner !== undefined),
      objects,
      found,
    );
  }
  return found;
}

function cell(text: string): string {
  return text.replaceAll(/(?<!\\)\|/g, "\\|").replaceAll(/\s*\n\s*/g, " ");
}
