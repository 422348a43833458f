/** A graph of an account as one SVG picture, which holds all that it shows and asks for nothing else. */
import { cut, plainText } from "../../common/plain-text.ts";
import { type AccountGraph, type MapNode, nodeKinds } from "./graph.ts";
import { boxId, layoutGraph } from "./layout.ts";
import { legend } from "./legend.ts";
import { nodeLooks } from "./looks.ts";
import { xml } from "./xml.ts";

const margin = 24;
const leastWidth = 880;

const style = `text{font-family:Helvetica,Arial,"Liberation Sans",sans-serif}
.box:hover path{stroke-width:3}`;

/**
 * Draws a graph.
 *
 * @param title - What the graph is of, such as `PagerTree account acc_…`.
 */
export async function svgPicture(graph: AccountGraph, title: string): Promise<string> {
  const { width, height, content } = await layout(graph);
  const heading = headingOf(graph, title);
  const head = legend(graph, Math.max(width, leastWidth));
  const top = margin + 62 + head.height + margin;
  const [wholeWidth, wholeHeight] = [Math.max(width, leastWidth) + 2 * margin, top + height + margin];
  const label = xml(`${heading.title}: ${heading.counts}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${wholeWidth}" height="${wholeHeight}" viewBox="0 0 ${wholeWidth} ${wholeHeight}" role="img" aria-label="${label}">
<style>${style}</style>
<rect width="100%" height="100%" fill="#ffffff"/>
<g class="heading" transform="translate(${margin} ${margin})">
<text y="20" font-size="22" font-weight="bold" fill="#0f172a">${xml(heading.title)}</text>
<text y="44" font-size="14" fill="#475569">${xml(heading.counts)}</text>
<g class="legend" transform="translate(0 62)">
${head.content}
</g>
</g>
<svg x="${margin}" y="${top}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
${content}
</svg>
</svg>
`;
}

/** The words above the picture. */
export function headingOf({ nodes }: AccountGraph, title: string): { title: string; counts: string } {
  const counts = nodeKinds.flatMap((kind) => {
    const count = nodes.filter((node) => node.kind === kind).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? nodeLooks[kind].one : nodeLooks[kind].many}`];
  });
  const dead = nodes.filter(({ deadEnd }) => deadEnd !== "").length;
  const ends = dead === 1 ? "1 dead end" : `${dead === 0 ? "no" : dead} dead ends`;
  return { title: plainText(title), counts: [...counts, ends].join(" · ") };
}

/** Lays the graph out. Graphviz is a megabyte, and so is loaded only now. */
async function layout(graph: AccountGraph): Promise<{ width: number; height: number; content: string }> {
  const { instance } = await import("@viz-js/viz");
  const drawn = (await instance()).renderString(layoutGraph(graph), { format: "svg" });
  const [, width, height] = /viewBox="0\.00 0\.00 ([\d.]+) ([\d.]+)"/.exec(drawn) ?? [];
  const content = drawn
    .slice(drawn.indexOf('<g id="graph0"'), drawn.lastIndexOf("</svg>"))
    // The names that Graphviz knows its nodes by are of no use to a reader.
    .replace(/^<!--.*-->\n|^<title>.*<\/title>\n/gm, "")
    .replace(/<g id="a_(box\d+)"><a [^>]*>/g, (_group, id: string) => openBox(graph, id))
    .replaceAll("</a>", "")
    .replace(/ font-family="[^"]*"| id="(?:graph|node|edge)\d+"/g, "")
    .replaceAll('font-size="14.00"', 'font-size="13"')
    .replaceAll('font-size="12.00"', 'font-size="11"')
    .trim();
  return { width: Math.ceil(Number(width)), height: Math.ceil(Number(height)), content };
}

function openBox({ nodes }: AccountGraph, id: string): string {
  const node = nodes.find((_node, index) => boxId(index) === id);
  if (node === undefined) throw new Error(`There is no ${id}.`);
  const classes = ["box", node.kind, ...(node.deadEnd === "" ? [] : ["dead"])];
  return `<g class="${classes.join(" ")}" data-id="${xml(node.id)}"><title>${xml(description(node))}</title>`;
}

/** What a reader sees who points at a box: also the part of a long name that the box has no room for. */
function description({ kind, name, type = "", deadEnd }: MapNode): string {
  const parts = [
    `${nodeLooks[kind].one} "${cut(plainText(cut(name, 1000)), 300)}"`,
    cut(plainText(type), 100),
    deadEnd && `dead end: ${deadEnd}`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}
