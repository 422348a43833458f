// What a program in any language is to do through the plugin. Each declares the same: a router, two integrations
// and a bridge on the team Payments, which it looks up, and a team Checkout with a rotation, an escalation policy and
// an override. It looks up Checkout as well, and who is on call for Payments.

import { uniq } from "es-toolkit";
import { expect, onTestFinished } from "vitest";
import { startEmulator } from "../../emulator/src/index.ts";
import {
  createEngineProject,
  type EngineProject,
  type EngineProjectOptions,
  type EngineRun,
} from "./engine.ts";

/** What the programs hold in clear: part of the URL of an outgoing webhook, and the secret of a bridge. */
const SECRET = "very-secret";

/** What the first `up` makes. */
const everyResource = [
  "create pagertree:index:EscalationPolicy policy",
  "create pagertree:index:Integration bridge",
  "create pagertree:index:Integration datadog",
  "create pagertree:index:Integration hook",
  "create pagertree:index:Override override",
  "create pagertree:index:RootlyBridge bridge",
  "create pagertree:index:Rotation rotation",
  "create pagertree:index:Router router",
  "create pagertree:index:Team checkout",
];

/** A program, and what else is to be seen of its language. */
interface LanguageStory extends EngineProjectOptions {
  /** What follows, once its resources are destroyed. */
  readonly afterwards?: (project: EngineProject) => Promise<void>;
}

/** Previews the program's resources, makes them, shows drift and nothing else, puts it right, and destroys them again. */
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
  const teamNamed = (wanted: string) => store.all("teams").find(({ name }) => name === wanted);
  const payments = teamNamed("Payments");
  const [teamsBefore, routersBefore] = [store.all("teams").length, store.all("routers").length];
  // A preview tells of a component once more when its outputs are registered.
  const created = ({ changes }: EngineRun) =>
    uniq(changes.map(({ name, type, operation }) => `${operation} ${type} ${name}`)).sort();

  // The program looks up a team that is not there yet.
  expect(created(await project.preview())).toEqual(everyResource);
  const made = await project.up();
  expect(created(made)).toEqual(everyResource);
  const { outputs } = made;
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
  expect(outputs["schedule"]).toBe(payments?.schedule_id);
  const checkout = teamNamed("Checkout");
  const events = store
    .all("events")
    .filter((event) => event.schedule_ids.includes(checkout?.schedule_id ?? ""));
  expect(events).toContainEqual(expect.objectContaining({ rotation: true, frequency_unit: "weekly" }));
  expect(events).toContainEqual(expect.objectContaining({ start_time: "2030-12-24T23:00:00.000Z" }));
  expect(store.find("escalation_policies", checkout?.escalation_policy_id ?? "")).toMatchObject({
    repeat: 2,
    escalation_layers: [{ timeout: 7 }],
  });

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
  expect(store.all("teams")).toHaveLength(teamsBefore);
  await afterwards?.(project);
  expect(project.transcript).not.toContain(SECRET);
}
