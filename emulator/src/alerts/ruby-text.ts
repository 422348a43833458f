// How Ruby writes values as text: an integration's payload is read by Ruby code that calls `to_s` on what it finds.
import { isParams } from "../params.ts";

/** `to_s` of a JSON value. */
export function rubyText(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value : inspect(value);
}

/** Rails' `blank?` of a JSON value. */
export function isBlankValue(value: unknown): boolean {
  if (value === null || value === undefined || value === false) return true;
  if (typeof value === "string") return /^\p{White_Space}*$/u.test(value);
  if (Array.isArray(value)) return value.length === 0;
  return isParams(value) && Object.keys(value).length === 0;
}

/** Ruby's `Array(value)`: null is no element, a map is a list of its pairs. */
export function rubyList(value: unknown): unknown[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value;
  return isParams(value) ? Object.entries(value) : [value];
}

function inspect(value: unknown): string {
  if (value === null || value === undefined) return "nil";
  if (Array.isArray(value)) return `[${value.map(inspect).join(", ")}]`;
  if (isParams(value)) {
    const pairs = Object.entries(value).map(([key, inner]) => `${inspect(key)}=>${inspect(inner)}`);
    return `{${pairs.join(", ")}}`;
  }
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
