// The emulator's /escalation_policies and their layers.
import { describe, expect, it } from "vitest";
import { type Body, callApi, idOf, messagesOf } from "../../helpers/call-api.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const UNKNOWN_ID = "01J00000000000000000000000";
const LAYER = { layer: 1, timeout: 5, timeout_unit: "minutes", color_hex: "#10B981" };

function layersOf(body: Body): Body[] {
  return body["escalation_layers"] as Body[];
}

describe("a new team's policy", () => {
  it("waits 5, 10 and 15 minutes, and neither repeats nor reassigns", async () => {
    const emulator = await withEmulator();
    const { ada } = demoAccount(emulator);
    const team = await callApi(emulator, "POST", "/teams", {
      name: "Search",
      member_account_user_ids: [ada.id],
      admin_account_user_ids: [ada.id],
    });

    const policy = await callApi(
      emulator,
      "GET",
      `/escalation_policies/${team.body["escalation_policy_id"]}`,
    );

    expect(policy.body).toEqual({
      id: team.body["escalation_policy_id"],
      prefix_id: expect.stringMatching(/^esp_/),
      tiny_id: 3,
      account_id: ada.account_id,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      meta: {},
      name: "Search Escalation Policy",
      repeat: 0,
      reassign_team_ids: [],
      reassign_account_user_ids: [],
      team_ids: [idOf(team)],
      escalation_layers: [
        [5, "#10B981"],
        [10, "#F59E0B"],
        [15, "#EF4444"],
      ].map(([timeout, color_hex], index) => ({
        account_id: ada.account_id,
        id: expect.any(String),
        prefix_id: expect.stringMatching(/^esl_/),
        layer: index + 1,
        timeout,
        timeout_unit: "minutes",
        color_hex,
      })),
    });
  });
});

describe("POST /escalation_policies", () => {
  it("keeps layers by their numbers", async () => {
    const emulator = await withEmulator();

    const answer = await callApi(emulator, "POST", "/escalation_policies", {
      name: "By night",
      repeat: 3,
      escalation_layers_attributes: [{ ...LAYER, layer: 3 }, LAYER],
    });

    expect(answer.status).toBe(201);
    expect(layersOf(answer.body).map(({ layer }) => layer)).toEqual([1, 3]);
    expect(answer.body).toMatchObject({ repeat: 3, team_ids: [] });
  });

  it.each([
    [{ name: "" }, ["name can't be blank"]],
    [{ repeat: 4 }, ["repeat must be less than or equal to 3"]],
    [{ repeat: -1 }, ["repeat must be greater than or equal to 0"]],
    [
      { escalation_layers_attributes: [{}] },
      [
        "escalation_layers.layer can't be blank",
        "escalation_layers.timeout is not a number",
        "escalation_layers.timeout_unit is not included in the list",
      ],
    ],
    [
      { escalation_layers_attributes: [{ ...LAYER, timeout: 0 }] },
      ["escalation_layers.timeout must be greater than or equal to 1"],
    ],
    [
      { escalation_layers_attributes: [{ ...LAYER, timeout_unit: "m" }] },
      ["escalation_layers.timeout_unit is not included in the list"],
    ],
    [{ escalation_layers_attributes: [LAYER, LAYER] }, ["escalation_layers.layer has already been taken"]],
  ])("refuses %j", async (attributes, messages) => {
    const emulator = await withEmulator();

    const answer = await callApi(emulator, "POST", "/escalation_policies", {
      name: "By night",
      ...attributes,
    });

    expect([answer.status, messagesOf(answer)]).toEqual([422, messages]);
  });

  it.each([
    ["default-layers", 201, 3],
    ["none", 201, 0],
    ["refused", 422, undefined],
  ] as const)("without layers: %s", async (policyWithoutLayers, status, count) => {
    const emulator = await withEmulator({ switches: { policyWithoutLayers } });

    const answer = await callApi(emulator, "POST", "/escalation_policies", { name: "By night" });

    expect([answer.status, layersOf(answer.body)?.length]).toEqual([status, count]);
  });

  it("writes and reads letters as units with timeoutUnits", async () => {
    const emulator = await withEmulator({ switches: { timeoutUnits: "letters" } });
    const post = (timeout_unit: string) =>
      callApi(emulator, "POST", "/escalation_policies", {
        name: "By night",
        escalation_layers_attributes: [{ ...LAYER, timeout_unit }],
      });

    expect((await post("minutes")).status).toBe(422);
    const answer = await post("h");
    expect(layersOf(answer.body)[0]?.["timeout_unit"]).toBe("h");
    expect(
      (await callApi(emulator, "PUT", `/escalation_policies/${idOf(answer)}`, { repeat: 1 })).status,
    ).toBe(200);
  });
});

