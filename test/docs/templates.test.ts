// Templates that documents and examples show, which people copy: each carries every text of an alert as it is.

import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { fieldsNotCarried } from "../../provider/src/receivers/template-texts.ts";
import { ROOT, readDocuments } from "./markdown.ts";

/** A template in quotation marks that need no escapes, in TypeScript, Python, Go or YAML. */
const templates = /emplate\s*[:=]\s*(?:pulumi\.String\()?(['`])(.*?)\1/g;

async function examples(): Promise<{ file: string; text: string }[]> {
  const names = readdirSync(path.join(ROOT, "examples"), { recursive: true, encoding: "utf8" });
  const programs = names.filter((name) => /\.(?:ts|yaml)$/.test(name) && !name.includes("node_modules"));
  return Promise.all(
    programs.map(async (name) => {
      const file = path.posix.join("examples", name);
      return { file, text: await readFile(path.join(ROOT, file), "utf8") };
    }),
  );
}

const shown = [...(await readDocuments()), ...(await examples())].flatMap(({ file, text }) =>
  [...text.matchAll(templates)].flatMap(([, , template = ""]) =>
    template.includes("{{") ? [{ file, template }] : [],
  ),
);

describe("templates that people copy", () => {
  it("are found", () => {
    expect(new Set(shown.map(({ file }) => file)).size).toBeGreaterThan(1);
  });

  it.each(shown)("carry every text: $template in $file", ({ template }) => {
    expect(fieldsNotCarried(template, "alert.open", false)).toEqual([]);
  });
});
