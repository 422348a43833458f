/** What says who is on call and lives in no stack: shifts, policies, notification rules and maintenance windows. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { createIntegration } from "../../helpers/demo-account.ts";
import { fillOnCall } from "../../helpers/on-call-account.ts";
import { type Providers, providersFor } from "../../helpers/resource-providers.ts";
import { type MadeUpResource, onCallResources, stateOf } from "../../helpers/stack-state.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { environmentOf, runCommand } from "./run.ts";

interface Reported {
  readonly kind: string;
  readonly id: string;
  readonly prefixId: string;
  readonly name: string;
  readonly type?: string;
  readonly destinations: readonly string[];
  readonly withIds?: readonly string[];
  readonly takeOver: { resource: string; argument: string; id: string; import?: string; changes?: string };
}

/** The demo account in a stack, and a team that is in none. */
async function account() {
  const emulator = await withEmulator();
  const before = onCallResources(emulator);
  const integration = await createIntegration(emulator, "Datadog", { name: "Shop" });
  const made = await fillOnCall(emulator, integration.id);
  const stores = { Team: "teams", Router: "routers", Integration: "integrations" } as const;
  const managed = Object.entries(stores).flatMap(([type, kind]) =>
    emulator.store
      .all(kind)
      .map(({ id, name }): MadeUpResource => ({ type: type as keyof typeof stores, id, name })),
  );
  const folder = await temporaryFolder();
  const run = async (resources: readonly MadeUpResource[], ...args: string[]) => {
    await writeFile(path.join(folder, "state.json"), stateOf([...managed, ...before, ...resources]));
    const sent = emulator.requests.length;
    const options = ["unmanaged", "--state", "state.json", ...args];
    const result = await runCommand(options, environmentOf(emulator), folder);
    expect(emulator.requests.slice(sent).filter(({ method }) => method !== "GET")).toEqual([]);
    return result;
  };
  const list = async (...args: string[]): Promise<Reported[]> =>
    JSON.parse((await run([], "--json", ...args)).stdout).unmanaged;
  return { emulator, made, run, list };
}

describe("unmanaged, of what says who is on call", () => {
  it("lists what somebody set up, but neither what is over nor a policy as PagerTree makes it", async () => {
    const { made, list } = await account();
    const found = await list();
    const rows = found.map(({ kind, id, name, type, destinations }) => ({
      ...{ kind, id, name, type, destinations },
    }));
    const office = {
      kind: "event",
      name: "Checkout, layer 2",
      destinations: ["Ada Lovelace", "Grace Hopper"],
    };
    expect(rows).toHaveLength(6);
    expect(rows).toEqual(
      expect.arrayContaining([
        {
          ...{ kind: "escalation policy", id: made.policy, name: "Checkout Escalation Policy" },
          ...{ type: undefined, destinations: ["Platform"] },
        },
        { ...office, id: made.office[0], type: "weekly, rotating" },
        { ...office, id: made.weekly, name: "Checkout, layer 1", type: "weekly, rotating" },
        { ...office, id: made.together, name: "Checkout, layer 3", type: "daily, all together" },
        {
          ...{ kind: "notification rule", id: made.rule, name: "Loud" },
          ...{ type: undefined, destinations: ["Alan Turing"] },
        },
        {
          ...{ kind: "maintenance window", id: made.window, name: "Upgrade" },
          ...{ type: expect.stringMatching(/^until \d{4}-/), destinations: ["Shop"] },
        },
      ]),
    );
    expect(found.find(({ id }) => id === made.office[0])?.withIds).toEqual(made.office.slice(1));
  });

  it("lists what people overrode in the web page only where it is asked for", async () => {
    const { emulator, made, list, run } = await account();
    const isOnce = ({ type = "" }: Reported) => /^(once|override), \d{4}-\d\d-\d\d \d\d:\d\d$/.test(type);
    expect((await list()).filter(isOnce)).toEqual([]);
    const found = (await list("--overrides")).filter(isOnce);
    // The override itself, and what it has left of the shift.
    expect(found).toHaveLength(3);
    const row = emulator.store.find("events", made.override);
    expect(found.find(({ id }) => id === made.override)).toMatchObject({
      ...{ type: expect.stringMatching(/^override, /), destinations: ["Alan Turing"] },
      takeOver: { resource: "Override", argument: "adopt", id: row?.prefix_id },
    });
    expect((await run([], "--help")).stdout).toContain("people swap shifts in the web page");
  });

  it("takes every event that carries a rotation or an override for managed", async () => {
    const { made, run } = await account();
    const [first = "", ...others] = made.office;
    const events = [first, ...others].map((id) => ({ id }));
    const resources: MadeUpResource[] = [
      { type: "Rotation", id: first, name: "office", outputs: { events, passingEventIds: [made.weekly] } },
      { type: "Rotation", id: made.together, name: "together" },
      { type: "EscalationPolicy", id: made.policy },
      { type: "NotificationRule", id: made.rule },
      { type: "MaintenanceWindow", id: made.window },
    ];
    expect(await run(resources)).toMatchObject({ status: 0, stderr: "" });
    const twice = await run(
      [...resources, { type: "Override", id: others[0] ?? "", name: "also" }],
      "--json",
    );
    expect(JSON.parse(twice.stdout).managedTwice).toMatchObject([
      { kind: "event", id: others[0], by: [{ resource: "office" }, { resource: "also" }] },
    ]);
  });

  it("says how each is taken over, and that works", async () => {
    const { emulator, made, list } = await account();
    const found = await list("--overrides");
    const providers = providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
    const callsOf: Record<string, keyof Omit<Providers, "emulator">> = {
      Rotation: "rotation",
      Override: "override",
      EscalationPolicy: "escalationPolicy",
      NotificationRule: "notificationRule",
      MaintenanceWindow: "maintenanceWindow",
    };
    const imported = found.filter(({ takeOver }) => takeOver.import !== undefined);
    expect(imported).toHaveLength(8);
    expect(new Set(imported.map(({ takeOver }) => takeOver.import?.split(" ")[3])).size).toBe(8);
    for (const { id, prefixId, takeOver } of imported) {
      expect(takeOver.import).toMatch(
        new RegExp(`^pulumi import pagertree:index:${takeOver.resource} [a-z0-9-]+ ${prefixId}$`),
      );
      const calls = providers[callsOf[takeOver.resource] ?? "team"];
      expect(await calls.read(prefixId)).toMatchObject({ id, inputs: expect.anything() });
    }
    const policy = found.find(({ id }) => id === made.policy);
    expect(policy?.takeOver).toMatchObject({ argument: "teamId", id: made.team.prefix_id });
    const together = found.find(({ id }) => id === made.together);
    expect(together?.takeOver).toEqual({
      ...{ resource: "Rotation", argument: "adopt", id: together?.prefixId },
      changes: expect.stringContaining("its people are on call together, and do not take turns"),
    });
    await expect(providers.rotation.read(made.together)).rejects.toThrow("on call together");
  });
});
