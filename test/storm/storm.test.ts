// A few seeds of the storm, and whether the storm notices what it is there to notice.

import { expect, it } from "vitest";
import { runSeed } from "../../storm/seed.ts";
import { drawStory, type Generation, type Mishap, type Story } from "../../storm/story.ts";
import { demoAccount } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const realProvider = 'require("pulumi-pagertree/provider").Integration';

it.each([3, 4, 5, 10])("leaves nothing doubled, lost or undone in seed %i", async (seed) => {
  const { violations, story } = await runSeed(seed, { lostCreates: false });
  expect(violations, story.join("\n")).toEqual([]);
});

it("draws the same story of a seed again", async () => {
  const [one, other] = [await withEmulator(), await withEmulator()];
  expect(drawStory(5, one)).toEqual(drawStory(5, other));
  expect(drawStory(6, one)).not.toEqual(drawStory(5, one));
});

it("catches a provider that makes what it is asked for twice", async () => {
  const text = `exports.handler=()=>{const real=${realProvider};
    return{...real,create:(inputs)=>real.create(inputs).then(()=>real.create(inputs))}}`;
  expect(await violationsOf(text, [], 0)).toContain("is a twin or an orphan");
});

it("catches nothing where the answer to a create is lost", async () => {
  const lost: Mishap = { method: "POST", skip: 0, times: 1, what: "502", afterCommit: true };
  expect(await violationsOf(`exports.handler=()=>${realProvider}`, [lost], 0)).toBe("");
});

it("catches a provider that deletes nothing", async () => {
  const text = `exports.handler=()=>({...${realProvider},delete:async()=>{}})`;
  expect(await violationsOf(text, [], null)).toContain("is a twin or an orphan");
  expect(await violationsOf(`exports.handler=()=>${realProvider}`, [], null)).toBe("");
});

/** What does not hold after an integration was made amid these mishaps, then kept (0) or taken out (null). */
async function violationsOf(providerText: string, mishaps: Mishap[], then: 0 | null): Promise<string> {
  const { platform } = demoAccount(await withEmulator());
  const declared = { name: "Web", type: "datadog", urgency: "high", teamIds: [platform.id] };
  const run: Generation = { operation: "up", program: [0], targets: null, handEdits: [], mishaps };
  const generations = [run, { ...run, program: [then], mishaps: [] }];
  const story: Story = { slots: [[declared, declared]], switches: {}, generations };
  return (await runSeed(1, { providerText, story })).violations.join("\n");
}
