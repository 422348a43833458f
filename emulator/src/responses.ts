// The envelopes of the API's answers: lists and errors. Which status a rule gives is the routes' business.

/** The errors body of the API. */
export interface ErrorBody {
  readonly errors: readonly { readonly message: string }[];
  readonly code: number;
}

/** A list of the API. */
export interface ListBody<T> {
  readonly data: readonly T[];
  readonly has_more: boolean;
  readonly total_count: number;
}

/** Thrown by a route to answer with a status and its messages. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly status: number;
  readonly messages: readonly string[];

  constructor(status: number, messages: readonly string[]) {
    super(`${status}: ${messages.join(", ")}`);
    this.status = status;
    this.messages = messages;
  }
}

export function errorBody(status: number, messages: readonly string[]): ErrorBody {
  return { errors: messages.map((message) => ({ message })), code: status };
}

/** The one answer for an unknown id, a deleted object, another account's object and an unknown path. */
export function notFound(): Failure {
  return new Failure(404, ["Not Found"]);
}

/** 422 with all failures of the request; nothing where there are none. */
export function failIfAny(messages: readonly string[]): void {
  if (messages.length > 0) throw new Failure(422, messages);
}
