// The objects of an account by their names.
import type { AccountUser, Integration, Router, Team } from "../models.ts";
import type { NotificationRule } from "../on-call-models.ts";
import type { Store } from "../store.ts";
import { nameOf } from "./account/find-one.ts";
import type { Named } from "./result.ts";

const KINDS = { teams: "team", routers: "router", account_users: "account user" } as const;

/** Gives objects their names. */
export interface Names {
  name(kind: Named["kind"], record: Integration | Team | Router | AccountUser | NotificationRule): Named;
  /** None if the account does not have it. */
  find(collection: keyof typeof KINDS, id: string): Named[];
}

/** @param resources the names of resources in the program, by the ids of their objects */
export function namesIn(store: Store, resources: ReadonlyMap<string, string> = new Map()): Names {
  const name: Names["name"] = (kind, record) => {
    const resource = resources.get(record.id);
    return {
      ...{ kind, id: record.id, prefixId: record.prefix_id, name: nameOf(record) },
      ...(resource !== undefined && { resource }),
    };
  };
  return {
    name,
    find: (collection, id) => {
      const record = store.find(collection, id);
      return record ? [name(KINDS[collection], record)] : [];
    },
  };
}
