// What a small young generation, where Node.js keeps new values, does to the memory of the provider's process.

import { openArm } from "../arms.ts";
import type { MeasuredStack, Measurement } from "../measured-stack.ts";
import type { Part } from "../part.ts";

const NODE_OPTIONS = "--max-semi-space-size=2";

/** A first `up` and a refreshed preview, as Node.js does it by default and with the option. */
export const measureMemory: Part = async (settings, recorder) => {
  const conditions = { size: Math.max(...settings.sizes), latency: 0, checkpoints: false };
  settings.say(`the memory for ${conditions.size} integrations, with and without ${NODE_OPTIONS}`);
  const byDefault = await life(await openArm("ours", conditions));
  const small = await life(await openArm("ours", { ...conditions, environment: { NODE_OPTIONS } }));
  if (byDefault.peakMemory === undefined || small.peakMemory === undefined) return;
  await recorder.record({
    smallHeap: {
      size: conditions.size,
      nodeOptions: NODE_OPTIONS,
      byDefault: { ...byDefault, peakMemory: byDefault.peakMemory },
      withOptions: { ...small, peakMemory: small.peakMemory },
    },
  });
};

async function life(stack: MeasuredStack): Promise<Pick<Measurement, "seconds" | "peakMemory">> {
  try {
    const runs = [await stack.run("create"), await stack.run("preview")];
    const peaks = runs.flatMap(({ peakMemory }) => peakMemory ?? []);
    return {
      seconds: runs.reduce((sum, { seconds }) => sum + seconds, 0),
      peakMemory: peaks.length === 0 ? undefined : Math.max(...peaks),
    };
  } finally {
    await stack.close();
  }
}
