/** What PagerTree would do to a rotation that nobody means: each is refused, with what to write instead. */
import type { Failure } from "../common/failure.ts";
import type { Occurrence, OnCallEvent } from "../on-call/event.ts";
import { dayOfWeek, nextOccurrence, occurrencesOf } from "../on-call/occurrences.ts";
import { readDate, readWallClock, shownTime, wallClockText } from "../on-call/wall-clock.ts";
import { type ClockChange, day, hour, type ZoneClock, zoneClock } from "../on-call/zone-clock.ts";
import { declaredEvents, isContinuous, isPlainTemplate, shiftLength } from "./declared-events.ts";
import { periodHours, type RotationInputs } from "./inputs.ts";
import { daysOfWeek } from "./words.ts";

/** How far ahead changes of the clock are looked at. */
const ahead = 6 * 365 * day;

/**
 * Every reason why PagerTree would not do what the inputs say, each on its path. The inputs have passed their schema
 * and are known.
 */
export function findTraps(inputs: RotationInputs): Failure[] {
  const combinations = [
    ...daysTraps(inputs),
    ...lengthTraps(inputs),
    ...monthTraps(inputs),
    ...endTraps(inputs),
  ];
  return combinations.length > 0 ? combinations : clockTraps(inputs);
}

/** Days of the week count for daily events alone, and PagerTree's engine fails at every so-many-th day of them. */
function daysTraps(inputs: RotationInputs): Failure[] {
  const { daysOfWeek: days, frequency, frequencyUnit, turn } = inputs;
  const isEachDay = frequencyUnit === "daily" && frequency === 1;
  if (turn === "week" && !isEachDay) {
    const reason =
      'can be "week" only for shifts of each day: set frequencyUnit to "daily" and leave frequency out';
    return [{ path: ["turn"], reason }];
  }
  if (days === undefined) {
    return [];
  }
  if (!isEachDay) {
    const reason =
      'works only with frequencyUnit "daily" and frequency 1; for a shift on one day of each week, leave it out: the day is that of firstHandOff';
    return [{ path: ["daysOfWeek"], reason }];
  }
  const first = daysOfWeek[dayOfWeek(readWallClock(inputs.firstHandOff) ?? 0)];
  return first === undefined || days.includes(first)
    ? []
    : [{ path: ["firstHandOff"], reason: `is a ${titled(first)}, which daysOfWeek leaves out` }];
}

function lengthTraps(inputs: RotationInputs): Failure[] {
  const { shiftHours } = inputs;
  const period = periodHours(inputs);
  if (period === undefined && shiftHours === undefined) {
    const reason =
      "is needed: months and years differ in length, and the shifts of PagerTree's events do not";
    return [{ path: ["shiftHours"], reason }];
  }
  const shortest = period ?? (inputs.frequencyUnit === "monthly" ? 28 * 24 : 365 * 24) * inputs.frequency;
  if ((shiftHours ?? 0) > shortest) {
    const reason = `must be at most ${shortest}: the next shift begins by then, and two people would be on call`;
    return [{ path: ["shiftHours"], reason }];
  }
  return [];
}

/** PagerTree does not say whether a month without the day is left out. */
function monthTraps({ firstHandOff, frequencyUnit }: RotationInputs): Failure[] {
  const date = firstHandOff.slice(5, 10);
  const isLate = frequencyUnit === "monthly" && Number(date.slice(3)) > 28;
  const isLeapDay = frequencyUnit === "yearly" && date === "02-29";
  const reason = isLate
    ? "must be on one of the first 28 days of a month: not every month has the others"
    : "must not be on the 29th of February: not every year has it";
  return isLate || isLeapDay ? [{ path: ["firstHandOff"], reason }] : [];
}

function endTraps({ firstHandOff, lastDay }: RotationInputs): Failure[] {
  const first = readDate(firstHandOff.slice(0, 10)) ?? 0;
  return lastDay === undefined || (readDate(lastDay) ?? 0) >= first
    ? []
    : [{ path: ["lastDay"], reason: "must not be before firstHandOff" }];
}

/** What the zone's clock does to the shifts when it is set forward or back. */
function clockTraps(inputs: RotationInputs): Failure[] {
  const events = declaredEvents(inputs);
  const [leader] = events;
  const clock = zoneClock(inputs.timeZone);
  if (leader === undefined) {
    return [];
  }
  const first = firstHandOffTrap(inputs, clock);
  if (first !== undefined) {
    return [{ path: ["firstHandOff"], reason: first }];
  }
  const changes = clock.changesBetween(leader.startsAt, leader.startsAt + ahead);
  const [nextChange] = changes;
  if (inputs.frequencyUnit === "hourly") {
    return nextChange === undefined || !isContinuous(inputs) ? [] : [hourlyTrap(inputs, nextChange)];
  }
  const unclear = events.flatMap((event) => unclearHandOffs(event, inputs, changes, clock)).at(0);
  if (unclear !== undefined) {
    return [unclear];
  }
  const bad = events.find((event) => !isPlainTemplate(event));
  return bad === undefined ? [] : [{ path: ["firstHandOff"], reason: templateTrap(bad, inputs, clock) }];
}

