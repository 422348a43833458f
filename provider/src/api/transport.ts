/**
 * Sends one request until it is answered: authentication, time-outs, retries, and the translation of every fault
 * into our own errors. What a success holds is left to api/answer.ts. No error of got's leaves this file: printing
 * one shows the API key and the body.
 */
import { setTimeout as waitFor } from "node:timers/promises";
import got, { RequestError, TimeoutError } from "got";
import type { PagerTreeConfig } from "../config.ts";
import { apiErrorFor, type PagerTreeError, type RequestDescription, TransportError } from "../errors.ts";
import type { ApiClientOptions, ListQuery, RequestBody } from "./client.ts";
import { createLimiter } from "./limiter.ts";
import { logFromEnvironment, logLine } from "./log.ts";
import { messagesOf } from "./messages.ts";
import { connectTimeout, networkFault } from "./network-faults.ts";
import { type FailedAttempt, isOutcomeUnknown, type Method, retryDelay } from "./retry.ts";
import { secretsOf } from "./secrets.ts";
import { userAgent } from "./user-agent.ts";

/** A request as the client asks for it. */
export interface ApiRequest extends RequestDescription {
  readonly method: Method;
  readonly query?: ListQuery;
  readonly body?: RequestBody;
}

/** An answer with a status of 2xx. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Sends a request; rejects with an `ApiError` or a `TransportError` only. */
export type Send = (request: ApiRequest) => Promise<Answer>;

/** How long one attempt may take in all; PagerTree documents no limit of its own. */
const defaultTimeout = 30_000;
/** How long each step of connecting may take. A create that fails there was never sent. */
const longestConnect = 10_000;
/** No list of a hundred objects comes near this many bytes; a runaway answer must not fill the memory. */
const largestAnswer = 64 * 1024 * 1024;

/** PagerTree's limits are for an account, so everything in this process shares one limiter. */
const processLimiter = createLimiter({
  now: () => performance.now(),
  wait: (milliseconds) => waitFor(milliseconds),
});

type Outcome = { readonly answer: Answer } | { readonly failure: FailedAttempt; readonly body: string };

/** Sends requests for one account. */
export function createTransport(config: PagerTreeConfig, options: ApiClientOptions): Send {
  const timeout = options.timeoutMilliseconds ?? defaultTimeout;
  const wait = options.wait ?? ((milliseconds: number) => waitFor(milliseconds));
  const limiter = options.limiter ?? processLimiter;
  const log = options.log ?? logFromEnvironment();

  async function attemptOnce({ method, path, query, body }: ApiRequest): Promise<Outcome> {
    const tooLarge = new AbortController();
    try {
      const response = await got(`${config.baseUrl}${path}`, {
        method,
        headers: {
          accept: "application/json",
          authorization: `Bearer ${config.apiKey}`,
          "user-agent": userAgent,
        },
        ...(query && { searchParams: query }),
        ...(body && { json: body }),
        // A redirect could lead the API key elsewhere, and would turn a POST into a GET that looks like a success.
        followRedirect: false,
        throwHttpErrors: false,
        retry: { limit: 0 },
        timeout: {
          lookup: longestConnect,
          connect: longestConnect,
          secureConnect: longestConnect,
          request: timeout,
        },
        signal: tooLarge.signal,
      }).on("downloadProgress", ({ transferred }) => {
        if (transferred > largestAnswer) {
          tooLarge.abort();
        }
      });
      const status = response.statusCode;
      return status >= 200 && status < 300
        ? { answer: { status, body: response.body } }
        : { failure: { status, retryAfter: response.headers["retry-after"] }, body: response.body };
    } catch (error) {
      return { failure: { networkCode: networkCodeOf(error) }, body: "" };
    }
  }

  return async function send(request) {
    const secrets = secretsOf(config.apiKey, request.body);
    for (let attempt = 1; ; attempt += 1) {
      const sentAt = await limiter.turn();
      const start = performance.now();
      const outcome = await attemptOnce(request);
      const milliseconds = performance.now() - start;
      if ("answer" in outcome) {
        limiter.passed();
        log?.(logLine(request, { result: outcome.answer.status, milliseconds, attempt }, secrets));
        return outcome.answer;
      }
      const { failure, body } = outcome;
      const result = "status" in failure ? failure.status : failure.networkCode;
      const nextAfter = retryDelay(request.method, failure, attempt);
      log?.(logLine(request, { result, milliseconds, attempt, nextAfter }, secrets));
      if (result === 429) {
        limiter.refused(sentAt, nextAfter ?? 0);
      }
      if (nextAfter === undefined) {
        throw toError(request, failure, messagesOf(body, secrets));
      }
      await wait(nextAfter);
    }
  };
}

/** The system's name for the fault that ended a request without an answer. */
export function networkCodeOf(error: unknown): string {
  if (error instanceof TimeoutError) {
    const isConnecting = ["lookup", "connect", "secureConnect"].includes(error.event);
    return isConnecting ? connectTimeout : error.code;
  }
  return error instanceof RequestError ? error.code : "ERR_UNKNOWN";
}

/** Only our own words go into the error: neither got's error nor its message, which may hold what was sent. */
function toError(request: ApiRequest, failure: FailedAttempt, messages: string[]): PagerTreeError {
  const { method, path, operation } = request;
  const description = { method, path, operation, outcomeUnknown: isOutcomeUnknown(method, failure) };
  if ("status" in failure) {
    return apiErrorFor({ ...description, status: failure.status, messages });
  }
  const { networkCode } = failure;
  return new TransportError({ ...description, networkCode, reason: networkFault(networkCode).reason });
}
