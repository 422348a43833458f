// Clocks for tests that have no time to wait.
import { setTimeout } from "node:timers/promises";
import type { Clock } from "../../provider/src/api/clock.ts";

/**
 * A clock whose waits are over at once, and which says afterwards that the time has passed.
 *
 * @param onWait Told of each wait, in milliseconds; the wait is over when it is done. Default nothing.
 */
export function hastyClock(onWait: (milliseconds: number) => void | Promise<void> = () => {}): Clock {
  let skipped = 0;
  const now = () => performance.now() + skipped;
  return {
    now,
    async wait(milliseconds) {
      const end = now() + milliseconds;
      await onWait(milliseconds);
      skipped += Math.max(end - now(), 0);
    },
  };
}

/** A clock that runs a hundred times as fast, for what happens at the same time. */
export const fastClock: Clock = {
  now: () => performance.now() * 100,
  wait: (milliseconds) => setTimeout(milliseconds / 100),
};
