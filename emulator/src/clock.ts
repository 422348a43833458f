// The emulator's time: it runs like the clock that was given, and a test can move it.

/** Times are milliseconds since 1970. */
export class Clock {
  readonly #base: () => number;
  #ahead = 0;
  /** The time of what is being done late. */
  #held: number | undefined;

  constructor(base: () => number) {
    this.#base = base;
  }

  readonly now = (): number => this.#held ?? this.#base() + this.#ahead;

  moveTo(instant: number): void {
    this.#ahead = instant - this.#base();
  }

  /** Does something as if it were then. */
  at(instant: number, act: () => void): void {
    this.#held = instant;
    try {
      act();
    } finally {
      this.#held = undefined;
    }
  }

  /** Back to the clock that was given. */
  reset(): void {
    this.#ahead = 0;
  }
}
