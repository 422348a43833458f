// What Pulumi cannot carry from a program to the provider is refused in the program, with its place.

import * as pulumi from "@pulumi/pulumi";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PagerTreeError } from "../../../provider/src/common/errors.ts";
import { carriable } from "../../../provider/src/program/carriable.ts";

function refusalOf(args: object): string {
  try {
    carriable('Team "platform"', args);
  } catch (error) {
    if (error instanceof PagerTreeError) return error.message;
    throw error;
  }
  throw new Error("nothing was thrown");
}

const ownPrototype: object = JSON.parse('{"__proto__":{"polluted":1}}');
const cycle: Record<string, unknown> = {};
cycle["self"] = cycle;
const deep = JSON.parse(`${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`);

describe("carriable", () => {
  it.each<[what: string, args: object, path: string]>([
    ["half a character", { name: "a\ud800b" }, "name holds half a character"],
    [
      "the other half",
      { options: { titleTemplate: "\udc00" } },
      "options.titleTemplate holds half a character",
    ],
    ["half a character in a list", { teamIds: ["fine", "\ud83d"] }, "teamIds[1] holds half a character"],
    ["half a character in a key", { meta: { "a\ud800": 1 } }, "meta.a\ufffd holds half a character"],
    [
      "a key that the SDK takes for an object's own method",
      { meta: { toString: 1 } },
      "meta.toString has a name",
    ],
    ["a key that JavaScript takes for the prototype", { meta: ownPrototype }, "meta.__proto__ has a name"],
    ["an argument of that name", ownPrototype, "__proto__ has a name"],
    ["an object that holds itself", { meta: cycle }, "meta.self.self is nested more than 100 levels deep"],
    ["an object without a bottom", { meta: deep }, "meta.a.a is nested more than 100 levels deep"],
  ])("refuses %s, and names resource and place", (_what, args, reason) => {
    expect(refusalOf(args)).toContain(`Team "platform": ${reason}`);
  });

  it("names all that it refuses at once", () => {
    expect(refusalOf({ name: "\ud800", notes: "\udfff" })).toMatch(/name holds .*; notes holds /);
  });

  it("lets every other value pass as it is", () => {
    const args = fc
      .dictionary(fc.string({ unit: "binary" }), fc.jsonValue({ maxDepth: 4, stringUnit: "binary" }))
      .filter((given) => !/"(__proto__|toString)":/.test(JSON.stringify(given)));
    fc.assert(
      fc.property(args, (given) => {
        expect(carriable("Team", given)).toEqual(given);
      }),
    );
  });

  it("keeps outputs what they are, and secret ones secret", async () => {
    const { name, meta, options } = carriable('Team "platform"', {
      name: pulumi.secret("Platform"),
      meta: { nested: pulumi.output("value") },
      options: Promise.resolve({ titleTemplate: "fine" }),
    });
    expect(await resolved(name)).toBe("Platform");
    expect(await pulumi.isSecret(pulumi.output(name))).toBe(true);
    expect(await resolved(meta)).toEqual({ nested: "value" });
    expect(await resolved(options)).toEqual({ titleTemplate: "fine" });
  });

  it.each<[what: string, value: unknown, reason: string]>([
    [
      "a Date",
      new Date(0),
      "is a Date; an argument takes texts, numbers, booleans, lists, plain objects, and outputs of them: use toISOString()",
    ],
    ["a Map", new Map([["alert.title", "x"]]), "is a Map"],
    ["a Set", new Set(["a"]), "is a Set"],
    ["a RegExp", /x/i, "is a RegExp"],
    ["a Buffer", Buffer.from("a"), "is of the class Buffer"],
    ["an instance of a class", new URL("https://example.com"), "is of the class URL"],
    ["an asset", new pulumi.asset.StringAsset("text"), "is of the class StringAsset"],
    ["a function", () => "x", "is a function"],
    ["a symbol", Symbol("x"), "is a symbol"],
    ["a bigint", 1n, "is a bigint"],
    ["what is not a number", Number.NaN, "is NaN, which JSON cannot hold"],
    ["an infinite number", Number.POSITIVE_INFINITY, "is Infinity"],
    [
      "a resource in place of its id",
      new pulumi.ComponentResource("test:index:Team", "a"),
      "is a resource; name an output of it, such as its id",
    ],
  ])("refuses %s at any depth", (_what, value, reason) => {
    expect(refusalOf({ match: value })).toContain(`Team "platform": match ${reason}`);
    expect(refusalOf({ rules: [{ match: { "alert.title": value } }] })).toContain(
      `rules[0].match.alert.title ${reason}`,
    );
  });

  it("lets numbers, switches and what is not there pass", () => {
    const given = [1, -0.5, true, null, undefined];
    expect(carriable("Team", { given })).toEqual({ given });
  });
});

function resolved(value: unknown): Promise<unknown> {
  const output: pulumi.Output<unknown> = pulumi.output(value);
  return new Promise((resolve) => output.apply(resolve));
}
