// When an event takes place and whom it puts on call: PagerTree's own rule, which differs from that of RFC 5545 in the
// ends of months and at clock changes. PagerTree/ice_cube @836900e shows the rule; D:api/events the attributes.
import moment from "moment-timezone";
import type { EventAttendee, FrequencyUnit, ScheduleEvent } from "../on-call-models.ts";
import type { Switches } from "../switches.ts";
import { Zone } from "./time-zones.ts";

/** One time that an event takes place: from the start up to the end, which is no part of it. */
export interface Occurrence {
  readonly event: ScheduleEvent;
  /** Milliseconds since 1970. */
  readonly start: number;
  readonly end: number;
  readonly attendees: readonly EventAttendee[];
}

const HOUR_MS = 60 * 60 * 1000;
/** Longer than a clock change ever moves an end. */
const CHANGE_MS = 3 * HOUR_MS;
/** Where a series is cut, so that no window however wide fills the memory: daily for 270 years. */
const MOST_STARTS = 100_000;

/** What to add for one period of each unit; hours are counted apart. */
const UNITS = { daily: "days", weekly: "weeks", monthly: "months", yearly: "years" } as const;

/** The switches that change how a series runs. */
const RULES = [
  "repeatEndIsInstant",
  "weeklyDaysApply",
  "firstDayAlwaysCounts",
  "turnsSkipExceptions",
  "endsKeepWallClock",
  "plainEndsMove",
  "repeatedHourCountsOnce",
  "monthEndsLeftOut",
] as const satisfies readonly (keyof Switches)[];
type Rules = Pick<Switches, (typeof RULES)[number]>;

/** All occurrences of an event, found as far as somebody has asked. */
export class Series {
  readonly #event: ScheduleEvent;
  readonly #rules: Rules;
  readonly #zone: Zone;
  readonly #length: number;
  readonly #exceptions: ReadonlySet<number>;
  readonly #coming: Iterator<number>;
  /** The starts so far, left-out ones included where they take a turn. */
  readonly #starts: number[] = [];
  #isComplete = false;

  constructor(event: ScheduleEvent, rules: Rules) {
    this.#event = event;
    this.#rules = rules;
    this.#zone = new Zone(event.time_zone);
    const [start, end] = [Date.parse(event.start_time), Date.parse(event.end_time)];
    this.#length = rules.endsKeepWallClock
      ? this.#zone.wallClockAt(end) - this.#zone.wallClockAt(start)
      : end - start;
    this.#exceptions = new Set(event.exceptions.map(({ start_datetime }) => Date.parse(start_datetime)));
    this.#coming = this.#startsFrom(start);
  }

