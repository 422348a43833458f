// /schedules: create, read, update, delete, list; who is on call; the events of a schedule.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../context.ts";
import { eventsOf, occurrencesAt, occurrencesBetween, serializeOccurrence } from "../on-call/schedules.ts";
import { createDefaultSchedule } from "../on-call/team-defaults.ts";
import { readTime } from "../on-call/time-zones.ts";
import type { Schedule } from "../on-call-models.ts";
import { permitScalar } from "../params.ts";
import type { Query } from "../query.ts";
import { Failure, failIfAny, notFound } from "../responses.ts";
import { eventForm } from "./events.ts";
import type { IdRoute, RecordForm } from "./shared.ts";
import {
  allVisible,
  checkName,
  findOwn,
  findVisible,
  listRecords,
  paramsOf,
  registerRecords,
  requireText,
  serializeCommon,
} from "./shared.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

type QueryRoute = IdRoute & { Querystring: Query };

const form: RecordForm<"schedules"> = { assign, serialize, release };

export function registerSchedules(app: FastifyInstance, context: Context): void {
  const { store } = context;

  registerRecords(app, context, "schedules", form);

  // Older pages of the docs have the singular in the paths below.
  for (const path of ["/schedules/:id", "/schedule/:id"]) {
    const scheduleOf = (request: FastifyRequest<IdRoute>): Schedule => {
      if (path === "/schedule/:id" && !context.switches.singularPaths) throw notFound();
      return findVisible(context, "schedules", request);
    };

    app.get<IdRoute>(`${path}/current_oncall`, async (request) =>
      currentOnCall(context, scheduleOf(request)),
    );

    app.get<QueryRoute>(`${path}/window_events`, async (request) => {
      const schedule = scheduleOf(request);
      const window = windowOf(context, request.query);
      return listOccurrences(context, schedule, window);
    });

    app.get<QueryRoute>(`${path}/events`, async (request) => {
      const { id } = scheduleOf(request);
      const events = allVisible(context, "events", request);
      const own = events.filter(({ schedule_ids }) => schedule_ids.includes(id));
      return listRecords(context, eventForm, own, request.query);
    });

    app.delete<IdRoute>(`${path}/flush`, async (request, reply) => {
      scheduleOf(request);
      return flush(context, findOwn(context, "schedules", request), reply);
    });
  }

  function flush({ switches }: Context, schedule: Schedule, reply: FastifyReply) {
    for (const event of eventsOf(store, schedule.id)) {
      if (switches.flushKeepsShared && event.schedule_ids.length > 1) {
        const others = event.schedule_ids.filter((id) => id !== schedule.id);
        store.update("events", event.id, { schedule_ids: others });
      } else store.remove("events", event.id);
    }
    return switches.flushAnswers204 ? reply.code(204).send() : {};
  }
}

/** Who is on call now; nobody where there is no schedule any more. */
export function currentOnCall(context: Context, schedule: Schedule | undefined) {
  if (schedule === undefined) return [];
  const running = occurrencesAt(context, schedule.id, context.store.clock());
  return running.map((occurrence) => serializeOccurrence(occurrence, context.switches));
}

interface Window {
  readonly start: number;
  readonly end: number;
}

/** Both edges are UTC: D:api/schedules. */
function windowOf({ store, switches }: Context, query: Query): Window | undefined {
  const edge = (name: "start" | "end") => {
    const text = permitScalar(query, name);
    return text === undefined ? undefined : readTime(text, "UTC", "utc");
  };
  const [start, end] = [edge("start"), edge("end")];
  if (start !== undefined && end !== undefined && start < end) return { start, end };
  switch (switches.openWindow) {
    case "empty":
      return undefined;
    case "next-day":
      return { start: store.clock(), end: store.clock() + DAY_MS };
    default:
      throw new Failure(422, [
        ...(start === undefined ? ["start can't be blank"] : []),
        ...(end === undefined ? ["end can't be blank"] : []),
        ...(start !== undefined && end !== undefined ? ["end must be after start"] : []),
      ]);
  }
}

function listOccurrences(context: Context, schedule: Schedule, window: Window | undefined) {
  const { switches } = context;
  const found =
    window === undefined ? [] : occurrencesBetween(context, schedule.id, window.start, window.end);
  const shown = found.map((occurrence) => {
    if (window === undefined || !switches.windowCutsOccurrences) return occurrence;
    const [start, end] = [Math.max(occurrence.start, window.start), Math.min(occurrence.end, window.end)];
    return { ...occurrence, start, end };
  });
  const data = shown.map((occurrence) => serializeOccurrence(occurrence, switches));
  return switches.windowEventsPaged ? { data, has_more: false, total_count: data.length } : data;
}

function assign(context: Context, request: FastifyRequest, stored: Schedule | undefined) {
  const failures: string[] = [];
  const name = requireText(failures, "name", permitScalar(paramsOf(request), "name"), stored?.name);
  checkName(context, request, failures, "schedules", name, stored);
  failIfAny(failures);
  return { name };
}

function serialize(schedule: Schedule) {
  return { ...serializeCommon(schedule), name: schedule.name };
}

function release({ store, switches }: Context, schedule: Schedule): void {
  const teams = store.all("teams").filter(({ schedule_id }) => schedule_id === schedule.id);
  if (teams.length === 0 || switches.deletionOfUsed === "dangling") return;
  if (switches.deletionOfUsed === "refused") throw new Failure(422, ["Schedule is used by a team"]);
  for (const { id, account_id, name } of teams) {
    store.update("teams", id, { schedule_id: createDefaultSchedule(store, account_id, name).id });
  }
}
