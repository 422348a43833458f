// An object that PagerTree has already and that a create would make a second time, and two that are meant.

import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { EmulatorOptions } from "../../../emulator/src/index.ts";
import type { ResourceName } from "../../../provider/src/common/resource-names.ts";
import { parseState } from "../../../provider/src/stack/state.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { type Held, type Properties, providersFor } from "../../helpers/resource-providers.ts";
import { stateOf } from "../../helpers/stack-state.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const url = "https://example.com/planted-secret";

/** An outgoing webhook that an interrupted run has left, and a later run. */
async function withLeftOver(options: EmulatorOptions = {}) {
  const emulator = await withEmulator(options);
  const config = { apiKey: emulator.apiKey, baseUrl: emulator.url };
  const [team] = emulator.store.all("teams");
  const declared: Properties = {
    name: "Checkout",
    type: "outgoing-webhook",
    teamIds: [team?.id],
    options: { webhookUrl: url },
  };
  const left = await providersFor(config).integration.up(declared);
  let duringWait: () => unknown = () => {};
  let waits = 0;
  const run = providersFor(config, async () => {
    waits += 1;
    await duringWait();
  }).integration;
  const posts = () => emulator.requests.filter(({ method }) => method === "POST").length - 1;
  return {
    ...run,
    emulator,
    declared,
    left,
    posts,
    waits: () => waits,
    whileWaiting: (act: () => unknown) => {
      duringWait = act;
    },
    count: () => emulator.store.all("integrations").length,
  };
}

describe("an object that is just what a new resource declares", () => {
  it("stops the create, which names it, when it was made, and the ways on", async () => {
    const { up, declared, left, posts, emulator } = await withLeftOver();
    const prefixId = String(left.outputs["prefixId"]);
    const error: unknown = await up(declared).catch((thrown: unknown) => thrown);
    expect(error).toHaveProperty("name", "OwnershipError");
    const message = String(Object(error).message);
    expect(message).toContain(
      `create integration "Checkout": PagerTree already has integration ${prefixId} "Checkout" (made ${left.outputs["createdAt"]})`,
    );
    expect(message).toContain("Nothing was sent.");
    expect(message).toContain(`adopt: "${prefixId}"`);
    for (const way of ["aliases", "allowDuplicate: true", "--refresh"]) expect(message).toContain(way);
    expect(message).not.toContain("planted-secret");
    expect(posts()).toBe(0);
    expect(emulator.store.all("integrations")).toHaveLength(1);
  });

  it("is told by a check, so by a preview, with the ways on", async () => {
    const { check, declared, left } = await withLeftOver();
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => told.mockRestore());
    for (const _ of ["preview", "again"]) expect((await check(declared)).failures).toEqual([]);
    const warnings = told.mock.calls
      .flat()
      .filter((message) => String(message).startsWith("warning: create"));
    expect(warnings).toHaveLength(1);
    const [warning] = warnings;
    const prefixId = String(left.outputs["prefixId"]);
    expect(warning).toContain(`PagerTree already has integration ${prefixId} "Checkout" (made `);
    for (const way of ["aliases", "allowDuplicate: true", `adopt: "${prefixId}"`]) {
      expect(warning).toContain(way);
    }
    expect(warning).not.toContain("planted-secret");
  });

  it("is not told where it is meant, taken over, another resource's or of something else", async () => {
    const { check, diff, declared, left } = await withLeftOver();
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => told.mockRestore());
    await check({ ...declared, allowDuplicate: true });
    await check({ ...declared, urgency: "low" });
    await check({ ...declared, name: "Payment" });
    await check(declared, left.inputs);
    await diff(left.outputs, left.inputs, left.id);
    await check(declared);
    await check({ ...declared, adopt: left.id });
    expect(told.mock.calls.flat().filter((message) => String(message).startsWith("warning: create"))).toEqual(
      [],
    );
  });

  it("is taken over where the program adopts it, as the error says", async () => {
    const { up, declared, left, posts } = await withLeftOver();
    expect(await up({ ...declared, adopt: left.outputs["prefixId"] })).toMatchObject({ id: left.id });
    expect(posts()).toBe(0);
  });

  it("has a second one beside it where the program allows that, which makes no difference later", async () => {
    const { up, checked, diff, declared, count, left } = await withLeftOver();
    const held = await up({ ...declared, allowDuplicate: true });
    expect(held.id).not.toBe(left.id);
    expect(count()).toBe(2);
    expect(held.outputs).not.toHaveProperty("allowDuplicate");
    for (const allowDuplicate of [true, false, null]) {
      const news = await checked({ ...declared, allowDuplicate }, held.inputs);
      expect(await diff(held.outputs, news, held.id)).toEqual({ changes: false, replaces: [] });
    }
  });

  it.each<[what: string, change: Properties]>([
    ["another name", { name: "Payment" }],
    ["another name in case", { name: "checkout" }],
    ["another type", { type: "datadog", options: {} }],
    ["another option", { options: { webhookUrl: url, alertOpen: true } }],
    ["another secret", { options: { webhookUrl: "https://example.com/another" } }],
    ["another urgency", { urgency: "low" }],
  ])("does not stop a resource of %s", async (_what, change) => {
    const { up, declared, count, waits } = await withLeftOver();
    await up({ ...declared, ...change });
    expect(count()).toBe(2);
    expect(waits()).toBe(0);
  });

  it.each(["masked", "omitted"] as const)(
    "stops one whose secret is %s, and may be the same",
    async (secretsOnRead) => {
      const { up, declared, posts } = await withLeftOver({ switches: { secretsOnRead } });
      await expect(
        up({ ...declared, options: { webhookUrl: "https://example.com/another" } }),
      ).rejects.toThrow("allowDuplicate");
      expect(posts()).toBe(0);
    },
  );

  it("does not stop a create once it is gone", async () => {
    const { up, declared, left, count, emulator, whileWaiting } = await withLeftOver();
    whileWaiting(
      () => emulator.store.find("integrations", left.id) && emulator.store.remove("integrations", left.id),
    );
    await up(declared);
    expect(count()).toBe(1);
  });

  it.each(["team", "router"] as const)("stops the create of a %s as well", async (resource) => {
    const emulator = await withEmulator();
    const run = () => providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url })[resource];
    const [team] = emulator.store.all("teams");
    const [user] = emulator.store.all("account_users");
    const declared =
      resource === "team"
        ? { name: "Ours", memberAccountUserIds: [user?.id], adminAccountUserIds: [user?.id] }
        : { name: "Ours", teamId: team?.id };
    const { outputs } = await run().up(declared);
    await expect(run().up(declared)).rejects.toThrow(`adopt: "${outputs["prefixId"]}"`);
    expect(emulator.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});

