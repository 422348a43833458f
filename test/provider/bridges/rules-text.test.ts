// Rules in their normal form: formatting is no difference, and meaning is.

import { isEqual } from "es-toolkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Document, parse, stringify } from "yaml";
import { canonicalRules, readRules } from "../../../provider/src/rules/rules-text.ts";

/** Texts that some reader of YAML takes for something else. */
const treacherous = fc.constantFrom(
  "no",
  "on",
  "012",
  "1_000",
  "8:00",
  ":symbol",
  "~",
  "null",
  "2026-01-01",
  "0x1f",
  "1e3",
  "<<",
  "=",
  "- a",
  "# b",
  "a: b",
  "{{alert.title}}",
  "",
  " ",
  "\u2028",
);
const texts = fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), treacherous);
const keys = fc
  .oneof(fc.constantFrom("match", "actions", "type", "$in", "alert.urgency", "map"), texts)
  .filter((key) => key !== "__proto__");
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    texts,
    fc.boolean(),
    fc.constant(null),
    fc.integer(),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(keys, tie("value"), { maxKeys: 4 }),
  ),
}));
const meanings = fc.record({
  rules: fc.array(fc.dictionary(keys, values, { maxKeys: 4 }), { maxLength: 3 }),
});

/** A way to write YAML that both of its versions read alike. */
const styles = fc.record({
  indent: fc.integer({ min: 2, max: 6 }),
  lineWidth: fc.constantFrom(0, 40, 80),
  defaultStringType: fc.constantFrom(
    "PLAIN" as const,
    "QUOTE_DOUBLE" as const,
    "QUOTE_SINGLE" as const,
    "BLOCK_LITERAL" as const,
  ),
  indentSeq: fc.boolean(),
  collectionStyle: fc.constantFrom("any" as const, "flow" as const),
});

/** The same meaning with its keys in another order. */
function shuffled(value: unknown, order: fc.Stream<number>): unknown {
  if (Array.isArray(value)) return value.map((element) => shuffled(element, order));
  if (typeof value !== "object" || value === null) return value;
  const ranked = Object.entries(value).map(([key, inner]) => ({
    key,
    inner: shuffled(inner, order),
    rank: order.next().value,
  }));
  return Object.fromEntries(
    ranked.sort((one, other) => one.rank - other.rank).map(({ key, inner }) => [key, inner]),
  );
}

describe("canonicalRules", () => {
  it("gives one text for one meaning, however it is formatted, commented or ordered", () => {
    fc.assert(
      fc.property(
        meanings,
        styles,
        fc.infiniteStream(fc.nat(9)),
        fc.stringMatching(/^[\w *&!{[]{0,20}$/),
        (meaning, style, order, comment) => {
          const canonical = canonicalRules(JSON.stringify(meaning));
          const document = new Document(shuffled(meaning, order), {
            compat: "yaml-1.1",
            aliasDuplicateObjects: false,
          });
          document.commentBefore = comment;
          document.comment = comment;
          const text = document.toString(style);
          // A block cannot hold every text, and is written all the same.
          fc.pre(isEqual(parse(text), meaning));
          expect(canonicalRules(text)).toBe(canonical);
          expect(canonicalRules(JSON.stringify(shuffled(meaning, order), null, 2))).toBe(canonical);
          expect(canonicalRules(canonical)).toBe(canonical);
        },
      ),
      { numRuns: 300 },
    );
  });

  it("keeps the meaning, in every version of YAML", () => {
    fc.assert(
      fc.property(meanings, (meaning) => {
        const canonical = canonicalRules(JSON.stringify(meaning));
        expect(parse(canonical, { version: "1.2" })).toEqual(meaning);
        expect(parse(canonical, { version: "1.1" })).toEqual(meaning);
      }),
      { numRuns: 300 },
    );
  });

  it("gives different texts for different meanings", () => {
    fc.assert(
      fc.property(meanings, meanings, (one, other) => {
        fc.pre(
          canonicalRules(stringify(one, { compat: "yaml-1.1" })) ===
            canonicalRules(stringify(other, { compat: "yaml-1.1" })),
        );
        expect(one).toEqual(other);
      }),
      { numRuns: 30, maxSkipsPerRun: 10_000 },
    );
  });

  it("reads well: match before actions, type before its parameters, texts in quotes", () => {
    const rules = {
      rules: [{ actions: [{ map: { note: "no" }, type: "setval" }], match: { event: "alert.open" } }],
    };
    expect(canonicalRules(JSON.stringify(rules))).toBe(
      'rules:\n  - match:\n      event: "alert.open"\n    actions:\n      - type: "setval"\n        map:\n          note: "no"\n',
    );
  });

  it.each(["", "  \n", "# only a comment", "---\n", "~"])("is empty for %j, which says nothing", (text) => {
    expect(canonicalRules(text)).toBe("");
  });

  it.each([
    ["no YAML", "rules: ["],
    ["what its versions read differently", "rules: no"],
    ["a list, such as the stand-in for a secret", "[a secret that was set outside of this stack]"],
    ["a text", "04da6b54-80e4-46f7-96ec-b56ff0331ba9"],
  ])("leaves as it is %s", (_what, text) => {
    expect(canonicalRules(text)).toBe(text);
  });
});

describe("readRules", () => {
  it.each([
    ["012", "rules"],
    ["yes", "rules"],
    ["2026-01-01", "rules"],
    ["{ a: [1, off] }", "rules.a[1]"],
    ["{ <<: { a: 1 } }", "rules"],
  ])("tells where %s is read differently", (value, path) => {
    expect(readRules(`rules: ${value}`)).toEqual({
      problem: `hold at ${path} what YAML 1.1 and 1.2 read differently: put it in quotes`,
    });
  });

  it("refuses a number that would be another one when it is written again, such as the id of a chat", () => {
    const match = (id: string) =>
      `rules:\n  - { match: { log.data.id: ${id} }, actions: [{ type: ignore }] }`;
    expect(readRules(match("815379426412625921"))).toEqual({
      problem:
        "hold at rules[0].match.log.data.id a number that is too large to be kept exactly: put it in quotes",
    });
    expect(readRules(match('"815379426412625921"'))).toHaveProperty("rules");
    expect(readRules(match("9007199254740991"))).toHaveProperty("rules");
  });

  it.each([".nan", ".inf"])("refuses %s, which JSON has not", (value) => {
    expect(readRules(`rules: ${value}`)).toEqual({
      problem: expect.stringContaining("hold a value that is neither"),
    });
  });
});
