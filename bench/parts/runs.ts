// Stacks of integrations from nothing to unchanged, in the three arms side by side: `up`, and then refreshed previews
// and a refreshed `up`.

import { groupBy } from "es-toolkit";
import { openArm, type Shape } from "../arms.ts";
import type { MeasuredStack, Measurement } from "../measured-stack.ts";
import type { Part } from "../part.ts";
import { type Arm, arms, type Operation, type Run } from "../results.ts";
import { measureShape } from "../shape.ts";

/** How often a first `up` and a preview are measured. */
const repeats = 3;

/** Without checkpoints, as the docs advise for a first `up` of many resources. */
export const measureRuns: Part = async (settings, recorder) => {
  const shape = await measureShape();
  await recorder.record({ state: { bytes: shape.bytes, providerText: shape.providerText.length } });
  for (const size of settings.sizes) {
    for (const latency of settings.latencies) {
      settings.say(`${size} integrations at ${latency} ms`);
      await recorder.record({ runs: await lifeOf({ size, latency, checkpoints: false }, shape) });
    }
  }
};

/** With checkpoints, as the file backend does by default. It takes long, so only the first `up` is measured. */
export const measureCheckpoints: Part = async (settings, recorder) => {
  const shape = await measureShape();
  for (const size of settings.sizes) {
    // The latency makes no difference to what is written.
    const conditions = { size, latency: Math.max(...settings.latencies), checkpoints: true };
    settings.say(`${size} integrations at ${conditions.latency} ms, a checkpoint at each step`);
    for (const arm of arms) {
      const stack = await openArm(arm, conditions, shape);
      try {
        await recorder.record({ runs: [toRun(arm, "create", conditions, [await stack.run("create")])] });
      } finally {
        await stack.close();
      }
    }
  }
};

type Conditions = Pick<Run, "size" | "latency" | "checkpoints">;

/** A first `up` needs a new stack each time; the last ones live on. */
async function lifeOf(conditions: Conditions, shape: Shape): Promise<Run[]> {
  const measured = new Measurements();
  for (let round = 1; round < repeats; round += 1) {
    await withStacks(conditions, shape, (stacks) => measured.add("create", stacks));
  }
  await withStacks(conditions, shape, async (stacks) => {
    await measured.add("create", stacks);
    for (let round = 1; round <= repeats; round += 1) await measured.add("preview", stacks);
    await measured.add("up", stacks);
  });
  return measured.runs(conditions);
}

type Stacks = ReadonlyMap<Arm, MeasuredStack>;

/** Opens a stack of each arm, and closes them whatever comes of their use. */
async function withStacks(
  conditions: Conditions,
  shape: Shape,
  use: (stacks: Stacks) => Promise<void>,
): Promise<void> {
  const stacks = new Map<Arm, MeasuredStack>();
  try {
    for (const arm of arms) stacks.set(arm, await openArm(arm, conditions, shape));
    await use(stacks);
  } finally {
    for (const stack of stacks.values()) await stack.close();
  }
}

class Measurements {
  readonly #all: { arm: Arm; operation: Operation; measurement: Measurement }[] = [];

  /** The arms take turns, so that what else the machine does strikes all of them. */
  async add(operation: Operation, stacks: Stacks): Promise<void> {
    for (const [arm, stack] of stacks) {
      this.#all.push({ arm, operation, measurement: await stack.run(operation) });
    }
  }

  runs(conditions: Conditions): Run[] {
    const groups = Object.values(groupBy(this.#all, ({ arm, operation }) => `${arm} ${operation}`));
    return groups.flatMap((group) => {
      const [first] = group;
      const measurements = group.map(({ measurement }) => measurement);
      return first === undefined ? [] : [toRun(first.arm, first.operation, conditions, measurements)];
    });
  }
}

function toRun(
  arm: Arm,
  operation: Operation,
  conditions: Conditions,
  measurements: readonly Measurement[],
): Run {
  const [most] = measurements.toSorted((one, other) => totalOf(other.requests) - totalOf(one.requests));
  const peaks = measurements.flatMap(({ peakMemory }) => peakMemory ?? []);
  return {
    arm,
    operation,
    ...conditions,
    seconds: measurements.map(({ seconds }) => seconds),
    requests: most?.requests ?? {},
    ...(peaks.length > 0 && { peakMemory: Math.max(...peaks) }),
  };
}

function totalOf(requests: Measurement["requests"]): number {
  return Object.values(requests).reduce((sum, count) => sum + count, 0);
}
