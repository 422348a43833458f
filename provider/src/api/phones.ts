/** The phone numbers by which PagerTree may reach an account user. */
import { sortBy } from "es-toolkit";
import type { AccountUserWire } from "./wire.ts";

/** Those that are not blocked, the primary one first; undefined if PagerTree does not tell. */
export function phonesOf({ user }: AccountUserWire): string[] | undefined {
  if (!user.phones) {
    return undefined;
  }
  return sortBy(user.phones, [({ primary }) => (primary === true ? 0 : 1)]).flatMap(({ phone, blocked }) =>
    phone && blocked !== true ? [phone] : [],
  );
}
