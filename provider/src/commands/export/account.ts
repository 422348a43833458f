/** A whole account as an export reads it. */
import type { ApiClient } from "../../api/api-client.ts";
import type { Kind, Wires } from "../../api/kinds.ts";
import { readAccount } from "../read-account.ts";
import type { Terminal } from "../terminal.ts";

/** Everything in an account that an export is about; each list from the oldest object to the newest. */
export type AccountLists = { readonly [K in Exclude<Kind, "users" | "schedules">]: readonly Wires[K][] };

/** Reads an account. */
export async function readWholeAccount(client: ApiClient, terminal: Terminal): Promise<AccountLists> {
  const lists = await readAccount(client, terminal);
  return {
    integrationTypes: await client.list("integrationTypes"),
    accountUsers: fromTheOldest(lists.accountUsers),
    teams: fromTheOldest(lists.teams),
    routers: fromTheOldest(lists.routers),
    integrations: fromTheOldest(lists.integrations),
    events: fromTheOldest(lists.events),
    escalationPolicies: fromTheOldest(lists.escalationPolicies),
    notificationRules: fromTheOldest(lists.notificationRules),
    maintenanceWindows: fromTheOldest(lists.maintenanceWindows),
  };
}

/** A ULID begins with the time at which it was made. */
function fromTheOldest<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
  return [...rows].sort((one, other) => (one.id < other.id ? -1 : 1));
}
