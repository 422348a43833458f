/** What the rules of an outgoing webhook do to an event, as far as it can be said without an alert. */
import { isPlainObject } from "es-toolkit";
import { withinTime } from "../../common/time-limit.ts";
import { situationsOf } from "../../receivers/check-outgoing-rules.ts";
import { outgoingRules } from "../../rules/outgoing-rules.ts";
import { type Action, checkRules, type Rule } from "../../rules/rules.ts";
import { readRules } from "../../rules/rules-text.ts";
import { surelyMatches } from "../../rules/surely-matches.ts";

/** One rule, and an event that it may apply to. */
export interface RuleEffect {
  /** Its place in the rules, such as `rules[0]`. */
  readonly rule: string;
  /** Its `match`, as JSON. */
  readonly match: string;
  /** Whether it applies whatever the alert is like; if not, it depends on the alert or the time. */
  readonly always: boolean;
  /** `stop` keeps the event from the receiver, `redirect` sends it to another URL, `change` sets parts of its body. */
  readonly effect: "stop" | "redirect" | "change";
  /** The parts of the body that it sets. */
  readonly sets: readonly string[];
}

/** What the rules do to an event. */
export interface RuleEffects {
  readonly effects: readonly RuleEffect[];
  /** The actions that apply whatever the alert is like. */
  readonly actions: readonly Action[];
}

/** More than any rules need; a regular expression can take for ever. */
const millisecondsToMatch = 5_000;

/** The rules of a text; none if they cannot be applied, which `checkReceiver` tells of. */
export function rulesOf(text: string): readonly Rule[] {
  const read = readRules(text);
  const checked =
    "problem" in read || read.rules === null ? undefined : checkRules(read.rules, outgoingRules);
  return checked !== undefined && "rules" in checked ? checked.rules : [];
}

/**
 * What the rules do to an event.
 *
 * @throws TimeLimitError if a regular expression comes to no end
 */
export function ruleEffects(rules: readonly Rule[], event: string): RuleEffects {
  const situations = situationsOf(event);
  const judged = withinTime(millisecondsToMatch, () =>
    rules.map((rule) => ({
      ...rule,
      always: situations.every((known) => surelyMatches(rule.match, known)),
      never: situations.every((known) => surelyMatches({ $nor: [rule.match] }, known)),
    })),
  );
  return {
    effects: judged.flatMap(({ match, actions, always, never }, index) =>
      never ? [] : [{ rule: `rules[${index}]`, match: JSON.stringify(match), always, ...effectOf(actions) }],
    ),
    actions: judged.flatMap(({ always, actions }) => (always ? actions : [])),
  };
}

function effectOf(actions: readonly Action[]): Pick<RuleEffect, "effect" | "sets"> {
  const values = Object.assign({}, ...actions.map(({ map }) => (isPlainObject(map) ? map : {})));
  const sets = Object.keys(values).filter((key) => key !== "webhook_url");
  if (actions.some(({ type }) => type === "ignore")) {
    return { effect: "stop", sets: [] };
  }
  return { effect: (values["webhook_url"] ?? null) === null ? "change" : "redirect", sets };
}