describe("PUT /escalation_policies/:id", () => {
  it("changes, adds and removes layers by their ids; those not named stay", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    const path = `/escalation_policies/${platform.escalation_policy_id}`;
    const [first, second] = layersOf((await callApi(emulator, "GET", path)).body);

    const answer = await callApi(emulator, "PUT", path, {
      escalation_layers_attributes: [
        { id: first?.["id"], timeout: 1, timeout_unit: "hours" },
        { id: second?.["id"], _destroy: true },
        { ...LAYER, layer: 4 },
      ],
    });

    expect(
      layersOf(answer.body).map(({ layer, timeout, timeout_unit }) => [layer, timeout, timeout_unit]),
    ).toEqual([
      [1, 1, "hours"],
      [3, 15, "minutes"],
      [4, 5, "minutes"],
    ]);
    expect(layersOf(answer.body)[0]?.["id"]).toBe(first?.["id"]);
  });

  it("keeps a layer, and numbers them anew only with layersRenumbered", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    const path = `/escalation_policies/${platform.escalation_policy_id}`;
    const layers = layersOf((await callApi(emulator, "GET", path)).body);
    const remove = (ids: readonly (Body | undefined)[]) =>
      callApi(emulator, "PUT", path, {
        escalation_layers_attributes: ids.map((layer) => ({ id: layer?.["id"], _destroy: "1" })),
      });

    const refused = await remove(layers);
    emulator.switches.layersRenumbered = true;
    const renumbered = await remove(layers.slice(0, 2));

    expect(messagesOf(refused)).toEqual(["escalation_layers can't be blank"]);
    expect(layersOf(renumbered.body).map(({ layer, timeout }) => [layer, timeout])).toEqual([[1, 15]]);
  });

  it("is 404 for a layer of another policy, and for somebody unknown to reassign to", async () => {
    const emulator = await withEmulator();
    const { platform, payments } = demoAccount(emulator);
    const path = (team: typeof platform) => `/escalation_policies/${team.escalation_policy_id}`;
    const [layer] = layersOf((await callApi(emulator, "GET", path(payments))).body);
    const put = async (body: Body) => (await callApi(emulator, "PUT", path(platform), body)).status;

    expect(await put({ escalation_layers_attributes: [{ id: layer?.["id"], timeout: 1 }] })).toBe(404);
    expect(await put({ reassign_team_ids: [UNKNOWN_ID] })).toBe(404);
    expect(await put({ reassign_account_user_ids: [UNKNOWN_ID] })).toBe(404);
    expect(await put({ reassign_team_ids: [payments.id] })).toBe(200);
  });

  it("may reassign to its own team, unless ownTeamReassignmentRefused", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    const put = () =>
      callApi(emulator, "PUT", `/escalation_policies/${platform.escalation_policy_id}`, {
        reassign_team_ids: [platform.id],
      });

    expect((await put()).status).toBe(200);
    emulator.switches.ownTeamReassignmentRefused = true;
    expect(messagesOf(await put())).toEqual(["reassign_team_ids can't be a team of the policy"]);
  });

  it("stores any number with policyBoundsUnchecked", async () => {
    const emulator = await withEmulator({ switches: { policyBoundsUnchecked: true } });
    const { platform } = demoAccount(emulator);

    const answer = await callApi(emulator, "PUT", `/escalation_policies/${platform.escalation_policy_id}`, {
      repeat: 9,
    });

    expect([answer.status, answer.body["repeat"]]).toEqual([200, 9]);
  });
});
