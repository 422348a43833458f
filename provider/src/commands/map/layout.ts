/**
 * Places for the boxes and arrows of a graph. Alerts go from left to right, so the columns are given: integrations,
 * routers, teams and what sends on, people and receivers. What is left is the order in each column, and that takes time
 * as the graph grows and no more: general layout engines (Graphviz, ELK, Dagre) take minutes or give up on an account
 * in which everything leads to everything.
 */
import { chunk, groupBy, meanBy, sortBy, sumBy } from "es-toolkit";
import { type Box, boxOf } from "./box.ts";
import { type Bundle, bundle } from "./bundles.ts";
import { columnsOf } from "./columns.ts";
import type { AccountGraph, MapEdge } from "./graph.ts";

/** A sheet of boxes, or a single one, in its place. */
export interface PlacedSheet {
  readonly bundle: Bundle;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly PlacedBox[];
}

/** A box, from the upper left corner of the picture. */
export interface PlacedBox extends Box {
  readonly x: number;
  readonly y: number;
}

/** An arrow through these points. */
export interface PlacedArrow {
  readonly edge: MapEdge;
  readonly points: readonly Point[];
}

/** A place, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A graph in its places. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly sheets: readonly PlacedSheet[];
  readonly arrows: readonly PlacedArrow[];
}

/** The heading of a sheet with more than one box. */
export const sheetHead = 24;
const sheetGap = 6;
const rowGap = 14;
/** The height of the way that arrows take through a column in which they do not end. */
const laneHeight = 8;
/** Between two columns: so much, and more where there are many arrows. */
const columnGap = { least: 110, most: 320, perArrow: 2 };
const sweeps = 8;
/** Between the ends of two arrows at a sheet, at most. */
const portGap = 9;

/** What stands in a column: a sheet, or the lane of the arrows to one sheet further on. */
interface Item {
  readonly column: number;
  readonly height: number;
  readonly sheet?: Omit<PlacedSheet, "x" | "y">;
  y: number;
  readonly before: Item[];
  readonly after: Item[];
}

/** Lays a graph out. */
export function layOut(graph: AccountGraph): Layout {
  const { bundles, edges } = bundle(graph);
  const columnOf = columnsOf(bundles, edges);
  const items = new Map(bundles.map((each) => [each.id, sheetItem(each, columnOf.get(each.id) ?? 0)]));
  const all: Item[] = [...items.values()];
  const lanes = new Map<string, Item>();
  const ways = edges.flatMap((edge) => {
    const [from, to] = [items.get(edge.from), items.get(edge.to)];
    if (from === undefined || to === undefined) return [];
    const way = [from];
    for (let column = from.column + 1; column < to.column; column += 1) {
      const key = `${edge.to} ${column} ${edge.by}`;
      const lane = lanes.get(key) ?? { column, height: laneHeight, y: 0, before: [], after: [] };
      if (!lanes.has(key)) all.push(lane);
      lanes.set(key, lane);
      way.push(lane);
    }
    way.push(to);
    return [{ edge, way }];
  });
  for (const { way } of ways) join(way);
  const columns = placeRows(all);
  const widths = columns.map((column) => Math.max(0, ...column.map(({ sheet }) => sheet?.width ?? 0)));
  const crossing = columns.map(
    (_column, index) =>
      ways.filter(({ way }) => way.some((item, at) => item.column === index && at < way.length - 1)).length,
  );
  const lefts: number[] = [];
  let x = 0;
  for (const [index, width] of widths.entries()) {
    lefts.push(x);
    const more = columnGap.perArrow * (crossing[index] ?? 0);
    x += width + (index === widths.length - 1 ? 0 : Math.min(columnGap.most, columnGap.least + more));
  }
  const placeOf = new Map(
    all.map((item) => [
      item,
      { left: lefts[item.column] ?? 0, right: (lefts[item.column] ?? 0) + (widths[item.column] ?? 0) },
    ]),
  );
  return {
    width: x,
    height: Math.max(0, ...all.map((item) => item.y + item.height)),
    sheets: [...items.values()].flatMap((item) => {
      const left = placeOf.get(item)?.left ?? 0;
      return item.sheet === undefined ? [] : [moved(item.sheet, left, item.y)];
    }),
    arrows: arrowsOf(ways, (item) => ({
      left: placeOf.get(item)?.left ?? 0,
      right: (placeOf.get(item)?.left ?? 0) + (item.sheet?.width ?? widths[item.column] ?? 0),
    })),
  };
}

/** One node is its box; several are a sheet with their boxes in columns, whose number grows with theirs. */
function sheetItem(each: Bundle, column: number): Item {
  const boxes = each.nodes.map(boxOf);
  const isSheet = boxes.length > 1;
  const perRow = isSheet ? Math.min(4, Math.ceil(Math.sqrt(boxes.length / 2))) : 1;
  let y = isSheet ? sheetHead : 0;
  const placed = chunk(boxes, perRow).flatMap((row) => {
    const top = y;
    y += Math.max(...row.map(({ height }) => height)) + sheetGap;
    return row.map((box, index) => ({
      ...box,
      x: (isSheet ? sheetGap : 0) + index * (box.width + sheetGap),
      y: top,
    }));
  });
  const [first] = boxes;
  const width = isSheet ? perRow * ((first?.width ?? 0) + sheetGap) + sheetGap : (first?.width ?? 0);
  const height = isSheet ? y : y - sheetGap;
  const sheet = { bundle: each, width, height, boxes: placed };
  return { column, height, sheet, y: 0, before: [], after: [] };
}