  /** The occurrences that are running at some instant of the span, the end of which is no part of it. */
  between(from: number, to: number): Occurrence[] {
    this.#findStartsBefore(to);
    const earliest = from - this.#length - CHANGE_MS;
    const found: Occurrence[] = [];
    for (let turn = this.#starts.findLastIndex((start) => start < earliest) + 1; ; turn += 1) {
      const start = this.#starts[turn];
      if (start === undefined || start >= to) return found;
      const end = this.#endOf(start);
      if (this.#exceptions.has(start) || end <= from || end <= start) continue;
      found.push({ event: this.#event, start, end, attendees: this.#attendeesAt(turn) });
    }
  }

  /** The occurrence that begins exactly then. */
  startingAt(instant: number): Occurrence | undefined {
    return this.between(instant, instant + 1).find(({ start }) => start === instant);
  }

  /** Whether nothing takes place before this instant. */
  beginsNotBefore(instant: number): boolean {
    this.#findStartsBefore(instant);
    return this.#starts.every((start) => start >= instant || this.#exceptions.has(start));
  }

  #findStartsBefore(to: number): void {
    while (!this.#isComplete && this.#starts.length < MOST_STARTS) {
      const last = this.#starts.at(-1);
      if (last !== undefined && last >= to) return;
      const next = this.#coming.next();
      if (next.done) this.#isComplete = true;
      else if (!(this.#rules.turnsSkipExceptions && this.#exceptions.has(next.value))) {
        this.#starts.push(next.value);
      }
    }
  }

  *#startsFrom(first: number): Generator<number, undefined> {
    const { repeat, frequency_unit, repeat_end_datetime } = this.#event;
    if (!repeat || frequency_unit === null) {
      yield first;
      return;
    }
    const repeatEnd =
      repeat_end_datetime === null ? Number.POSITIVE_INFINITY : Date.parse(repeat_end_datetime);
    // "On" a day, and so all of that day: D:schedules.
    const last =
      Number.isFinite(repeatEnd) && !this.#rules.repeatEndIsInstant
        ? this.#zone.endOfDay(repeatEnd)
        : repeatEnd;
    for (const start of this.#endlessStartsFrom(first, frequency_unit)) {
      if (start > last) return;
      yield start;
    }
  }

  *#endlessStartsFrom(first: number, unit: FrequencyUnit): Generator<number, undefined> {
    const every = Math.max(this.#event.frequency ?? 1, 1);
    if (unit === "hourly") {
      for (let period = 0; ; period += 1) yield first + period * every * HOUR_MS;
    }
    for (const wallClock of this.#wallClocksFrom(this.#zone.wallClockAt(first), every, unit)) {
      for (const start of this.#instantsOf(wallClock)) if (start >= first) yield start;
    }
  }

  /** The wall clocks of the starts; PagerTree goes by the calendar of the zone, whatever its clocks do. */
  *#wallClocksFrom(first: number, every: number, unit: keyof typeof UNITS): Generator<number> {
    const begin = moment.utc(first);
    const daysApply = unit === "daily" || (unit === "weekly" && this.#rules.weeklyDaysApply);
    if (daysApply && this.#event.days_of_week.length > 0) {
      yield* this.#daysOfWeekFrom(begin, unit === "weekly" ? every : 1);
      return;
    }
    for (let period = 0; ; period += 1) {
      // Day 31 becomes the last day of a shorter month, and is back in the next long one.
      const next = begin.clone().add(period * every, UNITS[unit]);
      const isMoved = next.date() !== begin.date() && (unit === "monthly" || unit === "yearly");
      if (!(isMoved && this.#rules.monthEndsLeftOut)) yield next.valueOf();
    }
  }

  /** The fitting days of each so-many-th week; weeks begin on Sunday. */
  *#daysOfWeekFrom(begin: moment.Moment, everyWeeks: number): Generator<number> {
    const week = begin.clone().startOf("day").subtract(begin.day(), "days");
    for (let day = 0; ; day += 1) {
      const next = begin.clone().add(day, "days");
      const fits =
        this.#event.days_of_week.includes(next.day()) && next.diff(week, "weeks") % everyWeeks === 0;
      if (fits || (day === 0 && this.#rules.firstDayAlwaysCounts)) yield next.valueOf();
    }
  }

  /** Both hours of a repeated one. */
  #instantsOf(wallClock: number): number[] {
    const once = this.#zone.instantOf(wallClock);
    const back = this.#zone.offsetAt(once) - this.#zone.offsetAt(once + CHANGE_MS);
    const isRepeated = back > 0 && this.#zone.wallClockAt(once + back) === this.#zone.wallClockAt(once);
    return isRepeated && !this.#rules.repeatedHourCountsOnce ? [once, once + back] : [once];
  }

  /** As long as the first one, and then moved so that the wall clock is that of a day without a change. */
  #endOf(start: number): number {
    const end = start + this.#length;
    if (!this.#event.repeat && !this.#rules.plainEndsMove) return Date.parse(this.#event.end_time);
    return end + this.#zone.offsetAt(start) - this.#zone.offsetAt(end);
  }

  #attendeesAt(turn: number): readonly EventAttendee[] {
    const { rotation, repeat, attendees } = this.#event;
    return rotation && repeat
      ? attendees.slice(turn % attendees.length, (turn % attendees.length) + 1)
      : attendees;
  }
}

const known = new WeakMap<ScheduleEvent, { readonly rules: string; readonly series: Series }>();

/** The series of an event. Records never change, so what was found of one is kept while the switches stay. */
export function seriesOf(event: ScheduleEvent, switches: Switches): Series {
  const rules = JSON.stringify(RULES.map((rule) => switches[rule]));
  const found = known.get(event);
  if (found?.rules === rules) return found.series;
  const series = new Series(event, { ...switches });
  known.set(event, { rules, series });
  return series;
}
