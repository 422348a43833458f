import { describe, expect, it } from "vitest";
import { comparable, isAsDocumented, parseTranscript } from "./transcript.ts";

describe("parseTranscript", () => {
  it("gives each command with its output, and joins what a backslash breaks", () => {
    const text = "$ one \\\n    --flag\nout\n  put\n\n$ two\n$ three\n- x";
    expect(parseTranscript(text)).toEqual([
      { command: "one --flag", output: "out\n  put" },
      { command: "two", output: "" },
      { command: "three", output: "- x" },
    ]);
  });
});

describe("comparable", () => {
  it.each([
    ["ids", 'a: "01GDBEYARHS4W4QM6X370Z5TMB", "int_K22OuvPYNmCyvJ"', 'a: "<ulid>", "int_<id>"'],
    [
      "times",
      '"2026-11-22T23:25:33.779Z" created (0.06s) (10s)',
      '"<time>" created (<duration>) (<duration>)',
    ],
    ["the duration of a run", "Duration: 14s", "Duration: <duration>"],
    ["the emulator's port", "http://127.0.0.1:4010/api/v4", "https://api.pagertree.com/api/v4"],
    ["progress, blank lines and spaces at the end", "a \n@ updating....\n\n\nb\n", "a\nb"],
  ])("leaves out %s", (_, output, expected) => {
    expect(comparable(output)).toBe(expected);
  });
});

describe("isAsDocumented", () => {
  it.each([
    ["equal in all that matters", "a (1s)\nb\n", "a (22s)\nb", true],
    ["another word", "a\nb", "a\nc", false],
    ["a line more", "a\nx\nb", "a\nb", false],
    ["a line less", "a", "a\nb", false],
    ["lines left out in the middle", "a\nx\ny\nb", "a\n…\nb", true],
    ["lines left out at the end", "a\nx\ny", "a\n…", true],
    ["none where some may be left out", "a\nb", "a\n…\nb", true],
    ["no part of a line left out", "a\nx b", "a\n…\nb", false],
    ["what a pattern would take for more than a letter", "axb", "a.b", false],
  ])("takes %s for what it is", (_, output, documented, expected) => {
    expect(isAsDocumented(output, documented)).toBe(expected);
  });
});
