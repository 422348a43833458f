// Why each rule of a router matches or not, condition by condition.
import { isParams, type Params } from "../params.ts";
import { hashToScript, toScript } from "../ruby/mixed.ts";
import type { RubyHash } from "../ruby/values.ts";
import { bareData } from "./bare-data.ts";
import type { Condition, RuleExplanation } from "./jobs.ts";
import { matcherOf, readRules } from "./rules.ts";

/** Operators that stand over lists of matches. */
const LISTS: readonly string[] = ["$and", "$or", "$nor"];

/**
 * Looks at the rules from the top to the first that matches, as routing does, and says what holds of each.
 *
 * @param event what the rules of a notification rule must be for; all rules are looked at if it is left out
 * @throws if the rules are malformed
 */
export function explainRules(text: string, data: RubyHash, now: number, event?: string): RuleExplanation[] {
  const bare = bareData(hashToScript(data));
  let isOver = false;
  return readRules(text).map(({ match, actions, types }) => {
    const isLookedAt = !isOver && (event === undefined || types.includes(event));
    if (isLookedAt) isOver = matcherOf(match, now)(bare);
    return {
      matches: isLookedAt ? isOver : undefined,
      conditions: conditionsOf(match, isLookedAt ? { bare, now } : undefined),
      actions: toScript([...actions]),
    };
  });
}

/** @param seen what is looked at; undefined if nobody looks */
function conditionsOf(match: Params, seen: { bare: unknown; now: number } | undefined): Condition[] {
  return Object.entries(match).map(([field, asked]) => ({
    field,
    asked,
    found: seen === undefined || field.startsWith("$") ? undefined : valueAt(seen.bare, field.split(".")),
    holds: seen && matcherOf({ [field]: asked }, seen.now)(seen.bare),
    ...(LISTS.includes(field) &&
      Array.isArray(asked) && { of: asked.filter(isParams).map((one) => conditionsOf(one, seen)) }),
  }));
}

/** What stands on a path; of the items of a list that the path goes through, all. */
function valueAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  if (Array.isArray(value) && !/^\d+$/.test(key)) {
    return value.map((item) => valueAt(item, [key, ...rest])).filter((item) => item !== undefined);
  }
  if (typeof value !== "object" || value === null) return undefined;
  return valueAt(Object.getOwnPropertyDescriptor(value, key)?.value, rest);
}
