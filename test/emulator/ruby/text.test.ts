import { describe, expect, test } from "vitest";
import { parseJson } from "../../../emulator/src/ruby/json.ts";
import { strip, toText } from "../../../emulator/src/ruby/text.ts";

describe("values as Ruby's to_s writes them", () => {
  test.each([
    ["null", ""],
    ["true", "true"],
    ['"as it is"', "as it is"],
    ["9007199254740993", "9007199254740993"],
    ["-12345678901234567890123", "-12345678901234567890123"],
    ["1.0", "1.0"],
    ["1.50", "1.5"],
    ["100.0", "100.0"],
    ["1e2", "100.0"],
    ["1e15", "1000000000000000.0"],
    ["1e16", "1.0e+16"],
    ["1e21", "1.0e+21"],
    ["-1.5e300", "-1.5e+300"],
    ["123456789012345680.0", "1.2345678901234568e+17"],
    ["0.0001", "0.0001"],
    ["0.00012", "0.00012"],
    ["0.00001", "1.0e-05"],
    ["5e-324", "5.0e-324"],
    ["-0.0", "-0.0"],
    ["1e400", "Infinity"],
    ["[]", "[]"],
    ['[1, null, "a", [true]]', '[1, nil, "a", [true]]'],
    ["{}", "{}"],
    ['{"10": 1, "2": {"a": [1.0]}}', '{"10" => 1, "2" => {"a" => [1.0]}}'],
    ['["\\"\\\\\\n\\t\\r\\f\\b\\u000b\\u0007\\u001b"]', '["\\"\\\\\\n\\t\\r\\f\\b\\v\\a\\e"]'],
    ['["\\u0000\\u0001\\u007f\\u0080\\u2028"]', '["\\u0000\\u0001\\u007F\\u0080\\u2028"]'],
    ['["#{a} #$b #@c # #d"]', '["\\#{a} \\#$b \\#@c # #d"]'],
    ['["é😀\\u00a0\\u200b"]', '["é😀\u00a0\u200b"]'],
  ])("%s is %j", (json, text) => {
    expect(toText(parseJson(json))).toBe(text);
  });

  test("before Ruby 3.4 an arrow of a map has no space around it", () => {
    expect(toText(parseJson('[{"a": {"b": 1}}]'), "3.3")).toBe('[{"a"=>{"b"=>1}}]');
  });

  test("strip takes away white space and zero characters, and no others", () => {
    expect(strip(" \t\r\n\v\f\0a b\u00a0 \0")).toBe("a b\u00a0");
  });
});
