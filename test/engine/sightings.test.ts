// What finds a secret in a text: a search that finds nothing must mean that nothing is there.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sightings } from "./sightings.ts";

const secrets = fc.string({ unit: "grapheme", minLength: 12, maxLength: 40 });
const surroundings = fc.string({ unit: "grapheme", maxLength: 20 });

describe("sightings", () => {
  it.each<[form: string, write: (text: string) => string]>([
    ["as it is", (text) => text],
    ["as JSON writes it", (text) => JSON.stringify({ text })],
    ["as a URL writes it", (text) => `?x=${encodeURIComponent(text)}`],
    ["in base64", (text) => Buffer.from(text).toString("base64")],
    ["in base64 for URLs", (text) => Buffer.from(text).toString("base64url")],
    ["in hexadecimal digits", (text) => Buffer.from(text).toString("hex")],
  ])("finds a secret %s, wherever it stands", (_form, write) => {
    fc.assert(
      fc.property(surroundings, secrets, surroundings, (before, secret, after) => {
        expect(sightings(write(before + secret + after), [secret])).not.toEqual([]);
      }),
    );
  });

  it("finds nothing in a text without the secret", () => {
    expect(sightings("a planted text, and cGxhbnRlZA==", ["another-secret"])).toEqual([]);
  });
});
