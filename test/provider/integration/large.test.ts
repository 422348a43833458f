// Arguments of a size that nobody has in mind: what they cost grows with them, and no faster.

import { expect, it } from "vitest";
import { withIntegrationProvider } from "../../helpers/resource-providers.ts";

const count = 10_000;

it("ten thousand destinations take a few requests for each hundred of them", async () => {
  const { emulator, check } = await withIntegrationProvider();
  const [team] = emulator.store.all("teams");
  for (let made = 2; made < count; made += 1) emulator.store.duplicate("teams", team?.id ?? "");
  const teamIds = emulator.store.all("teams").map(({ id }) => id);
  const { inputs, failures } = await check({ name: "Everybody", type: "pingdom", teamIds });
  expect(failures).toEqual([]);
  expect(inputs?.["teamIds"]).toHaveLength(count);
  expect(emulator.requests.length).toBeLessThanOrEqual((count / 100) * 3);
});

it("ten thousand destinations that lead nowhere are refused after a few of them", async () => {
  const { emulator, check } = await withIntegrationProvider();
  const teamIds = Array.from({ length: count }, (_, index) => `01GDBEYARH${String(index).padStart(16, "0")}`);
  const { failures } = await check({ name: "Nobody", type: "pingdom", teamIds });
  expect(failures).toHaveLength(20);
  expect(failures?.[0]).toMatchObject({
    property: "teamIds[0]",
    reason: expect.stringContaining("is not the id"),
  });
  expect(emulator.requests.length).toBeLessThanOrEqual(250);
});

it("texts of five MiB pass the check, and PagerTree's refusal of them is told in a line", async () => {
  const { emulator, check, create } = await withIntegrationProvider();
  const teamIds = emulator.store.all("teams").map(({ id }) => id);
  const size = 5 * 1024 * 1024;
  const options = {
    webhookUrl: `https://example.com/${"x".repeat(size)}`,
    template: "{{alert.title}}".repeat(size / 15),
    outgoingRules: "a: b\n".repeat(size / 5),
  };
  const { inputs = {}, failures } = await check({
    name: "n".repeat(size),
    type: "outgoing-webhook",
    teamIds,
    options,
  });
  expect(failures).toEqual([]);
  const error = await create(inputs).catch((thrown: unknown) => thrown);
  expect(String((error as Error).message)).toMatch(/^create integration "n{79}…": PagerTree answered 413 /);
  expect(String((error as Error).message).length).toBeLessThan(500);
});
