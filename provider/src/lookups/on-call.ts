/** Who is on call, layer by layer, as lookups give it. It loads the sums of on-call time, so programs import it lazily. */
import { groupBy, sortBy, uniq } from "es-toolkit";
import { Temporal } from "temporal-polyfill";
import type { OccurrenceWire } from "../api/on-call-wire.ts";
import type { TeamWire } from "../api/wire.ts";
import { LookupError, NotFoundError } from "../common/errors.ts";
import { nearest } from "../common/nearest.ts";
import { cut, plainText } from "../common/plain-text.ts";
import { layersOf } from "../on-call/coverage.ts";
import { occurrencesOf } from "../on-call/occurrences.ts";
import { readEvent, readTime } from "../on-call/read-event.ts";
import type { Span } from "../on-call/spans.ts";
import { day } from "../on-call/zone-clock.ts";
import { personOf } from "./account-user.ts";
import { findOne, type LookupSource, type Search } from "./find-one.ts";
import { scheduleLookup } from "./schedule.ts";
import { teamLookup } from "./team.ts";

/** Somebody's time on call. */
export interface OnCallShift {
  /** The ULID of the account user. */
  accountUserId: string;
  /** The full name; undefined if PagerTree does not list the person. */
  name: string | undefined;
  /** The primary e-mail address, else the first. */
  email: string | undefined;
  /** When the shift begins, ISO 8601 in UTC. */
  from: string;
  /** When it ends, exclusive, ISO 8601 in UTC. */
  to: string;
}

/** A layer of an escalation policy, and who is on call on it. */
export interface OnCallLayer {
  /** Its number, from 1. */
  layer: number;
  /** Every shift that overlaps that time, in full and in order; none if nobody is on call. */
  shifts: OnCallShift[];
}

/** Who is on call. */
export interface GetOnCallResult {
  /** The ULID of the team; undefined if a schedule was asked for. */
  teamId: string | undefined;
  /** The ULID of the schedule. */
  scheduleId: string;
  /**
   * Where the answer comes from. For now, PagerTree itself answers; for any other time, the answer is computed from the
   * events of the schedule, as in `npx pulumi-pagertree coverage`.
   */
  source: "pagertree" | "events";
  /**
   * Each layer of the team's escalation policy, since nobody is paged on others. For a schedule, which several teams
   * may share, each layer on which somebody is on call.
   */
  layers: OnCallLayer[];
}

/** The arguments, and what each takes. */
const takes = {
  teamName: "the exact name of a team",
  teamId: "the id of a team",
  scheduleId: "the id of a schedule",
  at: "a time, such as 2026-11-02T09:00:00-05:00",
  from: "a time, such as 2026-11-02T09:00:00-05:00",
  to: "a time, such as 2026-11-02T09:00:00-05:00",
} as const;
type Argument = keyof typeof takes;

const argumentNames = Object.keys(takes) as Argument[];
const choices = "{ teamName }, { teamId } or { scheduleId }";

/** A longer span has more shifts than a program has a use for. */
const mostDays = 366;

const teamSearch: Search<"teams"> = {
  ...teamLookup,
  caller: "getOnCall",
  matches: { teamName: (team, wanted) => team.name === wanted },
  idArgument: "teamId",
};
const scheduleSearch: Search<"schedules"> = {
  ...scheduleLookup,
  caller: "getOnCall",
  matches: {},
  idArgument: "scheduleId",
};

/** A shift before it is known whose name belongs to an id. */
interface IdShift extends Span {
  readonly layer: number;
  readonly accountUserId: string;
}

/**
 * Who is on call on each layer.
 *
 * @throws LookupError if the arguments are none, or name nothing that is there
 */
export async function findOnCall(args: object, source: LookupSource): Promise<GetOnCallResult> {
  const given = checkArguments(args);
  const span = spanOf(given);
  const { teamName, teamId, scheduleId } = given;
  const team = scheduleId === undefined ? await findOne(teamSearch, { teamName, teamId }, source) : undefined;
  const id =
    team === undefined ? (await findOne(scheduleSearch, { scheduleId }, source)).id : scheduleOf(team);
  const ofPolicy = team && (await policyLayers(team, source));
  // This moment is PagerTree's to tell: by its own clock, and by whatever it does that is not documented, these are the
  // people whom it pages. Of other times it could be asked too (`window_events`), but the documentation leaves open whether
  // such an answer is cut at the edges and whether it comes in pages: the events are sure, and give just what a preview's
  // warnings and the command `coverage` say.
  const shifts =
    span === undefined ? shiftsNow(await source.onCallNow(id)) : await shiftsIn(span, id, source);
  const numbers = (ofPolicy ?? uniq(shifts.map(({ layer }) => layer))).toSorted((one, other) => one - other);
  const byLayer = groupBy(await withPeople(shifts, source), ({ layer }) => layer);
  return {
    teamId: team?.id,
    scheduleId: id,
    source: span === undefined ? "pagertree" : "events",
    layers: numbers.map((layer) => ({ layer, shifts: (byLayer[layer] ?? []).map(({ shift }) => shift) })),
  };
}

