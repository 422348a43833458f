// The bounds that the figures are to keep.

import { median } from "simple-statistics";
import {
  type Conditions,
  findRun,
  growthOf,
  overFloor,
  peakMemoryOf,
  sizesOf,
  totalOf,
  type Verdict,
} from "./figures.ts";
import { type Operation, type Results, wholeList } from "./results.ts";

/** Of the provider's process, in MiB. */
export const mostMemory = 160;

/** All figures that have a bound, as far as they were measured. */
export function verdictsOf(results: Results): Verdict[] {
  return [
    ...requestVerdicts(results),
    ...timeVerdicts(results),
    ...stateVerdicts(results),
    ...limitVerdicts(results),
    ...startVerdicts(results),
    ...memoryVerdicts(results),
    ...growthVerdicts(results),
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
        return run ? [atMost(what, totalOf(run.requests), most)] : [];
      });
    }),
  );
  const ofOthers = results.requests.map(({ stack, most, requests }) =>
    atMost(`requests of a refreshed preview of ${stack}`, totalOf(readsAmong(requests)), most),
  );
  return [...ofRuns, ...ofOthers];
}

/** Without what lookups and the checks of destinations take, which is told beside it. */
function readsAmong(requests: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(requests).filter(([kind]) => !kind.endsWith(wholeList)));
}

function timeVerdicts(results: Results): Verdict[] {
  const preview = { operation: "preview", latency: 50, checkpoints: false } as const;
  const creates = [false, true].map(
    (checkpoints) => ({ operation: "create", latency: 50, checkpoints }) as const,
  );
  return [
    ...sizesOf(results, preview)
      .slice(-1)
      .flatMap((size) => timeVerdict(results, "a refreshed preview", size, preview, 1.15)),
    ...creates.flatMap((create) =>
      sizesOf(results, create).flatMap((size) => timeVerdict(results, "a first up", size, create, 1.1)),
    ),
  ];
}

function timeVerdict(
  results: Results,
  run: string,
  size: number,
  conditions: Conditions,
  most: number,
): Verdict[] {
  const ratio = overFloor(results, "ours", size, conditions);
  const how = conditions.checkpoints ? ", a checkpoint at each step" : "";
  const what = `time of ${run} of ${format(size)} at ${conditions.latency} ms${how}, over the engine's own`;
  return ratio === undefined ? [] : [atMost(what, ratio, most)];
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
    atMost("bytes of the installed package without dependencies", start.packageBytes, 1_000_000),
  ];
}

function memoryVerdicts(results: Results): Verdict[] {
  const largest = Math.max(...results.runs.map(({ size }) => size));
  const peak = peakMemoryOf(results, "ours", largest);
  const what = `MiB of the provider's process at ${format(largest)}`;
  return peak === undefined ? [] : [atMost(what, Math.round(peak), mostMemory)];
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

function atMost(what: string, figure: number, bound: number): Verdict {
  return { what, figure: format(figure), bound: `at most ${format(bound)}`, holds: figure <= bound };
}

/** Whole numbers as they are, others to two places. */
export function format(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 2 });
}
