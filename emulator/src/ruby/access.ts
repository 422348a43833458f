// How Ruby looks into values: dig, blank?, truth, Array().
import { className, isArray, isHash, RubyError, type RubyHash, type RubyValue } from "./values.ts";

/**
 * `dig`: what lies under the keys; nil where one is missing on the way. A number is a place in a list, from the end if
 * it is negative.
 *
 * @throws {RubyError} where Ruby raises TypeError: for a key of a text, a number or true, or for a text as a place
 */
export function dig(value: RubyValue | undefined, ...keys: readonly (string | number)[]): RubyValue {
  let found = value ?? null;
  for (const key of keys) {
    if (found === null) return null;
    found = digOnce(found, key);
  }
  return found;
}

/** Ruby's truth: only nil and false are not true. */
export function isTruthy(value: RubyValue | undefined): boolean {
  return value !== null && value !== undefined && value !== false;
}

/** Rails' `blank?`: nil, false, white space, an empty list, an empty map. */
export function isBlank(value: RubyValue | undefined): boolean {
  if (!isTruthy(value) || value === undefined) return true;
  if (typeof value === "string") return /^\p{White_Space}*$/u.test(value);
  if (isArray(value)) return value.length === 0;
  return isHash(value) && value.size === 0;
}

/** Rails' `present?`. */
export function isPresent(value: RubyValue | undefined): boolean {
  return !isBlank(value);
}

/** Rails' `presence`: the value, or nil where it is blank. */
export function presence(value: RubyValue | undefined): RubyValue {
  return value === undefined || isBlank(value) ? null : value;
}

/** `Array(value)`: nil is no element, a map is a list of its pairs. */
export function toList(value: RubyValue | undefined): readonly RubyValue[] {
  if (value === null || value === undefined) return [];
  if (isArray(value)) return value;
  return isHash(value) ? [...value] : [value];
}

/** `except`: the map without these keys. */
export function except(hash: RubyHash, ...keys: readonly string[]): RubyHash {
  return new Map([...hash].filter(([key]) => !keys.includes(key)));
}

/** Ruby's `==`, which `include?` and `uniq` compare with: 1 equals 1.0, and maps are equal in any order. */
export function isEqual(left: RubyValue, right: RubyValue): boolean {
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && left.every((item, index) => isEqual(item, right[index] ?? null));
  }
  if (isHash(left) && isHash(right)) {
    return (
      left.size === right.size &&
      [...left].every(([key, item]) => right.has(key) && isEqual(item, right.get(key) ?? null))
    );
  }
  // A bigint and a number are compared by what they mean.
  const areNumbers = isNumber(left) && isNumber(right);
  // biome-ignore lint/suspicious/noDoubleEquals: 1n == 1, as in Ruby
  return areNumbers ? left == right : left === right;
}

function isNumber(value: RubyValue): value is bigint | number {
  return typeof value === "bigint" || typeof value === "number";
}

function digOnce(value: RubyValue, key: string | number): RubyValue {
  if (isHash(value)) return (typeof key === "string" ? value.get(key) : undefined) ?? null;
  if (!isArray(value)) throw new RubyError(`${className(value)} does not have #dig method`);
  if (typeof key === "string") throw new RubyError("no implicit conversion of String into Integer");
  return value.at(key) ?? null;
}
