// Data without prototypes: a path that walks through it finds what was sent, and nothing that JavaScript adds.
import { isParams } from "../params.ts";

/** A copy of JSON data in which no map inherits anything. */
export function bareData(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bareData);
  if (!isParams(value)) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, bareData(inner)]);
  return Object.assign(Object.create(null), Object.fromEntries(entries));
}