/** An on-call resource that an interrupted run has left, the checks of a later run, and the warnings that they tell. */
async function withOnCallLeftOver(kind: "rotation" | "override" | "notificationRule" | "maintenanceWindow") {
  const emulator = await withEmulator();
  const { platform, grace, alan } = demoAccount(emulator);
  const ofTeam = { teamId: platform.id, accountUserIds: [grace.id, alan.id], timeZone: "UTC" };
  const span = { timeZone: "UTC", startTime: "2040-06-05T22:00", endTime: "2040-06-06T02:00" };
  const declared = {
    rotation: { ...ofTeam, firstHandOff: "2026-01-06T09:00", frequencyUnit: "daily", shiftHours: 12 },
    override: { ...ofTeam, ...span },
    notificationRule: { name: "Loud", rules: [{ match: { always: true }, actions: [{ type: "ignore" }] }] },
    maintenanceWindow: { ...span, name: "Upgrade", integrationIds: [(await createIntegration(emulator)).id] },
  }[kind];
  const run = () => providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url })[kind];
  const left = await run().up(declared);
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  onTestFinished(() => told.mockRestore());
  const warnings = () => told.mock.calls.flat().filter((text) => String(text).startsWith("warning: create"));
  return { emulator, run, declared, left, warnings, prefixId: String(left.outputs["prefixId"]) };
}

