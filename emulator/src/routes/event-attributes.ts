// The attributes of an event: who is on call from when to when, and how that repeats. D:api/events.
import type { FastifyRequest } from "fastify";
import { castInteger, castString } from "../casts.ts";
import type { Context } from "../context.ts";
import { ianaName, railsName, readTime, TIME_ZONE_NAMES } from "../on-call/time-zones.ts";
import {
  type EventAttendee,
  FREQUENCY_UNITS,
  type FrequencyUnit,
  type ScheduleEvent,
} from "../on-call-models.ts";
import type { Params } from "../params.ts";
import { isScalar, permitIds, permitScalar } from "../params.ts";
import { Failure, failIfAny } from "../responses.ts";
import type { Attributes } from "../store.ts";
import { checkWord, paramsOf, refuseReference, requireBoolean, requireIds } from "./shared.ts";

/** The attributes once the request's parameters are assigned to them, or a failure with all that is wrong. */
export function assignEvent(
  context: Context,
  request: FastifyRequest,
  stored: ScheduleEvent | undefined,
): Attributes<"events"> {
  const { switches } = context;
  const params = paramsOf(request);
  const failures: string[] = [];
  const scheduleIds = permitIds(params, "schedule_ids") ?? stored?.schedule_ids ?? [];
  requireIds(context, request, failures, "schedules", "schedule_ids", scheduleIds);
  if (switches.eventsNeedSchedule && scheduleIds.length === 0) failures.push("schedules can't be blank");
  const shift = assignShift(context, request, params, stored, failures);
  const recurrence = assignRecurrence(context, params, shift, stored, failures);
  checkPlace(context, scheduleIds, shift, failures);
  const parentId = assignParent(context, request, params, stored, failures);
  failIfAny(failures);
  const event = {
    ...shift,
    ...recurrence,
    schedule_ids: scheduleIds,
    parent_id: parentId,
    exceptions: stored?.exceptions ?? [],
    made_by_override: stored?.made_by_override ?? null,
  };
  return stored && switches.putClearsExceptions && isRescheduled(stored, event)
    ? { ...event, exceptions: [] }
    : event;
}

/** Who is on call from when to when: what an event has, repeated or not. */
export type Shift = Pick<ScheduleEvent, "start_time" | "end_time" | "layer" | "time_zone" | "attendees">;

/** The attributes that an event cannot be without, from a request to `/events` or to override one. */
export function assignShift(
  context: Context,
  request: FastifyRequest,
  params: Params,
  stored: ScheduleEvent | undefined,
  failures: string[],
): Shift {
  const userIds = permitIds(params, "account_user_ids");
  requireIds(context, request, failures, "account_users", "account_user_ids", userIds ?? []);
  const attendees = assignAttendees(context, userIds, stored);
  if (attendees.length === 0) failures.push("account_users can't be blank");
  const timeZone = assignTimeZone(context, params, stored, failures);
  const start = assignTime(context, params, "start_time", timeZone, stored, failures);
  const end = assignTime(context, params, "end_time", timeZone, stored, failures);
  if (start !== null && end !== null && Date.parse(end) <= Date.parse(start)) {
    failures.push("end_time must be after start_time");
  }
  const sentLayer = permitScalar(params, "layer");
  const layer = sentLayer === undefined ? (stored?.layer ?? null) : castInteger(sentLayer);
  if (layer === null) failures.push("layer can't be blank");
  else if (layer < 1) failures.push("layer must be greater than or equal to 1");
  return {
    start_time: start ?? "",
    end_time: end ?? "",
    layer: layer ?? 0,
    time_zone: timeZone,
    attendees,
  };
}

/**
 * Rails takes out who is missing and adds who is new at the end; those that stay keep their order, whatever the order
 * sent.
 */
