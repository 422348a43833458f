// Methods that adapters call on what they find, with the errors that Ruby raises where a value has no such method.
import { isBlank, isTruthy } from "./access.ts";
import { floatText, inspect, strip } from "./text.ts";
import { className, isArray, isHash, RubyError, type RubyValue } from "./values.ts";

/** `a || b || …`: the first value that is neither nil nor false, else the last one. */
export function firstTrue(...values: readonly RubyValue[]): RubyValue {
  return values.find((value) => isTruthy(value)) ?? values.at(-1) ?? null;
}

/** `a || b`, where looking for b may raise an error. */
export function orElse(value: RubyValue, other: () => RubyValue): RubyValue {
  return isTruthy(value) ? value : other();
}

/** `compact`: without nil. */
export function compact(values: readonly RubyValue[]): RubyValue[] {
  return values.filter((value) => value !== null);
}

/** `compact_blank`. */
export function compactBlank(values: readonly RubyValue[]): RubyValue[] {
  return values.filter((value) => !isBlank(value));
}

/** `uniq`: the first of values that are equal and of one kind: 1 and 1.0 are two. */
export function unique<T extends RubyValue>(values: readonly T[]): T[] {
  const seen = new Set<string>();
  return values.filter((value) => seen.size < seen.add(identityOf(value)).size);
}

/** A text that values have in common where Ruby's `eql?` holds: maps are equal in any order. */
function identityOf(value: RubyValue): string {
  if (isArray(value)) return `[${value.map(identityOf).join(",")}]`;
  if (!isHash(value)) return inspect(value);
  const pairs = [...value].map(([key, item]) => `${inspect(key)}:${identityOf(item)}`);
  return `{${pairs.sort().join(",")}}`;
}

/** Calls a method that only texts have. */
export function textFor(method: string, value: RubyValue): string {
  if (typeof value === "string") return value;
  throw noMethod(method, value);
}

/** The NoMethodError of a value. */
export function noMethod(method: string, value: RubyValue): RubyError {
  const receiver =
    value === null || typeof value === "boolean" ? value : `an instance of ${className(value)}`;
  return new RubyError(`undefined method '${method}' for ${receiver ?? "nil"}`);
}

/** `split` with a text between: what is empty at the end is left out. */
export function split(text: string, separator: string): string[] {
  // A single space stands for any white space.
  const parts = separator === " " ? text.replace(/^[\0\s]+/, "").split(/[\0\s]+/) : text.split(separator);
  while (parts.at(-1) === "") parts.pop();
  return parts;
}

/** `(value || "").split(separator).map(&:strip).uniq`. */
export function splitTags(value: RubyValue, separator = ","): string[] {
  const text = textFor("split", firstTrue(value, ""));
  return unique(split(text, separator).map(strip));
}

/** `to_i`: the whole number that a text begins with, 0 if it begins with none. */
export function toInteger(value: RubyValue): bigint {
  if (value === null) return 0n;
  if (typeof value === "bigint") return value;
  if (typeof value === "number") return wholeOf(value);
  // An underscore between two digits separates them.
  const digits = /^[\0\s]*([+-]?\d+(?:_\d+)*)/.exec(textFor("to_i", value))?.[1] ?? "0";
  return BigInt(digits.replaceAll("_", "").replace("+", ""));
}

/** A Float without its fraction. JSON's `1e999` is infinite: Ruby raises FloatDomainError for it. */
export function wholeOf(value: number): bigint {
  if (!Number.isFinite(value)) throw new RubyError(floatText(value));
  return BigInt(Math.trunc(value));
}

/** `value[key]` with a text as the key: of a text, whether it holds the key. */
export function itemAt(value: RubyValue, key: string): RubyValue {
  if (isHash(value)) return value.get(key) ?? null;
  if (typeof value === "string") return value.includes(key) ? key : null;
  if (isArray(value) || typeof value === "bigint") {
    throw new RubyError("no implicit conversion from String to Integer");
  }
  throw noMethod("[]", value);
}

/** `map { |key, value| … }`: the pairs of a map; of a list's items, the first two that each holds. */
export function eachPair(value: RubyValue): (readonly [RubyValue, RubyValue])[] {
  if (isHash(value)) return [...value];
  if (!isArray(value)) throw noMethod("map", value);
  return value.map((item) => (isArray(item) ? [item[0] ?? null, item[1] ?? null] : [item, null]));
}

/** `map`, which maps and lists have. */
export function items(value: RubyValue): readonly RubyValue[] {
  if (isArray(value)) return value;
  if (isHash(value)) return [...value];
  throw noMethod("map", value);
}
