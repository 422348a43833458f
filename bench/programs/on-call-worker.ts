// Processor time, in milliseconds, of the sums of who is on call: the coverage of an account in a fresh process, and a year
// of one weekly series, which rrule-temporal works out as well. Printed as JSON.

import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { createApiClient } from "../../provider/src/api/client.ts";
import { coverageReport } from "../../provider/src/commands/coverage/report.ts";
import { resolveConfig } from "../../provider/src/common/config.ts";
import type { OnCallEvent } from "../../provider/src/on-call/event.ts";
import { occurrencesOf } from "../../provider/src/on-call/occurrences.ts";
import { day } from "../../provider/src/on-call/zone-clock.ts";

const REPEATS = 25;

const client = createApiClient(resolveConfig(() => undefined, process.env));
const [teams, events, escalationPolicies] = await Promise.all([
  client.list("teams"),
  client.list("events"),
  client.list("escalationPolicies"),
]);
const from = Date.UTC(2026, 0, 10);
const coverageMilliseconds = processorTime(() => {
  const { teams: rows } = coverageReport(
    teams,
    { events, escalationPolicies },
    { from, to: from + 14 * day },
  );
  const covered = rows.filter(({ name, gaps }) => name.startsWith("Team ") && gaps.length === 0);
  if (covered.length < 100) throw new Error(`${covered.length} teams are covered.`);
});

const startsAt = Date.UTC(2025, 9, 6, 13);
const weekly: OnCallEvent = {
  id: "weekly",
  layer: 1,
  timeZone: "America/New_York",
  startsAt,
  endsAt: startsAt + 7 * day,
  accountUserIds: ["ada", "grace", "alan"],
  repeats: { frequency: 1, unit: "weekly", daysOfWeek: [], rotates: true, exceptions: [] },
};
const to = startsAt + 365 * day;

function year(): void {
  expectYear(occurrencesOf(weekly, startsAt, to).length);
}

function yearOfPeer(): void {
  const dtstart = Temporal.Instant.fromEpochMilliseconds(startsAt).toZonedDateTimeISO(weekly.timeZone);
  const rule = new RRuleTemporal({ rruleString: "FREQ=WEEKLY", dtstart });
  expectYear(rule.between(new Date(startsAt), new Date(to), true).length);
}

function expectYear(count: number): void {
  if (count < 52 || count > 54) throw new Error(`A year has ${count} weeks.`);
}

const times = (work: () => void) => Array.from({ length: REPEATS }, () => processorTime(work));
console.log(
  JSON.stringify({ coverageMilliseconds, yearMilliseconds: times(year), yearOfPeer: times(yearOfPeer) }),
);

function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
