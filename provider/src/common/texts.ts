/** The texts in values and errors, to keep some out of others. Light on purpose: a user's program loads it. */
import { isPlainObject } from "es-toolkit";

/** Pulumi's own filter for secrets of the configuration passes over shorter ones too: they stand in any text. */
const shortest = 3;

/** Messages quote the beginning of a long text, if any of it. */
const longest = 4_096;

/** The texts in a value that a message might quote. */
export function textsIn(value: unknown): string[] {
  if (typeof value === "string") {
    return value.length < shortest ? [] : [value.slice(0, longest)];
  }
  return Array.isArray(value) || isPlainObject(value) ? Object.values(Object(value)).flatMap(textsIn) : [];
}

/** Changes all that may be printed of an error. */
export function withTexts(error: unknown, change: (text: string) => string): unknown {
  if (error instanceof Error) {
    error.message = change(error.message);
    if (error.stack !== undefined) {
      error.stack = change(error.stack);
    }
    if ("reasons" in error && Array.isArray(error.reasons)) {
      error.reasons = error.reasons.map((reason) => change(String(reason)));
    }
  }
  return error;
}
