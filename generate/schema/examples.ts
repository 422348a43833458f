/**
 * Descriptions with an example in each language, as Pulumi's registry and the generated SDKs show them. That of TypeScript
 * is the one of the doc comment; those of the other languages are files in `examples/`, such as `Team.py`.
 */
import { existsSync, readFileSync } from "node:fs";
import type { Documentation } from "./documented.ts";

const languages = { python: "py", go: "go", yaml: "yaml" };

/** A description in Markdown. */
export function description(name: string, { text, example }: Documentation): string {
  if (example === "") {
    return text;
  }
  const native = example.replaceAll('"pulumi-pagertree"', '"pulumi-pagertree/native"');
  const others = Object.entries(languages).flatMap(([language, extension]) => {
    const file = new URL(`examples/${name}.${extension}`, import.meta.url);
    return existsSync(file) ? [block(language, readFileSync(file, "utf8").trim())] : [];
  });
  return [
    text,
    "{{% examples %}}\n## Example Usage\n\n{{% example %}}",
    block("typescript", native),
    ...others,
    "{{% /example %}}\n{{% /examples %}}",
  ].join("\n\n");
}

function block(language: string, code: string): string {
  return `\`\`\`${language}\n${code}\n\`\`\``;
}
