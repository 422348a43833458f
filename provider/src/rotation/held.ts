/** A rotation as PagerTree has it, in the form in which a program declares it. */
import { isEqual } from "es-toolkit";
import type { OnCallEvent } from "../on-call/event.ts";
import { dayOfWeek } from "../on-call/occurrences.ts";
import { wallClockText } from "../on-call/wall-clock.ts";
import { hour, zoneClock } from "../on-call/zone-clock.ts";
import { ianaZoneOf, isSameZone } from "../on-call/zone-names.ts";
import { beginningWith, declaredEvents, turned } from "./declared-events.ts";
import { normaliseRotation, type RotationInputs } from "./inputs.ts";
import { lastDayOf, wallLength } from "./same-event.ts";
import { daysOfWeek } from "./words.ts";

/** An event of a rotation as the state knows it. */
export interface EventState {
  /** ULID. */
  readonly id: string;
  /** When its first shift begins, ISO 8601 in UTC. */
  readonly startTime: string;
  /** The people in the order of its shifts, ULIDs. */
  readonly accountUserIds: readonly string[];
}

/** What the stack last knew of a rotation, besides its inputs. */
export interface RotationState {
  readonly scheduleId?: string;
  readonly events?: readonly EventState[];
  readonly passingEventIds?: readonly string[];
  readonly accountId?: string;
}

/** The inputs of a rotation, and what the stack knows besides. */
export type HeldRotation = RotationInputs & RotationState;

/** An event as the state keeps it. */
export function toEventState({ id, startsAt, accountUserIds }: OnCallEvent): EventState {
  return { id, startTime: new Date(startsAt).toISOString(), accountUserIds };
}

/** The events as they were when the stack last wrote or read them. */
export function expectedEvents(inputs: RotationInputs, states: readonly EventState[]): OnCallEvent[] {
  return declaredEvents(inputs).flatMap((event, index) => {
    const state = states[index];
    return state === undefined
      ? []
      : [{ ...beginningWith(event, Date.parse(state.startTime), state.accountUserIds), id: state.id }];
  });
}

/** The inputs that would declare a rotation of which the stack knows nothing. */
export function inputsOf(events: readonly OnCallEvent[], teamId: string): RotationInputs {
  const [first] = events.toSorted((one, other) => one.startsAt - other.startsAt);
  if (first === undefined) {
    throw new RangeError("A rotation has an event.");
  }
  const { repeats } = first;
  const days = repeats?.daysOfWeek.flatMap((index) => daysOfWeek[index] ?? []) ?? [];
  const lastDay = lastDayOf(first);
  const isOfWeeks = events.length > 1;
  return normaliseRotation({
    teamId,
    layer: first.layer,
    accountUserIds: [...first.accountUserIds],
    timeZone: first.timeZone,
    firstHandOff: startText(first),
    frequency: repeats?.frequency ?? 1,
    frequencyUnit: isOfWeeks ? "daily" : (repeats?.unit ?? "daily"),
    shiftHours: wallLength(first) / hour,
    daysOfWeek: isOfWeeks ? events.flatMap((event) => dayNameOf(event)) : days,
    turn: isOfWeeks ? "week" : "shift",
    ...(lastDay !== undefined && { lastDay }),
  });
}

/**
 * The inputs as PagerTree has them: what differs from what the stack knows is as it is there, and all else as the
 * program has it.
 *
 * @param expected - The events as the stack knows them.
 * @param seen - Those of them that are there.
 */
export function seenInputs(
  known: RotationInputs,
  expected: readonly OnCallEvent[],
  seen: readonly OnCallEvent[],
): RotationInputs {
  const pairs = seen.flatMap((event) => {
    const before = expected.find(({ id }) => id === event.id);
    return before === undefined ? [] : [{ before, event }];
  });
  const differing = <Value>(of: (event: OnCallEvent) => Value) =>
    pairs.find(({ before, event }) => !isEqual(of(before), of(event)))?.event;

  const layer = differing((event) => event.layer)?.layer;
  const zone = pairs.find(({ before, event }) => !isSameZone(before.timeZone, event.timeZone))?.event
    .timeZone;
  const moved = differing(({ startsAt }) => startsAt);
  // By default a shift is as long as the period, which may be another one now.
  const resized = differing(wallLength) ?? differing(({ repeats }) => [repeats?.frequency, repeats?.unit]);
  const ended = pairs.find(({ before, event }) => lastDayOf(before) !== lastDayOf(event));
  const lastDay = ended === undefined ? known.lastDay : lastDayOf(ended.event);
  return normaliseRotation({
    ...known,
    ...(layer !== undefined && { layer }),
    ...(zone !== undefined && { timeZone: ianaZoneOf(zone) ?? zone }),
    ...(moved !== undefined && { firstHandOff: startText(moved) }),
    ...(resized !== undefined && { shiftHours: wallLength(resized) / hour }),
    ...seenPeople(known, pairs),
    ...seenRule(known, pairs, expected.length),
    lastDay,
  });
}

interface Pair {
  readonly before: OnCallEvent;
  readonly event: OnCallEvent;
}

/** The people in the order in which the program has them, which need not begin with the first one of the series. */
function seenPeople(known: RotationInputs, pairs: readonly Pair[]): Pick<RotationInputs, "accountUserIds"> {
  const changed = pairs.find(({ before, event }) => !isEqual(before.accountUserIds, event.accountUserIds));
  if (changed === undefined) {
    return { accountUserIds: known.accountUserIds };
  }
  const people = changed.event.accountUserIds;
  const first = known.accountUserIds.find((person) => people.includes(person));
  return { accountUserIds: turned(people, first === undefined ? 0 : people.indexOf(first)) };
}

function seenRule(known: RotationInputs, pairs: readonly Pair[], count: number): Partial<RotationInputs> {
  const changed = pairs.find(({ before, event }) => {
    const { exceptions: _one, lastStart: _end, ...rule } = before.repeats ?? emptyRule;
    const { exceptions: _other, lastStart: _last, ...seen } = event.repeats ?? emptyRule;
    return !isEqual(rule, seen);
  })?.event;
  const remaining = pairs.length < count ? pairs.flatMap(({ event }) => dayNameOf(event)) : known.daysOfWeek;
  if (changed === undefined) {
    return { daysOfWeek: remaining };
  }
  const { repeats } = changed;
  // What a rotation cannot be is told in the words that come nearest; the program's are another.
  const days = repeats?.daysOfWeek.flatMap((index) => daysOfWeek[index] ?? []);
  return {
    frequency: repeats?.frequency ?? 1,
    frequencyUnit: repeats?.unit ?? ("once" as RotationInputs["frequencyUnit"]),
    daysOfWeek: known.turn === "week" ? remaining : days,
    ...(repeats?.rotates === false && { turn: "together" as RotationInputs["turn"] }),
  };
}

const emptyRule = { exceptions: [], lastStart: undefined };

function startText({ startsAt, timeZone }: OnCallEvent): string {
  return wallClockText(zoneClock(timeZone).wallAt(startsAt));
}

function dayNameOf({ startsAt, timeZone }: OnCallEvent) {
  const name = daysOfWeek[dayOfWeek(zoneClock(timeZone).wallAt(startsAt))];
  return name === undefined ? [] : [name];
}
