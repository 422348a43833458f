// What the measurements come to: medians, ratios, the growth of costs, and whether each figure is within its bound.

import { linearRegression, median } from "simple-statistics";
import type { Arm, Operation, Results, Run } from "./results.ts";

/** One figure and the bound that it is to keep. */
export interface Verdict {
  readonly what: string;
  readonly figure: string;
  readonly bound: string;
  readonly holds: boolean;
}

/** Under which conditions runs were measured. */
export interface Conditions {
  readonly operation: Operation;
  readonly latency: number;
  readonly checkpoints: boolean;
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
  { operation, latency, checkpoints }: Conditions,
): Run | undefined {
  return runs.find(
    (run) =>
      run.arm === arm &&
      run.size === size &&
      run.operation === operation &&
      run.latency === latency &&
      run.checkpoints === checkpoints,
  );
}

/** The sizes that were measured under these conditions, in ascending order. */
export function sizesOf({ runs }: Results, { operation, latency, checkpoints }: Conditions): number[] {
  const sizes = runs
    .filter(
      (run) => run.operation === operation && run.latency === latency && run.checkpoints === checkpoints,
    )
    .map(({ size }) => size);
  return [...new Set(sizes)].sort((one, other) => one - other);
}

/** The median of its seconds. */
export function secondsOf(run: Run | undefined): number | undefined {
  return run && median(run.seconds);
}

/** How many times as long as the floor it takes. */
export function overFloor(
  results: Results,
  arm: Arm,
  size: number,
  conditions: Conditions,
): number | undefined {
  const [own, floor] = [arm, "floor" as const].map((each) =>
    secondsOf(findRun(results, each, size, conditions)),
  );
  return own !== undefined && floor !== undefined ? own / floor : undefined;
}

/** The most memory that the provider's process held in any run of this size, in MiB. */
export function peakMemoryOf({ runs }: Results, arm: Arm, size: number): number | undefined {
  const peaks = runs
    .filter((run) => run.arm === arm && run.size === size)
    .flatMap(({ peakMemory }) => peakMemory ?? []);
  return peaks.length === 0 ? undefined : Math.max(...peaks);
}

export function totalOf(requests: Readonly<Record<string, number>>): number {
  return Object.values(requests).reduce((sum, count) => sum + count, 0);
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
