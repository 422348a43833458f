/** The teams of a map that have a time with nobody on call. */
import { coverageOf, type OnCallLists } from "../../on-call/coverage.ts";
import type { Span } from "../../on-call/spans.ts";
import { shownLength, shownTime } from "../../on-call/wall-clock.ts";
import type { MapLists } from "../read-account.ts";
import type { AccountGraph } from "./graph.ts";

/** The graph with the first such time of each team in a span. */
export function withGaps(
  { nodes, edges }: AccountGraph,
  lists: OnCallLists & Pick<MapLists, "teams">,
  span: Span,
): AccountGraph {
  const teams = new Map(lists.teams.map((team) => [team.id, team]));
  return {
    edges,
    nodes: nodes.map((node) => {
      const team = teams.get(node.id);
      const coverage = team && coverageOf(team, lists, span);
      const [first] = coverage?.gaps ?? [];
      if (coverage === undefined || first === undefined) return node;
      if (!coverage.hasEvents) return { ...node, gap: "no future shift: every alert to it is dropped" };
      const when = first.from <= span.from ? "now" : shownTime(first.from, coverage.timeZone);
      return {
        ...node,
        gap: `nobody on call from ${when} (${coverage.timeZone}) for ${shownLength(first.to - first.from)}`,
      };
    }),
  };
}
