/** What lives in an account and is in no stack, and what is in more than one. */
import { groupBy, uniq, uniqBy } from "es-toolkit";
import { accountGraph } from "../map/graph.ts";
import type { AccountLists } from "../read-account.ts";
import { type ManagedKind, managedKinds, type StackState } from "../stack-state.ts";
import type { Allowance } from "./allow-file.ts";

const millisecondsPerDay = 86_400_000;

const labels: Readonly<Record<ManagedKind, "integration" | "router" | "team">> = {
  integrations: "integration",
  routers: "router",
  teams: "team",
};

/** An object of the account. */
export interface ReportedObject {
  readonly kind: "integration" | "router" | "team";
  readonly id: string;
  readonly prefixId: string;
  readonly name: string;
  /** The type of an integration. */
  readonly type?: string;
  readonly createdAt: string;
  /** Whole days since then. */
  readonly ageDays: number;
  /** The names of what alerts go to from here; of a team those of its members. */
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

/** Compares an account with stacks. */
export function unmanagedReport(
  lists: AccountLists,
  stacks: readonly StackState[],
  allowances: readonly Allowance[],
  now: number,
): UnmanagedReport {
  const resources = stacks.flatMap(({ name: stack, objects }) =>
    objects.map((object) => ({ ...object, stack })),
  );
  // A stack that was named twice has each resource once.
  const managers = groupBy(
    uniqBy(resources, ({ urn, id }) => `${urn} ${id}`),
    ({ kind, id }) => `${kind} ${id}`,
  );
  const found = reportedObjects(lists, now).map(({ list, object }) => {
    const by = managers[`${list} ${object.id}`] ?? [];
    return { object, by: by.map(({ stack, resourceName }) => ({ stack, resource: resourceName })) };
  });
  const wrong = found.filter(({ by }) => by.length !== 1);
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

/** Everything of the account that a stack could manage, by kind and name. */
function reportedObjects(lists: AccountLists, now: number): { list: ManagedKind; object: ReportedObject }[] {
  const { nodes, edges } = accountGraph(lists);
  const nodesById = new Map(nodes.map((node) => [node.id, node]));
  const edgesFrom = groupBy(edges, ({ from }) => from);
  const destinationsOf = (id: string) =>
    new Set((edgesFrom[id] ?? []).map(({ to }) => nodesById.get(to)?.name ?? to));
  return Object.values(managedKinds).flatMap((list) =>
    lists[list]
      .map(({ id, prefix_id, name, created_at }) => {
        const type = nodesById.get(id)?.type ?? "";
        const object: ReportedObject = {
          kind: labels[list],
          id,
          prefixId: prefix_id,
          name,
          ...(type !== "" && { type }),
          createdAt: created_at,
          ageDays: Math.max(0, Math.floor((now - Date.parse(created_at)) / millisecondsPerDay)),
          destinations: [...destinationsOf(id)],
        };
        return { list, object };
      })
      .toSorted((one, other) => one.object.name.localeCompare(other.object.name, "en", { numeric: true })),
  );
}
