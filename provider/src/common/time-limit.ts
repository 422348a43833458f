/** A limit on the time that a synchronous piece of work may take. */
import { runInNewContext } from "node:vm";

/** The work was cut off. */
export class TimeLimitError extends Error {
  constructor() {
    super("it takes too long");
    this.name = "TimeLimitError";
  }
}

/**
 * Runs a function and ends it after so many milliseconds, whatever it does: not even a loop without end or a
 * regular expression that never comes to one can go on.
 *
 * @throws TimeLimitError if time ran out; else what the function throws.
 */
export function withinTime<Result>(milliseconds: number, work: () => Result): Result {
  try {
    // Only V8 itself can end a loop, and only below a script that it runs with a timeout.
    return runInNewContext("work()", { work }, { timeout: milliseconds });
  } catch (error) {
    throw isTimeout(error) ? new TimeLimitError() : error;
  }
}

/** It is an error of the script's own realm, so no `Error` of this one. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" &&
    error !== null &&
    "code" in error &&
    error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