/** The arguments that are given, checked: a program in JavaScript may pass anything. */
function checkArguments(args: object): Partial<Record<Argument, string>> {
  const given: Partial<Record<Argument, string>> = {};
  for (const [name, value] of Object.entries(args ?? {})) {
    const argument = argumentNames.find((each) => each === name);
    if (argument === undefined) {
      const guess = nearest(name, argumentNames);
      throw new LookupError(
        `getOnCall: it takes no ${cut(plainText(name), 60)}.`,
        guess === undefined ? `It takes ${argumentNames.join(", ")}.` : `Did you mean ${guess}?`,
      );
    }
    if (value !== undefined && (typeof value !== "string" || value.trim() === "")) {
      throw new LookupError(
        `getOnCall: ${name} must be a text that is not blank.`,
        `It is ${takes[argument]}.`,
      );
    }
    if (value !== undefined) {
      given[argument] = value;
    }
  }
  const { teamName, teamId, scheduleId, at, from, to } = given;
  if ([teamName, teamId, scheduleId].filter((each) => each !== undefined).length !== 1) {
    throw new LookupError(`getOnCall: it takes exactly one of ${choices}.`, "Give one of them.");
  }
  if ((from === undefined) !== (to === undefined) || (at !== undefined && from !== undefined)) {
    throw new LookupError(
      "getOnCall: it takes a time as { at }, a span as { from, to }, or neither for now.",
      "Correct the arguments.",
    );
  }
  return given;
}

/** What is asked about; undefined for this moment. */
function spanOf({ at, from, to }: Partial<Record<Argument, string>>): Span | undefined {
  if (at !== undefined) {
    const instant = instantOf("at", at);
    return { from: instant, to: instant + 1 };
  }
  if (from === undefined || to === undefined) {
    return undefined;
  }
  const span = { from: instantOf("from", from), to: instantOf("to", to) };
  if (span.to <= span.from || span.to - span.from > mostDays * day) {
    throw new LookupError(
      `getOnCall: to must be after from, by at most ${mostDays} days.`,
      "Correct the span.",
    );
  }
  return span;
}

function instantOf(argument: Argument, text: string): number {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    throw new LookupError(
      `getOnCall: ${argument} must be a time with its offset from UTC.`,
      `It is ${takes[argument]}, or 2026-11-02T14:00:00Z.`,
    );
  }
}

function scheduleOf(team: TeamWire): string {
  if (!team.schedule_id) {
    throw new LookupError(
      `getOnCall: team ${team.prefix_id} has no schedule.`,
      "Give the team a schedule in PagerTree.",
    );
  }
  return team.schedule_id;
}

/** The layers of the team's policy; undefined if it has none that is there. */
async function policyLayers(
  { escalation_policy_id: policyId }: TeamWire,
  source: LookupSource,
): Promise<number[] | undefined> {
  try {
    return policyId ? layersOf(await source.read("escalationPolicies", policyId)) : undefined;
  } catch (error) {
    if (error instanceof NotFoundError) {
      return undefined;
    }
    throw error;
  }
}

function shiftsNow(rows: readonly OccurrenceWire[]): IdShift[] {
  return rows.flatMap(({ layer, start_time: start, end_time: end, time_zone: timeZone, attendees }) => {
    const [from, to] = [start, end].map((time) => readTime(time, timeZone || "UTC"));
    return from === undefined || to === undefined
      ? []
      : attendees.map(({ attendee_id: accountUserId }) => ({ layer, accountUserId, from, to }));
  });
}

async function shiftsIn(span: Span, scheduleId: string, source: LookupSource): Promise<IdShift[]> {
  const rows = await source.eventsOf(scheduleId);
  return rows.flatMap((row) => {
    const event = readEvent(row);
    if (event === undefined) {
      // Without it the answer would be wrong without a word.
      throw new LookupError(
        `getOnCall: event ${row.prefix_id} is in the time zone "${cut(plainText(row.time_zone), 60)}", which is not known.`,
        "Correct the event in PagerTree.",
      );
    }
    return occurrencesOf(event, span.from, span.to).flatMap(({ startsAt, endsAt, accountUserIds }) =>
      accountUserIds.map((accountUserId) => ({
        layer: event.layer,
        accountUserId,
        from: startsAt,
        to: endsAt,
      })),
    );
  });
}

/** The shifts in order, with the names of the people. */
async function withPeople(
  shifts: readonly IdShift[],
  source: LookupSource,
): Promise<{ layer: number; shift: OnCallShift }[]> {
  const list = shifts.length === 0 ? [] : await source.list("accountUsers").rows;
  const people = new Map(list.map((row) => [row.id, personOf(row)]));
  const text = (instant: number) => new Date(instant).toISOString();
  const named = shifts.map(({ layer, accountUserId, from, to }) => {
    const { name, email } = people.get(accountUserId) ?? {};
    return { layer, shift: { accountUserId, name, email, from: text(from), to: text(to) } };
  });
  return sortBy(named, [({ shift }) => shift.from, ({ shift }) => shift.to, ({ shift }) => shift.name ?? ""]);
}
