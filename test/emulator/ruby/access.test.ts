import { describe, expect, test } from "vitest";
import {
  dig,
  except,
  isBlank,
  isEqual,
  isPresent,
  isTruthy,
  presence,
  toList,
} from "../../../emulator/src/ruby/access.ts";
import { parseJson, toJson } from "../../../emulator/src/ruby/json.ts";
import { RubyError } from "../../../emulator/src/ruby/values.ts";

describe("dig", () => {
  const value = parseJson('{"a": {"b": [{"c": 1}, null]}, "f": false, "n": null, "s": "text", "i": 1}');

  test.each<[readonly (string | number)[], string]>([
    [["a", "b", 0, "c"], "1"],
    [["a", "b", -2, "c"], "1"],
    [["a", "b", 1, "c"], "null"],
    [["a", "b", 9], "null"],
    [["a", "x", "y"], "null"],
    [["a", 0], "null"],
    [["n", "x"], "null"],
    [["f"], "false"],
    [[], '{"a":{"b":[{"c":1},null]},"f":false,"n":null,"s":"text","i":1}'],
  ])("%j finds %s", (keys, found) => {
    expect(toJson(dig(value, ...keys))).toBe(found);
  });

  test.each<[readonly (string | number)[], string]>([
    [["s", "x"], "String does not have #dig method"],
    [["i", "x"], "Integer does not have #dig method"],
    [["f", "x"], "FalseClass does not have #dig method"],
    [["a", "b", "c"], "no implicit conversion of String into Integer"],
  ])("%j raises: %s", (keys, message) => {
    expect(() => dig(value, ...keys)).toThrow(new RubyError(message));
  });

  test("finds nothing in what is not there", () => {
    expect(dig(undefined, "a")).toBeNull();
  });
});

test.each([
  ...["null", "false", '""', '" \\t\\n\\u00a0\\u3000"', "[]", "{}"].map((json) => [json, true] as const),
  ...["true", "0", "0.0", '"a"', "[null]", '{"a": null}'].map((json) => [json, false] as const),
])("%s is blank: %s", (json, blank) => {
  const value = parseJson(json);
  expect([isBlank(value), isPresent(value)]).toStrictEqual([blank, !blank]);
  expect(presence(value)).toStrictEqual(blank ? null : value);
});

test("only nil and false are not true", () => {
  expect([null, undefined, false, 0n, "", []].map(isTruthy)).toStrictEqual([
    ...[false, false, false],
    ...[true, true, true],
  ]);
});

test.each([
  ["null", "[]"],
  ["[1]", "[1]"],
  ["1", "[1]"],
  ['{"a": 1, "b": 2}', '[["a",1],["b",2]]'],
])("Array(%s) is %s", (json, list) => {
  expect(toJson(toList(parseJson(json)))).toBe(list);
});

test("except leaves keys out", () => {
  expect(
    except(
      new Map([
        ["a", 1n],
        ["b", 2n],
      ]),
      "a",
      "x",
    ),
  ).toStrictEqual(new Map([["b", 2n]]));
});

test.each([
  ["1", "1.0", true],
  ["9007199254740993", "9007199254740992.0", false],
  ['{"a": 1, "b": [2]}', '{"b": [2.0], "a": 1}', true],
  ['{"a": null}', '{"b": null}', false],
  ["[1]", "[1, null]", false],
  ['"1"', "1", false],
  ["null", "false", false],
])("%s equals %s: %s", (left, right, equal) => {
  expect(isEqual(parseJson(left), parseJson(right))).toBe(equal);
});
