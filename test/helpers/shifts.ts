// Events and shifts as the tests of on-call time write them down.
import { Temporal } from "temporal-polyfill";
import type { Occurrence, OnCallEvent, Repeats } from "../../provider/src/on-call/event.ts";

/** The instant of a text such as `2026-10-05T09:00[America/New_York]` or `2026-10-05T13:00Z`. */
export function at(text: string): number {
  return text.includes("[")
    ? Temporal.ZonedDateTime.from(text).epochMilliseconds
    : Temporal.Instant.from(text).epochMilliseconds;
}

/** An event of layer 1 of Ada, Grace and Alan: a rotation, unless told otherwise. */
export function event(
  timeZone: string,
  start: string,
  end: string,
  repeats: Partial<Repeats> | undefined,
  changes: Partial<OnCallEvent> = {},
): OnCallEvent {
  return {
    id: "event",
    layer: 1,
    timeZone,
    startsAt: at(`${start}[${timeZone}]`),
    endsAt: at(`${end}[${timeZone}]`),
    accountUserIds: ["ada", "grace", "alan"],
    repeats: repeats && {
      frequency: 1,
      unit: "weekly",
      daysOfWeek: [],
      rotates: true,
      exceptions: [],
      ...repeats,
    },
    ...changes,
  };
}

/** Shifts as lines such as `ada 2026-10-05T13:00Z 2026-10-12T13:00Z`. */
export function lines(occurrences: readonly Occurrence[]): string[] {
  return occurrences.map(
    ({ accountUserIds, startsAt, endsAt }) =>
      `${accountUserIds.join("+")} ${minutes(startsAt)} ${minutes(endsAt)}`,
  );
}

/** An instant to the minute, such as `2026-10-05T13:00Z`. */
export function minutes(instant: number): string {
  return new Date(instant).toISOString().replace(/:00\.000Z$/, "Z");
}
