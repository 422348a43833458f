/** A graph of an account as Graphviz takes it: https://graphviz.org/doc/info/shapes.html#html */

import type { Attributes, Graph } from "@viz-js/viz";
import { chunk } from "es-toolkit";
import { cut, plainText } from "../../common/plain-text.ts";
import { type Bundle, bundle } from "./bundles.ts";
import type { AccountGraph, MapNode, NodeKind } from "./graph.ts";
import { deadEndLook, edgeLooks, nodeLooks } from "./looks.ts";
import { wrap } from "./wrap.ts";
import { xml } from "./xml.ts";

/** Graphviz measures text without the reader's fonts, and so reckons with larger ones than are shown. */
const fontSizes = { name: 14, detail: 12 };

/** In every common font a line of so many letters is narrower than the box. */
const lettersPerLine = { name: 22, detail: 29 };
const boxWidth = 208;

/** Alerts go from left to right. Routers find their own place between; all else stands in a column of its kind. */
const columns: readonly { readonly rank: "source" | "same" | "sink"; readonly kinds: readonly NodeKind[] }[] =
  [
    { rank: "source", kinds: ["integration"] },
    { rank: "same", kinds: ["team", "outgoing"] },
    { rank: "sink", kinds: ["user", "receiver"] },
  ];

/** The id of the box of the node with this place in a graph. */
export function boxId(index: number): string {
  return `box${index}`;
}

/** The graph with every box in full, and what Graphviz is to know of its place. */
export function layoutGraph(graph: AccountGraph): Graph {
  const { bundles, edges } = bundle(graph);
  const indexes = new Map(graph.nodes.map((node, index) => [node, index]));
  const boxOf = (node: MapNode) => boxHtml(node, boxId(indexes.get(node) ?? 0));
  const nodeOf = (each: Bundle) => ({
    name: each.id,
    attributes: { label: { html: bundleHtml(each, boxOf) } },
  });
  const inColumn = new Set(columns.flatMap(({ kinds }) => kinds));
  return {
    directed: true,
    graphAttributes: { rankdir: "LR", nodesep: 0.3, ranksep: 1.5, bgcolor: "transparent", pad: 0.1 },
    nodeAttributes: { shape: "plain", fontname: "Arial" },
    edgeAttributes: { arrowsize: 0.7, penwidth: 1.4, tailport: "e", headport: "w" },
    nodes: bundles.filter(({ kind }) => !inColumn.has(kind)).map(nodeOf),
    subgraphs: columns.map(({ rank, kinds }) => ({
      graphAttributes: { rank },
      nodes: bundles.filter(({ kind }) => kinds.includes(kind)).map(nodeOf),
    })),
    edges: edges.map(({ from, to, by }) => ({ tail: from, head: to, attributes: edgeAttributes(by) })),
  };
}

function edgeAttributes(by: keyof typeof edgeLooks): Attributes {
  const { line, dashed } = edgeLooks[by];
  return {
    color: line,
    class: by,
    ...(dashed && { style: "dashed" }),
    ...(by === "member" && { arrowhead: "none" }),
  };
}

/** One node is its box; several are a sheet with their boxes in columns, whose number grows with theirs. */
function bundleHtml({ kind, nodes: members }: Bundle, boxOf: (node: MapNode) => string): string {
  if (members.length === 1) return boxOf(members[0]);
  const columnCount = Math.min(6, Math.ceil(Math.sqrt(members.length / 4)));
  const rows = chunk(members, columnCount).map(
    (row) => `<TR>${row.map((node) => `<TD>${boxOf(node)}</TD>`).join("")}</TR>`,
  );
  const { line, many } = nodeLooks[kind];
  const head = `<TR><TD COLSPAN="${columnCount}" ALIGN="LEFT"><FONT POINT-SIZE="${fontSizes.detail}" COLOR="${line}"><B>${members.length} ${many}</B></FONT></TD></TR>`;
  return `<TABLE BORDER="1" CELLBORDER="0" CELLSPACING="4" CELLPADDING="0" STYLE="ROUNDED" COLOR="${line}" BGCOLOR="#ffffff">${head}${rows.join("")}</TABLE>`;
}

function boxHtml({ id, kind, name, type = "", deadEnd }: MapNode, box: string): string {
  const { fill, line, text } = nodeLooks[kind];
  const isDead = deadEnd !== "";
  const lines = [
    ...wrap(shortName(name) || id, lettersPerLine.name, 3).map((part) =>
      font(part, fontSizes.name, text, true),
    ),
    ...wrap(shortName(type), lettersPerLine.detail, 1).map((part) => font(part, fontSizes.detail, text)),
    ...wrap(isDead ? `✕ ${deadEnd}` : "", lettersPerLine.detail, 2).map((part) =>
      font(part, fontSizes.detail, deadEndLook.text, true),
    ),
  ];
  const border = isDead
    ? `BORDER="2" STYLE="ROUNDED,DASHED" COLOR="${deadEndLook.line}"`
    : `BORDER="1" STYLE="ROUNDED" COLOR="${line}"`;
  // Graphviz makes a group of a table that has an id and a link.
  return `<TABLE ${border} CELLBORDER="0" CELLSPACING="0" CELLPADDING="7" BGCOLOR="${fill}" ID="${box}" HREF="#"><TR><TD WIDTH="${boxWidth}" ALIGN="LEFT" BALIGN="LEFT">${lines.join("<BR/>")}</TD></TR></TABLE>`;
}

/** More than any box has room for; a name of megabytes is not wrapped. */
function shortName(name: string): string {
  return cut(plainText(cut(name, 400)), 200);
}

function font(text: string, size: number, color: string, bold = false): string {
  // Graphviz replaces \N, \G and so on also in labels of this kind.
  const escaped = xml(text).replaceAll("\\", "\\\\");
  return `<FONT POINT-SIZE="${size}" COLOR="${color}">${bold ? `<B>${escaped}</B>` : escaped}</FONT>`;
}
