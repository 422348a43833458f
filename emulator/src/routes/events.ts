// /events: create, read, update, delete, list, and the names of time zones. The attributes are read in
// event-attributes.ts; what can be done with one occurrence is in event-actions.ts.
import type { FastifyInstance } from "fastify";
import type { Context } from "../context.ts";
import { formatTime, TIME_ZONE_NAMES } from "../on-call/time-zones.ts";
import type { ScheduleEvent } from "../on-call-models.ts";
import type { Row } from "../query.ts";
import { assignEvent } from "./event-attributes.ts";
import type { RecordForm } from "./shared.ts";
import { registerRecords, serializeCommon, showIds } from "./shared.ts";

/** How events are written and shown. */
export const eventForm: RecordForm<"events"> = {
  assign: assignEvent,
  serialize: serializeEvent,
  hidden,
  release,
};

export function registerEvents(app: FastifyInstance, context: Context): void {
  app.get("/events/time_zones", async () => TIME_ZONE_NAMES);
  registerRecords(app, context, "events", eventForm);
}

/** An event as the API sends it. */
export function serializeEvent(event: ScheduleEvent, context: Context) {
  const { eventTimesInUtc, eventTimeNames } = context.switches;
  const zone = eventTimesInUtc ? "UTC" : event.time_zone;
  const show = showIds(context, event.id);
  const time = (text: string) => formatTime(Date.parse(text), zone);
  const [start, end] = [time(event.start_time), time(event.end_time)];
  return {
    ...serializeCommon(event),
    ...(eventTimeNames === "datetime" ? {} : { start_time: start, end_time: end }),
    ...(eventTimeNames === "time" ? {} : { start_datetime: start, end_datetime: end }),
    layer: event.layer,
    time_zone: event.time_zone,
    schedule_ids: show(event.schedule_ids),
    event_attendees: event.attendees.map(({ id, attendee_id, position }) => ({
      id,
      attendee_id,
      attendee_type: "AccountUser",
      position,
    })),
    repeat: event.repeat,
    frequency: event.frequency,
    frequency_unit: event.frequency_unit,
    days_of_week: event.days_of_week,
    repeat_end_datetime: event.repeat_end_datetime === null ? null : time(event.repeat_end_datetime),
    rotation: event.rotation,
    parent_id: event.parent_id,
    exceptions: event.exceptions.map(({ id, start_datetime }) => ({
      id,
      start_datetime: time(start_datetime),
    })),
  };
}

/** Filters take both names of the two times: D:api/schedules has the older ones still. */
function hidden(row: Row) {
  const start = row["start_time"] ?? row["start_datetime"];
  const end = row["end_time"] ?? row["end_datetime"];
  return { start_time: start, start_datetime: start, end_time: end, end_datetime: end };
}

/** What goes with an event, or comes back for it, if the switches say so; else a hole stays. */
function release({ store, switches }: Context, event: ScheduleEvent): void {
  const removeParts = ({ made_by_override }: ScheduleEvent) => {
    for (const id of made_by_override?.part_ids ?? [])
      if (store.find("events", id)) store.remove("events", id);
  };
  const series = event.parent_id === null ? undefined : store.find("events", event.parent_id);
  if (switches.overrideDeletionRestores && series !== undefined && event.made_by_override !== null) {
    const { exception_id } = event.made_by_override;
    store.update("events", series.id, {
      exceptions: series.exceptions.filter(({ id }) => id !== exception_id),
    });
    removeParts(event);
  }
  if (!switches.seriesDeletionTakesOverrides) return;
  for (const override of store.all("events").filter(({ parent_id }) => parent_id === event.id)) {
    removeParts(override);
    store.remove("events", override.id);
  }
}
