// A few seeds of the storm, and whether the storm notices what it is there to notice.

import { afterAll, describe, expect, it, onTestFinished, vi } from "vitest";
import type { Properties } from "../../storm/declaration.ts";
import { drawStory } from "../../storm/draw-story.ts";
import { ProviderHost } from "../../storm/provider-process.ts";
import { runSeed, type SeedResult } from "../../storm/seed.ts";
import type { Generation, Mishap, Story } from "../../storm/story.ts";
import { demoAccount } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

vi.setConfig({ testTimeout: 120_000 });

const hosts = { dynamic: new ProviderHost(), native: new ProviderHost("native") };
afterAll(async () => {
  for (const host of Object.values(hosts)) await host.close();
});

describe("the storm", () => {
  it.each([1, 2, 3, 4, 5, 6])("leaves nothing doubled, lost or undone in seed %i", async (seed) => {
    // Every third one through the plugin.
    const host = seed % 3 === 0 ? hosts.native : hosts.dynamic;
    const { violations, story } = await runSeed(seed, { host });
    expect(violations, story.join("\n")).toEqual([]);
  });

  it("draws the same story of a seed again", async () => {
    const [one, other] = [await withEmulator(), await withEmulator()];
    expect(drawStory(5, one)).toEqual(drawStory(5, other));
    expect(drawStory(6, one)).not.toEqual(drawStory(5, one));
  });

  it.each([false, true])(
    "adopts what a killed engine has left behind (Pulumi's own engine: %s)",
    async (isWhole) => {
      const kill: Mishap = { method: "POST", skip: 0, times: 1, what: "kill engine", afterCommit: true };
      const { violations, stops, struck, story } = await runStory([{ ...up, mishaps: [kill] }, up], {
        isWhole,
      });
      expect(violations, story.join("\n")).toEqual([]);
      expect(struck.get("kill engine")).toBe(1);
      expect(stops).toBe(1);
    },
  );

  it("leaves alone what others made, also if it is equal to what is to be made", async () => {
    const duplicate: Generation = { ...up, handEdits: [{ slot: 0, what: "duplicate" }], program: [null] };
    const { violations, stops, story } = await runStory([up, duplicate, up]);
    expect(violations, story.join("\n")).toEqual([]);
    expect(stops).toBe(1);
  });

  it("catches a provider that makes two", async () => {
    const twice = `(real) => ({ ...real, async create(inputs) {
      await real.create(inputs);
      return real.create({ ...inputs, allowDuplicate: true });
    } })`;
    expect(await violationsWith(twice, [up])).toContain("is a twin or an orphan");
  });

  it("catches a provider that deletes nothing", async () => {
    const keeper = "(real) => ({ ...real, async delete() {} })";
    expect(await violationsWith(keeper, [up, { ...up, program: [null] }])).toContain(
      "is a twin or an orphan",
    );
  });

  it("catches a provider that takes everything for gone", async () => {
    const forgetful = '(real) => ({ ...real, read: async () => ({ id: "" }) })';
    expect(await violationsWith(forgetful, [up])).not.toBe("");
  });
});

const up: Generation = { operation: "up", program: [0], targets: null, handEdits: [], mishaps: [] };

async function violationsWith(wrapper: string, generations: readonly Generation[]): Promise<string> {
  const ownHost = new ProviderHost("dynamic", wrapper);
  onTestFinished(() => ownHost.close());
  return (await runStory(generations, { host: ownHost })).violations.join("\n");
}

/** Runs a story of one integration. */
async function runStory(
  generations: readonly Generation[],
  options: { isWhole?: boolean; host?: ProviderHost } = {},
): Promise<SeedResult> {
  const { platform } = demoAccount(await withEmulator());
  const declared: Properties = { name: "Web", type: "datadog", urgency: "high", teamIds: [platform.id] };
  const declaration = { arguments: declared, receivers: [] };
  const story: Story = {
    slots: [{ class: "Integration", declarations: [declaration, declaration] }],
    switches: {},
    lag: 0,
    clockSkew: 0,
    generations,
  };
  return runSeed(1, { isWhole: false, host: hosts.dynamic, ...options, story });
}
