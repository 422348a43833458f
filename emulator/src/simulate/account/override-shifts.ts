// What an override does to the shifts of a schedule.
import { type OnCallContext, occurrencesBetween } from "../../on-call/schedules.ts";
import type { EventAttendee } from "../../on-call-models.ts";
import type { Attributes } from "../../store.ts";
import type { ZonedSpan } from "./declared.ts";

/** Puts people on call on a layer in a span, in place of all who are on call there. */
export function overrideShifts(
  context: OnCallContext,
  {
    accountId,
    scheduleId,
    layer,
  }: { readonly accountId: string; readonly scheduleId: string; readonly layer: number },
  { timeZone, from, to }: ZonedSpan,
  accountUserIds: readonly string[],
): void {
  const { store } = context;
  const insert = (start: number, end: number, attendees: readonly EventAttendee[]) => {
    if (start >= end) return;
    const times = { start_time: new Date(start).toISOString(), end_time: new Date(end).toISOString() };
    store.insert("events", accountId, {
      ...{ ...SINGLE, ...times, layer, time_zone: timeZone, attendees },
      schedule_ids: [scheduleId],
    });
  };
  const shifts = occurrencesBetween(context, scheduleId, from, to).filter(
    ({ event }) => event.layer === layer,
  );
  for (const { event, start, end, attendees } of shifts) {
    const exceptions = store.find("events", event.id)?.exceptions ?? [];
    const exception = { id: `${event.id}/${start}`, start_datetime: new Date(start).toISOString() };
    if (event.repeat) store.update("events", event.id, { exceptions: [...exceptions, exception] });
    else store.remove("events", event.id);
    insert(start, Math.min(from, end), attendees);
    insert(Math.max(to, start), end, attendees);
  }
  insert(from, to, attendeesOf(accountUserIds));
}

/** People who are on call together. */
export function attendeesOf(accountUserIds: readonly string[]): EventAttendee[] {
  return accountUserIds.map((id, index) => ({ id, attendee_id: id, position: index + 1 }));
}

const SINGLE = {
  ...{ repeat: false, rotation: false, frequency: null, frequency_unit: null, days_of_week: [] },
  ...{ repeat_end_datetime: null, parent_id: null, exceptions: [], made_by_override: null },
} satisfies Partial<Attributes<"events">>;
