// What can be done with one occurrence of an event: override it, leave it out, end the series with it. D:api/events.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../context.ts";
import { type Occurrence, seriesOf } from "../on-call/series.ts";
import { readTime } from "../on-call/time-zones.ts";
import type { EventAttendee, ScheduleEvent } from "../on-call-models.ts";
import { permitScalar } from "../params.ts";
import { Failure, failIfAny } from "../responses.ts";
import type { Attributes } from "../store.ts";
import { assignShift, type Shift } from "./event-attributes.ts";
import { serializeEvent } from "./events.ts";
import type { IdRoute } from "./shared.ts";
import { findOwn, paramsOf } from "./shared.ts";

export function registerEventActions(app: FastifyInstance, context: Context): void {
  app.post<IdRoute>("/events/:id/override", async (request, reply) => {
    const event = findOwn(context, "events", request);
    const failures: string[] = [];
    const shift = assignShift(context, request, paramsOf(request), undefined, failures);
    const time = actionTimeOf(context, request, event, failures);
    failIfAny(failures);
    const occurrence = occurrenceAt(context, event, time);
    if (occurrence === undefined) return answer(context, reply, event.id, 200, undefined);
    if (context.switches.overridesKeptWithin) checkWithin(occurrence, shift);
    const override = overrideOccurrence(context, occurrence, shift);
    return answer(context, reply, event.id, 201, override);
  });

  app.post<IdRoute>("/events/:id/add_exception", async (request, reply) => {
    const { event, time } = seriesAction(context, request);
    if (occurrenceAt(context, event, time)) addExceptions(context, event, [time]);
    return answer(context, reply, event.id, 200, undefined);
  });

  app.post<IdRoute>("/events/:id/terminate_on", async (request, reply) => {
    const { event, time } = seriesAction(context, request);
    const shown =
      event.repeat && occurrenceAt(context, event, time) ? terminate(context, event, time) : event;
    return answer(context, reply, event.id, 200, undefined, shown);
  });
}

/** The series and the time of an action that only a series takes. */
function seriesAction(context: Context, request: FastifyRequest<IdRoute>) {
  const event = findOwn(context, "events", request);
  const failures: string[] = [];
  if (!event.repeat && !context.switches.plainEventsTakeActions) failures.push("event does not repeat");
  const time = actionTimeOf(context, request, event, failures);
  failIfAny(failures);
  return { event, time };
}

function actionTimeOf(
  { switches }: Context,
  request: FastifyRequest,
  event: ScheduleEvent,
  failures: string[],
): number {
  const sent = permitScalar(paramsOf(request), "action_time");
  const time = sent === undefined ? undefined : readTime(sent, event.time_zone, switches.timeReading);
  if (time === undefined) failures.push("action_time can't be blank");
  return time ?? 0;
}

/** The occurrence that begins then; nothing happens at any other time. */
function occurrenceAt({ switches }: Context, event: ScheduleEvent, time: number): Occurrence | undefined {
  const occurrence = seriesOf(event, switches).startingAt(time);
  if (occurrence === undefined && switches.actionTimeMustBegin) {
    throw new Failure(422, ["action_time is no start of an occurrence"]);
  }
  return occurrence;
}

function checkWithin({ event, start, end }: Occurrence, shift: Shift): void {
  const isWithin = Date.parse(shift.start_time) >= start && Date.parse(shift.end_time) <= end;
  failIfAny([
    ...(isWithin ? [] : ["start_time and end_time must be within the occurrence"]),
    ...(shift.layer === event.layer ? [] : ["layer must be that of the event"]),
  ]);
}

/**
 * Breaks the occurrence up as the web page does: what is left of it before and after is plain events with its people,
 * and a series goes on without it. An event that does not repeat becomes the first part itself.
 */
function overrideOccurrence(context: Context, occurrence: Occurrence, shift: Shift): ScheduleEvent {
  const { store } = context;
  const { event, start, end, attendees } = occurrence;
  const [from, to] = [Date.parse(shift.start_time), Date.parse(shift.end_time)];
  const parts = [
    { start, end: Math.min(from, end) },
    { start: Math.max(to, start), end },
  ].filter((part) => part.start < part.end);
  const [kept, ...rest] = parts;
  const made = event.repeat ? parts : rest;
  if (event.repeat) addExceptions(context, event, [start]);
  else if (kept) store.update("events", event.id, timesOf(kept));
  else store.remove("events", event.id);
  const partIds = made.map((part) => {
    const plain = plainEvent(context, event, { ...event, attendees, ...timesOf(part) });
    return store.insert("events", event.account_id, plain).id;
  });
  const exceptionId = store.find("events", event.id)?.exceptions.at(-1)?.id ?? null;
  return store.insert("events", event.account_id, {
    ...plainEvent(context, event, shift),
    parent_id: event.id,
    made_by_override: { exception_id: event.repeat ? exceptionId : null, part_ids: partIds },
  });
}

function timesOf({ start, end }: { readonly start: number; readonly end: number }) {
  return { start_time: new Date(start).toISOString(), end_time: new Date(end).toISOString() };
}

/** An event of one occurrence in the schedules of another. */
function plainEvent({ store }: Context, event: ScheduleEvent, shift: Shift): Attributes<"events"> {
  const attendees = shift.attendees.map(({ attendee_id }, index): EventAttendee => {
    return { id: store.ids.ulid(store.clock()), attendee_id, position: index + 1 };
  });
  const { start_time, end_time, layer, time_zone } = shift;
  return {
    ...{ start_time, end_time, layer, time_zone, attendees },
    schedule_ids: event.schedule_ids,
    ...{ repeat: false, frequency: null, frequency_unit: null, days_of_week: [], repeat_end_datetime: null },
    ...{ rotation: false, parent_id: null, exceptions: [], made_by_override: null },
  };
}

function addExceptions({ store }: Context, event: ScheduleEvent, times: readonly number[]): ScheduleEvent {
  const added = times.map((time) => ({
    id: store.ids.ulid(store.clock()),
    start_datetime: new Date(time).toISOString(),
  }));
  return store.update("events", event.id, { exceptions: [...event.exceptions, ...added] });
}

/**
 * Ends the series just before the occurrence. Where an end stands for the whole of its day, what would still begin on
 * that day is left out by exceptions.
 */
function terminate(context: Context, event: ScheduleEvent, time: number): ScheduleEvent {
  const { store, switches } = context;
  const series = seriesOf(event, switches);
  if (series.beginsNotBefore(time) && !switches.emptiedSeriesStays) {
    store.remove("events", event.id);
    return event;
  }
  const ended = store.update("events", event.id, { repeat_end_datetime: new Date(time - 1).toISOString() });
  const remaining = seriesOf(ended, switches).between(time, Number.MAX_SAFE_INTEGER);
  return addExceptions(
    context,
    ended,
    remaining.map(({ start }) => start).filter((start) => start >= time),
  );
}

/** The event as it is now; the last that was known of one that is gone. */
function answer(
  context: Context,
  reply: FastifyReply,
  eventId: string,
  status: 200 | 201,
  override: ScheduleEvent | undefined,
  shown?: ScheduleEvent,
) {
  const { eventActionsAnswer } = context.switches;
  if (eventActionsAnswer === "nothing") return reply.code(204).send();
  const series = context.store.find("events", eventId) ?? shown;
  const result = eventActionsAnswer === "result" ? (override ?? series) : series;
  return reply
    .code(eventActionsAnswer === "result" ? status : 200)
    .send(result === undefined ? {} : serializeEvent(result, context));
}
