// What a program in any language is to do through the plugin. Each declares the same: a router, two integrations
// and a bridge on the team Payments, which it looks up.

import { expect, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator/src/index.ts";
import { createEngineProject, type EngineProject, type EngineProjectOptions } from "./engine.ts";

/** What the programs hold in clear: part of the URL of an outgoing webhook, and the secret of a bridge. */
const SECRET = "very-secret";

/** A program, and what else is to be seen of its language. */
interface LanguageStory extends EngineProjectOptions {
  /** What follows, once its resources are destroyed. */
  readonly afterwards?: (project: EngineProject) => Promise<void>;
}

/** Makes the program's resources, looks for changes, shows drift, puts it right, and destroys them again. */
export async function playLanguageStory({ afterwards, ...options }: LanguageStory): Promise<void> {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const project = await createEngineProject({
    config: { "pagertree:apiKey": { secret: emulator.apiKey }, "pagertree:baseUrl": emulator.url },
    door: "native",
    refresh: true,
    ...options,
  });
  onTestFinished(() => project.close());
  const { store } = emulator;
  const payments = store.all("teams").find(({ name }) => name === "Payments");
  const routersBefore = store.all("routers").length;

  const { changes, outputs } = await project.up();
  expect(changes.map(({ name, type, operation }) => `${operation} ${type} ${name}`).sort()).toEqual([
    "create pagertree:index:Integration bridge",
    "create pagertree:index:Integration datadog",
    "create pagertree:index:Integration hook",
    "create pagertree:index:RootlyBridge bridge",
    "create pagertree:index:Router router",
  ]);
  const [datadog, hook, bridge] = ["Datadog", "Hook", "Bridge"].map((wanted) =>
    store.all("integrations").find(({ name }) => name === wanted),
  );
  expect(datadog).toMatchObject({
    team_ids: [payments?.id],
    options: { support_retriggered_event: true },
  });
  expect(hook?.options["webhook_url"]).toBe(`https://hooks.example.com/${SECRET}`);
  expect(bridge?.options["webhook_url"]).toBe(`https://rootly.example.com/pagertree?secret=${SECRET}`);
  expect(outputs["bridge"]).toBe(`Bridge ${bridge?.id}`);
  const router = store.all("routers").find(({ name }) => name === "By service");
  expect(router).toMatchObject({
    default_receiver_team_id: payments?.id,
    rules: expect.stringContaining("staging"),
  });
  expect(outputs["endpoint"]).toContain(datadog?.prefix_id);
  expect((await project.exportState()).text).not.toContain(SECRET);

  expect((await project.preview()).changes).toEqual([]);
  store.update("integrations", datadog?.id ?? "", { urgency: "low" });
  const drifted = await project.preview();
  expect(drifted.changes.map(({ name, differences }) => [name, differences])).toEqual([
    ["datadog", ["urgency"]],
  ]);
  await project.up();
  expect(store.all("integrations").find(({ id }) => id === datadog?.id)?.urgency).toBe("high");

  await project.destroy();
  expect(store.all("integrations")).toEqual([]);
  expect(store.all("routers")).toHaveLength(routersBefore);
  await afterwards?.(project);
  expect(project.transcript).not.toContain(SECRET);
}
