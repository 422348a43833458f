// Ruby's values beside the emulator's own: records and answers are JavaScript's objects, and what was sent is a Map.
import { toJson } from "./json.ts";
import { isHash, type RubyHash, type RubyValue } from "./values.ts";

/** A Hash with these entries, whose names are the emulator's own. */
export function toHash(entries: Readonly<Record<string, RubyValue>>): RubyHash {
  return new Map(Object.entries(entries));
}

/** JSON of records and answers: numbers in a Map are Ruby's, all others JavaScript's. */
export function mixedToJson(value: unknown): string {
  if (value instanceof Map) return toJson(toRuby(value));
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map(mixedToJson).join(",")}]`;
  if (!isPlainMap(value)) return JSON.stringify(value) ?? "null";
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${mixedToJson(item)}`).join(",")}}`;
}

/**
 * What parsers of other languages, such as YAML's, made of a text: numbers are Floats and bigints Integers. Times are
 * text, as JSON has no others.
 */
export function toRuby(value: unknown): RubyValue {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map(toRuby);
  if (value instanceof Map) {
    return new Map([...value].map(([key, item]): [string, RubyValue] => [keyText(key), toRuby(item)]));
  }
  if (value instanceof Date) return value.toISOString();
  if (isPlainMap(value)) return toRuby(new Map(Object.entries(value)));
  switch (typeof value) {
    case "string":
    case "boolean":
    case "bigint":
    case "number":
      return value;
    default:
      return null;
  }
}

/** As JavaScript has it: whole numbers beyond 2^53 are bigints, maps are objects, whose keys may change their order. */
export function toScript(value: RubyValue): unknown {
  if (typeof value === "bigint") return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  if (Array.isArray(value)) return value.map(toScript);
  return isHash(value) ? hashToScript(value) : value;
}

/** A map as JavaScript's object. */
export function hashToScript(hash: RubyHash): Readonly<Record<string, unknown>> {
  return Object.fromEntries([...hash].map(([key, item]) => [key, toScript(item)]));
}

/** JavaScript's JSON as Ruby would have read it: whole numbers are Integers. */
export function fromScript(value: unknown): RubyValue {
  if (typeof value === "number") return Number.isInteger(value) ? BigInt(value) : value;
  if (Array.isArray(value)) return value.map(fromScript);
  // Maps are Ruby's already.
  if (!isPlainMap(value)) return toRuby(value);
  return new Map(Object.entries(value).map(([key, item]) => [key, fromScript(item)]));
}

function keyText(key: unknown): string {
  return typeof key === "string" ? key : key === null ? "" : String(key);
}

function isPlainMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Map);
}
