/** Teams as lookups give them. */
import { type CommonAttributes, commonAttributes } from "../api/common-attributes.ts";
import type { TeamWire } from "../api/wire.ts";
import { byName, type Lookup } from "./find-one.ts";

/** A team (https://pagertree.com/docs/api/teams). */
export interface GetTeamResult extends CommonAttributes {
  /** Its name. */
  name: string;
  /** Notes on it, if there are any. */
  notes: string | undefined;
  /** The ULID of its active schedule. */
  scheduleId: string | undefined;
  /** The ULID of its active escalation policy. */
  escalationPolicyId: string | undefined;
  /** The ULIDs of the account users who are its members. */
  memberAccountUserIds: string[];
  /** The ULIDs of the account users who are its admins. */
  adminAccountUserIds: string[];
  /** Who is notified when an alert of the team is dropped. */
  dropNotifications: string | undefined;
  /** The ULIDs of the account users who are notified of dropped alerts, if `dropNotifications` is `specific_users`. */
  dropNotificationAccountUserIds: string[];
  /** Who is notified when an alert is handed off to the team. */
  handoffNotifications: string | undefined;
  /** The ULIDs of the account users who are notified of handoffs, if `handoffNotifications` is `specific_users`. */
  handoffNotificationAccountUserIds: string[];
  /** Its own keys and values. */
  meta: Record<string, unknown>;
}

/** How teams are looked up. */
export const teamLookup: Lookup<"teams", GetTeamResult> = {
  kind: "teams",
  caller: "getTeam",
  noun: "team",
  ...byName,
  resultOf: toResult,
};

function toResult(wire: TeamWire): GetTeamResult {
  return {
    ...commonAttributes(wire),
    name: wire.name,
    notes: wire.notes ?? undefined,
    scheduleId: wire.schedule_id ?? undefined,
    escalationPolicyId: wire.escalation_policy_id ?? undefined,
    memberAccountUserIds: wire.member_account_user_ids,
    adminAccountUserIds: wire.admin_account_user_ids,
    dropNotifications: wire.drop_notifications ?? undefined,
    dropNotificationAccountUserIds: wire.drop_notification_account_user_ids,
    handoffNotifications: wire.handoff_notifications ?? undefined,
    handoffNotificationAccountUserIds: wire.handoff_notification_account_user_ids,
    meta: wire.meta,
  };
}
