// The arms of the bench on the real engine: they must differ in nothing but what they are there to compare.

import { describe, expect, it, onTestFinished, vi } from "vitest";
import { openArm } from "../../bench/arms.ts";
import type { MeasuredStack } from "../../bench/measured-stack.ts";
import type { Arm } from "../../bench/results.ts";
import { measureShape } from "../../bench/shape.ts";

vi.setConfig({ testTimeout: 180_000 });

const conditions = { size: 2, latency: 0, checkpoints: false };

describe("the floor", () => {
  it("has resources of the same size as ours, from a provider that asks nothing", async () => {
    const shape = await measureShape();
    const stack = await open("floor");
    expect((await stack.run("create")).requests).toEqual({});
    expect((await stack.run("preview")).requests).toEqual({});
    const { resources } = await stack.project.exportState();
    expect(resources).toHaveLength(2);
    for (const { inputs, outputs } of resources) {
      expect(Buffer.byteLength(JSON.stringify(inputs) + JSON.stringify(outputs))).toBe(shape.bytes);
    }

    async function open(arm: Arm): Promise<MeasuredStack> {
      const opened = await openArm(arm, conditions, shape);
      onTestFinished(() => opened.close());
      return opened;
    }
  });
});

describe("the naive provider", () => {
  it("makes the same integrations, and reads them one by one", async () => {
    const [ours, naive] = await Promise.all(
      (["ours", "naive"] as const).map((arm) => openArm(arm, conditions)),
    );
    if (ours === undefined || naive === undefined) throw new Error("There is no stack.");
    onTestFinished(async () => {
      await ours.close();
      await naive.close();
    });
    await ours.run("create");
    expect((await naive.run("create")).requests).toEqual({ "POST /integrations": 2 });
    expect((await naive.run("preview")).requests).toEqual({ "GET /integrations/:id": 2 });
    expect(made(naive)).toEqual(made(ours));
  });
});

/** What the account holds, save what no two objects share. */
function made({ emulator }: MeasuredStack) {
  return emulator.store
    .all("integrations")
    .map(({ name, integration_type_id, urgency, team_ids, options }) => ({
      name,
      integration_type_id,
      urgency,
      team_ids,
      // What is stored may differ from the defaults only where a program says so.
      options,
    }))
    .sort((one, other) => one.name.localeCompare(other.name));
}
