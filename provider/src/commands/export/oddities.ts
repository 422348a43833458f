/** What is odd about the objects of an account, as the map of it shows: disabled ones, and routes that lead nowhere. */
import { cut, plainText } from "../../common/plain-text.ts";
import { accountGraph, type MapNode } from "../map/graph.ts";
import type { AccountLists } from "./account.ts";

/** Sentences about objects, by their ids. */
export function odditiesOf(lists: AccountLists): ReadonlyMap<string, readonly string[]> {
  const { nodes, edges } = accountGraph(lists);
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isDeadEnd = (node: MapNode | undefined): node is MapNode => node !== undefined && node.deadEnd !== "";
  const ofItself = nodes.flatMap(({ id, deadEnd, disabled }) =>
    [disabled, deadEnd].filter((words) => words !== "").map((words) => ({ id, text: `Odd: ${words}.` })),
  );
  const ofRoutes = edges.flatMap(({ from, to, by }) => {
    const target = byId.get(to);
    if (!isDeadEnd(target) || by === "member") {
      return [];
    }
    const name = target.kind === "missing" ? target.id : JSON.stringify(cut(plainText(target.name), 60));
    return [{ id: from, text: `Odd: leads to ${nameOfKind(target)}${name}, a dead end: ${target.deadEnd}.` }];
  });
  const texts = new Map<string, string[]>();
  for (const { id, text } of [...ofItself, ...ofRoutes]) {
    texts.set(id, [...(texts.get(id) ?? []), text]);
  }
  return texts;
}

function nameOfKind({ kind }: MapNode): string {
  return kind === "missing" ? "" : `${kind === "outgoing" ? "integration" : kind} `;
}
