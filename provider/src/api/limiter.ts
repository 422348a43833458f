/**
 * Keeps to the rate that PagerTree allows, which it documents no number of (https://pagertree.com/docs/api/errors):
 * nothing waits until a request is refused with 429; from then on the requests are spaced as PagerTree lets them pass.
 */

/** A little less than PagerTree allows, since requests do not arrive exactly as they are sent. */
const margin = 0.97;
/** By how much the rate grows each second: too little to be refused often, enough to recover from a wrong guess. */
const growth = 0.002;
/** What a limit counts over if PagerTree asks for no longer wait, in milliseconds. */
const shortestPeriod = 1_000;
/** No limit counts over more than this, as far as this package waits. */
const longestPeriod = 60_000;

/** The clock that a limiter goes by; a test has its own. */
export interface Clock {
  /** Milliseconds since any fixed moment. */
  now(): number;
  wait(milliseconds: number): Promise<void>;
}

/** Spaces the requests of all who share it. */
export interface Limiter {
  /** Resolves when a request may be sent, with the time, which {@link Limiter.refused} takes. */
  turn(): Promise<number>;
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

  function rateNow(): number {
    return metAt === undefined ? rate : rate * (1 + growth) ** ((now() - metAt) / 1_000);
  }

  return {
    async turn() {
      for (;;) {
        const metBefore = metAt;
        const at = Math.max(now(), nextAt);
        nextAt = at + 1 / rateNow();
        const delay = at - now();
        if (delay > 0) {
          await wait(delay);
        }
        // A limit that was met meanwhile has put everything off.
        if (metAt === metBefore) {
          return now();
        }
      }
    },

    passed() {
      passes.push(now());
      const oldest = now() - longestPeriod;
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
      rate = (Math.max(count, 1) / period) * margin;
      nextAt = metAt + pause;
    },
  };
}
