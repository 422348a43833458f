/** Looks up teams. */
import * as pulumi from "@pulumi/pulumi";
import { type CommonAttributes, commonAttributes } from "../../api/common-attributes.ts";
import type { TeamWire } from "../../api/wire.ts";
import { findOne, type Search } from "./find-one.ts";
import { lookUp, lookUpList } from "./look-up.ts";
import { sharedList } from "./shared-list.ts";

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
  /** Who is told when an alert of the team is dropped. */
  dropNotifications: string | undefined;
  /** The ULIDs of the account users who are told of dropped alerts, if `dropNotifications` is `specific_users`. */
  dropNotificationAccountUserIds: string[];
  /** Who is told when an alert is handed off to the team. */
  handoffNotifications: string | undefined;
  /** The ULIDs of the account users who are told of handoffs, if `handoffNotifications` is `specific_users`. */
  handoffNotificationAccountUserIds: string[];
  /** Its own keys and values. */
  meta: Record<string, unknown>;
}

/** Which team: one of its name and its id. */
export type GetTeamArgs =
  | {
      /** Its exact name. */
      name: string;
      id?: never;
    }
  | {
      /** Its ULID or prefix id (`tem_…`). */
      id: string;
      name?: never;
    };

/** {@link GetTeamArgs}, with outputs. */
export type GetTeamOutputArgs =
  | { name: pulumi.Input<string>; id?: never }
  | { id: pulumi.Input<string>; name?: never };

const search: Search<"teams"> = {
  kind: "teams",
  caller: "getTeam",
  noun: "team",
  nameOf: (team) => team.name,
  matches: { name: (team, wanted) => team.name === wanted },
};

/**
 * Finds one team by its name or id.
 *
 * ```typescript
 * const platform = await getTeam({ name: "Platform" });
 * ```
 *
 * @throws LookupError if there is no such team, or more than one; ConfigError, ApiError, TransportError.
 */
export function getTeam(args: GetTeamArgs): Promise<GetTeamResult> {
  return lookUp("getTeam", args, async () => toResult(await findOne(search, args)));
}

/** {@link getTeam} for arguments that may be outputs; gives an output. */
export function getTeamOutput(args: GetTeamOutputArgs): pulumi.Output<GetTeamResult> {
  return pulumi.output(args).apply(getTeam);
}

/** All teams of the account. Mocks answer with `{ teams: [...] }`. */
export function getTeams(): Promise<GetTeamResult[]> {
  return lookUpList("getTeams", "teams", {}, async () => (await sharedList("teams").rows).map(toResult));
}

/** {@link getTeams} as an output. */
export function getTeamsOutput(): pulumi.Output<GetTeamResult[]> {
  return pulumi.output(getTeams());
}

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
