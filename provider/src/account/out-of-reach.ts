/** Tells an answer of PagerTree's from there being none. */
import { ApiError, OperationTimeoutError, TransportError } from "../common/errors.ts";

/** Whether PagerTree could not be asked: it does not answer in time, has a fault of its own, or the key may not ask. */
export function isOutOfReach(error: unknown): error is TransportError | OperationTimeoutError | ApiError {
  return (
    error instanceof TransportError ||
    error instanceof OperationTimeoutError ||
    (error instanceof ApiError && (error.status >= 500 || error.status === 403))
  );
}
