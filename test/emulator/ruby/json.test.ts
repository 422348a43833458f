import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseJson, toJson } from "../../../emulator/src/ruby/json.ts";

describe("JSON as Ruby reads it", () => {
  test.each([
    ["1", 1n],
    ["-0", 0n],
    ["9007199254740993", 9007199254740993n],
    ["123456789012345678901234567890", 123456789012345678901234567890n],
    ["1.0", 1],
    ["1e2", 100],
    ["-0.0", -0],
    ["1e400", Number.POSITIVE_INFINITY],
    ["null", null],
    ["false", false],
    ['"\\u00e9\\ud83d\\ude00\\n"', "é😀\n"],
    [" [ ] ", []],
    ["[1, [2.5], {}]", [1n, [2.5], new Map()]],
    ["// a\n[1, /* b */ 2] // c", [1n, 2n]],
  ])("%s", (text, value) => {
    expect(parseJson(text)).toStrictEqual(value);
  });

  test("keys keep their order and their spelling", () => {
    const hash = parseJson('{"10": 1, "2": 2, "B": 3, "__proto__": 4}');
    expect(hash).toStrictEqual(
      new Map([
        ["10", 1n],
        ["2", 2n],
        ["B", 3n],
        ["__proto__", 4n],
      ]),
    );
    expect([...(hash as ReadonlyMap<string, unknown>).keys()]).toStrictEqual(["10", "2", "B", "__proto__"]);
  });

  test("of a repeated key the last value stands at the place of the first", () => {
    expect(toJson(parseJson('{"a": 1, "b": 2, "a": 3}'))).toBe('{"a":3,"b":2}');
  });

  test("lists and maps lie at most 100 deep in each other", () => {
    const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
    expect(parseJson(nested(100))).toBeInstanceOf(Array);
    expect(() => parseJson(nested(101))).toThrow("nesting of 101 is too deep");
    expect(() => parseJson("[".repeat(100_000))).toThrow("nesting of 101 is too deep");
    expect(() => parseJson('{"a":'.repeat(100_000))).toThrow("nesting of 101 is too deep");
  });

  test.each([
    ...["", " ", "[1,]", "{,}", "[1 2]", "{a: 1}", "{'a': 1}", "01", "+1", "1.", ".5", "-", "1e", "0x1"],
    ...["NaN", "Infinity", "-Infinity", "nul", "True", "[1] 2", "/* open", "[", '{"a"}', '{"a":}', "\ufeff1"],
    ...['"', '"\t"', '"\n"', '"\\x"', '"\\u12"', '"\\ud800"', '"\\ud800x"', '"\\ud800\\u0041"'],
  ])("%j is no JSON", (text) => {
    expect(() => parseJson(text)).toThrow();
  });
});

describe("JSON as Ruby writes it", () => {
  test.each([
    ["[1,1.0,1e21,1E-7,12345678901234567890]", "[1,1.0,1.0e+21,1.0e-07,12345678901234567890]"],
    ["[1e400,-1e400]", "[null,null]"],
    ['{"10":{"b":[]},"2":"\\u00e9\\"","n":null,"t":true}', '{"10":{"b":[]},"2":"é\\"","n":null,"t":true}'],
  ])("%s", (text, written) => {
    expect(toJson(parseJson(text))).toBe(written);
  });

  test("what JavaScript writes is read, and comes back with the same meaning", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(toJson(parseJson(JSON.stringify(value))))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });
});
