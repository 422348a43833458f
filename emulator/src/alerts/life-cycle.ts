// What can happen to an alert: each step changes the record and tells the outgoing webhooks. Who may ask is the routes'.
import type { Context } from "../context.ts";
import type { Alert, AlertStatus, CollectionName, Escalation } from "../models.ts";
import { Failure } from "../responses.ts";
import type { Attributes, Changes } from "../store.ts";
import { type DueWork, earliest } from "../timetable.ts";
import { prolonged } from "./aggregation.ts";
import { type Asked, askDestinations, askMore, askNext, askOthers, firstToTimeOut } from "./escalation.ts";
import type { AlertEvent } from "./events.ts";
import { logAlert, logProblem } from "./logs.ts";
import { route } from "./routing.ts";

/** What a new alert is given; the rest begins empty. */
export type NewAlert = Pick<
  Alert,
  | "title"
  | "description"
  | "urgency"
  | "meta"
  | "source_id"
  | "source_type"
  | "source_log_id"
  | "thirdparty_id"
  | "dedup_keys"
  | "tag_list"
  | "additional_data"
  | "destination_team_ids"
  | "destination_router_ids"
  | "destination_account_user_ids"
>;

/** A step that somebody can ask for. */
export type AlertStep = "acknowledge" | "reject" | "resolve" | "timeout" | "handoff" | "drop";

/** The states from which a step is possible. D:api/alerts, D:alerts; an escalation needs an open workflow. */
const POSSIBLE_FROM: Readonly<Record<AlertStep, readonly AlertStatus[]>> = {
  acknowledge: ["open", "dropped", "suppressed"],
  reject: ["open"],
  resolve: ["open", "dropped", "acknowledged"],
  timeout: ["open"],
  handoff: ["acknowledged"],
  drop: ["open"],
};

/** An alert that asks nobody, now or later. */
const NOBODY: Pick<Alert, "escalations" | "asked_account_user_ids" | "delayed"> = {
  escalations: [],
  asked_account_user_ids: [],
  delayed: [],
};

/** Makes an alert and routes it. */
export async function createAlert(context: Context, accountId: string, attributes: NewAlert): Promise<Alert> {
  return routeAlert(context, queueAlert(context, accountId, attributes));
}

/** Makes an alert, which stays queued until it is routed. */
export function queueAlert(context: Context, accountId: string, attributes: NewAlert): Alert {
  const begin: Attributes<"alerts"> & Pick<Alert, "meta"> = {
    ...attributes,
    status: "queued",
    dedup_count: 0,
    acknowledged_at: null,
    acknowledged_by: null,
    resolved_at: null,
    resolved_by: null,
    handoffs: [],
    ...NOBODY,
    ...{ rejection_count: 0, parent_id: null, aggregations: [] },
  };
  const alert = context.store.insert("alerts", accountId, begin);
  context.webhooks.emit("alert.created", alert);
  return alert;
}

/**
 * Routes a queued alert: it is open then, and dropped at once where nobody is on call. It is suppressed if a router
 * ignores it or joins it to another one, of which no webhook tells; and stays queued until the first one to whom it goes
 * is asked, if all of them with a delay.
 */
export async function routeAlert(context: Context, alert: Alert): Promise<Alert> {
  if (alert.status !== "queued") return alert;
  const { isOpen, joins, ...routed } = await route(context, alert, logFor(context, alert));
  const changes = { ...routed.changes, delayed: routed.delayed, aggregations: routed.aggregations };
  if (joins && context.switches.aggregateTimeSlides) {
    context.store.update("alerts", joins.first.id, { aggregations: prolonged(joins.first, joins.by) });
  }
  if (!isOpen) {
    const parent_id = joins?.first.id ?? null;
    return context.store.update("alerts", alert.id, { ...changes, status: "suppressed", parent_id });
  }
  const asked = askDestinations(context, { ...alert, ...changes });
  const isWaiting =
    changes.delayed.length > 0 &&
    asked.destination_team_ids.length === 0 &&
    asked.destination_account_user_ids.length === 0;
  if (isWaiting) return update(context, alert, changes);
  return dropUnasked(
    context,
    change(context, alert, "alert.open", { ...changes, ...pickAsked(asked), status: "open" }),
  );
}

/** An open alert that asks nobody, now or later, is dropped. */
function dropUnasked(context: Context, alert: Alert): Alert {
  const { status, escalations, asked_account_user_ids, delayed } = alert;
  const isAsking = escalations.length > 0 || asked_account_user_ids.length > 0 || delayed.length > 0;
  return status !== "open" || isAsking ? alert : drop(context, alert);
}

function pickAsked(asked: Asked): Asked {
  const { escalations, asked_account_user_ids, destination_team_ids, destination_account_user_ids } = asked;
  return { escalations, asked_account_user_ids, destination_team_ids, destination_account_user_ids };
}

/** What does not work in a router's rules stands in the log of the integration that made the alert. */
function logFor(context: Context, { source_id, source_type }: Alert): (message: string) => void {
  const source =
    source_type === "Integration" && source_id !== null
      ? context.store.find("integrations", source_id)
      : undefined;
  return (message) => source && logProblem(context, source, message);
}

/** Whether the step is possible now. */
export function isPossible(alert: Alert, step: AlertStep): boolean {
  return POSSIBLE_FROM[step].includes(alert.status);
}

/** 422 unless the step is possible now. */
export function requirePossible(alert: Alert, step: AlertStep): void {
  if (isPossible(alert, step)) return;
  throw new Failure(422, [`status is ${alert.status}, from which an alert can't ${step}`]);
}

