// Every code block of the documents that a compiler or a parser can judge. Commands are left to commands.test.ts,
// programs in other languages to languages.test.ts,
// transcripts to readme.test.ts and emulator-readme.test.ts, diagrams to architecture.test.ts.

import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { runCommand } from "../../setup/command.mjs";
import { type CodeBlock, ROOT, readDocuments } from "./markdown.ts";

const blocks = (await readDocuments()).flatMap((document) => document.blocks);
const programs = blocks.filter(({ language }) => ["ts", "js"].includes(language));

/** The README's program, once more where the page on testing has the test of it. */
const tested = programs
  .filter(({ file, text }) => file === "README.md" && text.startsWith("// index.ts\n"))
  .map((block) => ({ ...block, file: "docs/testing.md" }));

/** Languages that another test of this folder judges. */
const ELSEWHERE = ["sh", "console", "mermaid", "python", "go"];

const programSchema = z.object({
  resources: z
    .record(z.string(), z.object({ type: z.string(), properties: z.record(z.string(), z.unknown()) }))
    .default({}),
  variables: z
    .record(
      z.string(),
      z.object({
        "fn::invoke": z.object({ function: z.string(), arguments: z.record(z.string(), z.unknown()) }),
      }),
    )
    .default({}),
});

const resourceSchema = z.object({ inputProperties: z.record(z.string(), z.unknown()) });
const packageSchema = z.object({
  provider: resourceSchema,
  resources: z.record(z.string(), resourceSchema),
  functions: z.record(
    z.string(),
    z.object({ inputs: z.object({ properties: z.record(z.string(), z.unknown()) }) }),
  ),
});
const packageOfSchema = packageSchema.parse(
  JSON.parse(await readFile(path.join(ROOT, "provider", "schema.json"), "utf8")),
);

/** The types and properties in a program in YAML that the schema does not have. */
function unknownToSchema(program: unknown): string[] {
  const { resources, variables } = programSchema.parse(program);
  const { provider, resources: ofPackage, functions } = packageOfSchema;
  const known = { ...ofPackage, "pulumi:providers:pagertree": provider };
  const token = (name: string) => name.replace(/^pagertree:(?!index:)/, "pagertree:index:");
  const used = [
    ...Object.values(resources).map(({ type, properties }) => ({
      type,
      properties,
      allowed: new Map(Object.entries(known)).get(token(type))?.inputProperties,
    })),
    ...Object.values(variables).map(({ "fn::invoke": { function: type, arguments: properties } }) => ({
      type,
      properties,
      allowed: functions[token(type)]?.inputs.properties,
    })),
  ];
  return used.flatMap(({ type, properties, allowed }) =>
    allowed === undefined
      ? [type]
      : Object.keys(properties)
          .filter((name) => !(name in allowed))
          .map((name) => `${type}.${name}`),
  );
}

/** What the reader of a document that shows parts of a program has before their eyes. */
const CONTEXT: Readonly<Record<string, string>> = {
  "docs/development.md": [
    'import { Integration } from "pulumi-pagertree";',
    'import { onTestFinished } from "vitest";',
    `import { createEngineProject } from ${JSON.stringify(path.join(ROOT, "test/helpers/engine.ts"))};`,
    "declare const teamId: string, apiKey: string, baseUrl: string;",
  ].join(" "),
  "docs/simulate.md": 'import type { Team } from "pulumi-pagertree"; declare const platform: Team;',
};

describe("code blocks", () => {
  it.each(blocks)("$place is in a language that a test judges", ({ language }) => {
    expect(["ts", "js", "yaml", "json", ...ELSEWHERE]).toContain(language);
  });

  it.each(blocks.filter(({ language, text }) => language === "yaml" && text.includes("pagertree:")))(
    "$place has only what the schema has",
    ({ text }) => {
      expect(unknownToSchema(parse(text))).toEqual([]);
    },
  );

  it.each(blocks.filter(({ language }) => ["yaml", "json"].includes(language)))(
    "$place parses",
    ({ text }) => {
      expect(parse(text)).toBeTypeOf("object");
    },
  );
});

describe("programs", { timeout: 120_000 }, () => {
  let folder: string;
  let output: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "pulumi-pagertree-test-"));
    const broken = { file: "broken.md", language: "ts", place: "", text: BROKEN_PROGRAM };
    for (const block of [...programs, broken, ...tested]) await writeProgram(folder, block);
    await writeFile(path.join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
    await writeFile(
      path.join(folder, "tsconfig.json"),
      JSON.stringify({ compilerOptions, include: ["**/*"] }),
    );
    await symlink(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"), "junction");
    const compiler = path.join(ROOT, "node_modules/typescript/bin/tsc");
    ({ output } = await runCommand(process.execPath, [compiler, "--pretty", "false"], { cwd: folder }));
  }, 120_000);

  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(programs)("$place compiles under strict rules", (block) => {
    expect(complaintsAbout(block)).toEqual([]);
  });

  it("would be refused with an option that the type does not have", () => {
    const [complaint] = output.split("\n").filter((line) => line.startsWith("broken.md/"));
    expect(complaint).toContain("error TS2322");
    expect(output).toContain("'webhookUrl' does not exist in type");
  });

  function complaintsAbout(block: CodeBlock): string[] {
    return output.split("\n").filter((line) => line.startsWith(`${programFile(block)}(`));
  }
});

const BROKEN_PROGRAM = `
  import * as pagertree from "pulumi-pagertree";
  export const args: pagertree.IntegrationArgs = { name: "x", type: "datadog", options: { webhookUrl: "y" } };
`;

const compilerOptions = {
  target: "ES2023",
  module: "nodenext",
  strict: true,
  noEmit: true,
  allowJs: true,
  checkJs: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  skipLibCheck: true,
  types: ["node"],
};

/** A folder for each document, in which a block may name its file in its first line. */
function programFile({ file, language, place, text }: CodeBlock): string {
  const [, named] = /^\/\/ ([\w.-]+\.[tj]s)\n/.exec(text) ?? [];
  const line = /:(\d+) /.exec(place)?.[1] ?? "0";
  return `${file}/${named ?? `line-${line}.${text.includes("require(") ? "cjs" : language}`}`;
}

async function writeProgram(folder: string, block: CodeBlock): Promise<void> {
  const file = path.join(folder, programFile(block));
  const isComplete = /^import |require\(/m.test(block.text);
  await mkdir(path.dirname(file), { recursive: true });
  // A file without imports would share its names with all others.
  await writeFile(file, `${isComplete ? "" : (CONTEXT[block.file] ?? "export {};")} ${block.text}\n`);
}
