/** Whether a request is sent again, and after how long: a pure decision. Who waits and sends is api/transport.ts. */
import { networkFault } from "./network-faults.ts";

/** The methods this package uses. */
export type Method = "GET" | "POST" | "PUT" | "DELETE";

/** How one attempt at a request ended without success. */
export type FailedAttempt = AnsweredWithStatus | NotAnswered;

/** PagerTree answered with an error status. */
export interface AnsweredWithStatus {
  readonly status: number;
  /** The header `Retry-After`, if there was one. */
  readonly retryAfter: string | undefined;
}

/** No complete answer came. */
export interface NotAnswered {
  /** The system's name for what happened, such as `ECONNRESET`. */
  readonly networkCode: string;
  /** Whether it went through the proxy of the environment. */
  readonly isProxied?: true;
}

/** How often a request is sent again that met a fault of the network or of PagerTree, if nothing else is configured. */
export const defaultMaxRetries = 3;
/** No wait is shorter, whatever `Retry-After` says, so that many requests at once do not come down on PagerTree. */
const shortestWait = 250;
/** No single wait is longer than this, whatever `Retry-After` says, so that a run never hangs for an hour. */
const longestWait = 60_000;
const firstBackoff = 500;
const longestBackoff = 30_000;

/** Statuses that say "not now" rather than "no". */
const passingStatuses: readonly number[] = [408, 500, 502, 503, 504];

/**
 * How long to wait before the next attempt, in milliseconds; undefined if there is none.
 *
 * What may be repeated: GET changes nothing. PUT sends the values that are to hold, not a difference, and DELETE of
 * a deleted object is a 404, so that a second one leaves PagerTree as the first did. POST makes one more object
 * each time, and PagerTree documents no idempotency key: it is repeated only where it cannot have made one,
 * which is at 429 and where nothing was sent. A limit (429) is no fault: how often a request may meet it is bounded
 * by the time that its operation may take.
 *
 * @param count How often the request has failed so, its limits and its faults counted apart, from 1.
 * @param maxRetries How often a request that meets faults is sent again.
 * @param now Milliseconds since the epoch, to tell how far off a date in `Retry-After` is.
 * @param random A number from 0 to 1 that spreads the waits, so that parallel requests don't return together.
 */
export function retryDelay(
  method: Method,
  failure: FailedAttempt,
  count: number,
  maxRetries: number,
  now: number = Date.now(),
  random: number = Math.random(),
): number | undefined {
  if ((count > maxRetries && !isLimit(failure)) || !mayRepeat(method, failure)) {
    return undefined;
  }
  const told = "status" in failure ? parseRetryAfter(failure.retryAfter, now) : undefined;
  return Math.max(told ?? backoff(count, random), shortestWait);
}

/** Whether PagerTree refused the request because there were too many. */
export function isLimit(failure: FailedAttempt): boolean {
  return "status" in failure && failure.status === 429;
}

/**
 * The wait that a `Retry-After` asks for (RFC 9110, 10.2.3: seconds or an HTTP date), in milliseconds and at most
 * one minute. Undefined if it asks for none: it is missing, garbage, zero or past.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? "";
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : httpDate(text) - now;
  return wait > 0 ? Math.min(wait, longestWait) : undefined;
}

/** Whether PagerTree may have carried out a create that failed so: then nobody knows, and it must not be repeated. */
export function isOutcomeUnknown(method: Method, failure: FailedAttempt): boolean {
  if (method !== "POST") {
    return false;
  }
  return "status" in failure
    ? failure.status === 408 || failure.status >= 500
    : networkFault(failure.networkCode).sent;
}

function mayRepeat(method: Method, failure: FailedAttempt): boolean {
  if ("status" in failure) {
    return isLimit(failure) || (method !== "POST" && passingStatuses.includes(failure.status));
  }
  const { passing, sent } = networkFault(failure.networkCode);
  return passing && (method !== "POST" || !sent);
}

/** Milliseconds since the epoch; NaN if the text is no date. The form is checked since `Date.parse` takes nearly anything. */
function httpDate(text: string): number {
  return /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
}

function backoff(count: number, random: number): number {
  const longest = Math.min(firstBackoff * 2 ** (count - 1), longestBackoff);
  return Math.round(longest * (0.5 + random / 2));
}
