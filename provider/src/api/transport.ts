/**
 * Sends one request until it is answered: turns, attempts, waits, and the translation of every fault into our own
 * errors. One attempt is left to api/attempt.ts, and what a success holds to api/answer.ts.
 */
import type { PagerTreeConfig } from "../common/config.ts";
import { apiErrorFor, type PagerTreeError, TransportError } from "../common/errors.ts";
import { attempt } from "./attempt.ts";
import { type Clock, systemClock } from "./clock.ts";
import { Deadline, withinDeadline } from "./deadline.ts";
import { createLimitNotice, type TellLimit } from "./limit-notice.ts";
import { createLimiter, type Limiter } from "./limiter.ts";
import { logFromEnvironment, logLine, type WriteLine } from "./log.ts";
import { messagesOf } from "./messages.ts";
import { networkFault } from "./network-faults.ts";
import type { Answer, ApiRequest } from "./request.ts";
import { defaultMaxRetries, type FailedAttempt, isLimit, isOutcomeUnknown, retryDelay } from "./retry.ts";
import { secretsOf } from "./secrets.ts";

/** What a caller may set; tests mostly. */
export interface ApiClientOptions {
  /** How long one attempt at a request may take, in milliseconds. @default 30000 */
  readonly timeoutMilliseconds?: number;
  /** What waits and the time of an operation go by. @default the computer's */
  readonly clock?: Clock;
  /** Spaces the requests. @default the process's own, which all clients share */
  readonly limiter?: Limiter;
  /** Takes the lines of the request log. @default stderr if `PAGERTREE_LOG` is `debug`, else nothing */
  readonly log?: WriteLine | undefined;
  /** Tells that PagerTree limits the requests. @default a line on stderr, once in this process */
  readonly tellLimit?: TellLimit;
}

/** Sends a request; rejects with an `ApiError`, a `TransportError` or an `OperationTimeoutError` only. */
export type Send = (request: ApiRequest) => Promise<Answer>;

/** How long one attempt may take in all; PagerTree documents no limit of its own. */
const defaultTimeout = 30_000;
/** PagerTree's limits are for an account, so everything in this process shares one limiter. */
const processLimiter = createLimiter(systemClock);

const processNotice = createLimitNotice((message) => console.error(message));

/** Sends requests for one account. */
export function createTransport(config: PagerTreeConfig, options: ApiClientOptions): Send {
  const timeout = options.timeoutMilliseconds ?? defaultTimeout;
  const clock = options.clock ?? systemClock;
  const limiter = options.limiter ?? processLimiter;
  const log = options.log ?? logFromEnvironment();
  const tellLimit = options.tellLimit ?? processNotice;
  const { maxRetries = defaultMaxRetries } = config;

  async function sendWithin(deadline: Deadline, request: ApiRequest): Promise<Answer> {
    const secrets = secretsOf(config.apiKey, request.body);
    const failures = { limits: 0, faults: 0 };
    for (let number = 1; ; number += 1) {
      const sentAt = await limiter.turn(deadline);
      if (sentAt === undefined) {
        throw deadline.errorFor(request);
      }
      const start = performance.now();
      const outcome = await attempt(config, request, Math.min(timeout, deadline.remaining()));
      const milliseconds = performance.now() - start;
      if ("answer" in outcome) {
        limiter.passed();
        log?.(logLine(request, { result: outcome.answer.status, milliseconds, attempt: number }, secrets));
        return outcome.answer;
      }
      const { failure, body } = outcome;
      const result = "status" in failure ? failure.status : failure.networkCode;
      const isLimited = isLimit(failure);
      failures[isLimited ? "limits" : "faults"] += 1;
      const count = failures[isLimited ? "limits" : "faults"];
      const delay = retryDelay(request.method, failure, count, maxRetries);
      const nextAfter = delay !== undefined && delay < deadline.remaining() ? delay : undefined;
      log?.(logLine(request, { result, milliseconds, attempt: number, nextAfter }, secrets));
      if (isLimited) {
        limiter.refused(sentAt, delay ?? 0);
      }
      if (nextAfter === undefined) {
        throw toError(request, failure, messagesOf(body, secrets));
      }
      if (isLimited) {
        tellLimit(nextAfter);
      }
      await clock.wait(nextAfter);
    }
  }

  return (request) =>
    withinDeadline(
      () => new Deadline(config, clock),
      (deadline) => sendWithin(deadline, request),
    );
}

/** Only our own words go into the error: neither got's error nor its message, which may hold what was sent. */
function toError(request: ApiRequest, failure: FailedAttempt, messages: string[]): PagerTreeError {
  const { method, path, operation } = request;
  const description = { method, path, operation, outcomeUnknown: isOutcomeUnknown(method, failure) };
  if ("status" in failure) {
    return apiErrorFor({ ...description, status: failure.status, messages });
  }
  const { networkCode, isProxied = false } = failure;
  const { reason } = networkFault(networkCode);
  const way = isProxied ? ", through the proxy that HTTPS_PROXY names" : "";
  return new TransportError({ ...description, networkCode, reason: `${reason}${way}` });
}
