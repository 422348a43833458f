/** Requests and answers, as the files of this room hand them on. */
import type { RequestDescription } from "../common/api-failure.ts";
import type { Method } from "./retry.ts";

/** Keys and values as PagerTree's API names them: `name`, `integration_type_id`, `option_webhook_url`, … */
export type RequestBody = Readonly<Record<string, unknown>>;

/** Filters of a list, by attribute (https://pagertree.com/docs/api/pagination-and-filters). */
export type ListQuery = Readonly<Record<string, string | number | boolean>>;

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
