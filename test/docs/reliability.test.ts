// Holds docs/reliability.md to the tests: each promise has at least one beside it, and each of those is there.

import { readFile } from "node:fs/promises";
import path from "node:path";
import { escapeRegExp } from "es-toolkit";
import type { List, ListItem } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as textOf } from "mdast-util-to-string";
import { describe, expect, it } from "vitest";
import { ROOT } from "./markdown.ts";

/** A test as the page names it: its file, and its name as it stands there. */
interface NamedTest {
  readonly file: string;
  readonly name: string;
}

/** A promise with the tests that hold it: an item of a list, with a list in it. */
interface NamedPromise {
  readonly promise: string;
  readonly tests: readonly NamedTest[];
}

const text = await readFile(path.join(ROOT, "docs/reliability.md"), "utf8");
const promises = promisesIn(text);

function promisesIn(markdown: string): NamedPromise[] {
  const { children } = fromMarkdown(markdown);
  const from = children.findIndex((node) => node.type === "heading" && textOf(node) === "What is promised");
  const to = children.findIndex((node) => node.type === "heading" && textOf(node) === "What is not promised");
  return children
    .slice(from, to)
    .filter((node) => node.type === "list")
    .flatMap((list) => list.children.map(promiseOf));
}

function promiseOf({ children }: ListItem): NamedPromise {
  const [sentence, ...others] = children;
  const lists = others.filter((node): node is List => node.type === "list");
  return {
    promise: sentence === undefined ? "" : textOf(sentence),
    tests: lists.flatMap((list) => list.children.map(testOf)),
  };
}

function testOf(item: ListItem): NamedTest {
  const [, file = "", name = ""] = /^(\S+): (.+)$/s.exec(textOf(item)) ?? [];
  return { file, name: name.replaceAll(/\s+/g, " ") };
}

/** Whether a file of tests has one of this name, or a group of tests. */
function has(source: string, name: string): boolean {
  return new RegExp(`\\(\\s*(["'\`])${escapeRegExp(name)}\\1,`).test(source);
}

describe("docs/reliability.md", () => {
  it("has at least one test for each promise", () => {
    expect(promises.length).toBeGreaterThan(0);
    expect(promises.filter(({ tests }) => tests.length === 0)).toEqual([]);
  });

  it.each(promises)("names tests that are there: $promise", async ({ tests }) => {
    for (const { file, name } of tests) {
      const source = await readFile(path.join(ROOT, file), "utf8");
      expect(has(source, name), `${file} has no test "${name}"`).toBe(true);
    }
  });

  it("would miss a test that is gone", () => {
    expect(has('it("holds", async () => {', "holds")).toBe(true);
    expect(has('it.each([1])(\n  "holds %i",\n', "holds %i")).toBe(true);
    expect(has('it("holds still", async () => {', "holds")).toBe(false);
    expect(has("// holds", "holds")).toBe(false);
  });
});
