// An API key that expires while a stack goes up: what was done is kept, and a new key finishes it.

import { Integration } from "pulumi-pagertree";
import { expect, it, vi } from "vitest";
import { withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 180_000 });

it("a key that expires in the middle of up leaves what was done, and the next key makes no twin", async () => {
  const { project, emulator, account } = await withStack({
    apiKeys: [{ key: "first-key" }, { key: "second-key" }],
  });
  project.program = async () => {
    for (const name of ["a", "b", "c", "d", "e"]) {
      new Integration(name, { name, type: "datadog", teamIds: [account.team.id] });
    }
  };
  emulator.faults.add({ kind: "expire-key", method: "POST", skip: 1, afterCommit: true });
  const failed = await project.up({ expectFailure: true });
  expect(failed.text).toContain("Check the API key");
  const made = emulator.store.all("integrations").map(({ id }) => id);
  expect((await project.exportState()).resources.map(({ id }) => id).sort()).toEqual(made.toSorted());

  await project.setConfig("pagertree:apiKey", { secret: "second-key" });
  await project.up();
  const names = emulator.store.all("integrations").map(({ name }) => name);
  expect(names.toSorted()).toEqual(["a", "b", "c", "d", "e"]);
  expect((await project.preview()).changes).toEqual([]);
});
