/**
 * PagerTree's lists as one run of a program shares them, so that fifty lookups of teams read the teams once. Light on
 * purpose: the HTTP client loads with the first request.
 */
import * as pulumi from "@pulumi/pulumi";
import type { ApiClient } from "../../api/api-client.ts";
import type { Kind, Wires } from "../../api/kinds.ts";
import { listUsers } from "../../api/list-users.ts";
import type { PagerTreeConfig } from "../../common/config.ts";
import type { ListOf, LookupSource } from "../../lookups/find-one.ts";
import { programConfig } from "../program-config.ts";

interface Slot<Row> {
  rows: Promise<readonly Row[]> | undefined;
}

type Slots = { readonly [K in Kind]: Slot<Wires[K]> };

/** By what the lists belong to: a run of the engine, of which one process may see several (Pulumi's Automation API). */
const slotsOfRuns = new WeakMap<object, Map<string, Slots>>();

/** By configuration. One client serves all lookups, so that it verifies once whose account the key is of. */
const clients = new Map<string, Promise<ApiClient>>();

/** Stands for the run of a script that no engine runs. Only requests at the same time share a list there. */
const noRun = {};

/**
 * Where a program's lookups look.
 *
 * @throws ConfigError as `programConfig` does.
 */
export function programSource(): LookupSource {
  const { baseUrl } = programConfig();
  return {
    list: (kind, outdated) => sharedList(kind, (client) => client.list(kind), outdated),
    read: async (kind, id) => (await sharedClient()).read(kind, id),
    users: () => sharedList("users", listUsers).rows,
    eventsOf: async (scheduleId) => (await sharedClient()).scheduleEvents(scheduleId),
    onCallNow: async (scheduleId) => (await sharedClient()).currentOnCall(scheduleId),
    baseUrl,
  };
}

/**
 * Every object of a kind, read at most once a run. A list that could not be read is forgotten.
 *
 * @param outdated A list that will not do: if it is still the shared one, the list is read again for everybody.
 * @throws ConfigError as `programConfig` does.
 */
function sharedList<K extends Kind>(
  kind: K,
  read: (client: ApiClient) => Promise<readonly Wires[K][]>,
  outdated?: Promise<readonly Wires[K][]>,
): ListOf<Wires[K]> {
  const config = programConfig();
  const run: object = pulumi.runtime.getMonitor() ?? noRun;
  const slot: Slot<Wires[K]> = slotsOf(run, config)[kind];
  if (slot.rows !== undefined && slot.rows !== outdated) {
    return { rows: slot.rows, isOld: true };
  }
  const rows = sharedClient(config).then(read);
  slot.rows = rows;
  const forget = () => {
    if (slot.rows === rows) {
      slot.rows = undefined;
    }
  };
  rows.then(run === noRun ? forget : undefined, forget);
  return { rows, isOld: false };
}

/**
 * The client of the program's account. It is loaded here and not at import, since it brings got and zod along.
 *
 * @throws ConfigError as `programConfig` does.
 */
function sharedClient(config: PagerTreeConfig = programConfig()): Promise<ApiClient> {
  const key = keyOf(config);
  const client =
    clients.get(key) ?? import("../../api/client.ts").then(({ createApiClient }) => createApiClient(config));
  clients.set(key, client);
  return client;
}

function slotsOf(run: object, config: PagerTreeConfig): Slots {
  const accounts = slotsOfRuns.get(run) ?? new Map<string, Slots>();
  slotsOfRuns.set(run, accounts);
  const key = keyOf(config);
  const slots = accounts.get(key) ?? emptySlots();
  accounts.set(key, slots);
  return slots;
}

function keyOf(config: PagerTreeConfig): string {
  return JSON.stringify(config);
}

function emptySlots(): Slots {
  return {
    integrations: { rows: undefined },
    integrationTypes: { rows: undefined },
    teams: { rows: undefined },
    routers: { rows: undefined },
    accountUsers: { rows: undefined },
    users: { rows: undefined },
    schedules: { rows: undefined },
    events: { rows: undefined },
    escalationPolicies: { rows: undefined },
    notificationRules: { rows: undefined },
    maintenanceWindows: { rows: undefined },
  };
}
