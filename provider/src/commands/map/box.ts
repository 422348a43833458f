/** One box of the picture: its lines of text and its size. */
import { cut, plainText } from "../../common/plain-text.ts";
import type { MapNode } from "./graph.ts";
import { deadEndLook, gapLook, nodeLooks } from "./looks.ts";
import { wrap } from "./wrap.ts";

/** A line of text. */
export interface BoxLine {
  readonly text: string;
  readonly size: number;
  readonly color: string;
  readonly isBold: boolean;
  /** The line it is written on, from the top of the box, in pixels. */
  readonly y: number;
}

/** A box without its place. */
export interface Box {
  readonly node: MapNode;
  readonly width: number;
  readonly height: number;
  readonly lines: readonly BoxLine[];
}

const padding = 8;
const boxWidth = 224;
const name = { size: 13, lineHeight: 17, letters: 22 };
const detail = { size: 11, lineHeight: 15, letters: 29 };

/** A box with all that it says. In every common font a line of so many letters is narrower than the box. */
export function boxOf(node: MapNode): Box {
  const { id, kind, type = "", deadEnd, disabled, gap } = node;
  const { text: color } = nodeLooks[kind];
  const lines = [
    ...wrap(shortName(node.name) || id, name.letters, 3).map((text) => ({
      text,
      color,
      ...name,
      isBold: true,
    })),
    ...wrap(shortName(type), detail.letters, 1).map((text) => ({ text, color, ...detail, isBold: false })),
    ...wrap(disabled, detail.letters, 2).map((text) => ({ text, color, ...detail, isBold: true })),
    ...wrap(deadEnd === "" ? "" : `✕ ${deadEnd}`, detail.letters, 2).map((text) => ({
      text,
      ...detail,
      color: deadEndLook.text,
      isBold: true,
    })),
    ...wrap(gap === undefined ? "" : `${gapLook.mark} ${gapLook.label}`, detail.letters, 1).map((text) => ({
      text,
      ...detail,
      color: gapLook.text,
      isBold: true,
    })),
  ];
  let y = padding;
  const placed = lines.map(({ text, size, color: of, isBold, lineHeight }) => {
    y += lineHeight;
    return { text, size, color: of, isBold, y: y - (lineHeight - size) };
  });
  return { node, width: boxWidth, height: y + padding, lines: placed };
}

/** More than any box has room for; a name of megabytes is not wrapped. */
function shortName(text: string): string {
  return cut(plainText(cut(text, 400)), 200);
}
