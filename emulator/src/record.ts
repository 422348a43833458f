// What every record of the emulator has, whatever it is.

import type { RubyHash } from "./ruby/values.ts";

/** Attributes of every record. */
export interface CommonAttributes {
  readonly id: string;
  readonly prefix_id: string;
  /** Counts up per account and collection. */
  readonly tiny_id: number;
  readonly account_id: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly updated_at: string;
  /** When it was deleted; deleted records are kept and hidden. Never sent. */
  readonly deleted_at: string | null;
  readonly meta: Meta;
}

/** What the account's users, or an integration's payload, attach to a record. */
export type Meta = Readonly<Record<string, unknown>> | RubyHash;
