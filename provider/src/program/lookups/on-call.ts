/** Looks up who is on call. */
import type * as pulumi from "@pulumi/pulumi";
import type { GetOnCallResult } from "../../lookups/on-call.ts";
import { lookUp, lookUpOutput, refuseOutputs } from "./look-up.ts";
import { programSource } from "./shared-list.ts";

export type { GetOnCallResult, OnCallLayer, OnCallShift } from "../../lookups/on-call.ts";

/** Whose schedule: by a team's name or id, or by the id of a schedule. */
type OnCallWhere =
  | {
      /** The ULID or prefix id (`skd_…`) of a schedule. */
      scheduleId: string;
      teamName?: never;
      teamId?: never;
    }
  | {
      /** The ULID or prefix id (`tem_…`) of the team. */
      teamId: string;
      teamName?: never;
      scheduleId?: never;
    }
  | {
      /** The exact name of the team. */
      teamName: string;
      teamId?: never;
      scheduleId?: never;
    };

/** When: at this moment, at a time, or over a span. */
type OnCallWhen =
  | {
      /** The beginning of a span, with its offset from UTC. */
      from: string;
      /** The end of the span, exclusive; at most 366 days after its beginning. */
      to: string;
      at?: never;
    }
  | {
      /**
       * A time with its offset from UTC, such as `2026-11-02T09:00:00-05:00`.
       * @default this moment
       */
      at?: string;
      from?: never;
      to?: never;
    };

/** Who is on call where and when. */
export type GetOnCallArgs = OnCallWhere & OnCallWhen;

/** {@link GetOnCallArgs}, with outputs. */
export type GetOnCallOutputArgs = (
  | { scheduleId: pulumi.Input<string>; teamName?: never; teamId?: never }
  | { teamId: pulumi.Input<string>; teamName?: never; scheduleId?: never }
  | { teamName: pulumi.Input<string>; teamId?: never; scheduleId?: never }
) &
  (
    | { from: pulumi.Input<string>; to: pulumi.Input<string>; at?: never }
    | { at?: pulumi.Input<string>; from?: never; to?: never }
  );

/**
 * Finds out who is on call for a team or on a schedule: on each layer, now, at a time or over a span. The answer shows
 * what PagerTree has before this run, without the changes that the program is about to make.
 *
 * ```typescript
 * const now = await getOnCall({ teamName: "Platform" });
 * ```
 *
 * @throws LookupError if there is no such team or schedule, or more than one; ConfigError, ApiError, TransportError.
 */
export function getOnCall(args: GetOnCallArgs): Promise<GetOnCallResult> {
  return lookUp("getOnCall", args, async () => {
    refuseOutputs("getOnCall", args);
    const { findOnCall } = await import("../../lookups/on-call.ts");
    return findOnCall(args, programSource());
  });
}

/** {@link getOnCall} for arguments that may be outputs; returns an output. */
export function getOnCallOutput(args: GetOnCallOutputArgs): pulumi.Output<GetOnCallResult> {
  return lookUpOutput(args, getOnCall);
}
