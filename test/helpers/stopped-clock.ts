// A clock that stands still, so that who is on call does not depend on the day on which tests run.
import { afterEach, beforeEach, vi } from "vitest";

/** Lets each test of a file begin at an instant, in milliseconds since the epoch. Timers go on as ever. */
export function stopClockAt(instant: number): void {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ["Date"], now: instant });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}
