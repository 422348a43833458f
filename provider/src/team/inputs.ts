/** The inputs of a team in their normal form, and PagerTree's names of them. */
import { normaliseIds } from "../common/ids.ts";

/** What a program declares of a team, every default filled. */
export interface TeamInputs {
  name: string;
  /** Absent if there are none. */
  notes?: string | undefined;
  /** ULIDs, sorted, each once; so are the other lists. */
  memberAccountUserIds: string[];
  adminAccountUserIds: string[];
  /** One of {@link TeamNotifications}, or what PagerTree answers in its place. */
  dropNotifications: string;
  dropNotificationAccountUserIds: string[];
  handoffNotifications: string;
  handoffNotificationAccountUserIds: string[];
  /** Absent where the program leaves it to others. */
  meta?: Record<string, unknown> | undefined;
  /** Absent if false. It is the stack's alone: PagerTree does not know it. */
  forceDelete?: boolean | undefined;
}

/** PagerTree's names of the arguments: https://pagertree.com/docs/api/teams */
export const attributeNames = {
  name: "name",
  notes: "notes",
  memberAccountUserIds: "member_account_user_ids",
  adminAccountUserIds: "admin_account_user_ids",
  dropNotifications: "drop_notifications",
  dropNotificationAccountUserIds: "drop_notification_account_user_ids",
  handoffNotifications: "handoff_notifications",
  handoffNotificationAccountUserIds: "handoff_notification_account_user_ids",
} as const satisfies Record<Exclude<keyof TeamInputs, "meta" | "forceDelete">, string>;

/** The arguments that take account users. */
export const accountUserArguments = {
  memberAccountUserIds: "accountUsers",
  adminAccountUserIds: "accountUsers",
  dropNotificationAccountUserIds: "accountUsers",
  handoffNotificationAccountUserIds: "accountUsers",
} as const;

/** The normal form of inputs: two that declare the same team are equal in it. */
export function normaliseTeam(inputs: TeamInputs): TeamInputs {
  const { notes, meta, forceDelete } = inputs;
  return {
    name: inputs.name,
    // Left out, not undefined: the engine's protocol does not know undefined.
    ...(notes !== undefined && notes !== "" && { notes }),
    memberAccountUserIds: normaliseIds(inputs.memberAccountUserIds),
    adminAccountUserIds: normaliseIds(inputs.adminAccountUserIds),
    dropNotifications: inputs.dropNotifications,
    dropNotificationAccountUserIds: normaliseIds(inputs.dropNotificationAccountUserIds),
    handoffNotifications: inputs.handoffNotifications,
    handoffNotificationAccountUserIds: normaliseIds(inputs.handoffNotificationAccountUserIds),
    ...(meta !== undefined && { meta }),
    ...(forceDelete && { forceDelete }),
  };
}
