/**
 * Keeps to the rate that PagerTree allows, which it documents no number of (https://pagertree.com/docs/api/errors):
 * nothing waits until a request is refused with 429; from then on the requests are spaced as PagerTree lets them pass.
 */

import type { Clock } from "./clock.ts";
import type { Deadline } from "./deadline.ts";

/** A little less than PagerTree allows, since requests do not arrive exactly as they are sent. */
const margin = 0.97;
/** By how much the rate grows each second: too little to be refused often, enough to recover from a wrong guess. */
const growth = 0.002;
/** What a limit counts over if PagerTree asks for no longer wait, in milliseconds. */
const shortestPeriod = 1_000;
/** No limit counts over more than this, as far as this package waits. */
const longestPeriod = 60_000;

/** Spaces the requests of all who share it. */
export interface Limiter {
  /**
   * Resolves when a request may be sent, with the time, which {@link Limiter.refused} takes; or with undefined if
   * the time of its operation is over before. Waiting while others pass does not count.
   */
  turn(deadline: Deadline): Promise<number | undefined>;
  /** A request was carried out. */
  passed(): void;
  /**
   * A request was refused with 429.
   *
   * @param sentAt What `turn` gave it.
   * @param pause For how long nothing is to be sent, in milliseconds.
   */
  refused(sentAt: number, pause: number): void;
}

/** A limiter that has not met a limit yet. */
export function createLimiter({ now, wait }: Clock): Limiter {
  /** When requests were let pass, oldest first, as far back as a limit may count. */
  let passes: number[] = [];
  /** When the last limit was met; requests sent before it tell nothing new. */
  let metAt: number | undefined;
  /** Requests a millisecond at that time. */
  let rate = Number.POSITIVE_INFINITY;
  /** When the next request may be sent. */
  let nextAt = Number.NEGATIVE_INFINITY;
  /** When the last request passed. */
  let passedAt = Number.NEGATIVE_INFINITY;

  /** Waits for a moment, and tells whether the operation had the time. */
  async function waitUntil(moment: number, deadline: Deadline): Promise<boolean> {
    let countedFrom = now();
    for (;;) {
      const delay = Math.min(moment - now(), deadline.remaining());
      if (delay <= 0) {
        return deadline.remaining() > 0;
      }
      await wait(delay);
      if (passedAt > countedFrom) {
        deadline.extend(passedAt - countedFrom);
        countedFrom = passedAt;
      }
    }
  }

  function rateNow(): number {
    return metAt === undefined ? rate : rate * (1 + growth) ** ((now() - metAt) / 1_000);
  }

  return {
    async turn(deadline) {
      for (;;) {
        const metBefore = metAt;
        const at = Math.max(now(), nextAt);
        nextAt = at + 1 / rateNow();
        if (!(await waitUntil(at, deadline))) {
          return undefined;
        }
        // A limit that was met meanwhile has put everything off.
        if (metAt === metBefore) {
          return now();
        }
      }
    },

    passed() {
      passedAt = now();
      passes.push(passedAt);
      const oldest = passedAt - longestPeriod;
      // Not at every request, since there may be thousands in a minute.
      if ((passes[0] ?? oldest) < oldest - longestPeriod) {
        passes = passes.filter((time) => time >= oldest);
      }
    },

    refused(sentAt, pause) {
      if (metAt !== undefined && sentAt <= metAt) {
        return;
      }
      metAt = now();
      const period = Math.min(Math.max(pause, shortestPeriod), longestPeriod);
      const since = metAt - period;
      const count = passes.filter((time) => time > since).length;
      // What others had sent before the first request counted as well, so that only the time since tells of the rate.
      const watched = Math.max(metAt - (passes[0] ?? metAt), shortestPeriod);
      // If nothing passed, nothing is known of it.
      if (count > 0) {
        rate = (count / Math.min(period, watched)) * margin;
      }
      nextAt = metAt + pause;
    },
  };
}
