// A create that PagerTree carries out, while no answer about it can be used: the integration is not lost.

import { Integration } from "pulumi-pagertree";
import { expect, it, onTestFinished } from "vitest";
import { createIdSource } from "../../emulator/src/ids.ts";
import { createEngineProject } from "../helpers/engine.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const id = "01GDBEYARHS4W4QM6X370Z5TMB";

it("an integration whose creation was answered unusably is in the state, and is not made again", async () => {
  const emulator = await withEmulator({ ids: { ...createIdSource(), ulid: () => id } });
  const unusable = { kind: "answer", body: { id, name: 5 } } as const;
  emulator.faults.add({ ...unusable, status: 201, method: "POST", afterCommit: true });
  emulator.faults.add({ ...unusable, status: 200, method: "GET", path: "/integrations/:id" });
  const teamIds = emulator.store.all("teams").map((team) => team.id);
  const project = await createEngineProject({
    program: async () => {
      const options = { webhookUrl: "https://example.com/planted-secret" };
      new Integration("status", { name: "Status", type: "outgoing-webhook", teamIds, options });
    },
    config: { "pagertree:apiKey": { secret: emulator.apiKey }, "pagertree:baseUrl": emulator.url },
  });
  onTestFinished(() => project.close());

  const failed = await project.up({ expectFailure: true });
  expect(failed.text).toContain('create integration "Status": PagerTree answered 201 Created, but');
  const { resources, text } = await project.exportState();
  expect(resources).toMatchObject([{ id, inputs: { name: "Status" }, outputs: { name: "Status" } }]);
  expect(text + project.transcript).not.toContain("planted-secret");

  // The next run finds the integration as the program declares it, and has nothing to send.
  await project.up();
  expect((await project.preview()).changes).toEqual([]);
  expect(emulator.requests.filter(({ method }) => method !== "GET")).toHaveLength(1);
  await project.destroy();
  expect(emulator.store.all("integrations")).toEqual([]);
});
