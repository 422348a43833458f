// An account user as webhooks show it: A:outgoing_webhook/v3.

import { toHash } from "../ruby/mixed.ts";
import type { RubyHash } from "../ruby/values.ts";
import type { Store } from "../store.ts";

/** Null for nobody, and for somebody who is gone. */
export function accountUserBody(store: Store, id: string | null): RubyHash | null {
  const found = id === null ? undefined : store.find("account_users", id);
  if (found === undefined) return null;
  return toHash({
    id: found.id,
    prefix_id: found.prefix_id,
    user: toHash({
      id: found.user.id,
      prefix_id: found.user.prefix_id,
      name: found.user.name,
      email: found.user.emails.find(({ primary }) => primary)?.email ?? null,
    }),
  });
}
