/** The reference in the form of Pulumi's registry: a page for each resource, bridge and function. */
import { kebabCase, snakeCase } from "es-toolkit";
import type { DocumentedProperty } from "../schema/documented.ts";
import { fileOfFunction } from "../schema/functions.ts";
import type { SchemaProperty } from "../schema/property-types.ts";
import { argumentsOf } from "../schema/resources.ts";
import type { PackageSchema } from "../schema/schema.ts";
import { errorsPage, resourceErrors } from "./errors.ts";
import { type Example, examplesOf, textOf } from "./examples.ts";
import { GENERATED } from "./generated.ts";
import { inputsTable, objectSections, outputsTable, type TypeContext } from "./tables.ts";

/** A page of the reference. */
export interface ReferencePage {
  /** Such as `docs/reference/team.md`. */
  readonly path: string;
  readonly title: string;
  readonly kind: "resource" | "bridge" | "function" | "provider";
  /** The first sentence of its description. */
  readonly summary: string;
  readonly text: string;
}

/** What a resource of a schema says of itself. */
interface Described {
  readonly description: string;
  readonly properties?: Readonly<Record<string, SchemaProperty>>;
  readonly required?: readonly string[];
  readonly inputProperties: Readonly<Record<string, SchemaProperty>>;
  readonly requiredInputs?: readonly string[];
}

/** What somebody who copies an example needs besides. */
const otherLanguages =
  "YAML, Python and Go need [the plugin](../installation-configuration.md#yaml), Python and Go an SDK as well. The names " +
  "below are those of TypeScript and YAML: `teamId` is `team_id` in Python and `TeamId` in Go.";

const idOutput: SchemaProperty = { type: "string", description: "The ULID." };

/** The pages of all that the package has, and the page of the errors. */
export function referencePages(
  packageSchema: PackageSchema,
): (ReferencePage | { path: string; text: string })[] {
  const { schema, resources, bridges, declarations } = packageSchema;
  const ofResources = Object.entries(resources).map(([token, resource]) =>
    resourcePage(packageSchema, "resource", nameOf(token), resource),
  );
  const ofBridges = Object.entries(bridges).map(([token, bridge]) =>
    resourcePage(packageSchema, "bridge", nameOf(token), bridge),
  );
  const provider = resourcePage(packageSchema, "provider", "Provider", {
    ...schema.provider,
    description: `${schema.provider.description}\n\nThe class is exported by \`pulumi-pagertree/native\`.`,
  });
  const functions = Object.keys(schema.functions).map((token) => functionPage(packageSchema, nameOf(token)));
  return [
    ...ofResources,
    ...ofBridges,
    provider,
    ...functions,
    { path: "docs/reference/errors.md", text: errorsPage(declarations) },
  ];
}

function resourcePage(
  packageSchema: PackageSchema,
  kind: "resource" | "bridge" | "provider",
  name: string,
  { description, properties = {}, required = [], inputProperties, requiredInputs = [] }: Described,
): ReferencePage {
  const context = contextOf(packageSchema, argumentsOf(packageSchema.declarations, name));
  const outputs = kind === "resource" ? { id: idOutput, ...properties } : properties;
  const nested = objectSections(inputProperties, properties, context);
  const text = textOf(description);
  const module = kind === "provider" ? "pulumi-pagertree/native" : "pulumi-pagertree";
  const parts = [
    text,
    languages(kind, name),
    exampleSection(examplesOf(description, module)),
    `## Inputs\n\n${inputsTable(inputProperties, requiredInputs, context)}`,
    ...(kind === "provider" ? [] : [`## Outputs\n\n${outputsTable(outputs, ["id", ...required], context)}`]),
    ...(nested === "" ? [] : [`## Types\n\n${nested}`]),
    `## Errors\n\n${resourceErrors(inputProperties)}`,
    ...(kind === "resource" && "adopt" in inputProperties ? [importSection(name)] : []),
  ];
  return page(kind, name, text, parts);
}

