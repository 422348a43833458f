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

  it("leaves what is neither text nor a plain container alone", () => {
    const asset = new pulumi.asset.StringAsset("text");
    const { given } = carriable("Team", { given: [asset, 1, true, null, undefined] as unknown[] });
    expect(given[0]).toBe(asset);
    expect(given.slice(1)).toEqual([1, true, null, undefined]);
  });
});

function resolved(value: unknown): Promise<unknown> {
  const output: pulumi.Output<unknown> = pulumi.output(value);
  return new Promise((resolve) => output.apply(resolve));
}
