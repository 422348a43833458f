/** The legend above the picture: each kind of box, of mark and of arrow that is in it. */
import { type AccountGraph, nodeKinds } from "./graph.ts";
import { deadEndLook, edgeLooks, gapLook, nodeLooks } from "./looks.ts";

const rowHeight = 26;
const swatchWidth = 30;
const letterWidth = 7.2;

interface Entry {
  readonly label: string;
  /** Drawn in a space of 22 by 14. */
  readonly swatch: string;
}

/** The legend in rows that are no wider than `width`. */
export function legend(graph: AccountGraph, width: number): { content: string; height: number } {
  let [x, y] = [0, 0];
  const content = entries(graph).map(({ label, swatch }) => {
    const entryWidth = swatchWidth + label.length * letterWidth + 18;
    if (x > 0 && x + entryWidth > width) [x, y] = [0, y + rowHeight];
    const drawn = `<g transform="translate(${Math.round(x)} ${y})">${swatch}<text x="${swatchWidth}" y="12" font-size="12" fill="#334155">${label}</text></g>`;
    x += entryWidth;
    return drawn;
  });
  return { content: content.join("\n"), height: y + rowHeight };
}

function entries({ nodes, edges }: AccountGraph): Entry[] {
  const kinds = nodeKinds.filter((kind) => nodes.some((node) => node.kind === kind));
  const ways = Object.entries(edgeLooks).filter(([by]) => edges.some((edge) => edge.by === by));
  const box = (fill: string, line: string, more = "") =>
    `<rect x="0.5" y="0.5" width="22" height="14" rx="4" fill="${fill}" stroke="${line}"${more}/>`;
  return [
    ...kinds.map((kind) => ({
      label: nodeLooks[kind].one,
      swatch: box(nodeLooks[kind].fill, nodeLooks[kind].line),
    })),
    ...(nodes.some(({ deadEnd }) => deadEnd !== "")
      ? [
          {
            label: "dead end",
            swatch: box("#ffffff", deadEndLook.line, ' stroke-width="2" stroke-dasharray="5,2"'),
          },
        ]
      : []),
    ...(nodes.some(({ disabled }) => disabled !== "")
      ? [{ label: "disabled", swatch: box("#f8fafc", "#64748b", ' stroke-dasharray="1,3"') }]
      : []),
    ...(nodes.some(({ gap }) => gap !== undefined)
      ? [
          {
            label: gapLook.label,
            swatch: `<text x="5" y="12" font-size="13" font-weight="bold" fill="${gapLook.text}">${gapLook.mark}</text>`,
          },
        ]
      : []),
    ...ways.map(([, { label, line, dashed }]) => ({
      label,
      swatch: `<path d="M0 8H22" fill="none" stroke="${line}" stroke-width="2"${dashed ? ' stroke-dasharray="5,2"' : ""}/>`,
    })),
  ];
}
