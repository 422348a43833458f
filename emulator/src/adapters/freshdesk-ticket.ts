// What Freshdesk and Freshservice have in common: the ticket that they send, its states and priorities.
import { noMethod, toInteger } from "../ruby/methods.ts";
import type { RubyValue } from "../ruby/values.ts";
import type { Field, Incoming } from "./adapter.ts";

/** Both call it so. */
const ROOT = "freshdesk_webhook";

/** A field of the ticket; without a ticket the adapter raises an error. */
export function ticketField({ dig }: Incoming, key: string): RubyValue {
  if (dig(ROOT) === null) throw noMethod("dig", null);
  return dig(ROOT, key);
}

export function atTicket(key: string): Field {
  return (incoming) => ticketField(incoming, key);
}

/** The word for a value that is sent as a number, or as one of several words; undefined for any other. */
export function wordFor<T extends string>(
  value: RubyValue,
  words: readonly (readonly [number: bigint, names: readonly string[], word: T])[],
): T | undefined {
  const number = value === null ? null : toInteger(value);
  return words.find(([code, names]) => number === code || names.some((name) => name === value))?.[2];
}
