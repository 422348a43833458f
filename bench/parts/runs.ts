// Stacks of integrations from nothing to unchanged, in all arms side by side: `up`, and then refreshed previews and a
// refreshed `up`.

import { groupBy } from "es-toolkit";
import { openArm, type Shape } from "../arms.ts";
import { totalOf } from "../figures.ts";
import type { MeasuredStack, Measurement } from "../measured-stack.ts";
import type { Part, Settings } from "../part.ts";
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
      const conditions = { size, latency, checkpoints: false, language: "javascript" } as const;
      await recorder.record({ runs: await lifeOf(conditions, shape, settings) });
    }
  }
};

/** The same program in TypeScript, at the largest size, where PagerTree answers at once. */
export const measureTypeScript: Part = async (settings, recorder) => {
  const size = Math.max(...settings.sizes);
  settings.say(`${size} integrations in TypeScript`);
  const conditions = { size, latency: 0, checkpoints: false, language: "typescript" } as const;
  await recorder.record({ runs: await lifeOf(conditions, await measureShape(), settings) });
};

/** With checkpoints, as the file backend does by default. It takes long, so only the first `up` is measured. */
export const measureCheckpoints: Part = async (settings, recorder) => {
  const shape = await measureShape();
  for (const size of settings.sizes) {
    // The latency makes no difference to what is written.
    const latency = Math.max(...settings.latencies);
    const conditions = { size, latency, checkpoints: true, language: "javascript" } as const;
    settings.say(`${size} integrations at ${latency} ms, a checkpoint at each step`);
    for (const arm of armsOf(settings)) {
      const stack = await openArm(arm, { ...conditions, beside: settings.beside }, shape);
      try {
        await recorder.record({ runs: [toRun(arm, "create", conditions, [await stack.run("create")])] });
      } finally {
        await stack.close();
      }
    }
  }
};

type Conditions = Pick<Run, "size" | "latency" | "checkpoints" | "language">;

/** Another build takes part if the command line names one. */
function armsOf({ beside }: Settings): Arm[] {
  return arms.filter((arm) => arm !== "beside" || beside !== undefined);
}

/** A first `up` needs a new stack each time; the last ones live on. */
async function lifeOf(conditions: Conditions, shape: Shape, settings: Settings): Promise<Run[]> {
  const measured = new Measurements();
  for (let round = 1; round < repeats; round += 1) {
    await withStacks(conditions, shape, settings, (stacks) => measured.add("create", stacks));
  }
  await withStacks(conditions, shape, settings, async (stacks) => {
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
  settings: Settings,
  use: (stacks: Stacks) => Promise<void>,
): Promise<void> {
  const stacks = new Map<Arm, MeasuredStack>();
  try {
    for (const arm of armsOf(settings)) {
      stacks.set(arm, await openArm(arm, { ...conditions, beside: settings.beside }, shape));
    }
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
    programSeconds: measurements.map(({ program }) => program.seconds),
    programMemory: measurements.map(({ program }) => program.memory),
  };
}
