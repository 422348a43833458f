// What `check` makes of an integration's arguments, and what it asks PagerTree; what it refuses is in
// check-refusals.test.ts.

import { describe, expect, it, vi } from "vitest";
import { fixedUlid } from "../../../emulator/src/ids.ts";
import { emulatedType } from "../../helpers/integration-arguments.ts";
import { providerFor, withIntegrationProvider } from "../../helpers/resource-providers.ts";

const ulid = fixedUlid("tem/Platform");
const datadog = { name: "Datadog", type: "datadog", teamIds: [ulid] };
const datadogChecked = {
  name: "Datadog",
  urgency: "high",
  enabled: true,
  teamIds: [ulid],
  routerIds: [],
  accountUserIds: [],
  type: "datadog",
  options: { supportRetriggeredEvent: false, titleTemplateEnabled: false, descriptionTemplateEnabled: false },
};

describe("check", () => {
  it("fills every default", async () => {
    const { checked } = await withIntegrationProvider();
    expect(await checked(datadog)).toEqual(datadogChecked);
  });

  it("takes null for an argument that is left out", async () => {
    const { checked } = await withIntegrationProvider();
    const nothing = { urgency: null, enabled: null, routerIds: null, integrationTypeId: null };
    const options = {
      options: { titleTemplate: null, supportRetriggeredEvent: null },
      additionalOptions: null,
    };
    expect(await checked({ ...datadog, ...nothing, ...options })).toEqual(datadogChecked);
  });

  it("sorts destinations, drops repeats, and writes ULIDs in upper case", async () => {
    const { checked } = await withIntegrationProvider();
    const other = fixedUlid("tem/Payments");
    expect(await checked({ ...datadog, teamIds: [other, ulid.toLowerCase(), other, ulid] })).toMatchObject({
      teamIds: [ulid, other],
    });
  });

  it("replaces prefix ids by the ULIDs of the same objects, and reads one page of each kind", async () => {
    const { emulator, checked } = await withIntegrationProvider();
    const [team, router, user] = [
      emulator.store.all("teams")[0],
      emulator.store.all("routers")[0],
      emulator.store.all("account_users")[0],
    ];
    const destinations = {
      teamIds: [team?.prefix_id, team?.id, team?.prefix_id],
      routerIds: [router?.prefix_id],
      accountUserIds: [user?.prefix_id],
    };
    for (let run = 0; run < 2; run += 1) {
      expect(await checked({ ...datadog, ...destinations })).toMatchObject({
        teamIds: [team?.id],
        routerIds: [router?.id],
        accountUserIds: [user?.id],
      });
    }
    const reads = emulator.requests
      .map(({ path }) => path)
      .filter((path) => !path.includes("integration_types"));
    expect(reads.sort()).toEqual(["/account_users", "/integrations", "/routers", "/teams"]);
  });

  it("takes raw options as they are, and additional options beside typed ones", async () => {
    const { checked } = await withIntegrationProvider();
    const { id } = emulatedType("webhook");
    const options = { token: "t", new_switch: true, new_number: 5, capture_additional_data: null };
    expect(await checked({ name: "n", teamIds: [ulid], integrationTypeId: id, options })).toMatchObject({
      integrationTypeId: id,
      options,
    });
    expect(await checked({ ...datadog, additionalOptions: options })).toMatchObject({
      additionalOptions: options,
    });
  });

  it("gives all failures at once, and asks PagerTree nothing before they are gone", async () => {
    const { emulator, check } = await withIntegrationProvider();
    const { failures } = await check({
      name: " ",
      urgency: 1,
      type: "outgoing-webhook",
      teamIds: ["tem_ODCWagoG9", "x"],
      options: { proxyUrl: "localhost", alertOpen: "yes", webhookURL: "https://example.com" },
      colour: "red",
    });
    expect(failures?.map(({ property }) => property).sort()).toEqual([
      "colour",
      "name",
      "options.alertOpen",
      "options.proxyUrl",
      "options.webhookURL",
      "options.webhookUrl",
      "teamIds[1]",
      "urgency",
    ]);
    expect(emulator.requests).toEqual([]);
  });

  it("names each destination that the account does not have, at its place in the program", async () => {
    const { emulator, check } = await withIntegrationProvider();
    const [known, payments] = emulator.store.all("teams").map(({ prefix_id }) => prefix_id);
    const router = emulator.store.all("routers")[0]?.prefix_id;
    const teams = `it has ${payments} ("Payments"), ${known} ("Platform")`;
    const { failures } = await check({
      ...datadog,
      teamIds: ["tem_K22OuvPYNmCyvJ", known, "tem_ODCWagoG9"],
      routerIds: ["rtr_K22OuvPYNmCyvJ"],
    });
    expect(failures?.map(({ property, reason }) => `${property} ${reason}`).sort()).toEqual([
      `routerIds[0] rtr_K22OuvPYNmCyvJ is not the id of a router of this account; it has ${router} ("Main Router")`,
      `teamIds[0] tem_K22OuvPYNmCyvJ is not the id of a team of this account; ${teams}`,
      `teamIds[2] tem_ODCWagoG9 is not the id of a team of this account; ${teams}`,
    ]);
  });

  it("never shows the value of a secret option that it refuses", async () => {
    const { check } = providerFor({ apiKey: "key", baseUrl: "http://127.0.0.1:9/never" });
    const options = {
      webhookUrl: "planted-secret",
      proxyUrl: ["planted-secret"],
      password: 5551234,
      webhookUri: "planted-secret",
    };
    const answer = await check({ ...datadog, type: "outgoing-webhook", options });
    expect(answer.failures).toHaveLength(4);
    expect(JSON.stringify(answer)).not.toMatch(/planted-secret|5551234/);
  });

  it("goes on with a warning when PagerTree cannot be reached", async () => {
    const warn = vi.spyOn(console, "error").mockReturnValue();
    const { emulator, checked } = await withIntegrationProvider();
    emulator.faults.add({ kind: "answer", status: 503, times: null });
    expect(await checked(datadog)).toEqual(datadogChecked);
    expect(await checked({ ...datadog, name: "Another" })).toMatchObject({ name: "Another" });
    expect(warn.mock.calls).toEqual([
      [expect.stringContaining("warning: not checked against the PagerTree account")],
    ]);
    warn.mockRestore();
  });
});
