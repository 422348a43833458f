/** Looks up routers. */
import type * as pulumi from "@pulumi/pulumi";
import { type GetRouterResult, routerLookup } from "../../lookups/router.ts";
import { find, lookUp, lookUpAll, lookUpOutput, type NameOrIdOutput } from "./look-up.ts";

export type { GetRouterResult } from "../../lookups/router.ts";

/** Which router: by its name or its id. */
export type GetRouterArgs =
  | {
      /** Its ULID or prefix id (`rtr_…`). */
      id: string;
      name?: never;
    }
  | {
      /** Its exact name. */
      name: string;
      id?: never;
    };

/** {@link GetRouterArgs}, with outputs. */
export type GetRouterOutputArgs = NameOrIdOutput;

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
  return lookUp("getRouter", args, () => find(routerLookup, args));
}

/** {@link getRouter} for arguments that may be outputs; returns an output. */
export function getRouterOutput(args: GetRouterOutputArgs): pulumi.Output<GetRouterResult> {
  return lookUpOutput(args, getRouter);
}

/**
 * All routers of the account. Mocks answer with `{ routers: [...] }`.
 *
 * ```typescript
 * const routers = await getRouters();
 * ```
 */
export function getRouters(): Promise<GetRouterResult[]>;
export function getRouters(filters: object = {}): Promise<GetRouterResult[]> {
  return lookUpAll("getRouters", "routers", filters, routerLookup);
}

/** {@link getRouters} as an output. */
export function getRoutersOutput(): pulumi.Output<GetRouterResult[]>;
export function getRoutersOutput(filters: object = {}): pulumi.Output<GetRouterResult[]> {
  return lookUpOutput(filters, getRouters);
}
