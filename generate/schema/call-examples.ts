/** A call of a lookup in each language, all made from the one in its doc comment: names are all that differs. */
import { snakeCase, upperFirst } from "es-toolkit";
import { parse } from "yaml";
import { z } from "zod";

const argumentsSchema = z.record(z.string(), z.union([z.string(), z.boolean()]));

type Arguments = z.infer<typeof argumentsSchema>;

/** What the doc comment's example calls. */
interface Call {
  /** The function, such as `getTeam`. */
  readonly name: string;
  /** What the example calls the answer, such as `platform`. */
  readonly variable: string;
  readonly args: Arguments;
  /** The property of the answer that holds the list; undefined for a lookup of one object. */
  readonly list: string | undefined;
  /** The property that the programs export of one object. */
  readonly shown: string;
}

/**
 * The programs by the name of their language in a code block.
 *
 * @param example Such as `const platform = await getTeam({ name: "Platform" });`.
 * @param outputs The properties of what the function gives in every language but TypeScript.
 * @param shown The property that the programs export of one object, a text.
 */
export function callExamples(
  name: string,
  example: string,
  outputs: readonly string[],
  shown = "id",
): Record<string, string> {
  const [, variable, args] = new RegExp(`^const (\\w+) = await ${name}\\((.*)\\);$`).exec(example) ?? [];
  if (variable === undefined) {
    throw new Error(`the doc comment of ${name} lacks an example such as "const found = await ${name}();"`);
  }
  const [first] = outputs;
  const call: Call = {
    name,
    variable,
    args: argumentsSchema.parse(parse(args === undefined || args === "" ? "{}" : args)),
    list: outputs.length === 1 ? first : undefined,
    shown,
  };
  return {
    typescript: `import { ${name} } from "pulumi-pagertree";\n\n${example}`,
    python: inPython(call),
    go: inGo(call),
    yaml: inYaml(call),
  };
}

function inPython({ name, variable, args, list, shown }: Call): string {
  const given = Object.entries(args).map(([key, value]) => {
    const text = typeof value === "boolean" ? upperFirst(String(value)) : JSON.stringify(value);
    return `${snakeCase(key)}=${text}`;
  });
  const found = snakeCase(variable);
  const exported =
    list === undefined ? `${found}.${snakeCase(shown)}` : `[one.id for one in ${found}.${snakeCase(list)}]`;
  return [
    "import pulumi",
    "import pulumi_pagertree as pagertree",
    "",
    `${found} = pagertree.${snakeCase(name)}(${given.join(", ")})`,
    `pulumi.export("${list === undefined ? snakeCase(shown) : "ids"}", ${exported})`,
  ].join("\n");
}

function inGo({ name, variable, args, list, shown }: Call): string {
  const given = Object.entries(args).map(([key, value]) => {
    const pointer = typeof value === "boolean" ? "BoolRef" : "StringRef";
    return `${upperFirst(key)}: pulumi.${pointer}(${JSON.stringify(value)})`;
  });
  // The generator calls a function so whose `Get…Result` is a type of the schema: those of objects that lists hold.
  const call = list === undefined && shown === "id" ? name.replace(/^get/, "Lookup") : upperFirst(name);
  const exported =
    list === undefined
      ? `ctx.Export("${shown}", pulumi.String(${variable}.${upperFirst(shown)}))`
      : `ctx.Export("count", pulumi.Int(len(${variable}.${upperFirst(list)})))`;
  return [
    "package main",
    "",
    "import (",
    '\t"example.com/pulumi-pagertree/sdk/go/pagertree"',
    '\t"github.com/pulumi/pulumi/sdk/v3/go/pulumi"',
    ")",
    "",
    "func main() {",
    "\tpulumi.Run(func(ctx *pulumi.Context) error {",
    `\t\t${variable}, err := pagertree.${call}(ctx, &pagertree.${call}Args{${given.join(", ")}})`,
    "\t\tif err != nil {",
    "\t\t\treturn err",
    "\t\t}",
    `\t\t${exported}`,
    "\t\treturn nil",
    "\t})",
    "}",
  ].join("\n");
}

function inYaml({ name, variable, args, list, shown }: Call): string {
  const given = Object.entries(args).map(([key, value]) => `${key}: ${value}`);
  return [
    "name: alerts",
    "runtime: yaml",
    "variables:",
    `  ${variable}:`,
    "    fn::invoke:",
    `      function: pagertree:${name}`,
    `      arguments: ${given.length === 0 ? "{}" : `{ ${given.join(", ")} }`}`,
    "outputs:",
    list === undefined ? `  ${shown}: \${${variable}.${shown}}` : `  ${list}: \${${variable}.${list}}`,
  ].join("\n");
}