describe("an on-call object that is just what a new resource declares", () => {
  it.each([
    ["rotation", 'create the rotation of team "Platform", layer 1: PagerTree already has event'],
    ["override", 'create the override of team "Platform", layer 1: PagerTree already has event'],
    ["notificationRule", 'create notification rule "Loud": PagerTree already has notification rule'],
    ["maintenanceWindow", 'create maintenance window "Upgrade": PagerTree already has maintenance window'],
  ] as const)("is told by a check, so by a preview, and stops the create: %s", async (kind, what) => {
    const { emulator, run, declared, warnings, prefixId } = await withOnCallLeftOver(kind);
    const { checked, check, create } = run();
    const inputs = await checked(declared);
    await check(declared);
    expect(warnings()).toEqual([expect.stringContaining(`${what} ${prefixId} `)]);
    for (const way of ["aliases", "allowDuplicate: true", `adopt: "${prefixId}"`]) {
      expect(warnings()[0]).toContain(way);
    }
    const before = emulator.requests.filter(({ method }) => method !== "GET").length;
    await expect(create(inputs)).rejects.toThrow(`${what} ${prefixId} `);
    expect(emulator.requests.filter(({ method }) => method !== "GET")).toHaveLength(before);
  });

  it.each(["rotation", "override", "notificationRule", "maintenanceWindow"] as const)(
    "is not told where it is meant, taken over or another resource's: %s",
    async (kind) => {
      const { run, declared, left, warnings } = await withOnCallLeftOver(kind);
      await run().checked({ ...declared, allowDuplicate: true });
      await run().checked({ ...declared, adopt: left.id });
      await run().checked(declared, left.inputs);
      const { diff, checked } = run();
      await diff(left.outputs, left.inputs, left.id);
      await checked(declared);
      expect(warnings()).toEqual([]);
    },
  );

  it("is none for the nights next to the days of the same people", async () => {
    const { run, declared, warnings, emulator } = await withOnCallLeftOver("rotation");
    await run().up({ ...declared, firstHandOff: "2026-01-06T21:00" });
    expect(warnings()).toEqual([]);
    const posts = emulator.requests.filter(({ method, path }) => `${method} ${path}` === "POST /events");
    expect(posts).toHaveLength(2);
  });

  it("is still one if somebody has left a shift of it out", async () => {
    const { run, declared, warnings, left, emulator } = await withOnCallLeftOver("rotation");
    const next = new Date();
    next.setUTCHours(33, 0, 0, 0);
    await callApi(emulator, "POST", `/events/${left.id}/add_exception`, { action_time: next.toISOString() });
    await run().checked({ ...declared, firstHandOff: next.toISOString().slice(0, 16) });
    expect(warnings()).toHaveLength(1);
  });

  it("takes one list of events, however many resources there are", async () => {
    const { run, declared, emulator, warnings } = await withOnCallLeftOver("rotation");
    const { checked } = run();
    const before = emulator.requests.length;
    for (const layer of [1, 2, 3]) await checked({ ...declared, layer });
    const asked = emulator.requests.slice(before).filter(({ path }) => path.includes("events"));
    expect(asked).toHaveLength(1);
    expect(warnings()).toHaveLength(1);
  });

  it("is not told of what is not known yet", async () => {
    const { run, declared, warnings } = await withOnCallLeftOver("rotation");
    await run().checked({ ...declared, teamId: unknownValue });
    await run().checked({ ...declared, accountUserIds: [unknownValue] });
    expect(warnings()).toEqual([]);
  });
});

describe("an object that another resource of the stack is", () => {
  it("does not stop the create of a second one: it was compared before", async () => {
    const { up, diff, declared, left, count, waits } = await withLeftOver();
    await diff(left.outputs, left.inputs, left.id);
    await up(declared);
    expect([count(), waits()]).toEqual([2, 0]);
  });

  it("does not stop it where it was only read for a refresh", async () => {
    const { up, read, declared, left, count, waits } = await withLeftOver();
    await read(left.id, left.outputs);
    await up(declared);
    expect([count(), waits()]).toEqual([2, 0]);
  });

  it("does not stop it where the engine comes to it a little later", async () => {
    const { up, check, diff, declared, left, count, waits, whileWaiting } = await withLeftOver();
    // The engine is busy with other resources first.
    whileWaiting(async () => {
      if (waits() < 20) await check({ ...declared, name: `Other ${waits()}` });
      if (waits() === 20) await diff(left.outputs, left.inputs, left.id);
    });
    await up(declared);
    expect(count()).toBe(2);
  });

  it("does not stop it where it has just been deleted, to be replaced", async () => {
    const { up, delete: remove, declared, left, count } = await withLeftOver();
    await remove(left);
    await up(declared);
    expect(count()).toBe(1);
  });

  it("does not keep the run waiting without end", async () => {
    const { up, check, declared, posts, waits, whileWaiting } = await withLeftOver();
    whileWaiting(() => check({ ...declared, name: "Busy" }));
    await expect(up(declared)).rejects.toThrow("allowDuplicate");
    expect(waits()).toBeLessThanOrEqual(60);
    expect(posts()).toBe(0);
  });
});

