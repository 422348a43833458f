/** The inputs of a router in their normal form, and PagerTree's names of them. */
import { normaliseId } from "../common/ids.ts";
import { canonicalRules } from "../rules/rules-text.ts";

/** What a program declares of a router, every default filled. */
export interface RouterInputs {
  name: string;
  enabled: boolean;
  /** YAML in its normal form; absent if there are no rules. */
  rules?: string | undefined;
  /** ULIDs, one of the three. */
  teamId?: string | undefined;
  routerId?: string | undefined;
  accountUserId?: string | undefined;
  /** Absent if false. It is the stack's alone: PagerTree does not know it. */
  forceDelete?: boolean | undefined;
}

/** What the stack last knew of a router; nothing, if it was never in the stack. */
export type RouterState = Partial<RouterInputs> & { readonly prefixId?: string };

/** PagerTree's names of the arguments: https://pagertree.com/docs/api/routers */
export const attributeNames = {
  name: "name",
  enabled: "enabled",
  rules: "rules",
  teamId: "default_receiver_team_id",
  routerId: "default_receiver_router_id",
  accountUserId: "default_receiver_account_user_id",
} as const satisfies Record<Exclude<keyof RouterInputs, "forceDelete">, string>;

/** The arguments for the default receiver, and what each leads to. */
export const receiverArguments = {
  teamId: "teams",
  routerId: "routers",
  accountUserId: "accountUsers",
} as const;

const noRules = canonicalRules("rules: []");

/** The normal form of inputs: two that declare the same router are equal in it. */
export function normaliseRouter(inputs: RouterInputs): RouterInputs {
  const { name, enabled, teamId, routerId, accountUserId, forceDelete } = inputs;
  const rules = canonicalRules(inputs.rules ?? "");
  return {
    name,
    enabled,
    // Left out, not undefined: the engine's protocol does not know undefined.
    ...(rules !== "" && rules !== noRules && { rules }),
    ...(teamId !== undefined && { teamId: normaliseId(teamId) }),
    ...(routerId !== undefined && { routerId: normaliseId(routerId) }),
    ...(accountUserId !== undefined && { accountUserId: normaliseId(accountUserId) }),
    ...(forceDelete && { forceDelete }),
  };
}
