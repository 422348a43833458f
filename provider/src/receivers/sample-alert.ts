/** Alerts as PagerTree's outgoing webhooks describe them, to see what a template makes of them. */
import type { AlertEvent } from "./events.ts";

/** The states in which an alert can be when an event of its life is sent: https://pagertree.com/docs/alerts */
export const statusesAfter: Readonly<Record<AlertEvent, readonly [string, ...string[]]>> = {
  "alert.created": ["queued", "open"],
  "alert.open": ["open"],
  "alert.acknowledged": ["acknowledged"],
  "alert.rejected": ["open", "dropped"],
  "alert.timeout": ["open", "dropped"],
  "alert.resolved": ["resolved"],
  "alert.dropped": ["dropped"],
  "alert.handoff": ["acknowledged", "open"],
};

/**
 * An alert as it stands in `data`, every field filled.
 *
 * Source: https://pagertree.com/docs/integration-guides/outgoing-webhook#data-structure
 *
 * @param isLinked - Whether the objects that it refers to come along, as with `sendLinked`.
 */
export function sampleAlert(event: AlertEvent, isLinked: boolean): Record<string, unknown> {
  const [status] = statusesAfter[event];
  const user = "usr_K22OuvPYNmCyvJ";
  const seconds = 1_767_225_600;
  const linked = {
    d_team: { id: "tem_K22OuvPYNmCyvJ", name: "Sample team" },
    d_user: { id: user, name: "Sample user" },
    source: { id: "int_K22OuvPYNmCyvJ", name: "Sample integration" },
    s_log: { id: "log_K22OuvPYNmCyvJ", data: {} },
  };
  return {
    sid: "acc_K22OuvPYNmCyvJ",
    id: "alt_K22OuvPYNmCyvJ",
    createdAt: "2026-01-01T00:00:00.000Z",
    updatedAt: "2026-01-01T00:01:00.000Z",
    meta: { key: "value" },
    tinyId: 1,
    parent_id: "alt_L33PvwQZOnDzwK",
    thirdparty_id: "sample-1",
    destination_ids: ["tem_K22OuvPYNmCyvJ", user],
    title: "Sample alert",
    description: "A sample that shows what the template makes.",
    type: "alert",
    subtype: "alert",
    status,
    urgency: "high",
    d_team_id: "tem_K22OuvPYNmCyvJ",
    d_user_id: user,
    s_log_id: "log_K22OuvPYNmCyvJ",
    created: seconds,
    acknowledged: seconds + 20,
    acknowledgedby: user,
    resolved: seconds + 40,
    resolvedby: user,
    archived: seconds + 60,
    archivedby: user,
    livecall: "QU_sample",
    source_id: "int_K22OuvPYNmCyvJ",
    response_requested: true,
    responses: ["Yes", "No"],
    responses_recorded: { [user]: { user_id: user, value: 1, recorded: seconds } },
    tags: ["sample", "tag"],
    additional_data: [{ type: "text", label: "Subject", value: "A sample" }],
    stakeholder_ids: ["stk_K22OuvPYNmCyvJ"],
    handoffs: [{ to: user, from: "usr_L33PvwQZOnDzwK", time: seconds, acknowledged: seconds }],
    ...(isLinked && linked),
  };
}
