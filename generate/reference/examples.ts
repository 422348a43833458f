/** A description of the schema in its parts: the text, and the example in each language. */

/** A code block of a page. */
export interface Example {
  readonly language: string;
  readonly title: string;
  readonly code: string;
}

const titles: Readonly<Record<string, string>> = {
  typescript: "TypeScript",
  yaml: "YAML",
  python: "Python",
  go: "Go",
};

/** The text of a description without its examples. */
export function textOf(description: string): string {
  return description.replace(/\s*\{\{% examples %\}\}.*/s, "").trim();
}

/**
 * The examples of a resource, TypeScript first.
 *
 * @param module What TypeScript imports. Both doors take the same program; the first one needs nothing else.
 */
export function examplesOf(description: string, module = "pulumi-pagertree"): Example[] {
  const blocks = [...description.matchAll(/```(\w+)\n(.*?)\n```/gs)];
  return Object.entries(titles).flatMap(([language, title]) =>
    blocks
      .filter(([, found]) => found === language)
      .map(([, , code = ""]) => ({
        language: language === "typescript" ? "ts" : language,
        title,
        code: code.replaceAll('"pulumi-pagertree/native"', `"${module}"`),
      })),
  );
}

/** The examples of a function, whose doc comment shows one call. */
export function callExamples(name: string, description: string): Example[] {
  return examplesOf(description).flatMap((example) => {
    const { code } = example;
    const [, args = ""] = new RegExp(`\\b${name}\\((\\{.*?\\})?\\)`, "s").exec(code) ?? [];
    const invoke = [
      "name: alerts",
      "runtime: yaml",
      "variables:",
      "  found:",
      "    fn::invoke:",
      `      function: pagertree:${name}`,
      `      arguments: ${args === "" ? "{}" : args}`,
    ].join("\n");
    const isComplete = code.startsWith("import ");
    const program = isComplete ? code : `import { ${name} } from "pulumi-pagertree";\n\n${code}`;
    return [
      { ...example, code: program },
      { language: "yaml", title: "YAML", code: invoke },
    ];
  });
}
