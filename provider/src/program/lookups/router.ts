/** Looks up routers. */
import * as pulumi from "@pulumi/pulumi";
import { type CommonAttributes, commonAttributes } from "../../api/common-attributes.ts";
import type { RouterWire } from "../../api/wire.ts";
import { findOne, type Search } from "./find-one.ts";
import { lookUp, lookUpList } from "./look-up.ts";
import { sharedList } from "./shared-list.ts";

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

/** Which router: one of its name and its id. */
export type GetRouterArgs =
  | {
      /** Its exact name. */
      name: string;
      id?: never;
    }
  | {
      /** Its ULID or prefix id (`rtr_…`). */
      id: string;
      name?: never;
    };

/** {@link GetRouterArgs}, with outputs. */
export type GetRouterOutputArgs =
  | { name: pulumi.Input<string>; id?: never }
  | { id: pulumi.Input<string>; name?: never };

const search: Search<"routers"> = {
  kind: "routers",
  caller: "getRouter",
  noun: "router",
  nameOf: (router) => router.name,
  matches: { name: (router, wanted) => router.name === wanted },
};

/**
 * Finds one router by its name or id.
 *
 * ```typescript
 * const byService = await getRouter({ name: "By service" });
 * ```
 *
 * @throws LookupError if there is no such router, or more than one; ConfigError, ApiError, TransportError.
 */
export function getRouter(args: GetRouterArgs): Promise<GetRouterResult> {
  return lookUp("getRouter", args, async () => toResult(await findOne(search, args)));
}

/** {@link getRouter} for arguments that may be outputs; gives an output. */
export function getRouterOutput(args: GetRouterOutputArgs): pulumi.Output<GetRouterResult> {
  return pulumi.output(args).apply(getRouter);
}

/** All routers of the account. Mocks answer with `{ routers: [...] }`. */
export function getRouters(): Promise<GetRouterResult[]> {
  return lookUpList("getRouters", "routers", {}, async () =>
    (await sharedList("routers").rows).map(toResult),
  );
}

/** {@link getRouters} as an output. */
export function getRoutersOutput(): pulumi.Output<GetRouterResult[]> {
  return pulumi.output(getRouters());
}

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
