/** An event as PagerTree answers it, for the sums of on-call time. */
import type { EventWire } from "../api/on-call-wire.ts";
import { frequencyUnits, type OnCallEvent, type Repeats, withoutExceptions } from "./event.ts";
import { occurrencesOf } from "./occurrences.ts";
import { readWallClock } from "./wall-clock.ts";
import { day, second, zoneClock } from "./zone-clock.ts";
import { ianaZoneOf } from "./zone-names.ts";

/** The event, or undefined if its times or its zone are not to be understood. */
export function readEvent(wire: EventWire): OnCallEvent | undefined {
  const isKnownZone = ianaZoneOf(wire.time_zone) !== undefined;
  const startsAt = isKnownZone ? readTime(wire.start_time, wire.time_zone) : undefined;
  const endsAt = isKnownZone ? readTime(wire.end_time, wire.time_zone) : undefined;
  if (startsAt === undefined || endsAt === undefined) {
    return undefined;
  }
  const event: OnCallEvent = {
    id: wire.id,
    layer: wire.layer,
    timeZone: wire.time_zone,
    startsAt,
    endsAt,
    accountUserIds: wire.event_attendees
      .toSorted((one, other) => (one.position ?? 0) - (other.position ?? 0))
      .map(({ attendee_id: id }) => id),
    ...(wire.parent_id && { parentId: wire.parent_id }),
  };
  const unit = frequencyUnits.find((each) => each === wire.frequency_unit);
  if (!wire.repeat || unit === undefined) {
    return event;
  }
  const repeats: Repeats = {
    frequency: Math.max(1, wire.frequency ?? 1),
    unit,
    daysOfWeek: wire.days_of_week,
    // One person takes turns with nobody, whatever the switch says.
    rotates: wire.rotation === true || event.accountUserIds.length === 1,
    exceptions: wire.exceptions.flatMap((each) => readTime(each.start_datetime, wire.time_zone) ?? []),
  };
  return withEnd({ ...event, repeats }, repeats, wire);
}

/** An instant as PagerTree writes it; a time without an offset is that of the event's zone. */
export function readTime(text: string | null | undefined, timeZone: string): number | undefined {
  const wall = readWallClock((text ?? "").slice(0, 19));
  const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/.test(text ?? "");
  if (wall !== undefined && !hasOffset) {
    return zoneClock(timeZone).instantAt(wall);
  }
  const instant = Date.parse(text ?? "");
  return Number.isNaN(instant) ? undefined : instant;
}

/**
 * The end of a series is the last day on which shifts begin (https://pagertree.com/docs/schedules). A series that an
 * action has ended has the moment before a shift as its end, and that shift does not take place.
 */
function withEnd(event: OnCallEvent, repeats: Repeats, wire: EventWire): OnCallEvent {
  const end = readTime(wire.repeat_end_datetime, wire.time_zone);
  if (end === undefined) {
    return event;
  }
  // PagerTree may note the shift at which it was cut off as left out, too.
  const isCutOff = occurrencesOf(withoutExceptions(event), end, end + 2 * second).some(
    ({ startsAt }) => startsAt > end && startsAt <= end + second,
  );
  const clock = zoneClock(wire.time_zone);
  const endOfDay = clock.instantAt((Math.floor(clock.wallAt(end) / day) + 1) * day) - 1;
  return { ...event, repeats: { ...repeats, lastStart: isCutOff ? end : endOfDay } };
}
