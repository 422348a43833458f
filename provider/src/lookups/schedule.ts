/** Schedules as lookups give them. */
import { type CommonAttributes, commonAttributes } from "../api/common-attributes.ts";
import { byName, type Lookup } from "./find-one.ts";

/** A schedule (https://pagertree.com/docs/api/schedules). `getOnCall` says who is on call on it. */
export interface GetScheduleResult extends CommonAttributes {
  /** Its name. */
  name: string;
}

/** How schedules are looked up. */
export const scheduleLookup: Lookup<"schedules", GetScheduleResult> = {
  kind: "schedules",
  caller: "getSchedule",
  noun: "schedule",
  ...byName,
  resultOf: (wire) => ({ ...commonAttributes(wire), name: wire.name }),
};
