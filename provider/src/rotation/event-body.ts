/** An event as PagerTree's API takes it: https://pagertree.com/docs/api/events */
import type { RequestBody } from "../api/request.ts";
import type { OnCallEvent } from "../on-call/event.ts";
import { offsetText } from "../on-call/wall-clock.ts";
import { railsZoneOf } from "../on-call/zone-names.ts";

/** The body of a request that makes an event in a schedule. */
export function eventBody(event: OnCallEvent, scheduleId: string): RequestBody {
  const { repeats, timeZone } = event;
  return {
    schedule_ids: [scheduleId],
    account_user_ids: event.accountUserIds,
    layer: event.layer,
    time_zone: railsZoneOf(timeZone),
    // With the zone's own offset: right also for a server that takes no notice of it.
    start_time: offsetText(event.startsAt, timeZone),
    end_time: offsetText(event.endsAt, timeZone),
    ...(repeats !== undefined && {
      repeat: true,
      frequency: repeats.frequency,
      frequency_unit: repeats.unit,
      rotation: repeats.rotates,
      ...(repeats.daysOfWeek.length > 0 && { days_of_week: repeats.daysOfWeek }),
      ...(repeats.lastStart !== undefined && {
        repeat_end_datetime: offsetText(repeats.lastStart, timeZone),
      }),
    }),
  };
}
