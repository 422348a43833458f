/**
 * What becomes of the events of a rotation when it is made or changed. The present shift stays, and so does all that was
 * before it: the running series ends at a hand-off, and a new one begins there.
 */
import { maxBy } from "es-toolkit";
import type { Occurrence, OnCallEvent } from "../on-call/event.ts";
import { nextOccurrence, occurrencesOf } from "../on-call/occurrences.ts";
import { day, minute, zoneClock } from "../on-call/zone-clock.ts";
import { beginningWith, declaredEvents, isContinuous, isPlainTemplate, turned } from "./declared-events.ts";
import type { RotationInputs } from "./inputs.ts";

/** What is to be written. */
export interface Plan {
  /** When the first turn of the new series begins. */
  readonly from: number;
  /** The series that the rotation is from then on; the first one has the first shift. */
  readonly makes: readonly OnCallEvent[];
  /** Events that take place once: from the end of the last shift of before to the beginning of the first new one. */
  readonly bridges: readonly OnCallEvent[];
  /** The series of before: each ends with its last shift before this instant. */
  readonly ends: readonly Ending[];
}

/** The end of a series. */
export interface Ending {
  readonly event: OnCallEvent;
  /** No shift of it begins at this instant or later. */
  readonly before: number;
}

/** The shifts that may become the first ones of a new series are looked for so far. */
const mostCandidates = 60;
/** A series begins no longer before now. */
const longestPast = 400 * day;
/** What has no shift within this time has none any more: a year, and a shift of the longest. */
const longestBreak = 400 * day;

/** Whether an event has a shift that is running, or to come. */
export function hasShiftsToCome(event: OnCallEvent, now: number): boolean {
  return occurrencesOf(event, now, now + longestBreak).length > 0;
}

/** A rotation that is made: it begins with its first shift, or with the present one if that is later. */
export function planCreation(inputs: RotationInputs, now: number): Plan {
  const declared = declaredEvents(inputs);
  const [leader] = declared;
  if (leader === undefined) {
    return { from: now, makes: [], bridges: [], ends: [] };
  }
  const past = occurrencesOf(leader, Math.max(leader.startsAt, now - longestPast), now + 1)
    .filter(({ startsAt }) => startsAt <= now)
    .reverse();
  const first = past.find(({ startsAt, turn }) => isPlain(declared, startsAt, turn));
  if (first === undefined || first.turn === 0) {
    return { from: leader.startsAt, makes: declared, bridges: [], ends: [] };
  }
  const people = turned(inputs.accountUserIds, first.turn);
  return {
    from: first.startsAt,
    makes: seriesFrom(declared, first.startsAt, first.turn, people),
    bridges: [],
    ends: [],
  };
}

/**
 * A rotation that is changed.
 *
 * @param old - Its series, as PagerTree has them; one at least.
 * @param passing - What else of it still has shifts to come: series that have been ended, and events between two series.
 */
export function planChange(
  old: readonly OnCallEvent[],
  passing: readonly OnCallEvent[],
  inputs: RotationInputs,
  now: number,
): Plan {
  const declared = declaredEvents(inputs);
  const oldLeader = old.toSorted((one, other) => one.startsAt - other.startsAt)[0];
  const leader = declared[0];
  if (oldLeader === undefined || leader === undefined) {
    return planCreation(inputs, now);
  }
  if (inputs.restartAtOnce) {
    return planRestart(old, passing, inputs, now);
  }
  const handOffs = handOffsFrom(oldLeader, now, leader.startsAt);
  if (handOffs.length === 0) {
    const plan = planCreation(inputs, now);
    return { ...plan, ends: passing.map((event) => ({ event, before: plan.from })) };
  }
  const chosen = chooseHandOff(handOffs, declared, inputs);
  const isFirst = chosen.to.startsAt === leader.startsAt && leader.startsAt > now;
  const people = isFirst
    ? inputs.accountUserIds
    : turned(inputs.accountUserIds, nextInOrder(oldLeader, passing, chosen.from, inputs.accountUserIds));
  const makes = seriesFrom(declared, chosen.to.startsAt, chosen.to.turn, people);
  const between = isContinuous(inputs) ? bridge(chosen.from.startsAt, chosen.to.startsAt, makes[0]) : [];
  return {
    from: chosen.from.startsAt,
    makes,
    bridges: between,
    ends: [...old, ...passing].map((event) => ({ event, before: chosen.from.startsAt })),
  };
}

/** The whole rotation begins anew, as it is written down; the present shift ends now. */
function planRestart(
  old: readonly OnCallEvent[],
  passing: readonly OnCallEvent[],
  inputs: RotationInputs,
  now: number,
): Plan {
  const declared = declaredEvents(inputs);
  const [leader] = declared;
  const at = Math.ceil(now / minute) * minute;
  const { ends, remains } = cutOff([...old, ...passing], at);
  if (leader === undefined || leader.startsAt > at) {
    return { from: at, makes: declared, bridges: remains, ends };
  }
  const next = startsFrom(leader, at).find(({ startsAt, turn }) => isPlain(declared, startsAt, turn));
  const until = next?.startsAt ?? at;
  const bridges = declared
    .flatMap((event) => occurrencesOf(event, at, until))
    .filter(({ startsAt }) => startsAt < until)
    .flatMap((shift) => once(shift.event, Math.max(shift.startsAt, at), shift.endsAt, shift.accountUserIds));
  const makes =
    next === undefined
      ? []
      : seriesFrom(declared, next.startsAt, next.turn, turned(inputs.accountUserIds, next.turn));
  return { from: at, makes, bridges: [...remains, ...bridges], ends };
}

