// Records of which a stack or an account tells only a part; the rest is as PagerTree gives it to what is new.
import { fixedPrefixId, fixedUlid } from "../../ids.ts";
import { createDefaultPolicy, createDefaultSchedule } from "../../on-call/team-defaults.ts";
import type { GivenIds, Store } from "../../store.ts";
import { hiddenKind } from "./pulumi-values.ts";

/** A team of which nothing is known. */
export const NO_TEAM = {
  notes: null,
  member_account_user_ids: [],
  admin_account_user_ids: [],
  drop_notifications: "none",
  handoff_notifications: "none",
  drop_notification_account_user_ids: [],
  handoff_notification_account_user_ids: [],
};
/** A router of which nothing is known. */
export const NO_ROUTER = {
  enabled: true,
  rules: null,
  default_receiver_account_user_id: null,
  default_receiver_router_id: null,
  default_receiver_team_id: null,
};

/** What is known of a team. */
export interface NewTeam {
  readonly member_account_user_ids: readonly string[];
  readonly admin_account_user_ids: readonly string[];
  readonly drop_notifications: string;
  readonly handoff_notifications: string;
  readonly drop_notification_account_user_ids: readonly string[];
  readonly handoff_notification_account_user_ids: readonly string[];
  readonly name: string;
  readonly notes: string | null;
  readonly scheduleId?: string | undefined;
  readonly policyId?: string | undefined;
}

/** A team with a schedule and a policy of its own: those of a new team. */
export function insertTeam(
  store: Store,
  accountId: string,
  ids: GivenIds,
  { scheduleId, policyId, ...team }: NewTeam,
): void {
  const given = (id: string | undefined, prefix: string): GivenIds => ({
    id: id === undefined || hiddenKind(id) ? fixedUlid(`${prefix}/${ids.id}`) : id,
    prefix_id: fixedPrefixId(prefix, ids.id),
  });
  const schedule = createDefaultSchedule(store, accountId, team.name, given(scheduleId, "skd"));
  const policy = createDefaultPolicy(store, accountId, team.name, given(policyId, "esp"));
  store.insert(
    "teams",
    accountId,
    { ...team, schedule_id: schedule.id, escalation_policy_id: policy.id },
    ids,
  );
}

/** Somebody of whom only the name is known. */
export function insertUser(store: Store, accountId: string, ids: GivenIds, name: string): void {
  store.insert(
    "account_users",
    accountId,
    {
      roles: { admin: false, billing: false, broadcaster: false, communicator: false },
      notification_rule_id: null,
      user: {
        id: fixedUlid(`user/${ids.id}`),
        prefix_id: fixedPrefixId("user", ids.id),
        name,
        time_zone: "UTC",
        emails: [],
        phones: [],
        last_sign_in_at: null,
      },
      notification_channels: { notify_push: true, notify_email: true, notify_sms: true, notify_voice: true },
      verifications_sent: [],
    },
    ids,
  );
}