function firstHandOffTrap({ firstHandOff, timeZone }: RotationInputs, clock: ZoneClock): string | undefined {
  const wall = readWallClock(firstHandOff) ?? 0;
  const instants = clock.instantsAt(wall);
  if (instants.length > 1) {
    return `is shown twice by the clocks of ${timeZone} on that day, which are set back: begin at another time of day`;
  }
  return clock.wallAt(instants[0]) === wall
    ? undefined
    : `is skipped by the clocks of ${timeZone} on that day, which are set forward: begin at another time of day`;
}

function hourlyTrap({ timeZone, frequency }: RotationInputs, change: ClockChange): Failure {
  const when = shownTime(change.at, timeZone);
  const fault = change.isRepeated ? "two people are on call for a while" : "nobody is on call for a while";
  const instead =
    24 % frequency === 0
      ? 'use "daily" rotations, one for each shift of a day'
      : "use daily or weekly shifts";
  const reason = `cannot be "hourly" in ${timeZone} for shifts without a break: when its clocks change, next on ${when}, ${fault}; ${instead}, or timeZone "UTC"`;
  return { path: ["frequencyUnit"], reason };
}

/** A shift that begins or ends at a time of day which the clock skips or shows twice, on a day on which it does. */
function unclearHandOffs(
  event: OnCallEvent,
  inputs: RotationInputs,
  changes: readonly ClockChange[],
  clock: ZoneClock,
): Failure[] {
  const start = readWallClock(inputs.firstHandOff) ?? 0;
  const timeOfDay = (wall: number) => ((wall % day) + day) % day;
  const [begins, ends] = [timeOfDay(start), timeOfDay(start + shiftLength(inputs))];
  return changes.flatMap((change) => {
    const { at, from, to, isRepeated } = change;
    const isIn = (time: number) => timeOfDay(time - from) < to - from;
    const shifts = isIn(begins) || isIn(ends) ? occurrencesOf(event, at - hour, at + 3 * hour) : [];
    const beginsThere = shifts.some((shift) => isIn(begins) && isNear(shift.startsAt, at));
    const endsThere = shifts.some((shift) => isIn(ends) && isNear(plainEnd(shift, inputs, clock), at));
    if (!beginsThere && !endsThere) {
      return [];
    }
    const verb = isRepeated ? "show twice" : "skip";
    const edge = beginsThere ? "begin" : "end";
    const fault =
      isRepeated && beginsThere
        ? ", which makes two shifts of one"
        : ", which leaves an hour too many or too few";
    const reason = `makes a shift ${edge} at ${wallClockText(beginsThere ? begins : ends).slice(11)}, an hour that the clocks of ${inputs.timeZone} ${verb} on ${shownTime(at, inputs.timeZone).slice(0, -6)}${fault}: hand off at another time of day`;
    return [{ path: [beginsThere || isContinuous(inputs) ? "firstHandOff" : "shiftHours"], reason }];
  });
}

function isNear(instant: number, at: number): boolean {
  return Math.abs(instant - at) <= 2 * hour;
}

/** When a shift ends if its clock on the wall is taken by its word. */
function plainEnd({ startsAt }: Occurrence, inputs: RotationInputs, clock: ZoneClock): number {
  return clock.instantAt(clock.wallAt(startsAt) + shiftLength(inputs));
}

function templateTrap(event: OnCallEvent, inputs: RotationInputs, clock: ZoneClock): string {
  const { timeZone } = inputs;
  const [change] = clock.changesBetween(event.startsAt, event.endsAt);
  const when = change === undefined ? "" : ` on ${shownTime(change.at, timeZone)}`;
  const effect =
    change?.isRepeated === true
      ? "end an hour late, with two people on call"
      : "end an hour early, with nobody on call";
  const better = betterStart(event);
  const hint =
    better === undefined
      ? "make the shifts shorter, since every one of them spans a change"
      : `begin at ${wallClockText(clock.wallAt(better.startsAt))}, with the people in the order of that time`;
  return `begins with a shift in which the clocks of ${timeZone} change${when}; PagerTree makes every shift as long as the first one, so each would ${effect}: ${hint}`;
}

/** The next shift of a series in which clocks do not change. */
function betterStart(event: OnCallEvent): Occurrence | undefined {
  let shift = nextOccurrence(event, event.startsAt + 1);
  for (let looked = 0; looked < 60 && shift !== undefined; looked += 1) {
    if (isPlainTemplate({ ...event, startsAt: shift.startsAt, endsAt: shift.endsAt })) {
      return shift;
    }
    shift = nextOccurrence(event, shift.startsAt + 1);
  }
  return undefined;
}

function titled(name: string): string {
  return name.replace(/^./, (letter) => letter.toUpperCase());
}
