import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cut, plainText } from "../../../provider/src/common/plain-text.ts";

describe("plainText", () => {
  it.each([
    ["line breaks", "one\r\ntwo\u2028three", "one two three"],
    ["escape sequences", "\u001b[31mred\u001b[0m", "[31mred [0m"],
    ["a bell and a null", "a\u0007b\0c", "a b c"],
    ["C1 controls", "a\u009b31mb", "a 31mb"],
    ["direction overrides", "abc\u202edef", "abc def"],
    ["white space around", "  a \t b  ", "a b"],
    ["lone surrogates", "a\ud800b", "a\ufffdb"],
    ["other scripts", "Größe 東京 🙂", "Größe 東京 🙂"],
  ])("makes one harmless line of %s", (_, text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it("leaves no control character, for any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(plainText(text)).not.toMatch(/[\p{Cc}\p{Cf}\u2028\u2029]/u);
      }),
    );
  });
});

describe("cut", () => {
  it.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "ab…"],
    ["🙂🙂🙂🙂", 3, "🙂🙂…"],
    ["", 3, ""],
  ])("%j to %i characters is %j", (text, length, result) => {
    expect(cut(text, length)).toBe(result);
  });
});
