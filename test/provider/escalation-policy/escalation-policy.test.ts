// The escalation policy of a team on the emulator: taken over in place, changed, and given back.
import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { describe, expect, it, vi } from "vitest";
import type { Switches } from "../../../emulator/src/switches.ts";
import { callApi, idOf } from "../../helpers/call-api.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { type Properties, providersFor, withProviders } from "../../helpers/resource-providers.ts";

/** A team of its own with PagerTree's policy of three layers, and another one of two to declare. */
async function withTeam(switches: Partial<Switches> = {}) {
  const { emulator, ...providers } = await withProviders({ switches });
  const { ada, platform } = demoAccount(emulator);
  const people = { member_account_user_ids: [ada.id], admin_account_user_ids: [ada.id] };
  const teamId = idOf(await callApi(emulator, "POST", "/teams", { name: "Checkout", ...people }));
  const policyId = emulator.store.find("teams", teamId)?.escalation_policy_id ?? "";
  const declared = { teamId, layers: [{ timeout: 2 }, { timeout: 1, timeoutUnit: "hours" }], repeat: 1 };
  const policy = () => {
    const {
      name,
      repeat,
      reassign_team_ids: teams,
      reassign_account_user_ids: users,
      escalation_layers: rows,
    } = emulator.store.find("escalation_policies", policyId) ?? { escalation_layers: [] };
    const layers = rows.map(({ layer, timeout, timeout_unit: unit, color_hex: color }) => [
      layer,
      timeout,
      unit,
      color,
    ]);
    return { name, repeat, teams, users, layers };
  };
  const next = () => providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url }).escalationPolicy;
  return {
    emulator,
    ...providers,
    provider: providers.escalationPolicy,
    teamId,
    policyId,
    declared,
    policy,
    next,
    ada,
    platform,
  };
}

const green = "#10B981";
const orange = "#F59E0B";
const red = "#EF4444";
const original = {
  name: "Checkout Escalation Policy",
  repeat: 0,
  teams: [],
  users: [],
  layers: [
    [1, 5, "minutes", green],
    [2, 10, "minutes", orange],
    [3, 15, "minutes", red],
  ],
};

describe("check of an escalation policy", () => {
  const ulid = "01GDBEYARHS4W4QM6X370Z5TMB";
  const { escalationPolicy: offline } = providersFor({ apiKey: "key", baseUrl: "http://127.0.0.1:9/never" });

  it("fills every default, and lets pass what is not known yet", async () => {
    expect(
      await offline.checked({ teamId: ulid, layers: [{ timeout: 5, layer: 1, color: "#10b981" }] }),
    ).toEqual({
      teamId: ulid,
      layers: [{ timeout: 5, timeoutUnit: "minutes", color: green }],
      repeat: 0,
      reassignTeamIds: [],
      reassignAccountUserIds: [],
      onDestroy: "restore",
    });
    const unknown = {
      teamId: unknownValue,
      layers: [{ timeout: unknownValue }],
      reassignTeamIds: unknownValue,
    };
    expect(await offline.checked(unknown)).toMatchObject({ teamId: unknownValue });
  });

  it("reports all mistakes at once", async () => {
    const { failures } = await offline.check({
      teamId: "usr_K22OuvPYNmCyvJ",
      name: " ",
      layers: [
        { timeout: 0, timeoutUnit: "weeks" },
        { color: "green", timeout: 5 },
        { wait: 5, timeout: 5 },
      ],
      repeat: 4,
      reassignTeamIds: ["nobody"],
      onDestroy: "delete",
      adopt: ulid,
    });
    expect(failures?.map(({ property }) => property).sort()).toEqual([
      "adopt",
      "layers[0].timeout",
      "layers[0].timeoutUnit",
      "layers[1].color",
      "layers[2]",
      "name",
      "onDestroy",
      "reassignTeamIds[0]",
      "repeat",
      "teamId",
    ]);
  });

  it.each<[what: string, changes: Properties, property: string, reason: string]>([
    ["no layers", { layers: [] }, "layers", "at least one layer"],
    [
      "a layer twice",
      { layers: [{ timeout: 5 }, { timeout: 5, layer: 1 }] },
      "layers[1]",
      "is layer 1, which is there",
    ],
    ["the team itself", { reassignTeamIds: [ulid] }, "reassignTeamIds", "round in a circle"],
  ])("refuses %s", async (_what, changes, property, reason) => {
    const { failures } = await offline.check({ teamId: ulid, layers: [{ timeout: 5 }], ...changes });
    expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
  });
});

