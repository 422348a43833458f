// Adoption, driven as the engine drives it: what is refused, what is changed and told, and what is never deleted.

import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { describe, expect, it, vi } from "vitest";
import type { EmulatorOptions } from "../../../emulator/src/index.ts";
import { createIntegration } from "../../helpers/demo-account.ts";
import { emulatedType } from "../../helpers/integration-arguments.ts";
import { type Held, type Properties, providerFor, withProviders } from "../../helpers/resource-providers.ts";

const url = "https://example.com/planted-secret";

/** An outgoing webhook made by hand, and arguments that declare it as it is. */
async function withHandMade(options: EmulatorOptions = {}) {
  const providers = await withProviders(options);
  const { emulator, integration } = providers;
  const made = await createIntegration(emulator, "Outgoing Webhook", {
    name: "By hand",
    option_webhook_url: url,
  });
  const options_ = { webhookUrl: url };
  const declared = { name: "By hand", type: "outgoing-webhook", teamIds: made.team_ids, options: options_ };
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const since = emulator.requests.length;
  return {
    ...integration,
    providers,
    emulator,
    made,
    declared: { ...declared, adopt: made.id },
    told: () => told.mock.calls.flat().join("\n"),
    writes: () => emulator.requests.slice(since).filter(({ method }) => method !== "GET"),
    inStore: () => emulator.store.find("integrations", made.id),
    /** The engine's comparison in a later run, which has a process of its own. */
    nextDiff: ({ id, inputs, outputs }: Held) =>
      providerFor({ apiKey: emulator.apiKey, baseUrl: emulator.url }).diff(outputs, inputs, id),
    /** What `check` has to say of `adopt`. */
    async refusal(args: Properties) {
      const { failures } = await integration.check(args);
      return failures?.map(({ property, reason }) => `${property} ${reason}`).join("\n");
    },
  };
}

describe("check of a new resource", () => {
  it.each<[what: string, change: Properties, line: string]>([
    ["nothing, where all is equal", {}, "nothing changes"],
    [
      "what differs, secrets without their values",
      { urgency: "low", options: { webhookUrl: "https://example.com/another", alertOpen: true } },
      "changes urgency, options.webhookUrl, options.alertOpen",
    ],
    [
      "what may differ once it is known",
      { name: unknownValue, routerIds: [unknownValue], options: { webhookUrl: url, username: unknownValue } },
      "changes name (not known yet), routerIds (not known yet), options.username (not known yet)",
    ],
    ["options that are not known at all", { options: unknownValue }, "changes options (not known yet)"],
  ])("tells %s", async (_what, change, line) => {
    const { checked, declared, told, made, writes } = await withHandMade();
    expect(await checked({ ...declared, ...change })).toMatchObject({ adopt: made.id });
    expect(told()).toContain(`adopts integration ${made.prefix_id} "By hand": `);
    const [, changes = ""] = /adopts .*: (.*)/.exec(told()) ?? [];
    expect(changes.split(/, |(?<=changes) /).sort()).toEqual(line.split(/, |(?<=changes) /).sort());
    expect(told()).not.toContain("example.com");
    expect(writes()).toEqual([]);
  });

  it.each<[what: string, change: Properties, reason: string]>([
    ["what is no id", { adopt: "By hand" }, "adopt must be the id of an integration"],
    ["what is no text", { adopt: 5 }, "adopt must be the id of an integration"],
    ["an id that could lead elsewhere", { adopt: "../teams" }, "adopt must be the id of an integration"],
    [
      "an integration that the account does not have",
      { adopt: "int_ODCWagoG9" },
      "adopt int_ODCWagoG9 is not the id of an integration of this account",
    ],
    [
      "one of another type",
      { type: "datadog", options: {} },
      '"By hand" is of another type, which cannot be changed. Correct type, or take `adopt` out',
    ],
    [
      "one of another type by its id",
      { type: null, integrationTypeId: emulatedType("datadog").id, options: {} },
      "Correct integrationTypeId",
    ],
    [
      "a misspelt argument",
      { adopt: null, adpot: "x" },
      'adpot is not an argument of an integration; did you mean "adopt"?',
    ],
  ])("refuses %s", async (_what, change, reason) => {
    const { refusal, declared, writes } = await withHandMade();
    expect(await refusal({ ...declared, ...change })).toContain(reason);
    expect(writes()).toEqual([]);
  });

  it("refuses an object that another new resource adopts, by whichever id", async () => {
    const { checked, refusal, declared, made } = await withHandMade();
    await checked(declared);
    expect(await refusal({ ...declared, adopt: made.prefix_id })).toContain(
      `adopt ${made.prefix_id} belongs to another resource of this program`,
    );
  });

  it("refuses an object that a resource of the program already is, whichever comes first", async () => {
    const { checked, refusal, declared, made, diff, up } = await withHandMade();
    const { id, outputs, inputs } = await up({ ...declared, adopt: null, name: "Ours" });
    await diff(outputs, inputs, id);
    expect(await refusal({ ...declared, name: "Ours", adopt: id })).toContain("belongs to another resource");
    await checked(declared);
    await expect(diff(outputs, inputs, made.id)).rejects.toThrow("belongs to another resource");
  });

  it("lets pass an id that is not known yet, and one that cannot be looked up", async () => {
    const { checked, declared, emulator, writes, create } = await withHandMade();
    const requests = emulator.requests.length;
    expect(await checked({ ...declared, adopt: unknownValue })).toMatchObject({ adopt: unknownValue });
    expect(emulator.requests.slice(requests).filter(({ path }) => path.startsWith("/integrations"))).toEqual(
      [],
    );
    emulator.faults.add({ kind: "answer", status: 503, times: 4, path: "/integrations" });
    const inputs = await checked(declared);
    expect((await create(inputs)).id).toBe(declared.adopt);
    expect(writes()).toEqual([]);
  });
});

