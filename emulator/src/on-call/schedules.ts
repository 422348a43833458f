// Who is on call by a schedule: what takes place of its events, now or over a span.
import type { Schedule, ScheduleEvent } from "../on-call-models.ts";
import type { Store } from "../store.ts";
import type { Switches } from "../switches.ts";
import { type Occurrence, seriesOf } from "./series.ts";
import { formatTime } from "./time-zones.ts";

/** What knows the events and how they are read. */
export interface OnCallContext {
  readonly store: Store;
  readonly switches: Switches;
}

/** The events of a schedule, overrides and past ones included. */
export function eventsOf(store: Store, scheduleId: string): ScheduleEvent[] {
  return store.all("events").filter(({ schedule_ids }) => schedule_ids.includes(scheduleId));
}

/** What takes place at some instant of the span, whole, by start and layer. The end is no part of the span. */
export function occurrencesBetween(
  { store, switches }: OnCallContext,
  scheduleId: string,
  from: number,
  to: number,
): Occurrence[] {
  return eventsOf(store, scheduleId)
    .flatMap((event) => seriesOf(event, switches).between(from, to))
    .toSorted((a, b) => a.start - b.start || a.event.layer - b.event.layer);
}

/** What takes place now. At the instant of a hand-off only the new one does. */
export function occurrencesAt(context: OnCallContext, scheduleId: string, now: number): Occurrence[] {
  const running = occurrencesBetween(context, scheduleId, now, now + 1);
  if (!context.switches.longShiftsEndEarly) return running;
  // The engine looks back by the length of the first occurrence, and no further.
  return running.filter(
    ({ event, start }) => now - start < Date.parse(event.end_time) - Date.parse(event.start_time),
  );
}

/** Who is on call now on a layer: account users' ids, each once. */
export function onCallOf(context: OnCallContext, schedule: Schedule, layer: number, now: number): string[] {
  const ids = occurrencesAt(context, schedule.id, now)
    .filter(({ event }) => event.layer === layer)
    .flatMap(({ attendees }) => attendees.map(({ attendee_id }) => attendee_id));
  return [...new Set(ids)];
}

/** An occurrence as `current_oncall` and `window_events` send it. */
export function serializeOccurrence({ event, start, end, attendees }: Occurrence, switches: Switches) {
  const { eventTimesInUtc, occurrencesAreBrief } = switches;
  const zone = eventTimesInUtc ? "UTC" : event.time_zone;
  return {
    ...(occurrencesAreBrief ? {} : { id: event.id, prefix_id: event.prefix_id, time_zone: event.time_zone }),
    layer: event.layer,
    start_time: formatTime(start, zone),
    end_time: formatTime(end, zone),
    attendees: attendees.map(({ attendee_id, position }) =>
      occurrencesAreBrief ? { attendee_id } : { attendee_id, attendee_type: "AccountUser", position },
    ),
  };
}
