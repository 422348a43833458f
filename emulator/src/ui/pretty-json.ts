// JSON with a line for each value, and numbers as they were sent.
import { applyEdits, format } from "jsonc-parser";
import { mixedToJson } from "../ruby/mixed.ts";

/** Deeper and longer JSON stays on one line: it would take too long. */
const LONGEST = 100_000;

export function prettyJson(value: unknown): string {
  const json = mixedToJson(value);
  if (json.length > LONGEST) return `${json.slice(0, LONGEST)}…`;
  return applyEdits(json, format(json, undefined, { tabSize: 2, insertSpaces: true }));
}
