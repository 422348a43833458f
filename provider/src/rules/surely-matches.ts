/** What can be said of a match before there is an alert to apply it to. */
import { isPlainObject } from "es-toolkit";
import { conditionTest } from "./condition.ts";

/** True and false hold whatever the alert is like; unknown depends on the alert, or on the time. */
type Verdict = boolean | "unknown";

/**
 * Whether a match applies to everything of which only so much is known. It must have passed `checkMatch`.
 *
 * @param known - The fields whose values are known, such as `event` or `alert.urgency`; any other can be anything.
 */
export function surelyMatches(match: unknown, known: Readonly<Record<string, unknown>>): boolean {
  return verdictOn(match, known) === true;
}

function verdictOn(match: unknown, known: Readonly<Record<string, unknown>>): Verdict {
  return isPlainObject(match)
    ? all(Object.entries(match).map(([key, value]) => verdictOnEntry(key, value, known)))
    : "unknown";
}

function verdictOnEntry(key: string, value: unknown, known: Readonly<Record<string, unknown>>): Verdict {
  const parts = () => (Array.isArray(value) ? value.map((part) => verdictOn(part, known)) : []);
  switch (key) {
    case "$and":
      return all(parts());
    case "$or":
      return any(parts());
    case "$nor":
      return not(any(parts()));
    case "$not":
      return not(verdictOn(value, known));
    default:
      return Object.hasOwn(known, key) ? conditionTest(value)(known[key]) : "unknown";
  }
}

function all(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) {
    return false;
  }
  return verdicts.includes("unknown") ? "unknown" : true;
}

function any(verdicts: readonly Verdict[]): Verdict {
  return not(all(verdicts.map(not)));
}

function not(verdict: Verdict): Verdict {
  return verdict === "unknown" ? verdict : !verdict;
}
