/** The order of declarations: what is referred to comes first, and else the older before the newer. */
import type { Declaration } from "./declaration.ts";
import { leavesOf, ObjectId } from "./declared.ts";

/** Routers in an order in which each comes after those that it sends to, as far as they do not send round. */
export function inOrderOfReference(routers: readonly Declaration[]): Declaration[] {
  const byId = new Map<string, Declaration>(
    routers.flatMap((router) => [
      [router.object.id, router],
      [router.object.prefix_id, router],
    ]),
  );
  const ordered = new Set<Declaration>();
  const visited = new Set<Declaration>();

  function visit(router: Declaration): void {
    if (visited.has(router)) {
      return;
    }
    visited.add(router);
    for (const leaf of leavesOf(router.args)) {
      const next = leaf instanceof ObjectId && leaf.kind === "routers" ? byId.get(leaf.value) : undefined;
      if (next !== undefined) {
        visit(next);
      }
    }
    ordered.add(router);
  }

  routers.forEach(visit);
  return [...ordered];
}
