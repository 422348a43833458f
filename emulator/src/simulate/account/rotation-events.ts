// The events that a rotation of a program is at PagerTree, made of its arguments.
import moment from "moment-timezone";
import { z } from "zod";
import { Zone } from "../../on-call/time-zones.ts";
import { FREQUENCY_UNITS, type ScheduleEvent } from "../../on-call-models.ts";
import type { Attributes } from "../../store.ts";

const HOUR_MS = 60 * 60 * 1000;
const DAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;
const HOURS: Readonly<Record<string, number>> = { hourly: 1, daily: 24, weekly: 7 * 24 };

const rotationSchema = z.looseObject({
  layer: z.number().default(1),
  accountUserIds: z.array(z.string()),
  timeZone: z.string(),
  firstHandOff: z.string(),
  frequency: z.number().default(1),
  frequencyUnit: z.enum(FREQUENCY_UNITS).default("weekly"),
  shiftHours: z.number().optional(),
  daysOfWeek: z.array(z.enum(DAYS)).default([]),
  turn: z.enum(["shift", "week"]).default("shift"),
  lastDay: z.string().optional(),
  events: z.array(z.looseObject({ startTime: z.string(), accountUserIds: z.array(z.string()) })).optional(),
});
export type Rotation = z.infer<typeof rotationSchema>;

/** What an event of a rotation is. */
export type RotationEvent = Omit<Attributes<"events">, "schedule_ids">;

/** The arguments of a rotation; undefined if something in them is not known. */
export function readRotation(properties: unknown): Rotation | undefined {
  const { data } = rotationSchema.safeParse(properties);
  return data !== undefined && moment.tz.zone(data.timeZone) !== null ? data : undefined;
}

/** The events: as the state has them, else from the first hand-off on. */
export function eventsOf(rotation: Rotation): RotationEvent[] {
  const zone = new Zone(rotation.timeZone);
  const first = moment.utc(rotation.firstHandOff).valueOf();
  const starts: { startTime: string; accountUserIds: readonly string[] }[] =
    rotation.events ??
    wallStarts(rotation, first).map((wall) => ({
      startTime: new Date(zone.instantOf(wall)).toISOString(),
      accountUserIds: rotation.accountUserIds,
    }));
  const length = (rotation.shiftHours ?? (HOURS[rotation.frequencyUnit] ?? 0) * rotation.frequency) * HOUR_MS;
  return starts.map(({ startTime, accountUserIds }): RotationEvent => {
    const start = Date.parse(startTime);
    return {
      start_time: startTime,
      end_time: new Date(zone.instantOf(zone.wallClockAt(start) + length)).toISOString(),
      layer: rotation.layer,
      time_zone: rotation.timeZone,
      attendees: accountUserIds.map((attendee_id, index) => ({
        id: `${startTime}/${attendee_id}`,
        attendee_id,
        position: index + 1,
      })),
      repeat: true,
      frequency: rotation.frequency,
      frequency_unit: rotation.turn === "week" ? "weekly" : rotation.frequencyUnit,
      days_of_week: rotation.turn === "week" ? [] : rotation.daysOfWeek.map((day) => DAYS.indexOf(day)),
      repeat_end_datetime: endOf(rotation, zone),
      rotation: true,
      parent_id: null,
      exceptions: [],
      made_by_override: null,
    };
  });
}

/** Where turns last a week, each day is an event of its own. */
function wallStarts({ turn, daysOfWeek }: Rotation, first: number): number[] {
  if (turn === "shift") return [first];
  const days = daysOfWeek.map((day) => DAYS.indexOf(day));
  return Array.from({ length: 7 }, (_, index) => first + index * 24 * HOUR_MS).filter(
    (wall) => days.length === 0 || days.includes(new Date(wall).getUTCDay()),
  );
}

function endOf({ lastDay }: Rotation, zone: Zone): ScheduleEvent["repeat_end_datetime"] {
  if (lastDay === undefined) return null;
  return new Date(zone.instantOf(moment.utc(lastDay).valueOf())).toISOString();
}
