/** What lives in an account and is in no stack, and what is in more than one. */
import { groupBy, uniq, uniqBy } from "es-toolkit";
import { type ManagedKind, managedKinds, type StackState } from "../../stack/state.ts";
import { accountGraph } from "../map/graph.ts";
import type { AccountLists } from "../read-account.ts";
import type { Allowance } from "./allow-file.ts";
import { onCallObjects } from "./on-call-objects.ts";

const millisecondsPerDay = 86_400_000;

const labels = {
  integrations: "integration",
  routers: "router",
  teams: "team",
  escalationPolicies: "escalation policy",
  events: "event",
  notificationRules: "notification rule",
  maintenanceWindows: "maintenance window",
} as const satisfies Record<ManagedKind, string>;

/** What the report calls a kind of objects. */
export type ReportedKind = (typeof labels)[ManagedKind];

/** An object of the account. */
export interface ReportedObject {
  readonly kind: ReportedKind;
  readonly id: string;
  readonly prefixId: string;
  readonly name: string;
  /** The type of an integration; of an event how often it takes place. */
  readonly type?: string;
  readonly createdAt: string;
  /** Whole days since then. */
  readonly ageDays: number;
  /**
   * The names of what alerts go to from here; of a team those of its members, of an event or a notification rule those of
   * its people, and of a maintenance window those of its integrations.
   */
  readonly destinations: readonly string[];
}

/** A resource of a stack. */
export interface Manager {
  readonly stack: string;
  readonly resource: string;
}

/** All that the command finds. */
export interface UnmanagedReport {
  /** The stacks that were looked at. */
  readonly stacks: readonly string[];
  readonly managed: number;
  /** In no stack. */
  readonly unmanaged: readonly ReportedObject[];
  /** In two resources or more, each of which would change or delete it. */
  readonly managedTwice: readonly (ReportedObject & { readonly by: readonly Manager[] })[];
  /** Left out of both, since `--allow` names it. */
  readonly allowed: readonly ReportedObject[];
  /** Lines of `--allow` that name nothing that would be reported. */
  readonly unusedAllowances: readonly Allowance[];
}

/** What is looked at, and how. */
export interface Comparison {
  readonly lists: AccountLists;
  readonly stacks: readonly StackState[];
  readonly allowances: readonly Allowance[];
  readonly now: number;
  /** Whether overrides and other events that take place once belong into a stack. */
  readonly listsOverrides: boolean;
}

/** Compares an account with stacks. */
export function unmanagedReport(comparison: Comparison): UnmanagedReport {
  const { stacks, allowances } = comparison;
  const resources = stacks.flatMap(({ name: stack, objects }) =>
    objects.map((object) => ({ ...object, stack })),
  );
  // A stack that was named twice has each resource once.
  const managers = groupBy(
    uniqBy(resources, ({ urn, id }) => `${urn} ${id}`),
    ({ kind, id }) => `${kind} ${id}`,
  );
  const found = reportedObjects(comparison).map(({ list, object, mayBeOutside }) => {
    const by = managers[`${list} ${object.id}`] ?? [];
    return {
      object,
      mayBeOutside,
      by: by.map(({ stack, resourceName }) => ({ stack, resource: resourceName })),
    };
  });
  const wrong = found.filter(({ by, mayBeOutside }) => by.length > 1 || (by.length === 0 && !mayBeOutside));
  const names = ({ id, prefixId }: ReportedObject) => [id, prefixId];
  const allowedIds = new Set(allowances.map(({ id }) => id));
  const isAllowed = (object: ReportedObject) => names(object).some((id) => allowedIds.has(id));
  const used = new Set(wrong.flatMap(({ object }) => names(object)));
  const reported = wrong.filter(({ object }) => !isAllowed(object));
  return {
    stacks: uniq(stacks.map(({ name }) => name)),
    managed: found.filter(({ by }) => by.length > 0).length,
    unmanaged: reported.filter(({ by }) => by.length === 0).map(({ object }) => object),
    managedTwice: reported.filter(({ by }) => by.length > 1).map(({ object, by }) => ({ ...object, by })),
    allowed: wrong.filter(({ object }) => isAllowed(object)).map(({ object }) => object),
    unusedAllowances: allowances.filter(({ id }) => !used.has(id)),
  };
}

/** An object and whether it may be outside of stacks. */
interface Found {
  readonly list: ManagedKind;
  readonly object: ReportedObject;
  readonly mayBeOutside: boolean;
}

/** Everything of the account that a stack could manage, by kind and name. */
function reportedObjects({ lists, now, listsOverrides }: Comparison): Found[] {
  const { nodes, edges } = accountGraph(lists);
  const nodesById = new Map(nodes.map((node) => [node.id, node]));
  const edgesFrom = groupBy(edges, ({ from }) => from);
  const destinationsOf = (id: string) =>
    uniq((edgesFrom[id] ?? []).map(({ to }) => nodesById.get(to)?.name ?? to));
  const ofRoutes = (["integrations", "routers", "teams"] as const).flatMap((list) =>
    lists[list].map((row) => {
      const type = nodesById.get(row.id)?.type ?? "";
      const { name } = row;
      return { list, row, name, type, destinations: destinationsOf(row.id), mayBeOutside: false };
    }),
  );
  const all = [...ofRoutes, ...onCallObjects(lists, now, listsOverrides)].map(
    ({ list, row: { id, prefix_id, created_at }, name, type = "", destinations, mayBeOutside }): Found => ({
      list,
      object: {
        kind: labels[list],
        id,
        prefixId: prefix_id,
        name,
        ...(type !== "" && { type }),
        createdAt: created_at,
        ageDays: Math.max(0, Math.floor((now - Date.parse(created_at)) / millisecondsPerDay)),
        destinations,
      },
      mayBeOutside,
    }),
  );
  return uniq(Object.values(managedKinds)).flatMap((kind) =>
    all
      .filter(({ list }) => list === kind)
      .toSorted((one, other) => one.object.name.localeCompare(other.object.name, "en", { numeric: true })),
  );
}