it("a whole account is adopted by its prefix ids with a request for each hundred objects", async () => {
  const { checked, declared, emulator, made, told } = await withHandMade();
  const copies = Array.from({ length: 120 }, () => emulator.store.duplicate("integrations", made.id));
  await checked(declared);
  const before = emulator.requests.length;
  for (const { id, prefix_id } of copies) {
    expect(await checked({ ...declared, adopt: prefix_id })).toMatchObject({ adopt: id });
  }
  expect(told().match(/: nothing changes/g)).toHaveLength(121);
  expect(emulator.requests.length - before).toBeLessThanOrEqual(4);
});

describe("create", () => {
  it.each(["id", "prefix_id"] as const)(
    "takes over an object by its %s and sends nothing, where all is equal",
    async (form) => {
      const { up, declared, made, writes, inStore } = await withHandMade();
      const held = await up({ ...declared, adopt: made[form] });
      expect(held).toMatchObject({ id: made.id, outputs: { prefixId: made.prefix_id, name: "By hand" } });
      expect(held.outputs).not.toHaveProperty("adopt");
      expect(writes()).toEqual([]);
      expect(inStore()).toEqual(made);
    },
  );

  it("sends what differs and nothing else, and clears what the program does not declare", async () => {
    const { up, declared, made, writes, emulator, nextDiff } = await withHandMade();
    emulator.store.update("integrations", made.id, { options: { ...made.options, username: "somebody" } });
    const held = await up({ ...declared, name: "Ours" });
    expect(writes()).toMatchObject([
      { method: "PUT", path: `/integrations/${made.id}`, body: { name: "Ours", option_username: null } },
    ]);
    expect(Object.keys(Object(writes()[0]?.body))).toHaveLength(2);
    expect(await nextDiff(held)).toEqual({ changes: false, replaces: [] });
  });

  it("adopts a raw integration, of which it manages what is declared", async () => {
    const { up, declared, made, writes, emulator } = await withHandMade();
    emulator.store.update("integrations", made.id, { options: { ...made.options, username: "somebody" } });
    const raw = {
      ...declared,
      type: null,
      integrationTypeId: emulatedType("outgoing-webhook").id,
      options: { webhook_url: url, alert_open: true },
    };
    expect((await up(raw)).id).toBe(made.id);
    expect(writes().map(({ body }) => body)).toEqual([{ option_alert_open: true }]);
  });

  it.each(["masked", "omitted"] as const)(
    "sends a secret that PagerTree keeps %s, since it may be another",
    async (secretsOnRead) => {
      const { up, declared, told, writes, nextDiff } = await withHandMade({ switches: { secretsOnRead } });
      const held = await up(declared);
      expect(writes().map(({ body }) => body)).toEqual([{ option_webhook_url: url }]);
      expect(told()).toContain("changes options.webhookUrl");
      expect(held.outputs).toMatchObject({ options: { webhookUrl: url } });
      expect(await nextDiff(held)).toEqual({ changes: false, replaces: [] });
    },
  );

  it("refuses what went or was adopted since it was checked", async () => {
    const { create, checked, declared, emulator, made, writes } = await withHandMade();
    const inputs = await checked(declared);
    await create(inputs);
    await expect(create(inputs)).rejects.toThrow("belongs to another resource of this program");
    emulator.store.remove("integrations", made.id);
    await expect(create(inputs)).rejects.toThrow(
      `adopt: ${made.id} is not the id of an integration of this account`,
    );
    expect(writes()).toEqual([]);
  });

  it("names the properties that PagerTree refuses, and leaves the object as it is", async () => {
    const { up, declared, emulator, inStore, made } = await withHandMade();
    const body = { errors: [{ message: "team_ids must exist" }], code: 422 };
    emulator.faults.add({ kind: "answer", status: 422, body, method: "PUT" });
    await expect(up({ ...declared, name: "Ours" })).rejects.toThrow("teamIds must exist");
    expect(inStore()).toEqual(made);
  });

  it("adopts a team", async () => {
    const { providers, emulator } = await withHandMade();
    const [platform] = emulator.store.all("teams");
    const held = await providers.team.up({
      name: "Ours",
      memberAccountUserIds: platform?.member_account_user_ids,
      adminAccountUserIds: platform?.admin_account_user_ids,
      adopt: platform?.id,
    });
    expect(held.id).toBe(platform?.id);
    expect(emulator.requests.at(-1)).toMatchObject({ method: "PUT", body: { name: "Ours" } });
  });
});

