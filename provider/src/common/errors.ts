/**
 * Every error this package throws. Light on purpose (no HTTP client, no schemas): a user's program loads it.
 * The texts arrive here already cleaned of secrets; see api/messages.ts.
 */
import {
  type ApiFailure,
  authHint,
  describeFailure,
  notFoundHint,
  type RequestDescription,
  statusHint,
  statusText,
  unknownOutcomeHint,
} from "./api-failure.ts";

/** A stable name for each kind of error, for code that tells them apart. */
export type PagerTreeErrorCode =
  | "config"
  | "api"
  | "auth"
  | "not-found"
  | "conflict"
  | "invalid-input"
  | "rate-limit"
  | "transport"
  | "timeout"
  | "cancelled"
  | "unexpected-answer"
  | "lookup"
  | "ownership"
  | "in-use";

/**
 * What every error of this package has in common. A program that ends with one prints its message and no stack,
 * since the fault is in what the program asks for.
 */
export class PagerTreeError extends Error {
  /** What Pulumi's SDK, which the core does not load, knows its own `RunError` by: it prints no stack of one. */
  readonly __pulumiRunError = true;
  /** Which kind of error this is. */
  readonly code: PagerTreeErrorCode;
  /** What happened, as a sentence. It is also the beginning of `message`. */
  readonly what: string;
  /** What to do about it, as a sentence. It is also the end of `message`. */
  readonly hint: string;

  constructor(code: PagerTreeErrorCode, what: string, hint: string) {
    super(hint === "" ? what : `${what} ${hint}`);
    this.name = new.target.name;
    this.code = code;
    this.what = what;
    this.hint = hint;
  }
}

/**
 * A setting is missing or malformed, thrown before any request; or the API key is of another account than the stack,
 * thrown before anything is changed.
 */
export class ConfigError extends PagerTreeError {
  /** Whether it is the API key that is missing. */
  readonly isKeyMissing: boolean;

  constructor(what: string, hint: string, { isKeyMissing = false } = {}) {
    super("config", what, hint);
    this.isKeyMissing = isKeyMissing;
  }
}

/**
 * PagerTree answered with an error status. Its kinds are subclasses; a status without one (5xx, redirects) is
 * this class itself. It never carries headers, bodies or the HTTP client's own error.
 */
export class ApiError extends PagerTreeError implements ApiFailure {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  readonly status: number;
  readonly messages: readonly string[];
  readonly outcomeUnknown: boolean;

  constructor(failure: ApiFailure, code: PagerTreeErrorCode = "api", hint: string = statusHint(failure)) {
    super(code, describeFailure(failure), hint);
    this.method = failure.method;
    this.path = failure.path;
    this.operation = failure.operation;
    this.status = failure.status;
    this.messages = failure.messages;
    this.outcomeUnknown = failure.outcomeUnknown;
  }
}

/** 401 or 403: the API key is not valid, or its user may not do this. */
export class AuthError extends ApiError {
  constructor(failure: ApiFailure, hint: string = authHint(failure)) {
    super(failure, "auth", hint);
  }
}

/** 404: there is no such object in the account. On read it is gone, on delete there is nothing left to do. */
export class NotFoundError extends ApiError {
  constructor(failure: ApiFailure, hint: string = notFoundHint(failure)) {
    super(failure, "not-found", hint);
  }
}

/** 409: the request collides with another one. */
export class ConflictError extends ApiError {
  constructor(failure: ApiFailure) {
    super(failure, "conflict", "Another request touched the same object. Run the command again.");
  }
}

/** 400 or 422: PagerTree does not accept what was sent. */
export class InvalidInputError extends ApiError {
  constructor(failure: ApiFailure) {
    super(failure, "invalid-input", "Correct the values that PagerTree names, then run the command again.");
  }
}

/** 429, and still 429 after every retry. */
export class RateLimitError extends ApiError {
  constructor(failure: ApiFailure) {
    super(
      failure,
      "rate-limit",
      "Wait a minute and run the command again, with fewer requests at a time (such as `pulumi up --parallel 2`).",
    );
  }
}

/** A request that got no complete answer. */
export interface TransportFailure extends RequestDescription {
  /** Why, in words. */
  readonly reason: string;
  /** The system's name for it, such as `ECONNREFUSED`. */
  readonly networkCode: string;
  /** True if PagerTree may have carried the request out all the same (a create whose answer got lost). */
  readonly outcomeUnknown: boolean;
}

/** No complete answer came: host not found, connection refused or cut, certificate refused, time out. */
export class TransportError extends PagerTreeError implements TransportFailure {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  readonly reason: string;
  readonly networkCode: string;
  readonly outcomeUnknown: boolean;

