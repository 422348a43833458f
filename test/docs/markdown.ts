// Reads the repository's documents: their code blocks, links and headings, each with the place where it stands.

import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import GitHubSlugger from "github-slugger";
import { fromMarkdown } from "mdast-util-from-markdown";
import { toString as textOf } from "mdast-util-to-string";
import { visit } from "unist-util-visit";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A fenced block of code. */
export interface CodeBlock {
  /** Document, line and language, such as `README.md:12 ts`: the name of its test. */
  readonly place: string;
  /** The document, relative to the root. */
  readonly file: string;
  readonly language: string;
  readonly text: string;
}

export interface Document {
  /** Relative to the root. */
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
  /** Texts between backticks. */
  readonly codeSpans: readonly string[];
  /** Targets of links and images, as written. */
  readonly links: readonly string[];
  /** What a link to a heading names it by, as GitHub makes it of the heading's text. */
  readonly anchors: ReadonlySet<string>;
}

/** Every document that the repository's people wrote. */
export async function readDocuments(): Promise<Document[]> {
  const folders = ["", "docs", "docs/reference", "provider", "emulator", "examples", "findings"];
  const files = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(path.join(ROOT, folder));
      return names
        .filter((name) => name.endsWith(".md") || name === "llms.txt")
        .map((name) => path.posix.join(folder, name));
    }),
  );
  const own = files.flat().filter((file) => path.basename(file) !== "THIRD-PARTY-NOTICES.md");
  return Promise.all(
    own.map(async (file) => parseDocument(file, await readFile(path.join(ROOT, file), "utf8"))),
  );
}

/** Reads one document. */
export function parseDocument(file: string, text: string): Document {
  const tree = fromMarkdown(text);
  const slugger = new GitHubSlugger();
  const blocks: CodeBlock[] = [];
  const codeSpans: string[] = [];
  const links: string[] = [];
  const anchors = new Set<string>();
  visit(tree, (node) => {
    if (node.type === "code") {
      const language = node.lang ?? "";
      blocks.push({
        place: `${file}:${node.position?.start.line} ${language}`,
        file,
        language,
        text: node.value,
      });
    }
    if (node.type === "inlineCode") codeSpans.push(node.value);
    if (node.type === "link" || node.type === "image" || node.type === "definition") links.push(node.url);
    if (node.type === "heading") anchors.add(slugger.slug(textOf(node)));
  });
  return { file, text, blocks, codeSpans, links, anchors };
}
