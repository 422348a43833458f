/** Whether a bridge's rules work, and let through every event that the bridge promises. */
import { isPlainObject, uniq } from "es-toolkit";
import { type Failure, toCheckFailure } from "../common/failure.ts";
import { TimeLimitError, withinTime } from "../common/time-limit.ts";
import { outgoingRules } from "../rules/outgoing-rules.ts";
import { type Action, checkRules, type Rule } from "../rules/rules.ts";
import { readRules } from "../rules/rules-text.ts";
import { surelyMatches } from "../rules/surely-matches.ts";
import { isAlertEvent, type WebhookEvent } from "./events.ts";
import type { Receiver } from "./receiver.ts";
import { rootlyProblemsOfPart } from "./rootly-body.ts";
import { statusesAfter } from "./sample-alert.ts";

/** https://pagertree.com/docs/api/alerts, and `silent` of the adapters. */
const urgencies = ["silent", "low", "medium", "high", "critical"];

/** More than any rules need; a regular expression can take for ever. */
const millisecondsToMatch = 5_000;

/**
 * Every reason why rules do not do their work.
 *
 * A rule drops an event if it ignores it whatever the alert is like. Rules that depend on the alert narrow what
 * is sent, which is their purpose, and pass; so do those that depend on the time. Only the event, and what goes
 * with it, is known beforehand: the states that the event brings, and the five urgencies, each of which is tried.
 * A rule is judged as if those above it let everything by, since PagerTree's documentation does not say whether
 * one that matches keeps those below from being looked at.
 */
export function checkOutgoingRules(
  text: string,
  { receiver, events }: { readonly receiver: Receiver; readonly events: readonly WebhookEvent[] },
): string[] {
  const read = readRules(text);
  if ("problem" in read) {
    return [`the bridge's rules ${read.problem}`];
  }
  if (read.rules === null) {
    return [];
  }
  const checked = checkRules(read.rules, outgoingRules);
  if ("failures" in checked) {
    return checked.failures.map((failure) => `the bridge's rules are wrong: ${problem(failure)}`);
  }
  try {
    const { rules } = checked;
    return [
      ...withinTime(millisecondsToMatch, () => droppedEvents(rules, events, receiver)),
      ...(receiver === "rootly" ? rules.flatMap(problemsForRootly) : []),
    ];
  } catch (error) {
    if (error instanceof TimeLimitError) {
      return ["the bridge's rules take too long to apply: simplify their regular expressions"];
    }
    throw error;
  }
}

function problem(failure: Failure): string {
  const { property, reason } = toCheckFailure(failure);
  return property === "" ? reason : `${property} ${reason}`;
}

function droppedEvents(
  rules: readonly Rule[],
  events: readonly WebhookEvent[],
  receiver: Receiver,
): string[] {
  const dropping = rules
    .map((rule, index) => ({ match: rule.match, name: nameOf(rule, index), drops: drops(rule, receiver) }))
    .filter((rule) => rule.drops);
  const found = events.flatMap((event) => {
    const situations = situationsOf(event);
    const covers = ({ match }: { match: unknown }) =>
      situations.every((known) => surelyMatches(match, known));
    const whole = dropping.find(covers);
    const parts = whole
      ? [whole]
      : situations.map((known) => dropping.find(({ match }) => surelyMatches(match, known)));
    const names = uniq(parts.map((rule) => rule?.name));
    return names.includes(undefined) ? [] : [{ event, names: names.join(" with ") }];
  });
  return uniq(found.map(({ names }) => names)).map((names) => {
    const dropped = found.filter((each) => each.names === names).map(({ event }) => event);
    return `the bridge's ${names} keeps every ${dropped.join(", ")} from the receiver: narrow it, or leave the event out of the bridge's events`;
  });
}

/** What is known when an event is sent: the event, and all that its alert can be of what few values there are. */
export function situationsOf(event: string): Record<string, unknown>[] {
  const known = { always: true, event };
  return isAlertEvent(event)
    ? statusesAfter[event].flatMap((status) =>
        urgencies.map((urgency) => ({ ...known, "alert.status": status, "alert.urgency": urgency })),
      )
    : [known];
}

/** Rootly gets nothing of what goes to another URL. Elsewhere the other URL is the bridge's as well. */
function drops({ actions }: Rule, receiver: Receiver): boolean {
  return actions.some(
    (action) =>
      action.type === "ignore" ||
      (receiver === "rootly" && (valuesOf(action)["webhook_url"] ?? null) !== null),
  );
}

/** Values that a rule sets replace those of the body, whatever the template made. */
function problemsForRootly(rule: Rule, index: number): string[] {
  const problems = rule.actions
    .filter(({ handlebars }) => handlebars !== true)
    .flatMap((action) => rootlyProblemsOfPart(valuesOf(action)));
  return problems.length === 0
    ? []
    : [
        `the bridge's ${nameOf(rule, index)} makes a body that ${uniq(problems).join(", ")}, which Rootly needs: leave type and data out of its map`,
      ];
}

function valuesOf({ map }: Action): Record<PropertyKey, unknown> {
  return isPlainObject(map) ? map : {};
}

/** A match holds no URL of the receiver, but may be long. */
function nameOf({ match }: Rule, index: number): string {
  const written = JSON.stringify(match);
  const shown = written.length > 120 ? `${written.slice(0, 117)}...` : written;
  return `rules[${index}] (match ${shown})`;
}
