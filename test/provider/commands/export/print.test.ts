/** How values are printed as TypeScript. */
import vm from "node:vm";
import fc from "fast-check";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { type Declared, ObjectId } from "../../../../provider/src/commands/export/declared.ts";
import { printConstruction, quoted } from "../../../../provider/src/commands/export/print.ts";

const noExpressions = () => ({ code: "" });

/** What a construction is called with, when the code runs. */
function run(code: string): unknown {
  const construct = "class Thing { constructor(...args) { globalThis.result = args; } }";
  const context = vm.createContext({});
  vm.runInContext(`${construct}\n${code}`, context);
  return vm.runInContext("result", context);
}

describe("printConstruction", () => {
  it("prints code that gives the very values, whatever stands in them", () => {
    const names = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("__proto__", "a b", "1", "`", "\\"),
    );
    const texts = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(...pitfalls),
    );
    const { value } = fc.letrec<{ value: Declared }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        texts,
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("value")),
        fc.dictionary(names, tie("value"), { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(texts, fc.dictionary(names, value, { noNullPrototype: true }), (name, args) => {
        const code = printConstruction("new Thing", name, args, noExpressions);
        expect(JSON.stringify(run(code))).toBe(JSON.stringify([name, args]));
        // Nothing that hides what the code does, or that a compiler reads in another way.
        expect(code).not.toMatch(/(?!\n)\p{Cc}|(?!\u200d)\p{Cf}|\p{Zl}|\p{Zp}/u);
        expect(ts.transpileModule(code, { reportDiagnostics: true }).diagnostics).toEqual([]);
      }),
    );
  });

  it("breaks what is too long for a line, and puts a comment behind an id that leads nowhere", () => {
    const gone = new ObjectId("teams", "id", "gone");
    const ids = ["a", "b"].map((id) => new ObjectId("teams", "id", id));
    const args = {
      short: { a: 1, "b-c": [true, null] },
      teamIds: ids,
      mixed: [...ids, gone],
      text: "one\n`two`",
      long: { first: "x".repeat(40), second: "y".repeat(40) },
      table: [
        { a: 1, b: 2 },
        { a: 3, b: 4 },
      ],
      none: {},
    };
    const expressionOf = ({ value }: { value?: string | undefined }) =>
      value === "gone" ? { code: '"gone"', note: "not there" } : { code: `${value}.id` };
    expect(printConstruction("new Thing", "it's", args, expressionOf)).toBe(`new Thing("it's", {
  short: { a: 1, "b-c": [true, null] },
  teamIds: [a.id, b.id],
  mixed: [
    a.id,
    b.id,
    "gone", // not there
  ],
  text: \`one
\\\`two\\\`\`,
  long: {
    first: "${"x".repeat(40)}",
    second: "${"y".repeat(40)}",
  },
  table: [
    { a: 1, b: 2 },
    { a: 3, b: 4 },
  ],
  none: {},
});`);
    const long = printConstruction(`const ${"x".repeat(70)} = new Thing`, "a", { b: 1 }, noExpressions);
    expect(long).toMatch(/\(\n {2}"a",\n {2}\{\n {4}b: 1,\n {2}\},\n\);$/);
  });
});

describe("quoted", () => {
  it.each([
    ['say "hi"', `'say "hi"'`],
    ["it's", `"it's"`],
    [`"'`, `"\\"'"`],
    ["a\\b\t\u0000\u202e\ud800", '"a\\\\b\\t\\u0000\\u202e\\ud800"'],
    ["👩‍💻", '"👩‍💻"'],
  ])("writes %j as %s", (text, code) => {
    expect(quoted(text)).toBe(code);
  });
});

/** A place in a template, spelt so that nobody takes it for one here. */
const place = "$".concat("{1 + 1}");
const pitfalls = [
  place,
  "$",
  `\\${place}`,
  `\`\n${place}`,
  "a\r\nb",
  "\u2028\n\u2029",
  "\n",
  "\"\n'",
  "*/",
  "\ud83d",
  "__proto__",
];
