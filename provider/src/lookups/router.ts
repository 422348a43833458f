/** Routers as lookups give them. */
import { type CommonAttributes, commonAttributes } from "../api/common-attributes.ts";
import type { RouterWire } from "../api/wire.ts";
import { byName, type Lookup } from "./find-one.ts";

/** A router (https://pagertree.com/docs/api/routers). */
export interface GetRouterResult extends CommonAttributes {
  /** Its name. */
  name: string;
  /** Whether its rules are in use; if not, every alert goes to its default receiver. */
  enabled: boolean;
  /** Its rules, as YAML text. */
  rules: string | undefined;
  /** The ULID of the team that receives what no rule assigns, if it is one. */
  teamId: string | undefined;
  /** The ULID of the router that receives what no rule assigns, if it is one. */
  routerId: string | undefined;
  /** The ULID of the account user who receives what no rule assigns, if it is one. */
  accountUserId: string | undefined;
}

/** How routers are looked up. */
export const routerLookup: Lookup<"routers", GetRouterResult> = {
  kind: "routers",
  caller: "getRouter",
  noun: "router",
  ...byName,
  resultOf: toResult,
};

function toResult(wire: RouterWire): GetRouterResult {
  return {
    ...commonAttributes(wire),
    name: wire.name,
    enabled: wire.enabled ?? true,
    rules: wire.rules ?? undefined,
    teamId: wire.default_receiver_team_id ?? undefined,
    routerId: wire.default_receiver_router_id ?? undefined,
    accountUserId: wire.default_receiver_account_user_id ?? undefined,
  };
}