describe("an escalation policy", () => {
  it("is taken over in place, as its preview says, and given back as it was", async () => {
    const { emulator, provider, next, declared, policyId, policy, platform } = await withTeam();
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    const made = await provider.up({ ...declared, reassignTeamIds: [platform.prefix_id] });
    expect(told.mock.calls.flat()).toEqual([
      expect.stringMatching(
        /^takes over escalation policy esp_\S+ "Checkout Escalation Policy": changes repeat, reassignTeamIds, layers$/,
      ),
    ]);
    expect(made.id).toBe(policyId);
    expect(policy()).toEqual({
      ...original,
      repeat: 1,
      teams: [platform.id],
      layers: [
        [1, 2, "minutes", green],
        [2, 1, "hours", orange],
      ],
    });
    expect(
      emulator.requests
        .filter(({ method }) => method !== "GET")
        .map(({ method, path }) => `${method} ${path}`),
    ).toEqual(["POST /teams", `PUT /escalation_policies/${policyId}`]);
    expect(await provider.read(made.id, made.outputs)).toEqual(made);
    expect((await provider.diff(made.outputs, made.inputs, made.id)).changes).toBe(false);
    await next().delete(made);
    expect(policy()).toEqual(original);
  });

  it("stays as it is when it is destroyed, if it is told so", async () => {
    const { provider, next, declared, policy } = await withTeam();
    const made = await provider.up({ ...declared, onDestroy: "leave" });
    await next().delete(made);
    expect(policy().layers).toHaveLength(2);
  });

  it("is given back without a team that is gone since, and needs no policy that is gone", async () => {
    const { emulator, provider, next, declared, policyId, policy, platform } = await withTeam();
    await callApi(emulator, "PUT", `/escalation_policies/${policyId}`, { reassign_team_ids: [platform.id] });
    const made = await provider.up(declared);
    await callApi(emulator, "DELETE", `/teams/${platform.id}`);
    await next().delete(made);
    expect(policy()).toEqual(original);
    await callApi(emulator, "DELETE", `/escalation_policies/${policyId}`);
    await next().delete(made);
    expect(await next().read(made.id, made.outputs)).toBeUndefined();
  });

  it("remembers what it was across changes", async () => {
    const { provider, next, declared, policy } = await withTeam();
    const made = await provider.up(declared);
    const changed = await provider.checked(
      { ...declared, layers: [{ timeout: 7, color: red }], name: "Ours" },
      made.inputs,
    );
    const after = await provider.update(made, changed);
    expect(policy()).toMatchObject({ name: "Ours", layers: [[1, 7, "minutes", red]] });
    const read = await provider.read(after.id, after.outputs);
    expect(read).toEqual(after);
    await next().delete(after);
    expect(policy()).toEqual(original);
  });

  it("belongs to one resource", async () => {
    const { provider, next, declared } = await withTeam();
    vi.spyOn(console, "error").mockImplementation(() => {});
    await provider.checked(declared);
    const { failures } = await provider.check(declared);
    expect(failures).toEqual([
      { property: "teamId", reason: expect.stringContaining("only one of them can have it") },
    ]);
    const second = next();
    const inputs = { ...declared, onDestroy: "restore", reassignTeamIds: [], reassignAccountUserIds: [] };
    await second.create(inputs);
    await expect(second.create(inputs)).rejects.toThrow(
      /teamId: escalation policy .* belongs to another resource/,
    );
  });

  it.each<[property: string, change: Properties, seen: Properties]>([
    ["name", { name: "Theirs" }, { name: "Theirs" }],
    ["repeat", { repeat: 3 }, { repeat: 3 }],
    ["reassignAccountUserIds", { reassign_account_user_ids: "ada" }, { reassignAccountUserIds: "ada" }],
    [
      "layers",
      { escalation_layers_attributes: [{ layer: 4, timeout: 1, timeout_unit: "days" }] },
      {
        layers: [
          { timeout: 2, timeoutUnit: "minutes" },
          { timeout: 1, timeoutUnit: "hours" },
          { layer: 4, timeout: 1, timeoutUnit: "days" },
        ],
      },
    ],
  ])("shows that %s was changed in the web page, and puts it back", async (_property, change, seen) => {
    const { emulator, provider, declared, policyId, policy, ada } = await withTeam();
    const made = await provider.up({ ...declared, name: "Ours" });
    const before = policy();
    const withAda = (given: Properties) =>
      JSON.parse(JSON.stringify(given).replace('"ada"', `["${ada.id}"]`));
    const { status } = await callApi(emulator, "PUT", `/escalation_policies/${policyId}`, withAda(change));
    expect(status).toBe(200);
    const read = await provider.read(made.id, made.outputs);
    expect(read?.inputs).toMatchObject(withAda(seen));
    expect((await provider.diff(read?.outputs ?? {}, made.inputs, made.id)).changes).toBe(true);
    await provider.update(read ?? made, made.inputs);
    expect(policy()).toEqual(before);
  });

  it("is another resource once it is of another team", async () => {
    const { provider, next, declared, platform } = await withTeam();
    const made = await provider.up(declared);
    const moved = await provider.checked({ ...declared, teamId: platform.id }, made.inputs);
    expect((await next().diff(made.outputs, moved, made.id)).replaces).toEqual(["teamId"]);
  });

  it("that several teams use is a warning", async () => {
    const { emulator, provider, declared, policyId, platform } = await withTeam();
    emulator.store.update("teams", platform.id, { escalation_policy_id: policyId });
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    await provider.checked(declared);
    expect(told.mock.calls.flat()[0]).toMatch(/^warning: escalation policy .* is changed for "Platform" too/);
  });

  it("that ends with somebody without a phone number is a warning", async () => {
    const { emulator, provider, declared, ada } = await withTeam();
    emulator.store.update("account_users", ada.id, { user: { ...ada.user, phones: [] } });
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    await provider.checked({ ...declared, reassignAccountUserIds: [ada.id] });
    expect(told.mock.calls.flat()).toContainEqual(
      expect.stringMatching(/^warning: an escalation policy: Ada Lovelace has no phone number in PagerTree/),
    );
  });

  it("is read by its id alone, which is how it is imported", async () => {
    const { provider, policyId, teamId } = await withTeam();
    expect((await provider.read(policyId))?.inputs).toMatchObject({
      teamId,
      name: original.name,
      layers: [{ timeout: 5, timeoutUnit: "minutes", color: green }, { timeout: 10 }, { timeout: 15 }],
    });
  });

  it("is changed once, also where the answer is lost", async () => {
    const { emulator, provider, declared, policyId, policy } = await withTeam();
    const path = `/escalation_policies/${policyId}`;
    emulator.faults.add({ kind: "answer", method: "PUT", path, status: 500, afterCommit: true, times: 1 });
    const made = await provider.up({
      ...declared,
      layers: [...declared.layers, { timeout: 3 }, { timeout: 4 }],
    });
    expect(policy().layers).toHaveLength(4);
    emulator.faults.add({ kind: "answer", method: "PUT", path, status: 500, afterCommit: true, times: 1 });
    await provider.update(made, await provider.checked(declared, made.inputs));
    expect(policy().layers).toHaveLength(2);
  });

  it("leaves the policy as it was where PagerTree refuses a part", async () => {
    const { emulator, provider, declared, policyId, policy } = await withTeam();
    const path = `/escalation_policies/${policyId}`;
    const body = { errors: [{ message: "escalation_layers.timeout is too odd" }], code: 422 };
    emulator.faults.add({ kind: "answer", method: "PUT", path, status: 422, body: JSON.stringify(body) });
    await expect(provider.up(declared)).rejects.toThrow(/layers/);
    expect(policy()).toEqual(original);
  });
});

describe("an escalation policy is right, whatever PagerTree's documentation leaves open:", () => {
  it.each<[what: string, switches: Partial<Switches>]>([
    ["units are letters", { timeoutUnits: "letters" }],
    ["layers are numbered anew", { layersRenumbered: true }],
    ["any number is stored", { policyBoundsUnchecked: true }],
    ["own teams are refused", { ownTeamReassignmentRefused: true }],
    ["a policy needs layers", { policyWithoutLayers: "refused" }],
    ["unknown words are 500", { unknownWordAnswers500: true }],
    ["unknown ids are 422", { unknownIdIs422: true }],
    ["names are unique", { onCallNamesUnique: true }],
    ["id lists come in another order each time", { shuffledIds: true }],
  ])("%s", async (_what, switches) => {
    const { emulator, provider, next, declared, policyId, policy } = await withTeam(switches);
    const made = await provider.up(declared);
    expect(await provider.read(made.id, made.outputs)).toEqual(made);
    const path = `/escalation_policies/${policyId}`;
    emulator.faults.add({ kind: "answer", method: "PUT", path, status: 500, afterCommit: true, times: 1 });
    await next().delete(made);
    expect(policy()).toEqual(original);
  });
});
