/** The names that a program gives: readable, valid, and each once. */
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { Identifiers, ResourceNames, slugOf } from "../../../../provider/src/commands/export/names.ts";
import { guardText, importsText } from "../../../../provider/src/commands/export/program-parts.ts";

describe("slugOf", () => {
  it.each([
    ["Datadog production", "datadog-production"],
    ["  EU/West: #1 ", "eu-west-1"],
    ["Überwachung Café", "uberwachung-cafe"],
    ["監視", "監視"],
    ["경보 Ταχύ Быстро", "경보-ταχυ-быстро"],
    ["\u2C30\uA7CB watch", "watch"],
    ["🔥", ""],
    ["", ""],
    ["a very long name that goes on and on, and on", "a-very-long-name-that-goes-on-and-on-and"],
    ["x".repeat(99), "x".repeat(40)],
  ])("makes %j %j", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });
});

describe("ResourceNames", () => {
  it("gives equal names numbers in their order, and a name to what has none", () => {
    const names = new ResourceNames();
    expect(["Same", "same", "Same 2", "🔥", "!"].map((name) => names.of(name, "team"))).toEqual([
      "same",
      "same-2",
      "same-2-2",
      "team",
      "team-2",
    ]);
  });
});

describe("Identifiers", () => {
  it.each([
    ["datadog-production", "datadogProduction"],
    ["class", "classTeam"],
    ["pulumi", "pulumiTeam"],
    ["66uptime", "team66Uptime"],
    ["", "team"],
  ])("makes %j %j", (slug, identifier) => {
    expect(new Identifiers().of(slug, "team")).toBe(identifier);
  });

  it("takes every word that a program uses itself", () => {
    const text = `${importsText({ pulumi: true, pagertree: "pulumi-pagertree" })}\n${guardText("production")}\nconst config = 1;`;
    const source = ts.createSourceFile("index.ts", text, ts.ScriptTarget.ES2022, true);
    const words = new Set<string>();
    const visit = (node: ts.Node) => {
      const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
      if (ts.isIdentifier(node) && !isMember) words.add(node.text);
      ts.forEachChild(node, visit);
    };
    ts.forEachChild(source, visit);
    expect([...words].sort()).toEqual([
      "config",
      "onlyStack",
      "opts",
      "pagertree",
      "props",
      "pulumi",
      "retainOnDelete",
    ]);
    // What is declared in a function or is a key hides nothing, and is hidden by nothing.
    for (const word of ["config", "onlyStack", "pagertree", "pulumi"]) {
      expect(new Identifiers().of(word.replace(/[A-Z]/g, "-$&"), "team")).toBe(`${word}Team`);
    }
  });

  it("tells a router from a team of the same name, and numbers what is left", () => {
    const identifiers = new Identifiers();
    const given = ["team", "router", "router"].map((kind) => identifiers.of("platform", kind));
    expect(given).toEqual(["platform", "platformRouter", "platformRouter2"]);
  });

  it("gives names of constants alone, each once, whatever names objects have", () => {
    const words = fc.constantFrom(
      "await",
      "yield",
      "let",
      "static",
      "arguments",
      "eval",
      "enum",
      "interface",
      "exports",
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ unit: "grapheme" }), words), { maxLength: 20 }), (names) => {
        const identifiers = new Identifiers();
        const given = names.map((name) => identifiers.of(slugOf(name), "router"));
        const code = `export {};\n${given.map((name) => `export const ${name} = 1;`).join("\n")}`;
        const { diagnostics } = ts.transpileModule(code, {
          reportDiagnostics: true,
          compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
        });
        expect(diagnostics).toEqual([]);
        expect(new Set(given).size).toBe(given.length);
      }),
    );
  });
});
