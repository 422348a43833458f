/** Looks up schedules. */
import type * as pulumi from "@pulumi/pulumi";
import { type GetScheduleResult, scheduleLookup } from "../../lookups/schedule.ts";
import { find, lookUp, lookUpAll, lookUpOutput, type NameOrIdOutput } from "./look-up.ts";

export type { GetScheduleResult } from "../../lookups/schedule.ts";

/** Which schedule: by its name or its id. */
export type GetScheduleArgs =
  | {
      /** Its ULID or prefix id (`skd_…`). */
      id: string;
      name?: never;
    }
  | {
      /** Its exact name. Names need not be unique: two of that name are an error. */
      name: string;
      id?: never;
    };

/** {@link GetScheduleArgs}, with outputs. */
export type GetScheduleOutputArgs = NameOrIdOutput;

/**
 * Finds one schedule by its name or id.
 *
 * ```typescript
 * const platform = await getSchedule({ name: "Platform Schedule" });
 * ```
 *
 * @throws LookupError if there is no such schedule, or more than one; ConfigError, ApiError, TransportError.
 */
export function getSchedule(args: GetScheduleArgs): Promise<GetScheduleResult> {
  return lookUp("getSchedule", args, () => find(scheduleLookup, args));
}

/** {@link getSchedule} for arguments that may be outputs; returns an output. */
export function getScheduleOutput(args: GetScheduleOutputArgs): pulumi.Output<GetScheduleResult> {
  return lookUpOutput(args, getSchedule);
}

/**
 * All schedules of the account. Mocks answer with `{ schedules: [...] }`.
 *
 * ```typescript
 * const schedules = await getSchedules();
 * ```
 */
export function getSchedules(): Promise<GetScheduleResult[]>;
export function getSchedules(filters: object = {}): Promise<GetScheduleResult[]> {
  return lookUpAll("getSchedules", "schedules", filters, scheduleLookup);
}

/** {@link getSchedules} as an output. */
export function getSchedulesOutput(): pulumi.Output<GetScheduleResult[]>;
export function getSchedulesOutput(filters: object = {}): pulumi.Output<GetScheduleResult[]> {
  return lookUpOutput(filters, getSchedules);
}
