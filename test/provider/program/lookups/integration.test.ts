import { describe, expect, it } from "vitest";
import type { ApiClient } from "../../../../provider/src/api/api-client.ts";
import { EngineContext } from "../../../../provider/src/lifecycle/context.ts";
import { functions } from "../../../../provider/src/plugin/functions.ts";
import {
  type GetIntegrationsArgs,
  getIntegration,
  getIntegrationOutput,
  getIntegrations,
  getIntegrationsOutput,
} from "../../../../provider/src/program/lookups/integration.ts";
import { getIntegrationType } from "../../../../provider/src/program/lookups/integration-type.ts";
import { getTeam } from "../../../../provider/src/program/lookups/team.ts";
import { lookupErrorOf, readsOf, resolved, withAccount } from "./helpers.ts";

const webhookUrl = "https://hooks.example.com/planted-secret";

async function create(
  client: ApiClient,
  name: string,
  type: string,
  attributes: Record<string, unknown> = {},
) {
  const [{ id: typeId }, { id: teamId }] = await Promise.all([
    getIntegrationType({ name: type }),
    getTeam({ name: "Platform" }),
  ]);
  const body = { name, urgency: "high", integration_type_id: typeId, team_ids: [teamId], ...attributes };
  return client.create("integrations", body);
}

/** Three integrations, of which no two fit the same filters. */
async function withThree() {
  const account = await withAccount();
  await create(account.client, "Metrics", "datadog");
  await create(account.client, "Old metrics", "datadog", { enabled: false });
  await create(account.client, "Outgoing", "outgoing-webhook", {
    urgency: "low",
    option_webhook_url: webhookUrl,
    option_alert_open: true,
  });
  return account;
}

describe("getIntegration", () => {
  it("finds an integration by its name, with its attributes in camel case", async () => {
    const { client, emulator } = await withAccount();
    const wire = await create(client, "Metrics", "datadog", { option_support_retriggered_event: true });
    const integration = await getIntegration({ name: "Metrics" });
    expect(integration).toEqual({
      id: wire.id,
      prefixId: wire.prefix_id,
      tinyId: wire.tiny_id,
      accountId: wire.account_id,
      createdAt: wire.created_at,
      updatedAt: wire.updated_at,
      name: "Metrics",
      enabled: true,
      urgency: "high",
      integrationTypeId: wire.integration_type.id,
      type: "datadog",
      endpoint: `${new URL(emulator.url).origin}/integration/${wire.prefix_id}`,
      options: expect.objectContaining({ supportRetriggeredEvent: true, titleTemplateEnabled: false }),
      teamIds: wire.team_ids,
      routerIds: [],
      accountUserIds: [],
    });
    expect(await getIntegration({ id: wire.prefix_id })).toEqual(integration);
    expect(await resolved(getIntegrationOutput({ id: wire.id }))).toEqual(integration);
    expect(emulator.store.all("integrations")).toHaveLength(1);
  });

  it("leaves the secret options out", async () => {
    await withThree();
    const { options } = await getIntegration({ name: "Outgoing" });
    expect(options["alertOpen"]).toBe(true);
    expect(options).not.toHaveProperty("webhookUrl");
    expect(JSON.stringify(await getIntegrations())).not.toContain("planted-secret");
  });

  it("refuses two integrations of one name", async () => {
    const { emulator } = await withThree();
    emulator.store.duplicate("integrations", (await getIntegration({ name: "Metrics" })).id);
    const error = await lookupErrorOf(getIntegration({ name: "Metrics" }));
    expect(error.candidates.map(({ name }) => name)).toEqual(["Metrics", "Metrics"]);
  });
});

describe("getIntegrations", () => {
  it.each([
    [{ enabeld: false }, "there is no filter enabeld. Did you mean enabled?"],
    [
      { team: "Platform" },
      "there is no filter team. It takes name, type, integrationTypeId, enabled, urgency.",
    ],
    [{ enabled: "false" }, "enabled must be a boolean"],
    [{ name: 5 }, "name must be a text"],
  ])("refuses what is no filter, which a program in JavaScript may pass: %j", async (filters, words) => {
    const { emulator } = await withAccount();
    // The types refuse it.
    const given = filters as object;
    expect((await lookupErrorOf(getIntegrations(given))).message).toContain(`getIntegrations: ${words}`);
    expect(emulator.requests).toEqual([]);
    const plugin = functions["getIntegrations"]?.({ ...given }, new EngineContext());
    expect((await lookupErrorOf(Promise.resolve(plugin))).message).toContain(words);
  });

  it.each<readonly [GetIntegrationsArgs, string[]]>([
    [{}, ["Metrics", "Old metrics", "Outgoing"]],
    [{ name: "Metrics" }, ["Metrics"]],
    [{ type: "datadog" }, ["Metrics", "Old metrics"]],
    [{ type: "datadog", enabled: false }, ["Old metrics"]],
    [{ enabled: true }, ["Metrics", "Outgoing"]],
    [{ urgency: "low" }, ["Outgoing"]],
    [{ urgency: "critical" }, []],
    [{ type: "email" }, []],
    [{ integrationTypeId: "01GDBEYARHS4W4QM6X370Z5TMB" }, []],
  ])("gives those that %j fits", async (filters, names) => {
    const { emulator } = await withThree();
    const found = await getIntegrations(filters);
    expect(found.map(({ name }) => name).sort()).toEqual(names);
    expect(readsOf(emulator, "/integrations")).toBe(1);
  });

  it("filters by the id of the type", async () => {
    await withThree();
    const { id } = await getIntegrationType({ name: "datadog" });
    expect(await getIntegrations({ integrationTypeId: id })).toHaveLength(2);
    expect(await resolved(getIntegrationsOutput({ type: "outgoing-webhook" }))).toHaveLength(1);
    expect(await resolved(getIntegrationsOutput())).toHaveLength(3);
  });
});
