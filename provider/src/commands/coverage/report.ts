/** What the command `coverage` finds, as JSON has it. */
import { maxBy, sortBy, uniqBy } from "es-toolkit";
import type { TeamWire } from "../../api/wire.ts";
import { coverageOf, type OnCallLists } from "../../on-call/coverage.ts";
import type { Span } from "../../on-call/spans.ts";

/** A time at which nobody is on call, ISO 8601 in UTC. */
export interface Gap {
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
}

/** A team, and when nobody of it is on call. */
export interface TeamCoverage {
  readonly id: string;
  readonly prefixId: string;
  readonly name: string;
  /** The zone of most of its shifts. */
  readonly timeZone: string;
  /** False if its schedule has no future shift, so that every alert is dropped. */
  readonly hasEvents: boolean;
  readonly gaps: readonly Gap[];
  readonly firstGap?: Gap | undefined;
  readonly longestGap?: Gap | undefined;
}

/** The coverage of teams over a span. */
export interface CoverageReport {
  readonly from: string;
  readonly to: string;
  readonly teams: readonly TeamCoverage[];
}

/** The report; teams in the order of their names. */
export function coverageReport(teams: readonly TeamWire[], lists: OnCallLists, span: Span): CoverageReport {
  const rows = uniqBy(teams, ({ id }) => id).map((team): TeamCoverage => {
    const { hasEvents, timeZone, gaps: spans } = coverageOf(team, lists, span);
    const gaps = spans.map(toGap);
    return {
      id: team.id,
      prefixId: team.prefix_id,
      name: team.name,
      timeZone,
      hasEvents,
      gaps,
      firstGap: gaps[0],
      longestGap: maxBy(gaps, ({ minutes }) => minutes),
    };
  });
  return {
    from: new Date(span.from).toISOString(),
    to: new Date(span.to).toISOString(),
    teams: sortBy(rows, ["name"]),
  };
}

/** A time at which nobody is on call, as JSON has it. */
export function toGap({ from, to }: Span): Gap {
  const minutes = Math.round((to - from) / 60_000);
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString(), minutes };
}
