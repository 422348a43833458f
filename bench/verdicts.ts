// The bounds that the figures are to keep.

import { median } from "simple-statistics";
import { findRun, growthOf, peakMemoryOf, sizesOf, totalOf } from "./figures.ts";
import { ratioVerdicts } from "./ratios.ts";
import { type Operation, type Results, wholeList } from "./results.ts";
import { atMost, format, type Verdict } from "./verdict.ts";

/** Of the provider's process, in MiB. */
export const mostMemory = 160;

/** All figures that have a bound, as far as they were measured. */
export function verdictsOf(results: Results): Verdict[] {
  return [
    ...ratioVerdicts(results),
    ...requestVerdicts(results),
    ...stateVerdicts(results),
    ...limitVerdicts(results),
    ...startVerdicts(results),
    ...memoryVerdicts(results),
    ...growthVerdicts(results),
    ...coverageVerdicts(results),
    ...onCallVerdicts(results),
    ...simulateVerdicts(results),
  ];
}

function requestVerdicts(results: Results): Verdict[] {
  const ofRuns = (["preview", "up"] as const).flatMap((operation) =>
    measuredLatencies(results, operation).flatMap((latency) => {
      const conditions = { operation, latency, checkpoints: false };
      return sizesOf(results, conditions).flatMap((size) => {
        const run = findRun(results, "ours", size, conditions);
        // Besides the integrations, the account has nothing of the kind.
        const most = Math.min(size, Math.ceil(size / 100)) + 3;
        const what = `requests of a refreshed ${operation} of ${format(size)} at ${latency} ms`;
        return run ? [atMost(what, totalOf(run.requests, isRead), most)] : [];
      });
    }),
  );
  const ofOthers = results.requests.map(({ stack, most, requests }) =>
    atMost(`requests of a refreshed preview of ${stack}`, totalOf(requests, isRead), most),
  );
  return [...ofRuns, ...ofOthers];
}

/** Whether a request is a read of the stack's own objects, and not for lookups or the checks of destinations and coverage. */
function isRead(kind: string): boolean {
  return !kind.endsWith(wholeList);
}

/** What a preview asks for to know which teams have nobody on call. */
const coverageLists = ["GET /events", "GET /escalation_policies"].map((list) => list + wholeList);

function coverageVerdicts({ requests }: Results): Verdict[] {
  return requests.map((of) =>
    atMost(
      `requests of the coverage of ${of.stack}`,
      totalOf(of.requests, (kind) => coverageLists.includes(kind)),
      10,
    ),
  );
}

function stateVerdicts({ state }: Results): Verdict[] {
  if (state === undefined) return [];
  return [
    atMost("bytes of inputs and outputs of a small integration", state.bytes, 1_500),
    atMost("bytes of the provider's text, in each of the two", state.providerText, 300),
  ];
}

function limitVerdicts({ limit }: Results): Verdict[] {
  if (limit === undefined) return [];
  const what = `of an up of ${limit.size} at ${limit.perSecond} requests a second`;
  return [
    atMost(`time ${what}, over the ideal`, limit.seconds / limit.idealSeconds, 1.15),
    atMost(`share of requests refused ${what}`, limit.refused / limit.requests, 0.05),
  ];
}

function startVerdicts({ start }: Results): Verdict[] {
  if (start === undefined) return [];
  return [
    atMost("milliseconds of the import after Pulumi's SDK", Math.round(median(start.ours)), 60),
    atMost("milliseconds from the plugin's start to its port", Math.round(median(start.plugin)), 300),
    atMost("bytes of the installed package without dependencies", start.packageBytes, 2_100_000),
  ];
}

function memoryVerdicts(results: Results): Verdict[] {
  const largest = Math.max(...results.runs.map(({ size }) => size));
  const peak = peakMemoryOf(results, "ours", largest);
  const pluginPeak = peakMemoryOf(results, "plugin", largest);
  const what = `MiB of the provider's process at ${format(largest)}`;
  return [
    ...(peak === undefined ? [] : [atMost(what, Math.round(peak), mostMemory)]),
    ...(pluginPeak === undefined ? [] : [atMost(`${what}, the plugin`, Math.round(pluginPeak), mostMemory)]),
  ];
}

function growthVerdicts(results: Results): Verdict[] {
  return growthOf(results).map(({ what, exponent }) =>
    // What grows in step with the size has 1; the rest is noise.
    atMost(
      `growth of ${what} to ${format(Math.max(...results.growth.map(({ size }) => size)))}`,
      exponent,
      1.1,
    ),
  );
}

function measuredLatencies({ runs }: Results, operation: Operation): number[] {
  const latencies = runs.filter((run) => run.operation === operation).map(({ latency }) => latency);
  return [...new Set(latencies)].sort((one, other) => one - other);
}

function onCallVerdicts({ onCall }: Results): Verdict[] {
  if (onCall === undefined) return [];
  const { teams, coverageMilliseconds, yearMilliseconds, yearOfPeer, listedTeams, latency } = onCall;
  const year = median(yearMilliseconds);
  return [
    atMost(
      `milliseconds of processor time of the coverage of ${teams} teams over 14 days, in a fresh process`,
      coverageMilliseconds,
      100,
    ),
    atMost("milliseconds of processor time of a year of a weekly rotation", year, 2),
    atMost("of a year of a weekly rotation, over rrule-temporal", year / median(yearOfPeer), 0.5),
    atMost(
      `seconds of the command coverage for ${listedTeams} teams at ${latency} ms`,
      median(onCall.commandSeconds),
      3,
    ),
  ];
}

function simulateVerdicts({ simulate }: Results): Verdict[] {
  return simulate === undefined
    ? []
    : [
        atMost(
          `seconds of the command simulate for a stack of ${simulate.size} integrations`,
          median(simulate.commandSeconds),
          3,
        ),
      ];
}
