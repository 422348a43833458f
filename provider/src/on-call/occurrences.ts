/**
 * The shifts of an event, as PagerTree computes them. Its rule is not that of RFC 5545: months' ends are not left out,
 * starts that the clock skips are moved, and starts in a repeated hour take place twice. It is that of PagerTree's fork
 * of the gem ice_cube, https://github.com/PagerTree/ice_cube.
 */
import { type Occurrence, type OnCallEvent, type Repeats, withoutExceptions } from "./event.ts";
import { day, hour, type ZoneClock, zoneClock } from "./zone-clock.ts";

/** Shifts of one event in a span. */
const mostOccurrences = 100_000;

/**
 * The shifts of an event that overlap a span, in the order of time.
 *
 * @param from - The span's first instant.
 * @param to - The first instant after the span.
 */
export function occurrencesOf(event: OnCallEvent, from: number, to: number): Occurrence[] {
  const { repeats } = event;
  if (repeats === undefined) {
    const { startsAt, endsAt, accountUserIds } = event;
    const overlaps = startsAt < to && endsAt > from;
    return overlaps ? [{ event, startsAt, endsAt, accountUserIds, turn: 0 }] : [];
  }
  const clock = zoneClock(event.timeZone);
  const length = event.endsAt - event.startsAt;
  const exceptions = new Set(repeats.exceptions);
  const last = Math.min(to - 1, repeats.lastStart ?? Number.POSITIVE_INFINITY);
  const occurrences: Occurrence[] = [];
  // A shift of a week with a change of the clock is so much longer.
  const earliest = from - length - day;
  const visit = (startsAt: number, turn: number) => {
    const endsAt = endOf(startsAt, length, clock);
    if (endsAt > from && !exceptions.has(startsAt)) {
      occurrences.push({ event, startsAt, endsAt, accountUserIds: attendeesOf(event, repeats, turn), turn });
    }
    return occurrences.length < mostOccurrences;
  };
  walkStarts(event, repeats, clock, earliest, last, visit);
  return occurrences;
}

/**
 * The first shift of an event that begins at an instant or later; undefined if there is none within ten years or a
 * thousand of its turns.
 */
export function nextOccurrence(event: OnCallEvent, from: number): Occurrence | undefined {
  for (const days of [2, 40, 800, 4000]) {
    const found = occurrencesOf(event, from, from + days * day).find(({ startsAt }) => startsAt >= from);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The shifts of a series that are left out. What would be none of its shifts anyway is not left out. */
export function shiftsLeftOut(event: OnCallEvent): Occurrence[] {
  const whole = withoutExceptions(event);
  return (event.repeats?.exceptions ?? []).flatMap(
    (at) => occurrencesOf(whole, at, at + 1).find(({ startsAt }) => startsAt === at) ?? [],
  );
}

/** A shift ends where the clock on the wall shows what it showed at the end of the first one. */
function endOf(startsAt: number, length: number, clock: ZoneClock): number {
  const end = startsAt + length;
  return end + clock.offsetAt(startsAt) - clock.offsetAt(end);
}

function attendeesOf({ accountUserIds }: OnCallEvent, { rotates }: Repeats, turn: number): readonly string[] {
  if (!rotates || accountUserIds.length === 0) {
    return accountUserIds;
  }
  const attendee = accountUserIds[turn % accountUserIds.length];
  return attendee === undefined ? [] : [attendee];
}

type Visit = (startsAt: number, turn: number) => boolean;

/** Visits the starts of shifts from one instant to another, both included, until a visit gives false. */
function walkStarts(
  event: OnCallEvent,
  repeats: Repeats,
  clock: ZoneClock,
  from: number,
  to: number,
  visit: Visit,
): void {
  if (repeats.unit === "hourly") {
    walkHours(event.startsAt, repeats.frequency * hour, from, to, visit);
    return;
  }
  const wall = clock.wallAt(event.startsAt);
  const skipped = periodsToSkip(event, repeats, clock, wall, from);
  let turn = turnsIn(skipped, wall, repeats);
  for (let period = skipped; ; period += 1) {
    const at = moved(wall, period, repeats);
    if (at - day > to) {
      return;
    }
    if (!isOnDay(at, repeats)) {
      continue;
    }
    for (const startsAt of clock.instantsAt(at)) {
      if (startsAt > to) {
        return;
      }
      if (startsAt >= event.startsAt) {
        if (startsAt >= from && !visit(startsAt, turn)) {
          return;
        }
        turn += 1;
      }
    }
  }
}

/** Hours are counted, whatever the clock on the wall shows. */
function walkHours(start: number, step: number, from: number, to: number, visit: Visit): void {
  let turn = Math.max(0, Math.ceil((from - start) / step));
  for (let startsAt = start + turn * step; startsAt <= to && visit(startsAt, turn); startsAt += step) {
    turn += 1;
  }
}

/** The wall clock of the first shift, moved by so many periods. The 31st becomes the last day of a shorter month. */
function moved(wall: number, periods: number, { unit, frequency }: Repeats): number {
  const steps = periods * frequency;
  if (unit === "daily" || unit === "weekly") {
    return wall + steps * (unit === "daily" ? day : 7 * day);
  }
  const months = unit === "monthly" ? steps : steps * 12;
  const date = new Date(wall);
  const dayOfMonth = date.getUTCDate();
  const first = new Date(wall);
  first.setUTCDate(1);
  first.setUTCMonth(first.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return first.setUTCDate(Math.min(dayOfMonth, lastDay));
}

function isOnDay(wall: number, { unit, daysOfWeek }: Repeats): boolean {
  return unit !== "daily" || daysOfWeek.length === 0 || daysOfWeek.includes(dayOfWeek(wall));
}

/** Sunday is 0, as PagerTree has it. */
export function dayOfWeek(wall: number): number {
  return new Date(wall).getUTCDay();
}

/**
 * How many periods end so long before an instant that they can be left out, if their turns can be counted without
 * visiting them: no start among them takes place twice.
 */
function periodsToSkip(
  event: OnCallEvent,
  { unit, frequency }: Repeats,
  clock: ZoneClock,
  wall: number,
  from: number,
): number {
  if (from - event.startsAt < 60 * day || (unit !== "daily" && unit !== "weekly")) {
    return 0;
  }
  const timeOfDay = modulo(wall, day);
  const mayBeTwice = clock
    .changesBetween(event.startsAt - day, from)
    .some(({ isRepeated, from: first, to: last }) => {
      return isRepeated && modulo(timeOfDay - first, day) < last - first;
    });
  const period = frequency * (unit === "daily" ? day : 7 * day);
  // Whole weeks, for which days of the week are easily counted.
  const periods = Math.floor((from - event.startsAt) / period) - 2;
  return mayBeTwice ? 0 : Math.max(0, periods - (periods % 7));
}

function turnsIn(periods: number, wall: number, repeats: Repeats): number {
  if (repeats.unit !== "daily" || repeats.daysOfWeek.length === 0) {
    return periods;
  }
  const week = Array.from({ length: 7 }, (_, index) => moved(wall, index, repeats));
  return (periods / 7) * week.filter((at) => isOnDay(at, repeats)).length;
}

function modulo(dividend: number, divisor: number): number {
  return ((dividend % divisor) + divisor) % divisor;
}