function assignAttendees(
  { store, switches }: Context,
  sent: readonly string[] | undefined,
  stored: ScheduleEvent | undefined,
): EventAttendee[] {
  const before = stored?.attendees ?? [];
  if (sent === undefined) return [...before];
  const staying = before.map(({ attendee_id }) => attendee_id).filter((id) => sent.includes(id));
  const added = sent.filter((id) => !staying.includes(id));
  const isKept = stored !== undefined && !switches.putReordersAttendees;
  const ordered = isKept ? [...staying, ...added] : sent;
  const ids = stored === undefined && switches.postShufflesAttendees ? ordered.toReversed() : ordered;
  return ids.map((attendee_id, index) => ({
    id: before.find((other) => other.attendee_id === attendee_id)?.id ?? store.ids.ulid(store.clock()),
    attendee_id,
    position: index + 1,
  }));
}

/** The zone's name; UTC beside a failure, so that the times can be read. */
function assignTimeZone(
  { switches }: Context,
  params: Params,
  stored: ScheduleEvent | undefined,
  failures: string[],
): string {
  const sent = permitScalar(params, "time_zone");
  const name = sent === undefined ? (stored?.time_zone ?? null) : castString(sent);
  if (name === null || name === "") failures.push("time_zone can't be blank");
  else if (isKnownZone(name, switches)) return switches.ianaZones === "renamed" ? railsName(name) : name;
  else failures.push("time_zone is not included in the list");
  return "UTC";
}

function isKnownZone(name: string, { ianaZones }: Context["switches"]): boolean {
  return ianaZones === "refused" ? TIME_ZONE_NAMES.includes(name) : ianaName(name) !== undefined;
}

/** ISO 8601, UTC; null where there is no time. */
function assignTime(
  { switches }: Context,
  params: Params,
  attribute: "start_time" | "end_time",
  timeZone: string,
  stored: ScheduleEvent | undefined,
  failures: string[],
): string | null {
  const column = columnOf(attribute);
  const isSentByColumn = switches.eventTimeNames !== "time" && params[column] !== undefined;
  const sent = permitScalar(params, isSentByColumn ? column : attribute);
  if (sent === undefined && stored !== undefined) return stored[attribute];
  const time = sent === undefined ? undefined : readTime(sent, timeZone, switches.timeReading);
  if (time === undefined) failures.push(`${attribute} can't be blank`);
  return time === undefined ? null : new Date(time).toISOString();
}

/** The name that the docs had until June 2026. */
function columnOf(attribute: "start_time" | "end_time"): string {
  return attribute.replace("_time", "_datetime");
}

type Recurrence = Pick<
  ScheduleEvent,
  "repeat" | "frequency" | "frequency_unit" | "days_of_week" | "repeat_end_datetime" | "rotation"
>;

function assignRecurrence(
  context: Context,
  params: Params,
  shift: Shift,
  stored: ScheduleEvent | undefined,
  failures: string[],
): Recurrence {
  const { switches } = context;
  const flag = (name: "repeat" | "rotation") =>
    requireBoolean(failures, name, permitScalar(params, name), stored?.[name] ?? false);
  const [repeat, rotation] = [flag("repeat"), flag("rotation")];
  const sentFrequency = permitScalar(params, "frequency");
  const frequency = sentFrequency === undefined ? (stored?.frequency ?? null) : castInteger(sentFrequency);
  const unit = assignUnit(context, params, repeat, stored, failures);
  const days = assignDays(params, stored);
  const end = permitScalar(params, "repeat_end_datetime");
  if (repeat && frequency === null) failures.push("frequency can't be blank");
  if (frequency !== null && frequency < 1) {
    refuseEngineError(context, failures, "frequency must be greater than or equal to 1");
  }
  if (days.some((day) => day < 0 || day > 6)) {
    refuseEngineError(context, failures, "days_of_week is not included in the list");
  }
  if (repeat && unit === "daily" && (frequency ?? 1) > 1 && days.length > 0) {
    refuseEngineError(context, failures, "days_of_week needs a frequency of 1");
  }
  if (rotation && !repeat && switches.rotationNeedsRepeat) failures.push("rotation needs repeat");
  const instant = end === undefined ? undefined : readTime(end, shift.time_zone, switches.timeReading);
  const recurrence = {
    repeat,
    rotation,
    frequency,
    frequency_unit: unit,
    days_of_week: days,
    repeat_end_datetime:
      end === undefined
        ? (stored?.repeat_end_datetime ?? null)
        : instant === undefined
          ? null
          : new Date(instant).toISOString(),
  };
  if (switches.longOccurrencesRefused) checkLength(shift, recurrence, failures);
  return recurrence;
}

