// What the measurements come to: medians, ratios, and the growth of costs.

import { sumBy } from "es-toolkit";
import { linearRegression, median } from "simple-statistics";
import type { Arm, Language, Operation, Results, Run } from "./results.ts";

/** Under which conditions runs were measured. */
export interface Conditions {
  readonly operation: Operation;
  readonly latency: number;
  readonly checkpoints: boolean;
  /** What the program is written in. Default JavaScript. */
  readonly language?: Language;
}

/** How costs grow: with the size to this power. 1 is linear. */
export interface Growth {
  readonly what: string;
  readonly exponent: number;
}

export function findRun(
  { runs }: Results,
  arm: Arm,
  size: number,
  { operation, latency, checkpoints, language = "javascript" }: Conditions,
): Run | undefined {
  return runs.find(
    (run) =>
      run.arm === arm &&
      run.size === size &&
      run.operation === operation &&
      run.latency === latency &&
      run.checkpoints === checkpoints &&
      run.language === language,
  );
}

/** The sizes that were measured under these conditions, in ascending order. */
export function sizesOf(
  { runs }: Results,
  { operation, latency, checkpoints, language = "javascript" }: Conditions,
): number[] {
  const sizes = runs
    .filter(
      (run) =>
        run.operation === operation &&
        run.latency === latency &&
        run.checkpoints === checkpoints &&
        run.language === language,
    )
    .map(({ size }) => size);
  return [...new Set(sizes)].sort((one, other) => one - other);
}

/** The median of its seconds. */
export function secondsOf(run: Run | undefined): number | undefined {
  return run && median(run.seconds);
}

/** What is compared of two runs. */
export const measures = {
  /** How long it takes. */
  time: ({ seconds }: Run) => median(seconds),
  /** Processor time of the program's process. */
  program: ({ programSeconds }: Run) => median(programSeconds),
  /** The most memory of the program's process. */
  programMemory: ({ programMemory }: Run) => median(programMemory),
} satisfies Record<string, (run: Run) => number>;

/** How many times as much of a measure one arm takes as another under the same conditions. */
export function ratioOf(
  results: Results,
  [arm, other]: readonly [Arm, Arm],
  size: number,
  conditions: Conditions,
  measure: keyof typeof measures = "time",
): number | undefined {
  const [own, others] = [arm, other].map((each) => findRun(results, each, size, conditions));
  return own && others && measures[measure](own) / measures[measure](others);
}

/** The most memory that the provider's process held in any run of this size, in MiB. */
export function peakMemoryOf({ runs }: Results, arm: Arm, size: number): number | undefined {
  const peaks = runs
    .filter((run) => run.arm === arm && run.size === size)
    .flatMap(({ peakMemory }) => peakMemory ?? []);
  return peaks.length === 0 ? undefined : Math.max(...peaks);
}

/** How many requests there were of some kinds, or of all. */
export function totalOf(
  requests: Readonly<Record<string, number>>,
  isCounted: (kind: string) => boolean = () => true,
): number {
  return sumBy(Object.entries(requests), ([kind, count]) => (isCounted(kind) ? count : 0));
}

/** The exponent that fits costs at several sizes best, by a straight line through their logarithms. */
export function exponentOf(costs: readonly { readonly size: number; readonly cost: number }[]): number {
  return linearRegression(costs.map(({ size, cost }) => [Math.log(size), Math.log(cost)])).m;
}

/** The growth of what was measured at two sizes at least. */
export function growthOf(results: Results): Growth[] {
  const operations = [...new Set(results.growth.map(({ operation }) => operation))];
  return operations.flatMap((operation) => {
    const costs = results.growth
      // The first calls of a process cost more than those that follow.
      .filter((measured) => measured.operation === operation && measured.size >= 1_000)
      .map(({ size, milliseconds }) => ({ size, cost: milliseconds }));
    return costs.length < 2 ? [] : [{ what: operation, exponent: exponentOf(costs) }];
  });
}

/** The exponent of the times of one arm, from 100 integrations on; below that the start of the engine is all there is. */
export function engineGrowthOf(results: Results, arm: Arm, conditions: Conditions): number | undefined {
  const costs = sizesOf(results, conditions)
    .filter((size) => size >= 100)
    .flatMap((size) => {
      const cost = secondsOf(findRun(results, arm, size, conditions));
      return cost === undefined ? [] : [{ size, cost }];
    });
  return costs.length < 2 ? undefined : exponentOf(costs);
}
