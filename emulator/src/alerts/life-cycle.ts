// What can happen to an alert: each step changes the record and tells the outgoing webhooks. Who may ask is the routes'.
import type { Context } from "../context.ts";
import type { Alert, AlertStatus } from "../models.ts";
import { Failure } from "../responses.ts";
import type { Attributes, Changes } from "../store.ts";
import type { AlertEvent } from "./events.ts";
import { logProblem } from "./logs.ts";
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

/** Makes an alert and routes it: it is open then, or suppressed if a router ignores it, of which no webhook tells. */
export async function createAlert(context: Context, accountId: string, attributes: NewAlert): Promise<Alert> {
  const begin: Attributes<"alerts"> & Pick<Alert, "meta"> = {
    ...attributes,
    status: "queued",
    dedup_count: 0,
    acknowledged_at: null,
    acknowledged_by: null,
    resolved_at: null,
    resolved_by: null,
    handoffs: [],
    escalation_layer: 1,
    rejection_count: 0,
  };
  const alert = context.store.insert("alerts", accountId, begin);
  context.webhooks.emit("alert.created", alert);
  const { isOpen, changes } = await route(context, alert, logFor(context, alert));
  return isOpen
    ? change(context, alert, "alert.open", { ...changes, status: "open" })
    : context.store.update("alerts", alert.id, { ...changes, status: "suppressed" });
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
  return change(context, alert, "alert.acknowledged", {
    status: "acknowledged",
    // Only the first time counts: D:api/alerts.
    acknowledged_at: alert.acknowledged_at ?? now(context),
    acknowledged_by: alert.acknowledged_at === null ? userId : alert.acknowledged_by,
  });
}

/** One responder cannot come; the alert stays open for the others. */
export function reject(context: Context, alert: Alert): Alert {
  return change(context, alert, "alert.rejected", { rejection_count: alert.rejection_count + 1 });
}

/** @param userId the account user who does it; null for an integration */
export function resolve(context: Context, alert: Alert, userId: string | null): Alert {
  return change(context, alert, "alert.resolved", {
    status: "resolved",
    resolved_at: now(context),
    resolved_by: userId,
  });
}

/** A layer of the escalation policy did not answer; the alert stays open for the next one. */
export function timeOut(context: Context, alert: Alert): Alert {
  return change(context, alert, "alert.timeout", { escalation_layer: alert.escalation_layer + 1 });
}

/** Nobody answered on any layer. */
export function drop(context: Context, alert: Alert): Alert {
  return change(context, alert, "alert.dropped", { status: "dropped" });
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
  const { isOpen, changes } = await route(context, { ...alert, ...handed }, logFor(context, alert));
  return change(context, alert, "alert.handoff", {
    ...handed,
    ...changes,
    status: isOpen ? "open" : "suppressed",
  });
}

function change(context: Context, alert: Alert, event: AlertEvent, changes: Changes<"alerts">): Alert {
  const changed = context.store.update("alerts", alert.id, changes);
  context.webhooks.emit(event, changed);
  return changed;
}

function now({ store }: Context): string {
  return new Date(store.clock()).toISOString();
}
