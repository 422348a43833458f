/** What lives in an account and is in no stack, or in two. */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, it, vi } from "vitest";
import { readAccount } from "../../../provider/src/commands/read-account.ts";
import { createOutgoing } from "../../helpers/alerts.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { type MadeUpResource, onCallResources, stateOf } from "../../helpers/stack-state.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { environmentOf, runCommand } from "./run.ts";

const day = 86_400_000;
const rootlyUrl = "https://webhooks.rootly.com/webhooks/incoming/pagertree?secret=s3cret-of-rootly";

/** An account whose teams and router are managed, and what `unmanaged` is run with. */
async function account() {
  const now = Date.now();
  const emulator = await withEmulator({ clock: () => now - 3 * day - 1000 });
  const { platform, payments, mainRouter } = demoAccount(emulator);
  const base: MadeUpResource[] = [
    { type: "Team", id: platform.id, name: "platform" },
    { type: "Team", id: payments.id, name: "payments" },
    { type: "Router", id: mainRouter.id, name: "main" },
    ...onCallResources(emulator),
  ];
  const folder = await temporaryFolder();
  const run = async (files: Readonly<Record<string, string>>, ...args: string[]) => {
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    const before = emulator.requests.length;
    const result = await runCommand(["unmanaged", ...args], environmentOf(emulator), folder);
    expect(emulator.requests.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
    return result;
  };
  return { emulator, base, mainRouter, platform, run };
}

describe("unmanaged", () => {
  it("lists what is in no stack with its age and destinations, and ends with 1", async () => {
    const { emulator, base, mainRouter, platform, run } = await account();
    const ours = await createIntegration(emulator, "Datadog", { name: "Ours" });
    const byHand = await createIntegration(emulator, "Grafana", {
      name: "By\u001b[2J hand",
      router_ids: [mainRouter.id],
    });
    const bridge = await createOutgoing(emulator, rootlyUrl, { name: "Bridge" });
    const state = stateOf([...base, { type: "Integration", id: ours.id }]);
    const { status, stdout } = await run({ "state.json": state }, "--state", "state.json");
    const made = `${byHand.created_at.slice(0, 10)} (3 days)`;
    const [, bridgeId, byHandId] = [ours, bridge, byHand].map(({ prefix_id }) => prefix_id);
    const rows = stdout.split("\n").map((line) => line.split(/ {2,}/));
    expect(status).toBe(1);
    expect(rows).toEqual([
      ["In no stack (2):"],
      ["KIND", "ID", "NAME", "TYPE", "MADE", "DESTINATIONS"],
      ["integration", bridgeId, "Bridge", "Outgoing Webhook", made, "webhooks.rootly.com"],
      ["integration", byHandId, "By [2J hand", "Grafana", made, `${platform.name}, ${mainRouter.name}`],
      [""],
      ["To take all of it over: pulumi-pagertree export --only-unmanaged. To take one over:"],
      ["RESOURCE", "ARGUMENT", "OR THROUGH THE PLUGIN"],
      [
        ...["Integration", `adopt: "${bridgeId}"`],
        `pulumi import pagertree:index:Integration bridge ${bridgeId}`,
      ],
      [
        ...["Integration", `adopt: "${byHandId}"`],
        `pulumi import pagertree:index:Integration by-2j-hand ${byHandId}`,
      ],
      [""],
      ["Stacks: my-alerts/dev; 11 managed, 0 allowed."],
      [""],
    ]);
    // The columns stand below each other.
    const lines = stdout.split("\n").slice(1, 4);
    expect(
      new Set([lines[0]?.indexOf("MADE"), ...lines.slice(1).map((line) => line.indexOf(made))]).size,
    ).toBe(1);
    expect(stdout).not.toContain("s3cret-of-rootly");
  });

  it("ends with 0 where everything is in one of several stacks", async () => {
    const { emulator, base, run } = await account();
    const ours = await createIntegration(emulator, "Datadog", { name: "Ours" });
    const files = {
      "a.json": stateOf(base),
      "b.json": stateOf([{ type: "Integration", id: ours.id }], "prod"),
    };
    // The same stack twice is no second manager.
    const { status, stdout } = await run(
      files,
      "--state",
      "a.json",
      "--state",
      "b.json",
      "--state",
      "a.json",
    );
    expect({ status, stdout }).toEqual({
      status: 0,
      stdout: expect.stringContaining("Everything is in one of the stacks (my-alerts/dev, my-alerts/prod"),
    });
  });

  it("names what two stacks manage, and both resources", async () => {
    const { base, run } = await account();
    const files = { "a.json": stateOf(base), "b.json": stateOf(base.slice(0, 1), "prod") };
    const { status, stdout } = await run(files, "--state", "a.json", "--state", "b.json", "--json");
    expect({ status, ...JSON.parse(stdout) }).toMatchObject({
      status: 1,
      unmanaged: [],
      managedTwice: [
        {
          kind: "team",
          ageDays: 3,
          by: [
            { stack: "my-alerts/dev", resource: "platform" },
            { stack: "my-alerts/prod", resource: "platform" },
          ],
        },
      ],
    });
    const table = await run(files, "--state", "a.json", "--state", "b.json");
    expect(table.stdout).toContain("my-alerts/dev: platform, my-alerts/prod: platform");
  });

  it("counts what a stack only looks at as unmanaged, and what it is about to delete as managed", async () => {
    const { base, run } = await account();
    const [team, ...others] = base;
    const state = stateOf([
      ...others.map((resource) => ({ ...resource, delete: true })),
      ...(team === undefined ? [] : [{ ...team, external: true }]),
    ]);
    const { status, stdout } = await run({ "state.json": state }, "--state", "state.json", "--json");
    const { unmanaged } = JSON.parse(stdout);
    expect({ status, ids: unmanaged.map(({ id }: { id: string }) => id) }).toEqual({
      status: 1,
      ids: [team?.id],
    });
  });

  it("leaves out what --allow names, and tells of a line that matches nothing any more", async () => {
    const { emulator, base, run } = await account();
    const one = await createIntegration(emulator, "Datadog", { name: "One" });
    const other = await createIntegration(emulator, "Datadog", { name: "Other" });
    const allow = `# known\r\n${one.prefix_id}  # the status page makes it\n\n${other.id.toLowerCase()}\nint_gone00001\n`;
    const files = { "state.json": stateOf(base), "allow.txt": allow };
    const args = ["--state", "state.json", "--allow", "allow.txt"];
    const { status, stdout, stderr } = await run(files, ...args);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: "Line 5 of the --allow file no longer matches anything: int_gone00001\n",
    });
    expect(stdout).toContain("2 allowed");
  });

  it.each([
    [{ "allow.txt": "int_ODCWagoG9\nDatadog production\n" }, "Line 2 of the --allow file is not an id"],
    [{}, "--allow file cannot be read"],
  ])("says of a file that is no list of ids what to do", async (files, words) => {
    const { base, run } = await account();
    const args = ["--state", "state.json", "--allow", "allow.txt"];
    const { status, stderr } = await run({ "state.json": stateOf(base), ...files }, ...args);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining(words) });
  });

  it("says what to do without the pulumi command", async () => {
    const { emulator } = await account();
    const folder = await temporaryFolder();
    const environment = { ...environmentOf(emulator), PATH: folder };
    const { status, stderr } = await runCommand(["unmanaged"], environment, folder);
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("--state <file>") });
  });
});

describe("readAccount", () => {
  it("tells how far it is once it takes long, and says nothing before", async () => {
    vi.useFakeTimers();
    try {
      const pending: (() => void)[] = [];
      const list = () => new Promise<never[]>((resolve) => pending.push(() => resolve([])));
      const told: string[] = [];
      const tell = (text: string) => told.push(text);
      const read = readAccount({ list }, { environment: {}, folder: ".", print: tell, tell });
      pending[0]?.();
      await vi.advanceTimersByTimeAsync(1999);
      expect(told).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      for (const resolve of pending) resolve();
      await read;
      expect(told[0]).toBe("Reading the account... 0 integrations\n");
      expect(told.at(-1)).toBe(
        "Reading the account... 0 integrations, 0 routers, 0 teams, 0 users, 0 events, 0 escalation policies, 0 notification rules, 0 maintenance windows\n",
      );
    } finally {
      vi.useRealTimers();
    }
  });
});
