/** What an error says of a request that PagerTree refused: what happened, and what to do about it. */
import { STATUS_CODES } from "node:http";

/** One request, as errors describe it. */
export interface RequestDescription {
  /** HTTP method, upper case. */
  readonly method: string;
  /** Path below the base URL, without a query, such as `/integrations/int_ODCWagoG9`. */
  readonly path: string;
  /** What the request was for, such as `create integration "Checkout"`. */
  readonly operation: string;
}

/** A request and PagerTree's refusal of it. */
export interface ApiFailure extends RequestDescription {
  /** HTTP status of the answer. */
  readonly status: number;
  /** PagerTree's own messages, without control characters or secrets, bounded in number and length. */
  readonly messages: readonly string[];
  /** True if PagerTree may have carried the request out all the same (a create that met a fault). */
  readonly outcomeUnknown: boolean;
}

/** Where a user makes an API key (https://pagertree.com/docs/api/authentication). */
export const keysPage = "Keys are made at https://app.pagertree.com/user/settings.";

/** What to do where PagerTree may have carried a request out. */
export const unknownOutcomeHint =
  "PagerTree may still have done it: look for the object in PagerTree before you run the command again.";

/** What happened, as a sentence. */
export function describeFailure({ operation, status, messages }: ApiFailure): string {
  const said = messages.length === 0 ? "" : `: ${messages.join("; ").replace(/\.$/, "")}`;
  return `${operation}: PagerTree answered ${statusText(status)}${said}.`;
}

/** An HTTP status with its name, such as `404 Not Found`. */
export function statusText(status: number): string {
  const name = STATUS_CODES[status];
  return name === undefined ? String(status) : `${status} ${name}`;
}

/** What to do about a 401 or 403. */
export function authHint({ status }: ApiFailure): string {
  return status === 403
    ? "The API key's user may not do this: use the key of an admin of the account."
    : `Check the API key (pagertree:apiKey or PAGERTREE_API_KEY): it may be mistyped, expired or deleted. ${keysPage}`;
}

/** What to do about a 404. */
export function notFoundHint({ method, path }: ApiFailure): string {
  if (method === "GET" && /^\/\w+$/.test(path)) {
    return "Every account has this list, so the base URL (pagertree:baseUrl or PAGERTREE_BASE_URL) does not lead to PagerTree's API: it ends in /api/v4.";
  }
  const missing = method === "POST" ? "An object that it names" : "It";
  return `${missing} may have been deleted in PagerTree, or belong to another account than the API key.`;
}

/** What to do about a status that has no kind of error of its own. */
export function statusHint({ status, outcomeUnknown }: ApiFailure): string {
  if (outcomeUnknown) {
    return unknownOutcomeHint;
  }
  if (status >= 300 && status < 400) {
    return "Redirects are not followed, so that the API key goes nowhere else: check the base URL (pagertree:baseUrl).";
  }
  return status >= 500
    ? "This is a fault on PagerTree's side: run the command again later."
    : "Run the command again; if the answer is the same, PAGERTREE_LOG=debug shows each request.";
}