function assignUnit(
  context: Context,
  params: Params,
  repeat: boolean,
  stored: ScheduleEvent | undefined,
  failures: string[],
): FrequencyUnit | null {
  const sent = permitScalar(params, "frequency_unit");
  const word = sent === undefined ? (stored?.frequency_unit ?? null) : castString(sent);
  if (word === null || word === "") {
    if (repeat) failures.push("frequency_unit can't be blank");
    return null;
  }
  checkWord(context, failures, "frequency_unit", word, FREQUENCY_UNITS);
  return FREQUENCY_UNITS.find((unit) => unit === word) ?? null;
}

function assignDays(params: Params, stored: ScheduleEvent | undefined): readonly number[] {
  const sent = params["days_of_week"];
  if (!Array.isArray(sent) || !sent.every(isScalar)) return stored?.days_of_week ?? [];
  return sent.map(castInteger).filter((day) => day !== null);
}

/** What the engine that computes occurrences raises at, if nobody looks before. */
function refuseEngineError({ switches }: Context, failures: string[], message: string): void {
  if (switches.engineErrorsAnswer500) throw new Failure(500, ["Internal Server Error"]);
  failures.push(message);
}

const PERIOD_HOURS: Readonly<Record<FrequencyUnit, number>> = {
  hourly: 1,
  daily: 24,
  weekly: 7 * 24,
  monthly: 28 * 24,
  yearly: 365 * 24,
};

function checkLength(shift: Shift, recurrence: Recurrence, failures: string[]): void {
  const { repeat, frequency, frequency_unit: unit } = recurrence;
  if (!repeat || frequency === null || unit === null) return;
  const hours = (Date.parse(shift.end_time) - Date.parse(shift.start_time)) / (60 * 60 * 1000);
  // An hour more: a first occurrence over a clock change is as long as its period all the same.
  if (hours > frequency * PERIOD_HOURS[unit] + 1) failures.push("end_time must be within the period");
}

/** What an event knows of teams only where a switch says so: their policies and their members. */
function checkPlace(
  { store, switches }: Context,
  scheduleIds: readonly string[],
  { layer, attendees }: Shift,
  failures: string[],
): void {
  const teams = store.all("teams").filter(({ schedule_id }) => scheduleIds.includes(schedule_id));
  if (teams.length === 0) return;
  const layers = teams.flatMap(
    ({ escalation_policy_id }) =>
      store.find("escalation_policies", escalation_policy_id)?.escalation_layers ?? [],
  );
  if (switches.layerMustBeInPolicy && !layers.some((other) => other.layer === layer)) {
    failures.push("layer is not included in the list");
  }
  const members = teams.flatMap((team) => [...team.member_account_user_ids, ...team.admin_account_user_ids]);
  const isMember = ({ attendee_id }: EventAttendee) => members.includes(attendee_id);
  if (switches.attendeesMustBeMembers && !attendees.every(isMember)) {
    failures.push("account_users must be members of the team");
  }
}

function assignParent(
  { store, switches }: Context,
  request: FastifyRequest,
  params: Params,
  stored: ScheduleEvent | undefined,
  failures: string[],
): string | null {
  const sent = permitScalar(params, "parent_id");
  if (sent === undefined) return stored?.parent_id ?? null;
  const id = castString(sent);
  if (id === null || id === "") return null;
  if (store.find("events", id, request.caller.accountId)?.id === id) return id;
  refuseReference(switches.unknownReference, failures, "parent must exist");
  return id;
}

function isRescheduled(before: ScheduleEvent, after: Shift & Recurrence): boolean {
  return (
    before.start_time !== after.start_time ||
    before.end_time !== after.end_time ||
    before.frequency !== after.frequency ||
    before.frequency_unit !== after.frequency_unit
  );
}
