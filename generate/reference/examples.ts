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
