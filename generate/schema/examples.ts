/**
 * Descriptions with an example in each language, as Pulumi's registry and the generated SDKs show them. That of TypeScript
 * is the one of the doc comment; those of the other languages are files in `examples/`, such as `Team.py`.
 */
import { readFileSync } from "node:fs";
import type { Documentation } from "./documented.ts";

const languages = { python: "py", go: "go", yaml: "yaml" };

/** A description in Markdown, with programs by their language. */
export function description({ text }: Documentation, examples: Readonly<Record<string, string>>): string {
  const blocks = Object.entries(examples).map(([language, code]) => {
    const native = code.replaceAll('"pulumi-pagertree"', '"pulumi-pagertree/native"');
    return `\`\`\`${language}\n${native}\n\`\`\``;
  });
  return [
    text,
    "{{% examples %}}\n## Example Usage\n\n{{% example %}}",
    ...blocks,
    "{{% /example %}}\n{{% /examples %}}",
  ].join("\n\n");
}

/** The example of a resource in every language. */
export function examplesOf(name: string, { example }: Documentation): Record<string, string> {
  const others = Object.entries(languages).map(([language, extension]) => {
    const file = new URL(`examples/${name}.${extension}`, import.meta.url);
    return [language, readFileSync(file, "utf8").trim()];
  });
  return { typescript: example, ...Object.fromEntries(others) };
}
