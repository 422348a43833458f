/** Checks rules that a program gives as objects or as YAML text, and brings both to one text. */
import type { Failure } from "../common/failure.ts";
import { isUnknown, unknownValue } from "../common/unknown.ts";
import { checkRules, type RuleDialect } from "./rules.ts";
import { readRules } from "./rules-text.ts";

/**
 * The rules as text; not known yet if a part of them is. Every failure is on its path in the rules, such as
 * `rules[2].actions[0].type`, which is the same for both forms.
 */
export function checkRulesArgument(
  rules: unknown,
  dialect: RuleDialect,
): { text?: string; failures: readonly Failure[] } {
  if (isUnknown(rules)) {
    return { text: unknownValue, failures: [] };
  }
  if (typeof rules !== "string" && !Array.isArray(rules)) {
    return {
      failures: [
        { path: ["rules"], reason: "must be a list of rules, or YAML text with that list as rules" },
      ],
    };
  }
  const text = typeof rules === "string" ? rules : JSON.stringify({ rules });
  const read = readRules(text);
  if ("problem" in read) {
    return { failures: [{ path: ["rules"], reason: read.problem }] };
  }
  const checked = read.rules === null ? { rules: [] } : checkRules(read.rules, dialect);
  const failures = "failures" in checked ? checked.failures : [];
  return {
    text: text.includes(unknownValue) ? unknownValue : text,
    failures: failures
      .filter(({ path }) => !leadsToUnknown(read.rules, path))
      // Of the whole text.
      .map((failure) => (failure.path.length === 0 ? { ...failure, path: ["rules"] } : failure)),
  };
}

/** Whether a part of the rules on this path is not known yet: it comes again, known, at `up`. */
function leadsToUnknown(rules: unknown, path: Failure["path"]): boolean {
  let value: unknown = rules;
  return path.some((step) => {
    value = Object(value)[step];
    return isUnknown(value);
  });
}
