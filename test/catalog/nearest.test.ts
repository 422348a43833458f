/** What a misspelt name is taken for. */
import { describe, expect, it } from "vitest";
import { nearest } from "../../provider/src/common/nearest.ts";

describe("nearest", () => {
  const candidates = ["webhookUrl", "proxyUrl", "username", "alertOpen"];

  it.each([
    ["webhokUrl", "webhookUrl"],
    ["WEBHOOKURL", "webhookUrl"],
    ["userName", "username"],
    ["alertOpened", "alertOpen"],
  ])("takes %s for %s", (name, expected) => {
    expect(nearest(name, candidates)).toBe(expected);
  });

  it.each(["colour", "proxy", "", "x"])("takes %j for none", (name) => {
    expect(nearest(name, candidates)).toBeUndefined();
  });

  it("takes a name for none where there are none", () => {
    expect(nearest("webhookUrl", [])).toBeUndefined();
  });
});
