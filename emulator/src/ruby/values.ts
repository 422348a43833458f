// Ruby's values as JSON and forms make them: what an adapter reads, and what an alert carries on.

/**
 * A value that came in as JSON, or as a form or a query.
 *
 * Build one with these literals: `null` is nil, `3n` is the Integer 3, `3` is the Float 3.0, a `Map` is a Hash.
 */
export type RubyValue = null | boolean | string | RubyNumber | readonly RubyValue[] | RubyHash;

/** A bigint is an Integer, of any size; a number is a Float. `1n` is written `1`, `1` is written `1.0`. */
export type RubyNumber = bigint | number;

/** A Hash: its keys in the order and the spelling in which they were sent, so `"10"` stays before `"2"`. */
export type RubyHash = ReadonlyMap<string, RubyValue>;

/** Where Ruby raises an error, such as TypeError; an adapter that meets it makes nothing of the payload. */
export class RubyError extends Error {
  override readonly name = "RubyError";
}

/** Ruby's `is_a?(Hash)`. */
export function isHash(value: RubyValue | undefined): value is RubyHash {
  return value instanceof Map;
}

/** Ruby's `is_a?(Array)`. */
export function isArray(value: RubyValue | undefined): value is readonly RubyValue[] {
  return Array.isArray(value);
}

/** The name of the class, for messages such as "Integer does not have #dig method". */
export function className(value: RubyValue): string {
  if (value === null) return "NilClass";
  if (isHash(value)) return "Hash";
  if (isArray(value)) return "Array";
  switch (typeof value) {
    case "boolean":
      return value ? "TrueClass" : "FalseClass";
    case "bigint":
      return "Integer";
    case "number":
      return "Float";
    default:
      return "String";
  }
}
