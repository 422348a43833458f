import { describe, expect, it } from "vitest";
import { differingPaths, isProgramResource, nameOf } from "../helpers/engine-events.ts";

describe("differingPaths", () => {
  it.each([
    [{ a: 1, b: { c: [1, 2] } }, { a: 1, b: { c: [1, 2] } }, []],
    [{ a: 1 }, { a: 2 }, ["a"]],
    [{ a: 1 }, {}, ["a"]],
    [{}, { a: null }, ["a"]],
    [{ b: { c: [1, 2] } }, { b: { c: [1, 3] } }, ["b.c[1]"]],
    [{ b: [{ c: 1 }] }, { b: [{ c: 2 }, { c: 3 }] }, ["b[0].c", "b[1]"]],
    [{ b: [] }, { b: {} }, ["b"]],
    ["x", "y", [""]],
  ])("between %j and %j is %j", (old, now, expected) => {
    expect(differingPaths(old, now)).toEqual(expected);
  });
});

describe("nameOf", () => {
  it("is the name that the program gave, colons and all", () => {
    expect(nameOf("urn:pulumi:test::project::pulumi-nodejs:dynamic/pagertree:Integration::a::b")).toBe(
      "a::b",
    );
  });
});

describe("isProgramResource", () => {
  it.each([
    ["pulumi:pulumi:Stack", false],
    ["pulumi:providers:pulumi-nodejs", false],
    ["pulumi-nodejs:dynamic/pagertree:Integration", true],
  ])("for %s is %j", (type, expected) => {
    expect(isProgramResource(type)).toBe(expected);
  });
});
