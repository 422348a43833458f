/** Errors as the engine's log and the user's screen should see them. */
import { PagerTreeError, withKeyReplacement } from "../common/errors.ts";

/** Turns each error of a run into what is told of it. */
export type Reporter = (error: unknown) => unknown;

/**
 * A reporter for one run: what to do about an error is said once, since a wrong key or an outage meets every
 * resource of the stack. Errors that are not PagerTree's or the program's doing stay as they are.
 */
export function createReporter(): Reporter {
  const hints = new Set<string>();
  return (error) => {
    if (!(error instanceof PagerTreeError)) {
      return error;
    }
    const { name, what, hint, message } = withKeyReplacement(error) ?? error;
    const isNew = !hints.has(hint);
    hints.add(hint);
    return new ReportedError(name, isNew ? message : what);
  };
}

/**
 * The engine prints the message below its resource. Pulumi's dynamic provider also writes the error and its stack
 * to the log, as `<error>: <stack>`, where a stack would only bury what a user can act on.
 */
class ReportedError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
    this.stack = message;
  }

  override toString(): string {
    return this.name;
  }
}
