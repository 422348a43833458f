// JMESPath expressions, such as a wrapper key.
import { search as searchPath } from "@aws-lambda-powertools/jmespath";
import { isParams } from "../params.ts";
import { fromScript, toScript } from "../ruby/mixed.ts";
import { isArray, isHash, type RubyHash, type RubyValue } from "../ruby/values.ts";

/**
 * What the expression finds; null if nothing.
 *
 * @throws if the expression is malformed
 */
export function search(expression: string, data: RubyHash): RubyValue {
  const origins = new WeakMap<object, RubyValue>();
  const bare = bareCopy(data, origins);
  // The space keeps the parser's cache, a plain object, from finding `constructor` among what objects inherit.
  // The types want JSON, which these values are, bigints aside.
  const found: unknown = searchPath(` ${expression}`, bare as Parameters<typeof searchPath>[1]);
  return original(found, origins);
}

/** As JavaScript has it, without prototypes: a path finds what was sent, and nothing that JavaScript adds. */
function bareCopy(value: RubyValue, origins: WeakMap<object, RubyValue>): unknown {
  let copy: object;
  if (isArray(value)) {
    copy = value.map((item) => bareCopy(item, origins));
  } else if (isHash(value)) {
    copy = Object.create(null);
    const entries = [...value].map(([key, item]): [string, unknown] => [key, bareCopy(item, origins)]);
    Object.assign(copy, Object.fromEntries(entries));
  } else {
    return toScript(value);
  }
  origins.set(copy, value);
  return copy;
}

/** What was found as it was sent: a list or map of the data comes back as itself, with its order and all its digits. */
function original(found: unknown, origins: WeakMap<object, RubyValue>): RubyValue {
  if (typeof found !== "object" || found === null) return fromScript(found);
  const origin = origins.get(found);
  if (origin !== undefined) return origin;
  if (Array.isArray(found)) return found.map((item) => original(item, origins));
  if (!isParams(found)) return null;
  return new Map(Object.entries(found).map(([key, item]) => [key, original(item, origins)]));
}
