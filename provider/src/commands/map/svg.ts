/** A graph of an account as one SVG picture, which holds all that it shows and asks for nothing else. */
import { cut, plainText } from "../../common/plain-text.ts";
import { xml } from "../xml.ts";
import { type AccountGraph, type MapNode, nodeKinds } from "./graph.ts";
import {
  layOut,
  type PlacedArrow,
  type PlacedBox,
  type PlacedSheet,
  type Point,
  sheetHead,
} from "./layout.ts";
import { legend } from "./legend.ts";
import { deadEndLook, edgeLooks, nodeLooks } from "./looks.ts";
import { ruleNumbers } from "./rule-numbers.ts";

const margin = 24;
const leastWidth = 880;

/** Of what the alert that is followed does not pass. */
const unlitOpacity = 0.25;

const style = `text{font-family:Helvetica,Arial,"Liberation Sans",sans-serif}
.box:hover rect{stroke-width:3}
.edge:hover path{stroke-width:3}`;

/**
 * Draws a graph.
 *
 * @param title - What the graph is of, such as `PagerTree account acc_…`.
 */
export function svgPicture(graph: AccountGraph, title: string): string {
  const { width, height, sheets, arrows } = layOut(graph);
  const heading = headingOf(graph, title);
  const head = legend(graph, Math.max(width, leastWidth));
  const top = margin + 62 + head.height + margin;
  const wholeWidth = Math.ceil(Math.max(width, leastWidth) + 2 * margin);
  const wholeHeight = Math.ceil(top + height + margin);
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
<g class="graph" transform="translate(${margin} ${top})">
${[...arrows.map(drawArrow), ...sheets.map(drawSheet), ...arrows.flatMap(drawRules)].join("\n")}
</g>
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
  const gaps = nodes.filter(({ gap }) => gap !== undefined).length;
  const uncovered = `${gaps === 1 ? "1 team" : `${gaps} teams`} at times without anybody on call`;
  return { title: plainText(title), counts: [...counts, ends, ...(gaps > 0 ? [uncovered] : [])].join(" · ") };
}

function drawSheet({ bundle, x, y, width, height, boxes }: PlacedSheet): string {
  const { line, many } = nodeLooks[bundle.kind];
  const frame =
    boxes.length === 1
      ? ""
      : `<rect class="frame" x="${round(x)}" y="${round(y)}" width="${width}" height="${height}" rx="8" fill="#ffffff" stroke="${line}"/><text x="${round(x + 8)}" y="${round(y + sheetHead - 8)}" font-size="11" font-weight="bold" fill="${line}">${boxes.length} ${many}</text>`;
  return `<g class="sheet" data-sheet="${bundle.id}">${frame}${boxes.map(drawBox).join("\n")}</g>`;
}

function drawBox({ node, x, y, width, height, lines }: PlacedBox): string {
  const { fill, line } = nodeLooks[node.kind];
  const isDead = node.deadEnd !== "";
  const isDisabled = node.disabled !== "";
  const classes = ["box", node.kind, ...(isDead ? ["dead"] : []), ...(isDisabled ? ["disabled"] : [])];
  const border = isDead
    ? `stroke="${deadEndLook.line}" stroke-width="2" stroke-dasharray="5,3"`
    : `stroke="${line}"${isDisabled ? ' stroke-dasharray="1,3"' : ""}`;
  const light = node.isLit === false ? ` opacity="${unlitOpacity}"` : "";
  const texts = lines.map(
    ({ text, size, color, isBold, y: at }) =>
      `<text x="8" y="${at}" font-size="${size}"${isBold ? ' font-weight="bold"' : ""} fill="${color}">${xml(text)}</text>`,
  );
  return `<g class="${classes.join(" ")}" data-id="${xml(node.id)}"${light} transform="translate(${round(x)} ${round(y)})"><title>${xml(description(node))}</title><rect width="${width}" height="${height}" rx="6" fill="${isDisabled ? "#f8fafc" : fill}" ${border}/>${texts.join("")}</g>`;
}

/** What a reader sees who points at a box: also the part of a long name that the box has no room for. */
function description({
  id,
  prefixId = id,
  kind,
  name,
  type = "",
  deadEnd,
  disabled,
  gap = "",
}: MapNode): string {
  const parts = [
    `${nodeLooks[kind].one} "${cut(plainText(cut(name, 1000)), 400)}"`,
    cut(plainText(type), 100),
    prefixId,
    disabled,
    deadEnd && `dead end: ${deadEnd}`,
    gap,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function drawArrow({ edge, points }: PlacedArrow): string {
  const { line, dashed, label } = edgeLooks[edge.by];
  const head = edge.by === "member" ? "" : arrowHead(points, line);
  const title = edge.rules === undefined ? label : `by rule ${ruleNumbers(edge.rules, 20)} of the router`;
  const opacity = edge.isLit === false ? unlitOpacity : edge.isUnused ? 0.35 : 1;
  return `<g class="edge ${edge.by}" data-from="${edge.from}" data-to="${edge.to}"${opacity === 1 ? "" : ` opacity="${opacity}"`}><title>${title}</title><path d="${curve(points)}" fill="none" stroke="${line}" stroke-width="${edge.isLit ? 4 : 1.4}"${dashed ? ' stroke-dasharray="5,2"' : ""}/>${head}</g>`;
}

/** The numbers of the rules that an arrow stands for, beside where it begins, on top of all else. */
function drawRules({ edge, points }: PlacedArrow): string[] {
  const [start, next] = points;
  if (edge.rules === undefined || start === undefined || next === undefined) return [];
  const place = between(start, next, 0.22);
  const text = ruleNumbers(edge.rules, 4);
  return [
    `<text class="rules" data-from="${edge.from}" data-to="${edge.to}" x="${round(place.x)}" y="${round(place.y + 4)}" font-size="11" font-weight="bold" text-anchor="middle" fill="#78350f" stroke="#ffffff" stroke-width="4" paint-order="stroke">${text}</text>`,
  ];
}

/** A line through all points that leaves and comes in level. */
function curve(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const last = points[index - 1];
      if (last === undefined) return `M${round(point.x)} ${round(point.y)}`;
      const [one, other] = bends(last, point);
      return `C${round(one)} ${round(last.y)} ${round(other)} ${round(point.y)} ${round(point.x)} ${round(point.y)}`;
    })
    .join("");
}

/** Where the curve bends; one that goes back to its own column goes round on the right. */
function bends(from: Point, to: Point): [number, number] {
  const reach = to.x > from.x ? (to.x - from.x) / 2 : 60 + Math.abs(to.y - from.y) / 6;
  return to.x > from.x ? [from.x + reach, to.x - reach] : [from.x + reach, to.x + reach];
}

/** The point of the curve at a part of its way. */
function between(from: Point, to: Point, part: number): Point {
  const [one, other] = bends(from, to);
  const left = 1 - part;
  const mix = (a: number, b: number, c: number, d: number) =>
    left ** 3 * a + 3 * left ** 2 * part * b + 3 * left * part ** 2 * c + part ** 3 * d;
  return { x: mix(from.x, one, other, to.x), y: mix(from.y, from.y, to.y, to.y) };
}

function arrowHead(points: readonly Point[], color: string): string {
  const [last, before] = [points.at(-1), points.at(-2)];
  if (last === undefined || before === undefined) return "";
  const back = before.x < last.x ? -9 : 9;
  return `<polygon points="${round(last.x)},${round(last.y)} ${round(last.x + back)},${round(last.y - 4)} ${round(last.x + back)},${round(last.y + 4)}" fill="${color}"/>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