  constructor(failure: TransportFailure) {
    super(
      "transport",
      `${failure.operation}: no answer from PagerTree: ${failure.reason} (${failure.networkCode}).`,
      failure.outcomeUnknown
        ? unknownOutcomeHint
        : "Check the network, the proxy (HTTPS_PROXY, NO_PROXY) and the base URL (pagertree:baseUrl), then run the command again.",
    );
    this.method = failure.method;
    this.path = failure.path;
    this.operation = failure.operation;
    this.reason = failure.reason;
    this.networkCode = failure.networkCode;
    this.outcomeUnknown = failure.outcomeUnknown;
  }
}

/** The time of an operation was over before a request of it could be sent, so that PagerTree did not carry it out. */
export class OperationTimeoutError extends PagerTreeError implements RequestDescription {
  readonly method: string;
  readonly path: string;
  readonly operation: string;

  constructor({ method, path, operation }: RequestDescription, seconds: number) {
    super(
      "timeout",
      `${operation}: not done within the ${seconds} s that an operation may take.`,
      "Run the command again later, with fewer requests at a time (such as `pulumi up --parallel 2`), or with a higher pagertree:timeoutSeconds.",
    );
    this.method = method;
    this.path = path;
    this.operation = operation;
  }
}

/** The user cancelled the run (Ctrl-C). */
export class CancelledError extends PagerTreeError {
  constructor(what: string) {
    super("cancelled", what, "Run the command again to continue.");
  }
}

/** A success whose body is not what the API promises. */
export interface UnexpectedAnswer extends RequestDescription {
  /** HTTP status of the answer. */
  readonly status: number;
  /** Where in the answer, such as `data[3].name`; empty for the answer as a whole. */
  readonly answerPath: string;
  /** What is wrong there. Never the value. */
  readonly problem: string;
  /** The id of the object the answer is about, if that much could be read (a created object exists). */
  readonly id?: string | undefined;
}

/** PagerTree reported success, but with a body this package cannot use. It names the place, never the value. */
export class UnexpectedAnswerError extends PagerTreeError implements UnexpectedAnswer {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  readonly status: number;
  readonly answerPath: string;
  readonly problem: string;
  readonly id: string | undefined;

  constructor(answer: UnexpectedAnswer) {
    const place = answer.answerPath === "" ? "the answer" : `\`${answer.answerPath}\` in the answer`;
    super(
      "unexpected-answer",
      `${answer.operation}: PagerTree answered ${statusText(answer.status)}, but ${place} is not as documented: ${answer.problem}.`,
      answer.method === "POST" ? unknownOutcomeHint : unexpectedAnswerHint,
    );
    this.method = answer.method;
    this.path = answer.path;
    this.operation = answer.operation;
    this.status = answer.status;
    this.answerPath = answer.answerPath;
    this.problem = answer.problem;
    this.id = answer.id;
  }
}

/** An object that a lookup found, as its error names it. */
export interface LookupCandidate {
  readonly id: string;
  readonly name: string;
}

/** A lookup found nothing, or more than one object, where exactly one was asked for. */
export class LookupError extends PagerTreeError {
  /** The equal objects if there was more than one; else the ones with the nearest names. */
  readonly candidates: readonly LookupCandidate[];

  constructor(what: string, hint: string, candidates: readonly LookupCandidate[] = []) {
    super("lookup", what, hint);
    this.candidates = candidates;
  }
}

/** Which object of PagerTree's a resource is, or would become, is disputed or cannot be known. */
export class OwnershipError extends PagerTreeError {
  constructor(what: string, hint: string) {
    super("ownership", what, hint);
  }
}

/**
 * The error of a refused or missing API key, which also says how a key that was replaced gets into a refresh: Pulumi
 * refreshes with the configuration of the last `up`. Undefined for any other error.
 */
export function withKeyReplacement(error: unknown): PagerTreeError | undefined {
  if (error instanceof AuthError && error.status === 401) {
    return new AuthError(error, `${error.hint} ${keyReplacement}`);
  }
  return error instanceof ConfigError && error.isKeyMissing
    ? new ConfigError(error.what, `${error.hint} ${keyReplacement}`, { isKeyMissing: true })
    : undefined;
}

const keyReplacement =
  "If you have replaced the key, or moved it into the configuration: a refresh uses the configuration of the last `up`, so run `pulumi up --refresh --run-program` once.";

/** The right kind of error for an error status. */
export function apiErrorFor(failure: ApiFailure): ApiError {
  switch (failure.status) {
    case 401:
    case 403:
      return new AuthError(failure);
    case 404:
      return new NotFoundError(failure);
    case 409:
      return new ConflictError(failure);
    case 400:
    case 422:
      return new InvalidInputError(failure);
    case 429:
      return new RateLimitError(failure);
    default:
      return new ApiError(failure);
  }
}

const unexpectedAnswerHint =
  "Check that the base URL (pagertree:baseUrl) is PagerTree's; if it is, a newer version of pulumi-pagertree may know this answer.";