describe("afterwards", () => {
  /** An adopted integration in the state, and a provider's process of another run. */
  async function nextRun() {
    const first = await withHandMade();
    const held = await first.up(first.declared);
    const next = providerFor({ apiKey: first.emulator.apiKey, baseUrl: first.emulator.url });
    return { ...first, held, next };
  }

  it.each<[what: string, change: Properties]>([
    ["stays", {}],
    ["stays as the prefix id", { adopt: "prefix" }],
    ["goes", { adopt: null }],
    ["is not known yet", { adopt: unknownValue }],
  ])("nothing differs if the argument %s", async (_what, change) => {
    const { next, declared, held, made } = await nextRun();
    const adopt = change["adopt"] === "prefix" ? { adopt: made.prefix_id } : change;
    const news = await next.checked({ ...declared, ...adopt }, held.inputs);
    expect(await next.diff(held.outputs, news, held.id)).toEqual({ changes: false, replaces: [] });
  });

  it("another object is refused, and so is the one that a change of type would replace", async () => {
    const { next, declared, held } = await nextRun();
    const another = await next.checked({ ...declared, adopt: "int_ODCWagoG9" }, held.inputs);
    await expect(next.diff(held.outputs, another, held.id)).rejects.toThrow(
      "adopt: int_ODCWagoG9 is not the object that this resource manages",
    );
    const retyped = await next.checked({ ...declared, type: "datadog", options: {} }, held.inputs);
    await expect(next.diff(held.outputs, retyped, held.id)).rejects.toThrow(
      "adopt: a change of type makes a new object",
    );
  });

  it("a change of type may take over what an interrupted replacement has left", async () => {
    const { next, emulator, held, made } = await nextRun();
    const left = await createIntegration(emulator, "Datadog", { name: "By hand", team_ids: made.team_ids });
    const retyped = { name: "By hand", type: "datadog", teamIds: made.team_ids, adopt: left.prefix_id };
    const news = await next.checked(retyped, held.inputs);
    expect((await next.diff(held.outputs, news, held.id)).replaces).toEqual(["type"]);
    // The engine checks the replacement as a new resource, and deletes the old one in the end.
    const replacement = await next.up(retyped);
    await next.delete(held);
    expect(replacement.id).toBe(left.id);
    expect(emulator.store.all("integrations")).toEqual([left]);
  });

  it("it is deleted with its resource, also in the run that refreshed it", async () => {
    const { next, held, inStore } = await nextRun();
    const read = await next.read(held.id, held.outputs);
    await next.diff(read?.outputs ?? {}, held.inputs, held.id);
    await next.delete(held);
    expect(inStore()).toBeUndefined();
  });

  it("it is not deleted in a run that gives it to another resource, be that new or itself", async () => {
    const { next, declared, held, inStore } = await nextRun();
    const moved = await next.up(declared);
    await next.delete(held);
    expect(moved.id).toBe(held.id);
    expect(inStore()).toBeDefined();
  });
});
