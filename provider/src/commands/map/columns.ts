/** Which column each box stands in: what alerts come in by on the left, and those who get them on the right. */
import { groupBy } from "es-toolkit";
import type { Bundle } from "./bundles.ts";
import type { MapEdge, NodeKind } from "./graph.ts";

/** Routers that send to routers stand beside each other, in so many columns at most. */
const mostRouterColumns = 8;

/** The column of each bundle, by its id. */
export function columnsOf(
  bundles: readonly Bundle[],
  edges: readonly MapEdge[],
): ReadonlyMap<string, number> {
  const kindOf = new Map(bundles.map(({ id, kind }) => [id, kind]));
  const depths = routerDepths(bundles, edges);
  const deepest = Math.max(0, ...depths.values());
  const [teams, people] = [deepest + 2, deepest + 3];
  const ofMembers = new Set(edges.flatMap(({ from, to }) => (kindOf.get(from) === "team" ? [to] : [])));
  const columnOf: Readonly<Record<NodeKind, (id: string) => number>> = {
    integration: () => 0,
    router: (id) => 1 + (depths.get(id) ?? 0),
    team: () => teams,
    outgoing: () => teams,
    user: () => people,
    receiver: () => people,
    missing: (id) => (ofMembers.has(id) ? people : teams),
  };
  const columns = bundles.map(({ id, kind }): [string, number] => [id, columnOf[kind](id)]);
  // A column that nothing stands in takes no room.
  const used = [...new Set(columns.map(([, column]) => column))].sort((one, other) => one - other);
  return new Map(columns.map(([id, column]) => [id, used.indexOf(column)]));
}

/** How many routers alerts have gone through before, on the longest way that does not go round. */
function routerDepths(bundles: readonly Bundle[], edges: readonly MapEdge[]): Map<string, number> {
  const routers = new Set(bundles.filter(({ kind }) => kind === "router").map(({ id }) => id));
  const between = edges.filter(({ from, to }) => routers.has(from) && routers.has(to) && from !== to);
  const waysTo = groupBy(between, ({ to }) => to);
  let depths = new Map([...routers].map((id) => [id, 0]));
  for (let round = 1; round < mostRouterColumns; round += 1) {
    const before = depths;
    depths = new Map(
      [...routers].map((id) => [
        id,
        Math.max(
          0,
          ...(waysTo[id] ?? [])
            .map(({ from }) => 1 + (before.get(from) ?? 0))
            .filter((depth) => depth <= round),
        ),
      ]),
    );
  }
  return isRound(between, routers) ? flattened(depths) : depths;
}

/** Whether some routers send to each other in a circle: their depths mean nothing then. */
function isRound(between: readonly MapEdge[], routers: ReadonlySet<string>): boolean {
  const waysFrom = groupBy(between, ({ from }) => from);
  const left = new Map([...routers].map((id) => [id, between.filter(({ to }) => to === id).length]));
  const free = [...routers].filter((id) => left.get(id) === 0);
  for (const id of free) {
    for (const { to } of waysFrom[id] ?? []) {
      const count = (left.get(to) ?? 0) - 1;
      left.set(to, count);
      if (count === 0) free.push(to);
    }
  }
  return free.length < routers.size;
}

function flattened(depths: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...depths].map(([id, depth]) => [id, Math.min(depth, 1)]));
}