describe("an object of a resource that the engine replaces for a reason of its own", () => {
  it("does not stop the create: the state has a resource of this content", async () => {
    const { checked, create, delete: remove, declared, left, count, waits } = await withLeftOver();
    // As with `replacementTrigger`: checked with the inputs of the state, never compared, checked anew.
    await checked(declared, left.inputs);
    const held = await create(await checked(declared));
    expect([count(), waits()]).toEqual([2, 0]);
    await remove(left);
    expect(held.id).not.toBe(left.id);
    expect(count()).toBe(1);
  });

  it("stops it beside a second one, which may be a stranger's", async () => {
    const { checked, create, declared, left, posts, emulator } = await withLeftOver();
    const config = { apiKey: emulator.apiKey, baseUrl: emulator.url };
    const other = await providersFor(config).integration.up({ ...declared, allowDuplicate: true });
    const before = posts();
    await checked(declared, left.inputs);
    const error: unknown = await create(await checked(declared)).catch((thrown: unknown) => thrown);
    const message = String(Object(error).message);
    for (const { outputs } of [left, other]) expect(message).toContain(outputs["prefixId"]);
    expect(message).toContain("each of which is exactly what this resource declares");
    expect(message).toContain("run with `--refresh`");
    expect(posts()).toBe(before);
  });

  it("is not counted twice where a refresh has named it", async () => {
    const { checked, create, read, declared, left, emulator, count } = await withLeftOver();
    const config = { apiKey: emulator.apiKey, baseUrl: emulator.url };
    await providersFor(config).integration.up({ ...declared, allowDuplicate: true });
    await read(left.id, left.outputs);
    await checked(declared, left.inputs);
    await expect(create(await checked(declared))).rejects.toThrow("PagerTree already has integration");
    expect(count()).toBe(2);
  });

  it("stops it once the state's own is found to be another one", async () => {
    const { checked, create, diff, declared, left, emulator } = await withLeftOver();
    const config = { apiKey: emulator.apiKey, baseUrl: emulator.url };
    const own = await providersFor(config).integration.up({ ...declared, allowDuplicate: true });
    await checked(declared, own.inputs);
    await diff(own.outputs, own.inputs, own.id);
    await expect(create(await checked(declared))).rejects.toThrow(String(left.outputs["prefixId"]));
  });
});

/** Gives a state that has these resources, each named `old`, and counts how often it is asked for. */
function stateWith(type: ResourceName, ...held: Held[]) {
  const resources = held.map(({ id, outputs }) => ({ type, id, outputs, name: "old" }));
  return vi.fn(async () => parseState(stateOf(resources), "state"));
}

