/**
 * The time that an operation may take in all: a lookup, or the creation, reading, change or deletion of one resource.
 * It counts attempts at its requests, the waits between them, and looking again after an unclear answer. It does not
 * count how long a request waits for its turn while PagerTree lets others of the same run pass, so that a large stack
 * takes as long as it has to.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { RequestDescription } from "../common/api-failure.ts";
import type { PagerTreeLimits } from "../common/config.ts";
import { OperationTimeoutError } from "../common/errors.ts";
import type { Clock } from "./clock.ts";

/** How long an operation may take, if nothing else is configured. */
const defaultTimeoutSeconds = 300;

/** How much time one operation has left. */
export class Deadline {
  readonly #seconds: number;
  readonly #clock: Clock;
  #end: number;

  /** The time begins to run. */
  constructor({ timeoutSeconds = defaultTimeoutSeconds }: PagerTreeLimits, clock: Clock) {
    this.#seconds = timeoutSeconds;
    this.#clock = clock;
    this.#end = clock.now() + timeoutSeconds * 1_000;
  }

  /** Milliseconds; zero once it is over. */
  remaining(): number {
    return Math.max(this.#end - this.#clock.now(), 0);
  }

  /** The error of a request that was not sent since the time was over. */
  errorFor(request: RequestDescription): OperationTimeoutError {
    return new OperationTimeoutError(request, this.#seconds);
  }

  /** So many milliseconds that have gone by do not count. */
  extend(milliseconds: number): void {
    this.#end += milliseconds;
  }
}

const operations = new AsyncLocalStorage<Deadline | undefined>();

/** Does the work of an operation. What is part of another operation has the time of that one. */
export function withinDeadline<Result>(
  begin: () => Deadline,
  work: (deadline: Deadline) => Promise<Result>,
): Promise<Result> {
  const deadline = operations.getStore() ?? begin();
  return operations.run(deadline, () => work(deadline));
}

/** Does work that several operations share, which therefore has none of their times. */
export function outsideDeadlines<Result>(work: () => Result): Result {
  return operations.run(undefined, work);
}

/** How many milliseconds the operation under way has left; no limit outside of one. */
export function timeLeft(): number {
  return operations.getStore()?.remaining() ?? Number.POSITIVE_INFINITY;
}

/**
 * For a request whose own attempts have other times, or none.
 *
 * @throws OperationTimeoutError if the operation under way has no time left.
 */
export function requireTime(request: RequestDescription): void {
  const deadline = operations.getStore();
  if (deadline?.remaining() === 0) {
    throw deadline.errorFor(request);
  }
}
