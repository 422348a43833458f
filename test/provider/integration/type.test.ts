// How an integration's type is found among those of the account, and which change of it replaces the integration.

import { describe, expect, it, vi } from "vitest";
import { fixedUlid } from "../../../emulator/src/ids.ts";
import { startEmulator } from "../../../emulator/src/index.ts";
import { emulatedType } from "../../helpers/integration-arguments.ts";
import { type Properties, providerFor, withIntegrationProvider } from "../../helpers/resource-providers.ts";

const ulid = "01GDBEYARHS4W4QM6X370Z5TMB";
const common = { name: "n", teamIds: [fixedUlid("tem/Platform")] };
const datadog = emulatedType("datadog");
const teams = emulatedType("microsoft-teams");
const legacyTeams = emulatedType("microsoft-teams-legacy");
const teamsOptions = { options: { incomingWebhookUrl: "https://example.com/hook" } };

/** A provider for an account that has these integration types alone. */
async function withTypes(types: { id: string; name: string }[]) {
  const provider = await withIntegrationProvider();
  const body = { data: types, has_more: false, total_count: types.length };
  provider.emulator.faults.add({
    kind: "answer",
    status: 200,
    body,
    path: "/integration_types",
    times: null,
  });
  return provider;
}

describe("the type of an integration", () => {
  it.each([
    ["in other letters", "DATADOG"],
    ["with spaces and punctuation", " Data-Dog! "],
  ])("is found by its name, also when PagerTree writes it %s", async (_what, name) => {
    const { checked, create, emulator } = await withTypes([
      { id: ulid, name: "Datadog 2" },
      { id: datadog.id, name },
    ]);
    await create(
      await checked({ ...common, type: "datadog", teamIds: [emulator.store.all("teams")[0]?.id] }),
    );
    expect(emulator.store.all("integrations")[0]?.integration_type_id).toBe(datadog.id);
  });

  it("is refused if the account has none of its name", async () => {
    const { check } = await withTypes([{ id: datadog.id, name: "Datadog" }]);
    const { failures } = await check({ ...common, type: "grafana" });
    expect(failures).toEqual([
      { property: "type", reason: expect.stringContaining('no integration type named "Grafana"') },
    ]);
  });

  it("is refused if the account has two of its name, and both ids are given", async () => {
    const { check } = await withIntegrationProvider({ switches: { duplicateTypeName: true } });
    const { failures } = await check({ ...common, type: "microsoft-teams", ...teamsOptions });
    expect(failures).toEqual([{ property: "type", reason: expect.stringContaining("more than one") }]);
    for (const { id } of [teams, legacyTeams]) expect(failures?.[0]?.reason).toContain(id);
  });

  it("is then declared by one of the ids", async () => {
    const { emulator, up, diff, checked } = await withIntegrationProvider({
      switches: { duplicateTypeName: true },
    });
    const declared = {
      name: "n",
      teamIds: [emulator.store.all("teams")[0]?.id],
      integrationTypeId: legacyTeams.id,
      options: { incoming_webhook_url: "https://example.com/hook" },
    };
    const made = await up(declared);
    expect(emulator.store.find("integrations", made.id)?.integration_type_id).toBe(legacyTeams.id);
    expect(await diff(made.outputs, await checked(declared, made.inputs))).toMatchObject({ changes: false });
  });

  it.each([
    ["ULID", datadog.id],
    ["ULID in lower case", datadog.id.toLowerCase()],
    ["prefix id", datadog.prefixId],
  ])("is found by its %s, which becomes the ULID", async (_form, integrationTypeId) => {
    const { checked } = await withIntegrationProvider();
    expect(await checked({ ...common, integrationTypeId })).toMatchObject({ integrationTypeId: datadog.id });
  });

  it("is refused if the account has none of its id", async () => {
    const { check } = await withIntegrationProvider();
    const { failures } = await check({ ...common, integrationTypeId: ulid });
    expect(failures).toEqual([
      {
        property: "integrationTypeId",
        reason: expect.stringContaining("is not the id of an integration type"),
      },
    ]);
  });

  it("is looked up once for all integrations, and not at all for one that has it already", async () => {
    const { emulator, checked } = await withIntegrationProvider();
    const inputs = { ...common, type: "datadog" };
    await checked(inputs, inputs);
    await checked({ ...common, integrationTypeId: datadog.id }, { ...common, integrationTypeId: datadog.id });
    const lists = () => emulator.requests.filter(({ path }) => path === "/integration_types");
    expect(lists()).toEqual([]);
    await Promise.all([checked(inputs), checked({ ...common, type: "grafana" }), checked(inputs)]);
    // The list is one page of all 59 types.
    expect(lists()).toHaveLength(1);
  });

  it("stays what it is when PagerTree renames it, also after an update", async () => {
    const { emulator, up, checked, read, update, diff } = await withIntegrationProvider();
    const declared = {
      name: "n",
      teamIds: [emulator.store.all("teams")[0]?.id],
      type: "microsoft-teams-legacy",
      ...teamsOptions,
    };
    const made = await up(declared);
    emulator.switches.duplicateTypeName = true;
    const refreshed = await read(made.id, made.outputs);
    expect(refreshed?.inputs).toEqual(made.inputs);
    const renamed = { ...declared, name: "another" };
    const updated = await update(made, await checked(renamed, made.inputs));
    expect(updated.outputs).toMatchObject({ type: "microsoft-teams-legacy", name: "another" });
    expect(await diff(updated.outputs, updated.inputs)).toEqual({ changes: false, replaces: [] });
  });

  it.each([
    ["a new name", "Something else"],
    ["no name at all", undefined],
  ])("is the declared one where PagerTree answers a create with %s for it", async (_what, name) => {
    const { emulator, checked, create, read, diff } = await withIntegrationProvider();
    const other = await startEmulator();
    try {
      const declared = { name: "n", teamIds: [emulator.store.all("teams")[0]?.id], type: "datadog" };
      const inputs = await checked(declared);
      const body = {
        ...(await answerTo(other, inputs)),
        integration_type: { id: datadog.id, ...(name && { name }) },
      };
      emulator.faults.add({ kind: "answer", status: 201, body, method: "POST" });
      emulator.faults.add({ kind: "answer", status: 200, body, method: "GET", path: "/integrations/:id" });
      const made = await create(inputs);
      expect(await diff(made.outputs, inputs)).toEqual({ changes: false, replaces: [] });
      expect((await read(made.id, made.outputs))?.inputs).toEqual(inputs);
    } finally {
      await other.close();
    }
  });

  it("is never mistaken for another one while PagerTree cannot be reached", async () => {
    const warn = vi.spyOn(console, "error").mockReturnValue();
    const { emulator, up, checked, diff } = await withIntegrationProvider();
    const teamIds = [emulator.store.all("teams")[0]?.id];
    const made = await up({ name: "n", teamIds, integrationTypeId: datadog.id });
    emulator.faults.add({ kind: "answer", status: 503, times: null });
    const lowerCase = { name: "n", teamIds, integrationTypeId: datadog.id.toLowerCase() };
    expect(await diff(made.outputs, await checked(lowerCase, made.inputs))).toEqual({
      changes: false,
      replaces: [],
    });
    // What a prefix id stands for cannot be told now; to guess would replace the integration.
    const another = providerFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
    const byPrefixId = another.check(
      { name: "n", teamIds, integrationTypeId: datadog.prefixId },
      made.inputs,
    );
    warn.mockRestore();
    await expect(byPrefixId).rejects.toThrow("list integration types: PagerTree answered 503");
  });
});

