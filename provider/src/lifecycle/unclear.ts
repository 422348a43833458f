/** Errors of writes that PagerTree may have carried out all the same. */
import { ApiError, TransportError, UnexpectedAnswerError } from "../common/errors.ts";

/** Statuses with which PagerTree says that it has given up, so that nothing of the request is still under way. */
const givenUpStatuses: readonly number[] = [408, 500, 502, 503];

/** Whether an object may have been made by a create that ended in this error. */
export function mayHaveMade(error: unknown): boolean {
  return (
    error instanceof UnexpectedAnswerError ||
    ((error instanceof ApiError || error instanceof TransportError) && error.outcomeUnknown)
  );
}

/**
 * Whether a create that ended in this error made nothing, if no object is to be seen after a while. A gateway that
 * did not wait for PagerTree (504), or a connection that broke, tells nothing of what PagerTree is still doing.
 */
export function hasGivenUp(error: unknown): error is ApiError {
  return error instanceof ApiError && givenUpStatuses.includes(error.status);
}

/** Whether an update or a deletion that ended in this error may have been carried out. */
export function mayHaveChanged(error: unknown): boolean {
  return (
    error instanceof UnexpectedAnswerError ||
    error instanceof TransportError ||
    (error instanceof ApiError && (error.status === 408 || error.status >= 500))
  );
}
