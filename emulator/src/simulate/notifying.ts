// How somebody who is asked is told of it: by their notification rule, as D:notification-rules has it.
import { durationMs } from "../alerts/durations.ts";
import { matchedData } from "../alerts/matched-data.ts";
import type { Context } from "../context.ts";
import type { Alert } from "../models.ts";
import type { NotificationRule } from "../on-call-models.ts";
import { isParams, type Params } from "../params.ts";
import type { Gaps } from "./account/gaps.ts";
import type { SentNotification } from "./result.ts";

/** PagerTree takes no more. */
const MOST_REPEATS = 3;

/** What the notification rule of somebody makes of an alert. */
export interface Notifying {
  readonly rule: NotificationRule;
  /** The place of the rule that matches; null if none does. */
  readonly matched: string | null;
  readonly isIgnored: boolean;
  /** What is sent; none where the default channels count. */
  readonly sent: readonly SentNotification[];
  /** Why the rules do not work. */
  readonly problem: string | null;
}

/** When somebody is asked, in seconds after the alert; null for a time that is not known. */
export interface Span {
  readonly begin: number | null;
  /** When their layer is over. */
  readonly end: number | null;
}

/** Undefined for somebody without a notification rule that is in use, and where that is not known. */
export async function notifyingOf(
  { store, evaluator }: Context,
  gaps: Gaps,
  alert: Alert,
  userId: string,
  span: Span,
): Promise<Notifying | undefined> {
  const ruleId = store.find("account_users", userId)?.notification_rule_id;
  const rule = ruleId ? store.find("notification_rules", ruleId) : undefined;
  if (!rule?.enabled || rule.rules === null || gaps.unknownNotifications.has(userId)) return undefined;
  const outcome = await evaluator.evaluate({
    kind: "explain",
    rules: rule.rules,
    data: matchedData(store, alert),
    now: store.clock(),
    event: "alert.open",
  });
  if ("problem" in outcome) {
    return { rule, matched: null, isIgnored: false, sent: [], problem: outcome.problem.message };
  }
  const index = outcome.value.findIndex(({ matches }) => matches);
  const written = outcome.value[index]?.actions;
  const actions = Array.isArray(written) ? written.filter(isParams) : [];
  return {
    rule,
    matched: index < 0 ? null : `rules[${index}]`,
    isIgnored: actions.some(({ type }) => type === "ignore"),
    sent: sentBy(actions, span),
    problem: null,
  };
}

/** The layer's end cuts the rest off. */
function sentBy(actions: readonly Params[], { begin, end }: Span): SentNotification[] {
  const sent: SentNotification[] = [];
  let after = begin;
  for (const { channels, channel_options, timeout } of inTurn(actions)) {
    if (after !== null && end !== null && after >= end) break;
    sent.push({
      channels: Array.isArray(channels) ? channels.map(String) : [],
      options: isParams(channel_options) ? channel_options : {},
      after,
    });
    const wait = durationMs(timeout);
    after = after === null || wait === undefined ? null : after + wait / 1000;
  }
  return sent;
}

/** The notify actions in the order in which they are taken: `repeat` takes those above it once more. */
function inTurn(actions: readonly Params[]): Params[] {
  const notifies: Params[] = [];
  return actions.flatMap((action) => {
    if (action["type"] === "notify") {
      notifies.push(action);
      return [action];
    }
    const times = action["type"] === "repeat" ? Number(action["times"]) : 0;
    return Array.from({ length: Math.min(times || 0, MOST_REPEATS) }, () => [...notifies]).flat();
  });
}