describe("an object that the stack's state has", () => {
  /** The providers of a run whose stack has the object, and the warnings that they tell. */
  async function withState() {
    const { emulator, declared, left, count } = await withLeftOver();
    const config = { apiKey: emulator.apiKey, baseUrl: emulator.url };
    const wait = vi.fn(async () => {});
    const readState = stateWith("Integration", left);
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    onTestFinished(() => told.mockRestore());
    return {
      ...providersFor(config, wait, undefined, readState).integration,
      ...{ declared, left, count, wait, readState },
      another: () => providersFor(config).integration.up({ ...declared, allowDuplicate: true }),
      warnings: () => told.mock.calls.flat().filter((text) => String(text).startsWith("warning: create")),
    };
  }

  it("does not stop the create, whatever the engine tells of it, and is told by a check", async () => {
    const { up, check, declared, left, count, wait, readState, warnings } = await withState();
    await check(declared);
    const held = await up(declared);
    expect(held.id).not.toBe(left.id);
    expect([count(), wait.mock.calls.length, readState.mock.calls.length]).toEqual([2, 0, 1]);
    expect(warnings()).toEqual([
      expect.stringContaining(
        `create integration "Checkout": the stack already has integration ${left.outputs["prefixId"]} "Checkout"`,
      ),
    ]);
    for (const part of ['as its resource "old"', "`up` makes another one", "`aliases`"]) {
      expect(warnings()[0]).toContain(part);
    }
  });

  it("is not told of where the program still declares its resource", async () => {
    const { check, diff, declared, left, warnings } = await withState();
    await diff(left.outputs, left.inputs, left.id);
    await check(declared);
    expect(warnings()).toEqual([]);
  });

  it("does not hide a stranger next to it, be it replaced or not", async () => {
    const { checked, create, declared, left, another, wait } = await withState();
    const stranger = String((await another()).outputs["prefixId"]);
    await checked(declared, left.inputs);
    const error: unknown = await create(await checked(declared)).catch((thrown: unknown) => thrown);
    const message = String(Object(error).message);
    expect(message).toContain(`PagerTree already has integration ${stranger} "Checkout"`);
    expect(message).toContain("the stack does not have it");
    expect(message).not.toContain(String(left.outputs["prefixId"]));
    for (const way of ["--refresh", "aliases"]) expect(message).not.toContain(way);
    expect(wait).not.toHaveBeenCalled();
  });

  it.each([
    ["rotation", "Rotation"],
    ["override", "Override"],
    ["notificationRule", "NotificationRule"],
    ["maintenanceWindow", "MaintenanceWindow"],
  ] as const)("does not stop the create of a %s either, by none of its events", async (kind, type) => {
    const { emulator, declared, left, warnings } = await withOnCallLeftOver(kind);
    const config = { apiKey: emulator.apiKey, baseUrl: emulator.url };
    const run = providersFor(config, undefined, undefined, stateWith(type, left))[kind];
    const held = await run.up(declared);
    expect(held.id).not.toBe(left.id);
    expect(warnings()).toEqual([expect.stringContaining('as its resource "old"')]);
    await run.delete(left);
    expect(await run.read(held.id, held.outputs)).toEqual(held);
  });
});

describe("equal resources that are all new", () => {
  it("are made as often as they are declared, at once or one after another", async () => {
    const { up, declared, emulator } = await withLeftOver();
    const twice = { ...declared, name: "Twice" };
    const held = [...(await Promise.all([up(twice), up(twice)])), await up(twice)];
    const ids = emulator.store.all("integrations").filter(({ name }) => name === "Twice");
    expect(held.map(({ id }) => id).sort()).toEqual(ids.map(({ id }) => id).sort());
    expect(ids).toHaveLength(3);
  });

  it.each([true, false])(
    "are told apart where their answers are lost, after the commit: %s",
    async (afterCommit) => {
      const { up, declared, emulator } = await withLeftOver();
      const twice = { ...declared, name: "Twice" };
      emulator.faults.add({ kind: "answer", status: 502, method: "POST", afterCommit, times: 2 });
      const held = await Promise.all([up(twice), up(twice)]);
      const ids = emulator.store.all("integrations").filter(({ name }) => name === "Twice");
      expect(held.map(({ id }) => id).sort()).toEqual(ids.map(({ id }) => id).sort());
      expect(ids).toHaveLength(2);
    },
  );
});

describe("allowDuplicate", () => {
  it("is true or false", async () => {
    const { check, declared } = await withLeftOver();
    const { failures } = await check({ ...declared, allowDuplicate: "yes" });
    expect(failures).toEqual([{ property: "allowDuplicate", reason: "must be true or false" }]);
  });

  it("is offered for a misspelt one", async () => {
    const { check, declared } = await withLeftOver();
    const { failures } = await check({ ...declared, allowDuplicates: true });
    expect(failures?.[0]?.reason).toContain('did you mean "allowDuplicate"?');
  });
});
