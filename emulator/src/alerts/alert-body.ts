// An alert as webhooks show it: in the form of PagerTree's third version, with prefix ids and short times in seconds.
import { accountPrefixId } from "../accounts.ts";
import type { AccountUser, AdditionalDatum, Alert, CollectionName, Handoff } from "../models.ts";
import { toHash } from "../ruby/mixed.ts";
import type { RubyHash, RubyValue } from "../ruby/values.ts";
import type { Store } from "../store.ts";

/** D:integration-guides/outgoing-webhook. What the emulator does not model is null or empty. */
export function alertBody(store: Store, alert: Alert): RubyHash {
  const { team, user } = assigneesOf(store, alert);
  return toHash({
    sid: accountPrefixId(alert.account_id),
    id: alert.prefix_id,
    createdAt: alert.created_at,
    updatedAt: alert.updated_at,
    meta: alert.meta,
    tinyId: BigInt(alert.tiny_id),
    parent_id: prefixId(store, "alerts", alert.parent_id),
    thirdparty_id: alert.thirdparty_id,
    destination_ids: [
      ...prefixIds(store, "teams", alert.destination_team_ids),
      ...prefixIds(store, "account_users", alert.destination_account_user_ids),
      ...prefixIds(store, "routers", alert.destination_router_ids),
    ],
    title: alert.title,
    description: alert.description,
    type: "alert",
    subtype: "alert",
    status: alert.status,
    urgency: alert.urgency,
    d_team_id: team?.prefix_id ?? null,
    d_user_id: user?.prefix_id ?? null,
    s_log_id: prefixId(store, "logs", alert.source_log_id),
    created: seconds(alert.created_at),
    acknowledged: seconds(alert.acknowledged_at),
    acknowledgedby: prefixId(store, "account_users", alert.acknowledged_by),
    resolved: seconds(alert.resolved_at),
    resolvedby: prefixId(store, "account_users", alert.resolved_by),
    archived: null,
    archivedby: null,
    livecall: alert.meta.get("live_call_queue_sid") ?? null,
    source_id: sourceOf(store, alert)?.prefix_id ?? null,
    response_requested: null,
    responses: [],
    responses_recorded: null,
    tags: alert.tag_list,
    additional_data: alert.additional_data.map(datumBody),
    stakeholder_ids: [],
    handoffs: alert.handoffs.map(handoffBody),
  });
}

/** The objects that `send_linked` adds. */
export function linkedBody(store: Store, alert: Alert): RubyHash {
  const { team, user } = assigneesOf(store, alert);
  const source = sourceOf(store, alert);
  const log = alert.source_log_id === null ? undefined : store.find("logs", alert.source_log_id);
  return toHash({
    d_team: team ? toHash({ id: team.prefix_id, name: team.name }) : null,
    d_user: user ? userBody(user) : null,
    source:
      source && ("user" in source ? userBody(source) : toHash({ id: source.prefix_id, name: source.name })),
    s_log: log ? toHash({ id: log.prefix_id, message: log.message, data: log.data }) : null,
  });
}

/** Who is asked now, else the first destination; those that a router found are among the destinations. */
function assigneesOf(store: Store, alert: Alert) {
  const escalation = alert.escalations.at(-1);
  const teamId = escalation?.team_id ?? alert.destination_team_ids[0];
  const team = teamId === undefined ? undefined : store.find("teams", teamId);
  const userId =
    alert.destination_account_user_ids[0] ??
    escalation?.asked_account_user_ids[0] ??
    team?.member_account_user_ids[0];
  return { team, user: userId === undefined ? undefined : store.find("account_users", userId) };
}

function sourceOf(store: Store, { source_id, source_type }: Alert) {
  if (source_id === null) return null;
  return store.find(source_type === "Integration" ? "integrations" : "account_users", source_id) ?? null;
}

function userBody({ prefix_id, user }: AccountUser): RubyHash {
  const email = user.emails.find(({ primary }) => primary)?.email ?? null;
  return toHash({ id: prefix_id, name: user.name, email });
}

function datumBody(datum: AdditionalDatum): RubyHash {
  const field = (name: string): RubyValue => datum.get(name) ?? null;
  return toHash({ type: field("format"), label: field("label"), value: field("value") });
}

function handoffBody({ from, to, at }: Handoff): RubyHash {
  return toHash({ to, from, time: seconds(at), acknowledged: null });
}

function prefixIds(store: Store, name: CollectionName, ids: readonly string[]): string[] {
  return ids.flatMap((id) => store.find(name, id)?.prefix_id ?? []);
}

function prefixId(store: Store, name: CollectionName, id: string | null): string | null {
  return id === null ? null : (store.find(name, id)?.prefix_id ?? null);
}

function seconds(time: string | null): bigint | null {
  return time === null ? null : BigInt(Math.floor(Date.parse(time) / 1000));
}
