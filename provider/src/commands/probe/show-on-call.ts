/** The report on who would be paged, as text for people. */
import { defaultCoverageDays } from "../../common/config.ts";
import { enumeration } from "../../common/enumeration.ts";
import { cut, plainText } from "../../common/plain-text.ts";
import { shownTime } from "../../on-call/wall-clock.ts";
import type { OnCallReport, Step, TeamReport } from "./on-call.ts";

/** Every team, one after the other. */
export function showOnCall({ teams, problems }: OnCallReport): string {
  return [...teams.map(showTeam), ...problems.map((problem) => `Problem: ${problem}`)].join("\n\n");
}

function showTeam(team: TeamReport): string {
  const { name, prefixId, timeZone, steps, notes, problems, gaps } = team;
  return [
    `Team "${cut(plainText(name), 80)}" (${prefixId}): whom an alert pages now, on the clocks of ${timeZone}`,
    ...steps.map((step) => `  ${showStep(step, timeZone)}`),
    `  if nobody answers: ${showEnd(team)}`,
    ...(gaps.length === 0
      ? [`Somebody is on call at all times in the next ${defaultCoverageDays} days.`]
      : []),
    ...notes,
    ...(problems.length === 0 ? [] : ["Problems:", ...problems.map((problem) => `  - ${problem}`)]),
  ].join("\n");
}

function showStep({ layer, wait, now, next }: Step, timeZone: string): string {
  const time = (text: string) => shownTime(Date.parse(text), timeZone);
  const people = now.map(({ accountUserId, name, to }) => `${name ?? accountUserId} until ${time(to)}`);
  return [
    `layer ${layer}${wait === undefined ? "" : ` for ${wait}`}: ${people.length === 0 ? "nobody" : enumeration(people)}`,
    ...(next === undefined ? [] : [`from ${time(next.from)} ${enumeration(next.names)}`]),
  ].join("; ");
}

function showEnd({ repeat, reassignedTo }: TeamReport): string {
  const again = repeat === 0 ? "" : `the same again ${repeat === 1 ? "once" : `${repeat} times`}, then `;
  return `${again}${reassignedTo.length === 0 ? "the alert is dropped" : enumeration(reassignedTo)}`;
}
