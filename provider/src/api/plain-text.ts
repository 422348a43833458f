/** Text from outside, made fit for a terminal and a log: one line, nothing that moves the cursor or hides. */

import { toUSVString } from "node:util";

/** The text on one line, without control and formatting characters (escape sequences, direction overrides). */
export function plainText(text: string): string {
  return toUSVString(text)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim();
}

/** The text, cut to at most `length` characters, the last of which then is an ellipsis. */
export function cut(text: string, length: number): string {
  const characters = [...text];
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join("")}…`;
}
