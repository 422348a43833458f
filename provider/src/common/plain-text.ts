/**
 * Text from outside, made fit for a terminal, a log and a file: nothing in it moves the cursor, hides or turns the order
 * of letters round.
 */

import { toUSVString } from "node:util";

/** The text on one line, without control and formatting characters (escape sequences, direction overrides). */
export function plainText(text: string): string {
  return toUSVString(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
}

/** The same of a text with lines of its own: line breaks and tabs stay. */
export function plainLines(text: string): string {
  return toUSVString(text).replace(/[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}]/gu, " ");
}

/** A value as JSON, in which such characters are written as escapes: who reads it gets the very value. */
export function plainJson(value: unknown): string {
  return JSON.stringify(value, undefined, 2).replace(/[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    character
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** The text, cut to at most `length` characters, the last of which then is an ellipsis. */
export function cut(text: string, length: number): string {
  // No character is longer than two of a string's units, and a text of megabytes is not taken apart.
  const characters = [...text.slice(0, 2 * length + 1)];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`;
}
