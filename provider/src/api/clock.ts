/** The clock that time limits and waits go by; a test has its own. */
import { setTimeout as timer } from "node:timers/promises";

export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

/** The computer's own, which no change of its time of day turns back. */
export const systemClock: Clock = {
  now: () => performance.now(),
  wait: (milliseconds) => timer(milliseconds),
};
