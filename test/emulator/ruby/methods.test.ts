import { describe, expect, test } from "vitest";
import { splitTags, unique } from "../../../emulator/src/ruby/methods.ts";
import { toHash } from "../../../emulator/src/ruby/mixed.ts";

describe("uniq", () => {
  test("leaves the first of equal values, with 1, 1.0 and a text as three", () => {
    expect(unique([1n, 1, "1", 1n, 1, "1", null, null])).toEqual([1n, 1, "1", null]);
  });

  test("takes maps for equal in any order of their keys, and lists in one order only", () => {
    const [first, second] = [toHash({ a: 1n, b: [2n] }), toHash({ b: [2n], a: 1n })];
    expect(unique([first, second])).toEqual([first]);
    expect(
      unique([
        [1n, 2n],
        [2n, 1n],
        ["1", "2"],
      ]),
    ).toHaveLength(3);
  });
});

describe("tags of 1 MB are read within a second of processor time", () => {
  test.each([
    ["white space within a tag", `a${" ".repeat(1_000_000)}a`, 1],
    ["commas", ",".repeat(1_000_000), 0],
    ["many tags", Array.from({ length: 150_000 }, (_, index) => index).join(","), 150_000],
  ])("%s", (_what, text, count) => {
    const before = process.cpuUsage();
    expect(splitTags(text)).toHaveLength(count);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(1);
  });
});