/** @param userId the account user who does it; null for an integration */
export function acknowledge(context: Context, alert: Alert, userId: string | null): Alert {
  const acknowledged = change(context, alert, "alert.acknowledged", {
    ...NOBODY,
    status: "acknowledged",
    // Only the first time counts: D:api/alerts.
    acknowledged_at: alert.acknowledged_at ?? now(context),
    acknowledged_by: alert.acknowledged_at === null ? userId : alert.acknowledged_by,
  });
  context.calls.acknowledged(acknowledged, userId);
  return acknowledged;
}

/**
 * One responder cannot come; the others of the layer are still asked, and the next layer once all have rejected.
 *
 * @throws {Failure} 422 if they are not asked
 */
export function reject(context: Context, alert: Alert, userId: string): Alert {
  const asked = askOthers(context, alert, userId);
  if (asked === undefined) throw new Failure(422, ["the alert has no open workflow for this user"]);
  const rejection_count = alert.rejection_count + 1;
  return dropUnasked(
    context,
    change(context, alert, "alert.rejected", { ...pickAsked(asked), rejection_count }),
  );
}

/** @param userId the account user who does it; null for an integration */
export function resolve(context: Context, alert: Alert, userId: string | null): Alert {
  return change(context, alert, "alert.resolved", {
    ...NOBODY,
    status: "resolved",
    resolved_at: now(context),
    resolved_by: userId,
  });
}

/** Resolves an alert from whatever state it is in. */
export function endAlert(context: Context, alert: Alert): Alert {
  return alert.status === "resolved" ? alert : resolve(context, alert, null);
}

/** A layer of the escalation policy did not answer, that whose wait ends first; the next one is asked, if there is one. */
export function timeOut(context: Context, alert: Alert): Alert {
  const escalation = firstToTimeOut(alert);
  const changes = escalation ? pickAsked(askNext(context, alert, escalation)) : {};
  return dropUnasked(context, change(context, alert, "alert.timeout", changes));
}

/** What happens next to some alert by itself: a layer of it runs out, or a delay is over. */
export function nextStep(context: Context): DueWork | undefined {
  return earliest([nextTimeOut(context), nextArrival(context)]);
}

function nextTimeOut(context: Context): DueWork | undefined {
  const waiting = context.store.all("alerts").flatMap((alert): (Escalation & { readonly alert: Alert })[] => {
    const escalation = firstToTimeOut(alert);
    return escalation ? [{ ...escalation, alert }] : [];
  });
  const [first] = waiting.toSorted((a, b) => Date.parse(a.until) - Date.parse(b.until));
  return first && { at: Date.parse(first.until), run: () => timeOut(context, first.alert) };
}

function nextArrival(context: Context): DueWork | undefined {
  const arrivals = context.store
    .all("alerts")
    .flatMap((alert) =>
      alert.delayed.map(({ at }) => ({ at: Date.parse(at), run: () => arrive(context, alert) })),
    );
  return earliest(arrivals);
}

/** A delay is over: those to whom a rule has assigned the alert are asked. */
function arrive(context: Context, alert: Alert): Alert {
  const time = context.store.clock();
  const due = alert.delayed.filter(({ at }) => Date.parse(at) <= time);
  const idsIn = (name: CollectionName) =>
    due.flatMap(({ collection, id }) => (collection === name ? [id] : []));
  const asked = askMore(context, alert, idsIn("teams"), idsIn("account_users"));
  const changes = { ...pickAsked(asked), delayed: alert.delayed.filter((one) => !due.includes(one)) };
  return dropUnasked(
    context,
    alert.status === "queued"
      ? change(context, alert, "alert.open", { ...changes, status: "open" })
      : update(context, alert, changes),
  );
}

/** Nobody answered on any layer. */
export function drop(context: Context, alert: Alert): Alert {
  const dropped = change(context, alert, "alert.dropped", { ...NOBODY, status: "dropped" });
  context.calls.dropped(dropped);
  return dropped;
}

/** The destination of a handoff. */
export type Receiver = {
  readonly kind: "team_ids" | "router_ids" | "account_user_ids";
  readonly id: string;
  readonly prefix_id: string;
};

/** Gives the alert to somebody else, for whom it is open. */
export async function handOff(context: Context, alert: Alert, to: Receiver): Promise<Alert> {
  const from = alert.acknowledged_by;
  const fromUser = from === null ? undefined : context.store.find("account_users", from);
  const handed = {
    destination_team_ids: to.kind === "team_ids" ? [to.id] : [],
    destination_router_ids: to.kind === "router_ids" ? [to.id] : [],
    destination_account_user_ids: to.kind === "account_user_ids" ? [to.id] : [],
    handoffs: [...alert.handoffs, { from: fromUser?.prefix_id ?? null, to: to.prefix_id, at: now(context) }],
  };
  const { isOpen, changes, delayed } = await route(context, { ...alert, ...handed }, logFor(context, alert));
  const asked = isOpen ? pickAsked(askDestinations(context, { ...alert, ...handed, ...changes })) : NOBODY;
  return dropUnasked(
    context,
    change(context, alert, "alert.handoff", {
      ...handed,
      ...changes,
      ...asked,
      delayed,
      status: isOpen ? "open" : "suppressed",
    }),
  );
}

function change(context: Context, alert: Alert, event: AlertEvent, changes: Changes<"alerts">): Alert {
  const changed = update(context, alert, changes);
  context.webhooks.emit(event, changed);
  return changed;
}

/** Changes it without an event. */
function update(context: Context, alert: Alert, changes: Changes<"alerts">): Alert {
  const changed = context.store.update("alerts", alert.id, changes);
  logAlert(context, alert, changed);
  return changed;
}

function now({ store }: Context): string {
  return new Date(store.clock()).toISOString();
}
