import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { parseDocument, ROOT, readDocuments } from "./markdown.ts";

const documents = await readDocuments();
const byFile = new Map(documents.map((document) => [document.file, document]));

/** What is wrong with a link of a document; undefined if nothing is. */
function problemOf(file: string, link: string): string | undefined {
  if (/^[a-z]+:/.test(link)) return link.startsWith("https://") ? undefined : `${link} is not https`;
  const [target = "", anchor] = link.split("#");
  const targetFile = target === "" ? file : path.posix.join(path.posix.dirname(file), target);
  if (targetFile.startsWith("..")) return `${link} leads out of the repository`;
  if (!existsSync(path.join(ROOT, targetFile))) return `${link} leads to no file`;
  if (anchor === undefined) return undefined;
  return byFile.get(targetFile)?.anchors.has(anchor) ? undefined : `${link} leads to no heading`;
}

describe("documents", () => {
  it("are all found", () => {
    const expected = [
      "AGENTS.md",
      "CHANGELOG.md",
      "CONTRIBUTING.md",
      "README.md",
      "SECURITY.md",
      "docs/_index.md",
      "docs/adapters.md",
      "docs/adoption.md",
      "docs/architecture.md",
      "docs/commands.md",
      "docs/declaring.md",
      "docs/development.md",
      "docs/drift.md",
      "docs/installation-configuration.md",
      "docs/integration-types.md",
      "docs/on-call.md",
      "docs/performance.md",
      "docs/reliability.md",
      "docs/rootly-bridge.md",
      "docs/routes.md",
      "docs/senders.md",
      "docs/simulate.md",
      "docs/testing.md",
      "docs/two-doors.md",
      "emulator/README.md",
      "examples/README.md",
      "findings/README.md",
      "llms.txt",
      "provider/README.md",
    ];
    const found = [...byFile.keys()].filter((file) => !file.startsWith("docs/reference/"));
    expect(found.sort()).toEqual(expected);
  });

  it("lead from the overview, and from llms.txt, to every page of the reference", () => {
    const pages = [...byFile.keys()].filter((file) => file.startsWith("docs/reference/")).sort();
    const linked = (file: string) =>
      byFile
        .get(file)
        ?.links.map((link) => path.posix.join(path.posix.dirname(file), link))
        .filter((link) => link.startsWith("docs/reference/"))
        .sort();
    expect(pages).toContain("docs/reference/integration.md");
    expect(linked("docs/_index.md")).toEqual(pages);
    expect(linked("llms.txt")).toEqual(pages);
  });

  it.each(documents)("$file has no dead link", ({ file, links }) => {
    expect(links.flatMap((link) => problemOf(file, link) ?? [])).toEqual([]);
  });

  // npm shows these without the repository around them.
  it.each(["provider/README.md", "emulator/README.md"])("%s has no link out of its package", (file) => {
    const relative = byFile.get(file)?.links.filter((link) => !/^(https:|#)/.test(link));
    expect(relative).toEqual([]);
  });
});

describe("problemOf", () => {
  it.each([
    ["nowhere.md", "leads to no file"],
    ["docs/architecture.md#nowhere", "leads to no heading"],
    ["../elsewhere.md", "leads out of the repository"],
    ["http://example.com", "is not https"],
  ])("finds that %s %s", (link, problem) => {
    expect(problemOf("README.md", link)).toContain(problem);
  });
});

describe("parseDocument", () => {
  const text = [
    "# A `b` c, d!",
    "- [x](y.md)",
    "",
    "  ```sh",
    "  one",
    "  ```",
    "",
    "```ts",
    "two",
    "```",
    "| a |",
    "| --- |",
    "| [z](z.md#a) |",
    "",
    "# A `b` c, d!",
  ];
  const { blocks, links, anchors, codeSpans } = parseDocument("x.md", text.join("\n"));

  it("finds blocks, also within lists, with their lines", () => {
    expect(blocks.map((block) => [block.place, block.text])).toEqual([
      ["x.md:4 sh", "one"],
      ["x.md:8 ts", "two"],
    ]);
  });

  it("finds links in lists and tables, code between backticks, and anchors as GitHub makes them", () => {
    expect(links).toEqual(["y.md", "z.md#a"]);
    expect(codeSpans).toEqual(["b", "b"]);
    expect([...anchors]).toEqual(["a-b-c-d", "a-b-c-d-1"]);
  });
});
