/** A table for people: columns of text, as wide as what they hold is drawn in a terminal. */
import stringWidth from "string-width";
import { cut, plainText } from "../common/plain-text.ts";

/** A longer cell is cut, so that one long name does not push the columns of all rows out of sight. */
const longestCell = 60;

/** The table as lines; the last column is not filled up, and not cut. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const last = head.length - 1;
  const all = [head, ...rows].map((row) =>
    row.map((cell, column) => (column === last ? plainText(cell) : cut(plainText(cell), longestCell))),
  );
  const widths = head.map((_title, column) => Math.max(...all.map((row) => stringWidth(row[column] ?? ""))));
  return all.map((row) =>
    row
      .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - stringWidth(cell)))
      .join("  ")
      .trimEnd(),
  );
}
