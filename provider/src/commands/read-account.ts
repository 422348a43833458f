/** Everything that lives in an account, read at once, with a word on the way if it takes long. */
import type { ApiClient } from "../api/api-client.ts";
import type { Kind, Wires } from "../api/kinds.ts";
import { type Terminal, tellIfSlow } from "./terminal.ts";

/** Where the alerts of an account go. */
export type RouteLists = Lists<"integrations" | "routers" | "teams" | "accountUsers">;

/** The same, and who is on call. */
export type MapLists = RouteLists & Lists<"events" | "escalationPolicies">;

/** What an account holds. */
export type AccountLists = MapLists & Lists<"notificationRules" | "maintenanceWindows">;

type Lists<K extends Kind> = { readonly [Each in K]: readonly Wires[Each][] };

const nouns = {
  integrations: "integrations",
  routers: "routers",
  teams: "teams",
  accountUsers: "users",
  events: "events",
  escalationPolicies: "escalation policies",
  notificationRules: "notification rules",
  maintenanceWindows: "maintenance windows",
} as const satisfies Record<keyof AccountLists, string>;

/** Reads a list of an account. */
type ReadList = <K extends keyof AccountLists>(kind: K) => Promise<Wires[K][]>;

/** Reads where the alerts of an account go, and who is on call. */
export function readRoutes(client: Pick<ApiClient, "list">, terminal: Terminal): Promise<MapLists> {
  return reading(client, terminal, readMapLists);
}

/** Reads an account. */
export function readAccount(client: Pick<ApiClient, "list">, terminal: Terminal): Promise<AccountLists> {
  return reading(client, terminal, async (list) => {
    const [lists, notificationRules, maintenanceWindows] = await Promise.all([
      readMapLists(list),
      list("notificationRules"),
      list("maintenanceWindows"),
    ]);
    return { ...lists, notificationRules, maintenanceWindows };
  });
}

async function readMapLists(list: ReadList): Promise<MapLists> {
  const [integrations, routers, teams, accountUsers, events, escalationPolicies] = await Promise.all([
    list("integrations"),
    list("routers"),
    list("teams"),
    list("accountUsers"),
    list("events"),
    list("escalationPolicies"),
  ]);
  return { integrations, routers, teams, accountUsers, events, escalationPolicies };
}

async function reading<Result>(
  client: Pick<ApiClient, "list">,
  terminal: Terminal,
  read: (list: ReadList) => Promise<Result>,
): Promise<Result> {
  const done: string[] = [];
  return tellIfSlow(
    terminal,
    () => `Reading the account... ${done.join(", ")}`,
    (progress) =>
      read(async (kind) => {
        const rows = await client.list(kind);
        done.push(`${rows.length} ${nouns[kind]}`);
        progress();
        return rows;
      }),
  );
}

/** The ULID of the account; undefined if it is empty. */
export function accountIdOf(lists: RouteLists): string | undefined {
  return Object.values(lists).flat()[0]?.account_id;
}