/** Ends events at once: of a shift that is running, the part that has passed remains as an event of its own. */
export function cutOff(
  events: readonly OnCallEvent[],
  at: number,
): { readonly ends: Ending[]; readonly remains: OnCallEvent[] } {
  const running = events.map((event) => occurrencesOf(event, at, at + 1).at(0));
  return {
    ends: events.map((event, index) => ({ event, before: running[index]?.startsAt ?? at })),
    remains: running.flatMap((shift) =>
      shift === undefined ? [] : once(shift.event, shift.startsAt, at, shift.accountUserIds),
    ),
  };
}

/** A hand-off of the old series, and the one of the new series that follows it. */
interface HandOff {
  readonly from: Occurrence;
  readonly to: Occurrence;
}

/**
 * The hand-offs of the old series at which it could end, the end of its last shift among them; none if it is over. If
 * the new rotation is to begin later than now, the old one ends at the last one before that.
 */
function handOffsFrom(oldLeader: OnCallEvent, now: number, firstHandOff: number): Occurrence[] {
  const before = occurrencesOf(oldLeader, now, firstHandOff + 1).findLast(({ startsAt }) => startsAt > now);
  const coming = startsFrom(oldLeader, before?.startsAt ?? now + 1);
  const last = occurrencesOf(oldLeader, now, now + 1).at(-1);
  return coming.length === 0 && last !== undefined
    ? [{ ...last, startsAt: last.endsAt, turn: last.turn + 1 }]
    : coming;
}

/** The next hand-off at which both agree; where they never do, the next one after which the new series can begin. */
function chooseHandOff(
  handOffs: readonly Occurrence[],
  declared: readonly OnCallEvent[],
  inputs: RotationInputs,
): HandOff {
  const [leader] = declared;
  const choices = handOffs.flatMap((from): HandOff[] => {
    const to = leader && nextOccurrence(withoutEnd(leader), from.startsAt);
    return to === undefined ? [] : [{ from, to }];
  });
  const possible = choices.filter(
    ({ from, to }) =>
      isPlain(declared, to.startsAt, to.turn) &&
      (!isContinuous(inputs) || hasNoClockChange(inputs.timeZone, from.startsAt, to.startsAt)),
  );
  const chosen = possible.find(({ from, to }) => from.startsAt === to.startsAt) ?? possible[0] ?? choices[0];
  if (chosen === undefined) {
    throw new RangeError("A series has no hand-off.");
  }
  return chosen;
}

/**
 * Who of the new order follows: the one after who has the last shift of before or, if that person is not in it any more,
 * the first one of the old order who still is. A series that has not begun yet follows the one that is passing.
 */
function nextInOrder(
  old: OnCallEvent,
  passing: readonly OnCallEvent[],
  handOff: Occurrence,
  people: readonly string[],
): number {
  const waiting = turned(old.accountUserIds, handOff.turn);
  const last = handOff.turn === 0 ? lastOnCall(passing, handOff.startsAt) : waiting.at(-1);
  if (last !== undefined && people.includes(last)) {
    return people.indexOf(last) + 1;
  }
  const next = waiting.find((person) => people.includes(person));
  return next === undefined ? 0 : people.indexOf(next);
}

/** Who has the last shift of a series before an instant; events that take place once only fill a gap between two. */
function lastOnCall(passing: readonly OnCallEvent[], before: number): string | undefined {
  const shifts = passing
    .filter(({ repeats }) => repeats?.rotates)
    .flatMap((event) => occurrencesOf(event, before - 14 * day, before));
  return maxBy(shifts, ({ startsAt }) => startsAt)?.accountUserIds[0];
}

/** The series of a rotation from one turn of its first one on; the others have their shift of the same turn. */
function seriesFrom(
  declared: readonly OnCallEvent[],
  startsAt: number,
  turn: number,
  people: readonly string[],
): OnCallEvent[] {
  return declared.map((event, index) =>
    beginningWith(event, index === 0 ? startsAt : startOfTurn(event, startsAt, turn), people),
  );
}

/** The series may have its last shift before that turn: then it begins after its end, and has no shift at all. */
function startOfTurn(event: OnCallEvent, from: number, turn: number): number {
  const shifts = occurrencesOf(withoutEnd(event), from, from + 14 * day);
  return shifts.find((shift) => shift.turn === turn)?.startsAt ?? event.startsAt;
}

function withoutEnd(event: OnCallEvent): OnCallEvent {
  return event.repeats === undefined
    ? event
    : { ...event, repeats: { ...event.repeats, lastStart: undefined } };
}

function isPlain(declared: readonly OnCallEvent[], startsAt: number, turn: number): boolean {
  return seriesFrom(declared, startsAt, turn, []).every(isPlainTemplate);
}

function startsFrom(event: OnCallEvent, from: number): Occurrence[] {
  const found: Occurrence[] = [];
  for (let next = nextOccurrence(event, from); next !== undefined && found.length < mostCandidates; ) {
    found.push(next);
    next = nextOccurrence(event, next.startsAt + 1);
  }
  return found;
}

function hasNoClockChange(timeZone: string, from: number, to: number): boolean {
  const clock = zoneClock(timeZone);
  return clock.offsetAt(from) === clock.offsetAt(to);
}

/** The first person of a series begins early. */
function bridge(from: number, to: number, series: OnCallEvent | undefined): OnCallEvent[] {
  return series === undefined ? [] : once(series, from, to, series.accountUserIds.slice(0, 1));
}

function once(
  { layer, timeZone }: OnCallEvent,
  startsAt: number,
  endsAt: number,
  accountUserIds: readonly string[],
): OnCallEvent[] {
  return startsAt < endsAt ? [{ id: "", layer, timeZone, startsAt, endsAt, accountUserIds }] : [];
}
