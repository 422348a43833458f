/** What can be asked of PagerTree; `createApiClient` makes one that asks by HTTP. */
import type { Kind, Wires } from "./kinds.ts";
import type { EventWire, OccurrenceWire } from "./on-call-wire.ts";
import type { Page } from "./pagination.ts";
import type { ListQuery, RequestBody } from "./request.ts";

/** What can be done with an occurrence of an event. */
export type EventAction = "override" | "add_exception" | "terminate_on";

/**
 * Talks to PagerTree. Every method rejects with a `PagerTreeError` only: `ApiError` or one of its kinds,
 * `TransportError`, `OperationTimeoutError`, `UnexpectedAnswerError`, `LookupError` for a text that cannot be an id, and
 * `ConfigError` where the key is not of the account that the configuration names.
 */
export interface ApiClient {
  /** One object. `id` is a ULID or a prefix id. */
  read<K extends Kind>(kind: K, id: string): Promise<Wires[K]>;
  /** Every object of a kind, all pages of it. PagerTree ignores filters it does not know: check the rows. */
  list<K extends Kind>(kind: K, query?: ListQuery): Promise<Wires[K][]>;
  /**
   * One page of a list, at most a hundred rows of it. Rows that cannot be parsed are left out, so that an object
   * of somebody else's does no harm to those that are looked for.
   */
  page<K extends Kind>(kind: K, query: ListQuery): Promise<Page<Wires[K]>>;
  /**
   * Makes an object. It is sent again only where PagerTree cannot have made one yet. An error may come after the
   * object was made: then `outcomeUnknown` is true, or the `UnexpectedAnswerError` carries its `id`.
   */
  create<K extends Kind>(kind: K, body: RequestBody): Promise<Wires[K]>;
  /** Changes what `body` names and leaves the rest. */
  update<K extends Kind>(kind: K, id: string, body: RequestBody): Promise<Wires[K]>;
  /**
   * The ULID of the account that the API key belongs to, as any answer so far named it, else asked for; undefined
   * if the key may not see even one user.
   */
  accountId(): Promise<string | undefined>;
  /**
   * Does something with an occurrence of an event (https://pagertree.com/docs/api/events). It is sent once only, like a
   * create.
   *
   * @returns The event that PagerTree answers with: of an override the new one, unless it answers otherwise; undefined
   *   if it answers with none.
   */
  act(eventId: string, action: EventAction, body: RequestBody): Promise<EventWire | undefined>;
  /** Every event of a schedule, all pages of the list. */
  scheduleEvents(scheduleId: string): Promise<EventWire[]>;
  /** Who is on call on a schedule at this moment, by PagerTree's own clock. */
  currentOnCall(scheduleId: string): Promise<OccurrenceWire[]>;
  /** Who is on call on a schedule at some instant of a span, all repetitions resolved. */
  windowEvents(scheduleId: string, from: Date, to: Date): Promise<OccurrenceWire[]>;
  /** Deletes an object. One that is gone is a `NotFoundError`, also if a lost first answer had deleted it. */
  delete(kind: Kind, id: string): Promise<void>;
}
