// The router: its arguments besides the rules, and every field on its way to PagerTree and back.

import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { describe, expect, it } from "vitest";
import { demoAccount } from "../../helpers/demo-account.ts";
import { type Properties, providersFor, withProviders } from "../../helpers/resource-providers.ts";

const ulid = "01GDBEYARHS4W4QM6X370Z5TMB";
const { router: offline } = providersFor({ apiKey: "key", baseUrl: "http://127.0.0.1:9/never" });

describe("check", () => {
  it("fills the default, and takes null for what is left out", async () => {
    const nothing = { enabled: null, rules: null, routerId: null, accountUserId: null };
    expect(await offline.checked({ name: "n", teamId: ulid.toLowerCase(), ...nothing })).toEqual({
      name: "n",
      enabled: true,
      teamId: ulid,
    });
  });

  it("lets pass what is not known yet", async () => {
    const unknown = { name: unknownValue, enabled: unknownValue, routerId: unknownValue };
    expect(await offline.checked(unknown)).toEqual(unknown);
  });

  it.each<[what: string, declared: Properties, property: string, reason: string]>([
    ["no name", { name: null }, "name", "must be a text: the name of the router"],
    ["enabled as a text", { enabled: "no" }, "enabled", "must be true or false"],
    ["no default receiver", { teamId: null }, "teamId", "give one of teamId, routerId, accountUserId"],
    ["two default receivers", { routerId: ulid }, "routerId", "cannot be set together with teamId"],
    [
      "two, not known yet",
      { accountUserId: unknownValue },
      "accountUserId",
      "cannot be set together with teamId",
    ],
    ["a list of receivers", { teamId: [ulid] }, "teamId", "must be the id of a team"],
    [
      "a router as the team",
      { teamId: "rtr_K22OuvPYNmCyvJ" },
      "teamId",
      "is the prefix id of a router; it belongs in routerId",
    ],
    ["a misspelt argument", { rule: "" }, "rule", 'did you mean "rules"?'],
  ])("refuses %s", async (_what, changes, property, reason) => {
    const { inputs, failures } = await offline.check({ name: "n", teamId: ulid, ...changes });
    expect(inputs).toBeUndefined();
    expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
  });
});

describe("a router", () => {
  async function withRouter() {
    const { emulator, router } = await withProviders();
    const { platform, payments, mainRouter, ada } = demoAccount(emulator);
    const full = {
      name: "By service",
      enabled: false,
      rules: [{ match: { always: true }, actions: [{ type: "assign", receiver: payments.prefix_id }] }],
      teamId: platform.prefix_id,
    };
    return { emulator, router, full, platform, payments, mainRouter, ada };
  }

  it("comes back as it was sent, in every field", async () => {
    const { emulator, router, full, platform } = await withRouter();
    const made = await router.up(full);
    expect(made.outputs).toEqual({
      ...full,
      rules: expect.stringContaining("rules:"),
      teamId: platform.id,
      prefixId: expect.stringMatching(/^rtr_/),
      tinyId: 2,
      accountId: expect.any(String),
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(await router.read(made.id, made.outputs)).toEqual(made);
    expect((await router.read(made.id))?.inputs).toEqual(made.inputs);
    expect(emulator.store.find("routers", made.id)).toMatchObject({ rules: made.outputs["rules"] });
  });

  it.each<[what: string, changes: Properties, sent: Properties]>([
    ["name", { name: "Another" }, { name: "Another" }],
    ["enabled", { enabled: true }, { enabled: true }],
    ["rules, which are taken away", { rules: null }, { rules: null }],
    [
      "the default receiver, which is another team",
      { teamId: "Payments" },
      { default_receiver_team_id: "Payments" },
    ],
    [
      "the default receiver, which is a router",
      { teamId: null, routerId: "Main Router" },
      { default_receiver_team_id: null, default_receiver_router_id: "Main Router" },
    ],
    [
      "the default receiver, which is an account user",
      { teamId: null, accountUserId: "Ada" },
      { default_receiver_team_id: null, default_receiver_account_user_id: "Ada" },
    ],
  ])(
    "is updated in place where a change is of %s, and nothing else is sent",
    async (_what, changes, sent) => {
      const { emulator, router, full, payments, mainRouter, ada } = await withRouter();
      const ids: Record<string, string> = {
        Payments: payments.id,
        "Main Router": mainRouter.id,
        Ada: ada.id,
      };
      const withIds = (properties: Properties) =>
        Object.fromEntries(
          Object.entries(properties).map(([key, value]) => [key, ids[String(value)] ?? value]),
        );
      const made = await router.up(full);
      const inputs = await router.checked({ ...full, ...withIds(changes) }, made.inputs);
      expect((await router.diff(made.outputs, inputs, made.id)).replaces).toEqual([]);
      const updated = await router.update(made, inputs);
      expect(emulator.requests.at(-1)).toMatchObject({ method: "PUT", body: withIds(sent) });
      expect(await router.read(made.id, updated.outputs)).toEqual(updated);
    },
  );

  it("that would be its own receiver is refused before anything is sent, on its path", async () => {
    const { emulator, router, full } = await withRouter();
    const made = await router.up(full);
    const itself = made.outputs["prefixId"];
    const asDefault = await router.checked({ ...full, teamId: null, routerId: made.id });
    const inRules = await router.checked({
      ...full,
      rules: [...full.rules, { match: { always: true }, actions: [{ type: "assign", receiver: [itself] }] }],
    });
    const requests = emulator.requests.length;
    await expect(router.diff(made.outputs, asDefault, made.id)).rejects.toThrow(
      "routerId is this router itself, which cannot be its own receiver.",
    );
    await expect(router.diff(made.outputs, inRules, made.id)).rejects.toThrow(
      "rules[1].actions[0].receiver[0] is this router itself",
    );
    expect(emulator.requests).toHaveLength(requests);
  });

  it("whose team was deleted shows it", async () => {
    const { emulator, router, full, platform } = await withRouter();
    const made = await router.up(full);
    emulator.store.remove("teams", platform.id);
    const seen = await router.read(made.id, made.outputs);
    expect(seen?.inputs).not.toHaveProperty("teamId");
    expect((await router.diff(seen?.outputs ?? {}, made.inputs, made.id)).changes).toBe(true);
  });

  it("that PagerTree refuses is told in the program's names", async () => {
    const { router, full } = await withRouter();
    const inputs = await router.checked(full);
    await expect(router.create({ ...inputs, teamId: ulid })).rejects.toThrow("teamId must exist");
  });

  it("is deleted", async () => {
    const { emulator, router, full } = await withRouter();
    const made = await router.up(full);
    await router.delete(made);
    expect(emulator.store.find("routers", made.id)).toBeUndefined();
  });
});