function moved(sheet: Omit<PlacedSheet, "x" | "y">, x: number, y: number): PlacedSheet {
  return { ...sheet, x, y, boxes: sheet.boxes.map((box) => ({ ...box, x: box.x + x, y: box.y + y })) };
}

function join(way: readonly Item[]): void {
  for (const [index, item] of way.entries()) {
    const next = way[index + 1];
    if (next === undefined || next.column === item.column) continue;
    const isOnward = next.column > item.column;
    item[isOnward ? "after" : "before"].push(next);
    next[isOnward ? "before" : "after"].push(item);
  }
}

/** Orders each column so that what belongs together stands side by side, and gives every item its height. */
function placeRows(items: readonly Item[]): Item[][] {
  const groups = groupBy(items, ({ column }) => column);
  const count = Math.max(-1, ...items.map(({ column }) => column)) + 1;
  let columns = Array.from({ length: count }, (_value, index) => groups[index] ?? []);
  const stack = (column: readonly Item[]) => {
    let y = 0;
    for (const item of column) {
      item.y = y;
      y += item.height + rowGap;
    }
  };
  columns.forEach(stack);
  for (let sweep = 0; sweep < sweeps; sweep += 1) {
    const side = sweep % 2 === 0 ? "before" : "after";
    const order = sweep % 2 === 0 ? [...columns.keys()] : [...columns.keys()].reverse();
    for (const index of order) {
      const sorted = sortBy(columns[index] ?? [], [(item) => wanted(item, side)]);
      stack(sorted);
      columns = columns.with(index, sorted);
    }
  }
  const tallest = Math.max(0, ...columns.map(heightOf));
  const anchor = columns.findIndex((column) => heightOf(column) === tallest);
  for (let index = anchor - 1; index >= 0; index -= 1) settle(columns[index] ?? [], "after", tallest);
  for (let index = anchor + 1; index < columns.length; index += 1)
    settle(columns[index] ?? [], "before", tallest);
  return columns;
}

/** The middle of what an item belongs to; where that is nothing, its own. */
function wanted(item: Item, side: "before" | "after"): number {
  const others = item[side];
  return others.length === 0 ? item.y + item.height / 2 : meanBy(others, ({ y, height }) => y + height / 2);
}

function heightOf(column: readonly Item[]): number {
  return sumBy(column, ({ height }) => height + rowGap) - (column.length > 0 ? rowGap : 0);
}

/**
 * Moves the items of a column as near to what they belong to as their order allows: those that would lie on each other
 * are put together, and together come to where they want to be on the average.
 */
function settle(column: readonly Item[], side: "before" | "after", bottom: number): void {
  const blocks: { items: Item[]; height: number; y: number }[] = [];
  for (const item of column) {
    const y = wanted(item, side) - item.height / 2;
    blocks.push({ items: [item], height: item.height + rowGap, y });
    for (
      let last = blocks.at(-1), above = blocks.at(-2);
      last && above && above.y + above.height > last.y;
      last = blocks.at(-1), above = blocks.at(-2)
    ) {
      blocks.splice(-2, 2, {
        items: [...above.items, ...last.items],
        height: above.height + last.height,
        y:
          (above.y * above.items.length + (last.y - above.height) * last.items.length) /
          (above.items.length + last.items.length),
      });
    }
  }
  let least = 0;
  let left = sumBy(blocks, ({ height }) => height) - rowGap;
  for (const { items, height, y } of blocks) {
    let next = Math.max(least, Math.min(y, bottom - left));
    for (const item of items) {
      item.y = next;
      next += item.height + rowGap;
    }
    least = next;
    left -= height;
  }
}

/** The arrows, whose ends are spread over the sides of their sheets. */
function arrowsOf(
  ways: readonly { readonly edge: MapEdge; readonly way: readonly Item[] }[],
  sidesOf: (item: Item) => { readonly left: number; readonly right: number },
): PlacedArrow[] {
  const middle = ({ y, height }: Item) => y + height / 2;
  const ports = (end: 0 | -1) => {
    const places = new Map<unknown, number>();
    const bySheet = new Map<Item, (typeof ways)[number][]>();
    for (const each of ways) {
      const sheet = each.way.at(end);
      if (sheet === undefined) continue;
      const others = bySheet.get(sheet);
      if (others === undefined) bySheet.set(sheet, [each]);
      else others.push(each);
    }
    for (const [sheet, ends] of bySheet) {
      const sorted = sortBy(ends, [({ way }) => middle(way.at(end === 0 ? 1 : -2) ?? sheet)]);
      const gap = Math.min(portGap, (sheet.height * 0.8) / Math.max(1, sorted.length));
      for (const [index, each] of sorted.entries()) {
        places.set(each, middle(sheet) + (index - (sorted.length - 1) / 2) * gap);
      }
    }
    return places;
  };
  const [starts, ends] = [ports(0), ports(-1)];
  return ways.map((each) => {
    const { edge, way } = each;
    const points = way.flatMap((item, index): Point[] => {
      const { left, right } = sidesOf(item);
      if (index === 0) return [{ x: right, y: starts.get(each) ?? middle(item) }];
      const isBack = item.column <= (way[0]?.column ?? 0);
      if (index === way.length - 1) return [{ x: isBack ? right : left, y: ends.get(each) ?? middle(item) }];
      return [
        { x: left, y: middle(item) },
        { x: right, y: middle(item) },
      ];
    });
    return { edge, points };
  });
}
