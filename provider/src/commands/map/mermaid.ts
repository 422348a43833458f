/** A graph of an account as the text of a Mermaid flowchart: https://mermaid.js.org/syntax/flowchart.html */
import { cut, plainText } from "../../common/plain-text.ts";
import { type AccountGraph, type MapEdge, type MapNode, type NodeKind, nodeKinds } from "./graph.ts";
import { deadEndLook, nodeLooks } from "./looks.ts";
import { ruleNumbers } from "./rule-numbers.ts";
import { wrap } from "./wrap.ts";

const longestName = 40;

/** What surrounds a label, which makes the shape of its box. */
const shapes: Readonly<Record<NodeKind, readonly [string, string]>> = {
  integration: ["([", "])"],
  outgoing: ["[/", "/]"],
  router: ["{{", "}}"],
  team: ["[", "]"],
  user: ["((", "))"],
  receiver: ["[[", "]]"],
  missing: ["[", "]"],
};

const arrows: Readonly<Record<Exclude<MapEdge["by"], "rule">, string>> = {
  destination: "-->",
  default: "-. default .->",
  member: "---",
  webhook: "-- webhook -->",
};

const styles = [
  ...nodeKinds.map((kind) => {
    const { fill, line, text } = nodeLooks[kind];
    return `  classDef ${kind} fill:${fill},stroke:${line},color:${text}`;
  }),
  "  classDef disabled stroke-dasharray:1 4",
  "  classDef unlit opacity:0.25",
  `  classDef dead stroke:${deadEndLook.line},stroke-width:3px,stroke-dasharray:6 3`,
];

/** The flowchart, from left to right; dead ends have a red, broken border and say why. */
export function mermaidText({ nodes, edges }: AccountGraph): string {
  const keys = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const lines = [
    "flowchart LR",
    ...nodes.map((node) => `  ${keys.get(node.id)}${box(node)}`),
    ...edges.map(({ from, to, ...edge }) => `  ${keys.get(from)} ${arrowOf(edge)} ${keys.get(to)}`),
    ...styles,
    ...nodes.map(({ id, kind }) => `  class ${keys.get(id)} ${kind}`),
    ...nodes.filter(({ disabled }) => disabled !== "").map(({ id }) => `  class ${keys.get(id)} disabled`),
    ...nodes.filter(({ deadEnd }) => deadEnd !== "").map(({ id }) => `  class ${keys.get(id)} dead`),
    ...nodes.filter(({ isLit }) => isLit === false).map(({ id }) => `  class ${keys.get(id)} unlit`),
    ...edges.flatMap(({ isLit }, index) => {
      if (isLit === undefined) return [];
      return `  linkStyle ${index} ${isLit ? "stroke-width:4px" : "opacity:0.25"}`;
    }),
  ];
  return `${lines.join("\n")}\n`;
}

function arrowOf({ by, rules = [] }: Pick<MapEdge, "by" | "rules">): string {
  return by === "rule" ? `-- "rule ${ruleNumbers(rules, 4)}" -->` : arrows[by];
}

function box({ id, kind, name, type = "", deadEnd, disabled, gap = "" }: MapNode): string {
  const [open, close] = shapes[kind];
  const lines = [
    plainText(name) || id,
    type,
    disabled,
    deadEnd && `dead end: ${deadEnd}`,
    ...wrap(gap, longestName, 3),
  ].filter((line) => line !== "");
  return `${open}"${lines.map(escaped).join("<br/>")}"${close}`;
}

/** Letters and digits stand as they are, and all else as an entity: so nothing in a name is taken for Mermaid or HTML. */
function escaped(text: string): string {
  return cut(plainText(text), longestName).replace(
    /[^\p{L}\p{N} ]/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
}
