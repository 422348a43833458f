// What happens by itself once its time has come: each thing at its own time and in that order, however far the clock
// was moved at once.
import type { Clock } from "./clock.ts";

/** Something that is to happen. */
export interface DueWork {
  /** Milliseconds since 1970. */
  readonly at: number;
  run(): void;
}

/** What comes first; the first one of several at one instant. */
export function earliest(works: readonly (DueWork | undefined)[]): DueWork | undefined {
  return works
    .filter((work) => work !== undefined)
    .reduce<DueWork | undefined>((first, work) => (first && first.at <= work.at ? first : work), undefined);
}

/** The longest wait that a timer of Node's takes. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;
/** A clock that stands still must not keep a timer busy. */
const SHORTEST_WAIT_MS = 50;

/** Looks for due work at each request, when the clock is moved, and by a timer. */
export class Timetable {
  readonly #clock: Clock;
  readonly #next: () => DueWork | undefined;
  readonly #save: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;

  /** @param next what comes first; work that has run is not given again */
  constructor(clock: Clock, next: () => DueWork | undefined, save: () => Promise<void>) {
    this.#clock = clock;
    this.#next = next;
    this.#save = save;
  }

  /** Does what is due by now. */
  runDue(): void {
    this.#runUntil(this.#clock.now());
  }

  /** Moves the clock; what was to happen until then happens first. Back in time, nothing is undone. */
  moveTo(instant: number): void {
    this.#runUntil(instant);
    this.#clock.moveTo(instant);
    this.#setTimer();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #runUntil(instant: number): void {
    for (let work = this.#next(); work !== undefined && work.at <= instant; work = this.#next()) {
      this.#clock.at(work.at, work.run);
    }
    this.#setTimer();
  }

  #setTimer(): void {
    clearTimeout(this.#timer);
    const work = this.#next();
    if (work === undefined) return;
    const wait = Math.min(Math.max(work.at - this.#clock.now(), SHORTEST_WAIT_MS), LONGEST_WAIT_MS);
    this.#timer = setTimeout(() => {
      this.runDue();
      // A file that cannot be written is the next request's error; there is nobody to tell here.
      void this.#save().catch(() => {});
    }, wait);
    this.#timer.unref();
  }
}
