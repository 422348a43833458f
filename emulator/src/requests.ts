// The record of requests: what was sent to the API and what was answered. It is kept in memory and never printed.

/** One request to the API, in the order of arrival. */
export interface RecordedRequest {
  readonly method: string;
  /** Below the base URL, without the query, e.g. `/integrations`. */
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  /** In lower case, `authorization` included. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** As it was parsed; text if it could not be; undefined if none came. */
  body: unknown;
  /** When it arrived: ISO 8601, UTC. */
  readonly time: string;
  /** Null until it is answered, and for ever if a fault kept the answer back. */
  status: number | null;
}
