/** Nodes that alerts reach and leave in the very same ways, put together: 300 integrations are then a few boxes. */
import { groupBy } from "es-toolkit";
import type { AccountGraph, MapEdge, MapNode, NodeKind } from "./graph.ts";

/** Nodes of one kind with the same ways in and out; the ways are drawn once for all of them. */
export interface Bundle {
  /** Unique among the bundles. */
  readonly id: string;
  readonly kind: NodeKind;
  /** Sorted by name. */
  readonly nodes: readonly [MapNode, ...MapNode[]];
}

/** Bundles, and the ways between them, each once. */
export interface BundledGraph {
  readonly bundles: readonly Bundle[];
  readonly edges: readonly MapEdge[];
}

/** Puts nodes together. */
export function bundle({ nodes, edges }: AccountGraph): BundledGraph {
  const waysOf = new Map(nodes.map(({ id }): [string, string[]] => [id, []]));
  for (const { from, to, by, rules = [], isUnused, isLit } of edges) {
    waysOf.get(from)?.push(`to ${to} ${by} ${rules} ${isUnused} ${isLit}`);
    waysOf.get(to)?.push(`from ${from} ${by} ${rules} ${isUnused} ${isLit}`);
  }
  const alike = groupBy(nodes, ({ id, kind, isLit }) =>
    JSON.stringify([kind, isLit ?? null, ...(waysOf.get(id) ?? []).toSorted()]),
  );
  const bundles = Object.values(alike).flatMap((members, index): Bundle[] => {
    const [first, ...others] = members.toSorted((one, other) =>
      one.name.localeCompare(other.name, "en", { numeric: true }),
    );
    return first === undefined ? [] : [{ id: `bundle${index}`, kind: first.kind, nodes: [first, ...others] }];
  });
  const bundleOf = new Map(bundles.flatMap(({ id, nodes }) => nodes.map((node) => [node.id, id])));
  const drawn = new Map<string, MapEdge>();
  for (const edge of edges) {
    const [tail, head] = [bundleOf.get(edge.from), bundleOf.get(edge.to)];
    if (tail !== undefined && head !== undefined)
      drawn.set(`${tail} ${head} ${edge.by}`, { ...edge, from: tail, to: head });
  }
  return { bundles, edges: [...drawn.values()] };
}
