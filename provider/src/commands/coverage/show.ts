/** The report on coverage, as text for people. */
import { shownLength, shownTime } from "../../on-call/wall-clock.ts";
import { tableLines } from "../table.ts";
import type { CoverageReport, Gap, TeamCoverage } from "./report.ts";

/** The report; its table has a line for each team with a gap. */
export function showCoverage({ teams }: CoverageReport, days: number): string {
  const open = teams.filter(({ gaps }) => gaps.length > 0);
  const span = `the next ${days === 1 ? "day" : `${days} days`}`;
  if (teams.length === 0) {
    return "There is no team to look at.\n";
  }
  if (open.length === 0) {
    const count = teams.length === 1 ? "1 team" : `${teams.length} teams`;
    return `Somebody is on call at all times in ${span} (${count}).\n`;
  }
  const lines = tableLines(
    ["TEAM", "ID", "GAPS", "FIRST GAP", "LONGEST GAP", "TIME ZONE"],
    open.map((team) => cellsOf(team)),
  );
  return `${[`Nobody is on call at some time in ${span} (${open.length} of ${teams.length} teams):`, ...lines].join("\n")}\n`;
}

function cellsOf({
  name,
  prefixId,
  hasEvents,
  gaps,
  firstGap,
  longestGap,
  timeZone,
}: TeamCoverage): string[] {
  return hasEvents
    ? [name, prefixId, String(gaps.length), shown(firstGap, timeZone), shown(longestGap, timeZone), timeZone]
    : [name, prefixId, "always", "no shift at all: every alert is dropped", "", ""];
}

function shown(gap: Gap | undefined, timeZone: string): string {
  return gap === undefined
    ? ""
    : `${shownTime(Date.parse(gap.from), timeZone)}, ${shownLength(gap.minutes * 60_000)}`;
}