function functionPage(packageSchema: PackageSchema, name: string): ReferencePage {
  const { schema, declarations } = packageSchema;
  const found = Object.entries(schema.functions).find(([token]) => nameOf(token) === name)?.[1];
  if (found === undefined) throw new Error(`the schema has no ${name}`);
  const { throws } = declarations.documentationOf(fileOfFunction(name), name);
  const context = contextOf(packageSchema, []);
  const text = textOf(found.description);
  const nested = objectSections(found.inputs.properties, found.outputs.properties, context);
  const parts = [
    text,
    inEachLanguage(name, Object.keys(found.outputs.properties), examplesOf(found.description)),
    exampleSection(examplesOf(found.description)),
    `## Inputs\n\n${inputsTable(found.inputs.properties, found.inputs.required ?? [], context)}`,
    `## Outputs\n\n${outputsTable(found.outputs.properties, found.outputs.required ?? [], context)}`,
    ...(nested === "" ? [] : [`## Types\n\n${nested}`]),
    `## Errors\n\n${functionErrors(throws)}`,
  ];
  return page("function", name, text, parts);
}

/** The two functions of each language. In TypeScript a list is itself the answer, and not an object that holds it. */
function inEachLanguage(name: string, outputs: readonly string[], examples: readonly Example[]): string {
  const [list = ""] = outputs;
  const isList = name.toLowerCase() === `get${list}`.toLowerCase();
  const difference = isList ? ` Both give the list itself, without \`${list}\` around it.` : "";
  const inGo = examples
    .map(({ code }) => /pagertree\.(\w+)\(ctx/.exec(code)?.[1])
    .find((found) => found !== undefined);
  const inPython = snakeCase(name);
  const typescript = `In TypeScript, \`${name}\` gives a promise, and \`${name}Output\` takes and gives outputs.${difference}`;
  const others = `They are \`${inPython}\` and \`${inPython}_output\` in Python, and \`${inGo}\` and \`${inGo}Output\` in Go.`;
  return `${typescript} ${others}`;
}

function functionErrors(throws: string | undefined): string {
  return throws === undefined
    ? "The [errors](errors.md) of a request."
    : `${throws.replace(/\b([A-Z]\w+Error)\b/g, "[`$1`](errors.md)")}`;
}

function page(
  kind: ReferencePage["kind"],
  title: string,
  description: string,
  parts: readonly string[],
): ReferencePage {
  const [summary = ""] = description.split(/(?<=\.)\s/);
  return {
    path: `docs/reference/${kebabCase(title)}.md`,
    title,
    kind,
    summary,
    text: `${[GENERATED, `# ${title}`, ...parts.filter((part) => part !== "")].join("\n\n")}\n`,
  };
}

function languages(kind: "resource" | "bridge" | "provider", name: string): string {
  const type = `Its type is \`pagertree:index:${name}\``;
  if (kind === "bridge")
    return `${type}, in every language. It is a component: its integration is a resource of its own below it.`;
  return kind === "resource" ? `${type}.` : "";
}

function exampleSection(examples: readonly Example[]): string {
  const blocks = examples.map(
    ({ language, title, code }) => `### ${title}\n\n\`\`\`${language}\n${code}\n\`\`\``,
  );
  return ["## Example", otherLanguages, ...blocks].join("\n\n");
}

function importSection(name: string): string {
  return `## Import

Through [the plugin](../two-doors.md#import), by the ULID or the prefix id. In a program, \`adopt\` does the same.

\`\`\`sh
pulumi import pagertree:index:${name} name ID
\`\`\``;
}

function contextOf({ schema }: PackageSchema, documented: readonly DocumentedProperty[]): TypeContext {
  const texts = new Map(documented.map(({ name, type }) => [name, withoutInput(type.getText())]));
  return { objects: schema.types, typeText: (property) => texts.get(property) };
}

/** A type as a value has it: `pulumi.Input<string>` is `string`. */
function withoutInput(text: string): string {
  const inner = text.replace(/(?:pulumi\.)?Input<((?:[^<>]|<[^<>]*>)*)>/g, "$1");
  return (inner === text ? text : withoutInput(inner)).replaceAll("readonly ", "").replaceAll("<Event>", "");
}

function nameOf(token: string): string {
  return token.split(":").at(-1) ?? token;
}
