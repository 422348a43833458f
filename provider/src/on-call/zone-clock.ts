/**
 * The wall clock of a time zone. `Temporal` says when the zone's clock changes; between two changes a sum is an
 * addition, so that a year of shifts takes microseconds.
 *
 * Instants are milliseconds since 1970 in UTC. A wall clock is a number too: the milliseconds since 1970 that a clock
 * on the wall would show if there were no zones.
 */
import { Temporal } from "temporal-polyfill";
import { ianaZoneOf } from "./zone-names.ts";

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** No zone is further from UTC. */
const farthest = day;
const nanosecondsInMillisecond = 1e6;

/** From this instant on, the clock of a zone is so far ahead of UTC, in milliseconds. */
interface Change {
  readonly at: number;
  readonly offset: number;
}

/** A place where the clock of a zone is set back or forward, on the wall clock. */
export interface ClockChange {
  /** The instant of the change. */
  readonly at: number;
  /** The wall clocks that are skipped, or that are shown twice: from the first one up to, and without, the second. */
  readonly from: number;
  readonly to: number;
  readonly isRepeated: boolean;
}

const clocks = new Map<string, ZoneClock>();

/**
 * The clock of a zone, by its IANA or Rails name.
 *
 * @throws RangeError if there is no such zone.
 */
export function zoneClock(name: string): ZoneClock {
  const iana = ianaZoneOf(name) ?? name;
  const clock = clocks.get(iana) ?? new ZoneClock(iana);
  clocks.set(iana, clock);
  return clock;
}

/** The clock of one zone. What it has learnt of the zone's changes it keeps. */
export class ZoneClock {
  readonly #zone: string;
  /** In the order of time; the first one is no change, but the beginning of what is known. */
  #changes: Change[] = [];
  #knownTo = Number.NEGATIVE_INFINITY;

  constructor(iana: string) {
    this.#zone = iana;
    this.#offsetByTemporal(0);
  }

  /** How far the clock is ahead of UTC at an instant, in milliseconds. */
  offsetAt(instant: number): number {
    this.#learn(instant, instant);
    return this.#changes[this.#indexAt(instant)]?.offset ?? 0;
  }

  /** What the clock on the wall shows at an instant. */
  wallAt(instant: number): number {
    return instant + this.offsetAt(instant);
  }

  /**
   * When the clock on the wall shows this: at one instant, or at two in an hour that is repeated. A clock that is
   * skipped gives the instant that is as much later as the clock was set forward, as Rails and Temporal have it.
   */
  instantsAt(wall: number): readonly [number] | readonly [number, number] {
    const before = wall - this.offsetAt(wall - farthest);
    const after = wall - this.offsetAt(wall + farthest);
    if (before === after) {
      return [before];
    }
    const isBefore = this.wallAt(before) === wall;
    const isAfter = this.wallAt(after) === wall;
    if (isBefore && isAfter) {
      return before < after ? [before, after] : [after, before];
    }
    return [isAfter && !isBefore ? after : before];
  }

  /** The first instant at which the clock on the wall shows this. */
  instantAt(wall: number): number {
    return this.instantsAt(wall)[0];
  }

  /** The changes of the clock from one instant up to, and without, another. */
  changesBetween(from: number, to: number): ClockChange[] {
    this.#learn(from, to);
    return this.#changes.flatMap(({ at, offset }, index) => {
      const before = this.#changes[index - 1]?.offset;
      if (before === undefined || at < from || at >= to || offset === before) {
        return [];
      }
      const [first, last] = [at + Math.min(before, offset), at + Math.max(before, offset)];
      return [{ at, from: first, to: last, isRepeated: offset < before }];
    });
  }

  #indexAt(instant: number): number {
    let low = 0;
    let high = this.#changes.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#changes[middle]?.at ?? 0) <= instant) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Asks `Temporal` for the changes of a span, and of some time around it at once. */
  #learn(from: number, to: number): void {
    const [known] = this.#changes;
    if (known === undefined) {
      this.#changes = this.#changesFrom(from - learnt, to + learnt);
      this.#knownTo = to + learnt;
      return;
    }
    if (from < known.at) {
      const earlier = this.#changesFrom(from - learnt, known.at);
      // What was the beginning of what was known is none any more.
      this.#changes = [...earlier, ...this.#changes.slice(1)];
    }
    if (to >= this.#knownTo) {
      this.#changes.push(...this.#changesFrom(this.#knownTo, to + learnt).slice(1));
      this.#knownTo = to + learnt;
    }
  }

  /** The changes after an instant up to another, with the offset at the first before them. */
  #changesFrom(from: number, to: number): Change[] {
    const changes: Change[] = [{ at: from, offset: this.#offsetByTemporal(from) }];
    for (let next = this.#nextChange(from); next !== undefined && next.at <= to; ) {
      changes.push(next);
      next = this.#nextChange(next.at);
    }
    return changes;
  }

  #nextChange(instant: number): Change | undefined {
    const next = this.#at(instant).getTimeZoneTransition("next");
    return next === null
      ? undefined
      : { at: next.epochMilliseconds, offset: next.offsetNanoseconds / nanosecondsInMillisecond };
  }

  #offsetByTemporal(instant: number): number {
    return this.#at(instant).offsetNanoseconds / nanosecondsInMillisecond;
  }

  #at(instant: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(this.#zone);
  }
}

/** How much more than what was asked for is learnt at once: who asks for one shift asks for the next. */
const learnt = 100 * day;
