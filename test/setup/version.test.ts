import { describe, expect, it } from "vitest";
import { isAtLeast } from "../../setup/version.mjs";

describe("isAtLeast", () => {
  it.each([
    ["22.18.0", "22.18.0", true],
    ["22.18.1", "22.18.0", true],
    ["22.17.9", "22.18.0", false],
    ["24.0.0", "22.18.0", true],
    ["20.99.99", "22.18.0", false],
    ["22.9.0", "22.18.0", false],
    ["v3.231.0-alpha.1+sha", "3.230.0", true],
    ["go1.26", "1.25.8", true],
    ["go1.25", "1.25.8", false],
    ["devel", "1.25.8", false],
    ["", "1.25.8", false],
  ])("takes %j as %j or newer: it is %j", (version, minimum, expected) => {
    expect(isAtLeast(version, minimum)).toBe(expected);
  });
});