/** What PagerTree answers to a create of these inputs. */
async function answerTo(emulator: { url: string; apiKey: string }, inputs: Properties): Promise<object> {
  const answer = await fetch(`${emulator.url}/integrations`, {
    method: "POST",
    headers: { authorization: `Bearer ${emulator.apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({
      name: inputs["name"],
      urgency: inputs["urgency"],
      team_ids: inputs["teamIds"],
      integration_type_id: datadog.id,
    }),
  });
  return Object(await answer.json());
}

describe("diff of the type", () => {
  const held = { integrationType: { id: datadog.id, name: "Datadog" } };

  it.each<[change: string, state: Properties, inputs: Properties, replaces: string[]]>([
    ["one name to the same", { type: "datadog", ...held }, { type: "datadog" }, []],
    ["one name to another", { type: "datadog", ...held }, { type: "grafana" }, ["type"]],
    [
      "a name to the id of the same type",
      { type: "datadog", ...held },
      { integrationTypeId: datadog.id },
      [],
    ],
    [
      "a name to another id",
      { type: "datadog", ...held },
      { integrationTypeId: teams.id },
      ["integrationTypeId"],
    ],
    ["an id to the same", { integrationTypeId: datadog.id, ...held }, { integrationTypeId: datadog.id }, []],
    [
      "an id to another",
      { integrationTypeId: datadog.id, ...held },
      { integrationTypeId: teams.id },
      ["integrationTypeId"],
    ],
    [
      "an id to the name of the same type",
      { integrationTypeId: datadog.id, ...held },
      { type: "datadog" },
      [],
    ],
    ["an id to another name", { integrationTypeId: datadog.id, ...held }, { type: "grafana" }, ["type"]],
    [
      "a name to the id of a type, of a create that failed half-way",
      { type: "datadog" },
      { type: "datadog" },
      [],
    ],
  ])("from %s", async (_change, state, inputs, replaces) => {
    const { diff } = await withIntegrationProvider();
    const others = {
      ...common,
      urgency: "high",
      enabled: true,
      routerIds: [],
      accountUserIds: [],
      options: {},
    };
    expect((await diff({ ...others, ...state }, { ...others, ...inputs })).replaces).toEqual(replaces);
  });
});
