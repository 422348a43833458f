// Holds docs/architecture.md to the folders: what it names is there, what is there it names, and the rules between
// the rooms hold.

import { existsSync, readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT, readDocuments } from "./markdown.ts";

const documents = await readDocuments();
const page = documents.find(({ file }) => file === "docs/architecture.md");
const diagrams = (page?.blocks ?? []).filter(({ language }) => language === "mermaid");
const [rooms = "", way = ""] = diagrams.map(({ text }) => text);

/** The texts that boxes of a flowchart show, such as `provider/src/api/`. */
const boxes = [...rooms.matchAll(/\w+\["([^"]+)"\]/g)].map(([, label = ""]) => label);
const files = boxes.filter((label) => label.includes("/"));
const participants = [...way.matchAll(/participant \w+ as (.+)/g)].map(([, label = ""]) => label);
const named = (page?.codeSpans ?? []).filter((span) => /^[\w.-]+\/[\w./-]*$/.test(span));

/** The TypeScript files below a folder. */
function sourcesBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => path.posix.join(folder, name));
}

/** The modules that a file imports, also those that it loads when they are needed. */
async function importsOf(file: string): Promise<string[]> {
  const text = await readFile(path.join(ROOT, file), "utf8");
  return [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map(([, name = ""]) => name);
}

describe("docs/architecture.md", () => {
  it("has a picture of the rooms and one of the way of an option", () => {
    expect(diagrams.map(({ text }) => text.split(/\s/)[0])).toEqual(["flowchart", "sequenceDiagram"]);
  });

  it.each(files)("shows %s, which is there", (label) => {
    expect(existsSync(path.join(ROOT, label))).toBe(true);
  });

  it.each(participants.filter((label) => label.includes("/")))(
    "lets an option pass %s, which is there",
    (label) => {
      expect(existsSync(path.join(ROOT, "provider/src", label))).toBe(true);
    },
  );

  it.each([...new Set(named)].filter((span) => span !== "pulumi-pagertree/provider"))(
    "names %s, which is there",
    (span) => {
      expect(existsSync(path.join(ROOT, span))).toBe(true);
    },
  );

  it("leaves out no room of the provider", () => {
    const rooms = readdirSync(path.join(ROOT, "provider/src"), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `provider/src/${name}/`);
    expect(rooms.length).toBeGreaterThan(0);
    expect(rooms.filter((room) => !files.includes(room) || !named.includes(room))).toEqual([]);
  });

  it("draws arrows only between boxes that it shows", () => {
    const shown = new Set([...rooms.matchAll(/(\w+)(?:\[|\(\[)"/g)].map(([, name]) => name));
    const ends = [...rooms.matchAll(/^\s*(\w+) -.*?-?> (\w+)$/gm)].flatMap(([, from, to]) => [from, to]);
    expect(ends.length).toBeGreaterThan(0);
    expect(ends.filter((end) => !shown.has(end))).toEqual([]);
  });

  it("says truly that the emulator takes nothing from the provider but three data files", async () => {
    const imports = await Promise.all(sourcesBelow("emulator/src").map(importsOf));
    const fromProvider = imports.flat().filter((name) => name.includes("provider/"));
    expect([...new Set(fromProvider.map((name) => path.basename(name)))].sort()).toEqual([
      "integration-types.json",
      "rails-time-zones.json",
      "sample-requests.json",
    ]);
  });
});
