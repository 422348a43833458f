// What PagerTree drops or changes of what it is sent, and what it may not know at all.

import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { Emulator, EmulatorOptions } from "../../../emulator/src/index.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { emulatedType } from "../../helpers/integration-arguments.ts";
import { type Properties, withProviders } from "../../helpers/resource-providers.ts";

/** Providers, arguments of a team and of an integration, and what the user has been told. */
async function withAccount(options: EmulatorOptions = {}) {
  const told: string[] = [];
  const spy = vi.spyOn(console, "error").mockImplementation((message: string) => void told.push(message));
  onTestFinished(() => spy.mockRestore());
  const providers = await withProviders(options);
  const [user] = providers.emulator.store.all("account_users").map(({ id }) => id);
  const [team] = providers.emulator.store.all("teams").map(({ id }) => id);
  const ofTeam: Properties = { name: "Checkout", memberAccountUserIds: [user], adminAccountUserIds: [user] };
  const ofIntegration: Properties = { name: "Checkout", teamIds: [team] };
  return { ...providers, told, ofTeam, ofIntegration };
}

const notTaken = "PagerTree did not take meta of team";

describe("what PagerTree did not take of a write", () => {
  it("is named once with what to do, after a create, an update and an adoption", async () => {
    const { team, told, ofTeam } = await withAccount();
    const held = await team.up(ofTeam);
    const other = await team.up({ ...ofTeam, name: "Payment" });
    expect(told).toEqual([]);

    const made = await team.up({ ...ofTeam, name: "Search", meta: { tier: 1 } });
    await team.update(held, await team.checked({ ...ofTeam, meta: { tier: 1 } }, held.inputs));
    await team.up({ ...ofTeam, name: "Payment", meta: { tier: 1 }, adopt: other.id });
    const warnings = told.filter((message) => message.includes(notTaken));
    expect(warnings).toEqual(
      [made, held, other].map(({ outputs }) => expect.stringContaining(String(outputs["prefixId"]))),
    );
    for (const warning of warnings) expect(warning).toContain("`ignoreChanges`");

    await team.update(made, { ...made.inputs, meta: { tier: 2 } });
    expect(told.filter((message) => message.includes(notTaken))).toHaveLength(3);
  });

  it("is nothing where PagerTree takes it, whatever it hides", async () => {
    const { team, integration, told, ofTeam, ofIntegration } = await withAccount({
      switches: { secretsOnRead: "masked", teamMetaStored: true },
    });
    await team.up({ ...ofTeam, meta: { tier: 1 } });
    const options = { webhookUrl: "https://example.com/a-long-secret", alertOpen: true };
    await integration.up({ ...ofIntegration, type: "outgoing-webhook", options });
    expect(told).toEqual([]);
  });
});

/** Answers the next request of a kind as PagerTree does if it drops a part of what it was sent. */
function answerInstead(emulator: Emulator, method: string, path: string, body: unknown) {
  emulator.faults.add({ kind: "answer", status: 200, method, path, body, times: null });
}

describe("what PagerTree did not take of an on-call resource", () => {
  it("is named: the switch of a notification rule, and its people", async () => {
    const { notificationRule, told, emulator } = await withAccount();
    const { ada, grace } = demoAccount(emulator);
    const rules = [{ match: { always: true }, actions: [{ type: "ignore" }] }];
    const declared = { name: "Loud", rules, accountUserIds: [ada.id] };
    const held = await notificationRule.up(declared);
    const asBefore = (await callApi(emulator, "GET", `/notification_rules/${held.id}`)).body;
    const ofGrace = (await callApi(emulator, "GET", `/account_users/${grace.id}`)).body;
    told.length = 0;
    answerInstead(emulator, "PUT", "/notification_rules/:id", asBefore);
    answerInstead(emulator, "PUT", "/account_users/:id", ofGrace);
    const more = { ...declared, enabled: false, accountUserIds: [ada.id, grace.id] };
    await notificationRule.update(held, await notificationRule.checked(more, held.inputs));
    expect(told.filter((text) => text.includes("did not take"))).toEqual([
      expect.stringContaining("did not take enabled of notification rule ntr_"),
      expect.stringContaining(`did not take accountUserIds of notification rule ${held.id} as sent`),
    ]);
  });

  it("is named: the end of a maintenance window", async () => {
    const { maintenanceWindow, told, emulator } = await withAccount();
    const integrationIds = [(await createIntegration(emulator)).id];
    const times = { timeZone: "UTC", startTime: "2040-06-01T22:00", endTime: "2040-06-02T02:00" };
    const held = await maintenanceWindow.up({ name: "Upgrade", integrationIds, ...times });
    const asBefore = (await callApi(emulator, "GET", `/maintenance_windows/${held.id}`)).body;
    answerInstead(emulator, "PUT", "/maintenance_windows/:id", asBefore);
    await maintenanceWindow.update(held, { ...held.inputs, endTime: "2040-06-02T04:00" });
    expect(told).toEqual([expect.stringContaining("did not take endTime of maintenance window mtw_")]);
  });

  it("is named: the repeats of an escalation policy, after it is taken over and after a change", async () => {
    const { escalationPolicy, told, emulator } = await withAccount();
    const { platform } = demoAccount(emulator);
    const { body: asBefore } = await callApi(
      emulator,
      "GET",
      `/escalation_policies/${platform.escalation_policy_id}`,
    );
    answerInstead(emulator, "PUT", "/escalation_policies/:id", asBefore);
    const layers = [{ timeout: 5 }, { timeout: 10 }, { timeout: 15 }];
    await escalationPolicy.up({ teamId: platform.id, layers, repeat: 2 });
    expect(told.filter((text) => text.includes("did not take"))).toEqual([
      expect.stringMatching(/did not take repeat.* of escalation policy esp_/),
    ]);
  });

  it("is named: the people of an override, whose order makes no difference", async () => {
    const { override, told, emulator } = await withAccount();
    const { platform, ada, grace } = demoAccount(emulator);
    const span = { timeZone: "UTC", startTime: "2040-06-05T22:00", endTime: "2040-06-06T02:00" };
    const held = await override.up({ teamId: platform.id, ...span, accountUserIds: [ada.id] });
    const both = await override.update(held, { ...held.inputs, accountUserIds: [grace.id, ada.id] });
    expect(told).toEqual([]);
    const asBefore = (await callApi(emulator, "GET", `/events/${held.id}`)).body;
    answerInstead(emulator, "PUT", "/events/:id", asBefore);
    await override.update(both, { ...both.inputs, accountUserIds: [grace.id] });
    expect(told).toEqual([
      expect.stringContaining(
        `did not take accountUserIds of the override of event ${held.outputs["prefixId"]}`,
      ),
    ]);
  });
});

describe("a fault of PagerTree's on a write", () => {
  it("is said to be what a misspelt option looks like, where there is one that nobody has checked", async () => {
    const { integration, ofIntegration } = await withAccount();
    const byName = { ...ofIntegration, type: "datadog" };
    const byId = { ...ofIntegration, integrationTypeId: emulatedType("datadog").id };
    const hint = "A misspelt option looks like this too: check the names";
    await expect(integration.up({ ...byName, additionalOptions: { new_swich: true } })).rejects.toThrow(
      `${hint} additionalOptions.new_swich. If they are right: This is a fault on PagerTree's side`,
    );
    const held = await integration.up({ ...byId, options: { support_retriggered_event: true } });
    const news = await integration.checked({ ...byId, options: { new_swich: true } }, held.inputs);
    await expect(integration.update(held, news)).rejects.toThrow(`${hint} options.new_swich.`);
  });

  it("is said to be PagerTree's where every name is known", async () => {
    const { integration, ofIntegration, emulator } = await withAccount();
    emulator.faults.add({ kind: "answer", status: 500, method: "POST", times: 3 });
    const error: unknown = await integration
      .up({ ...ofIntegration, type: "datadog" })
      .catch((thrown: unknown) => thrown);
    expect(String(Object(error).message)).toContain("fault on PagerTree's side");
    expect(String(Object(error).message)).not.toContain("misspelt");
  });
});

describe("a raw option whose value PagerTree reads as another one", () => {
  it.each([
    ["title_template_enabled", "true", "reads as false: write true or false, without quotation marks"],
    ["alert_open", "no", "reads as true: write true or false, without quotation marks"],
    ["alert_open", "False", "reads as true"],
    ["dial_pause", "3 s", "reads as a whole number"],
    ["dial_pause", 1.5, "reads as a whole number"],
    ["template", true, 'where this becomes "t"'],
  ])("is refused: %s as %j", async (key, value, reason) => {
    const { integration, ofIntegration } = await withAccount();
    const declared = { ...ofIntegration, integrationTypeId: emulatedType("outgoing-webhook").id };
    const { failures } = await integration.check({ ...declared, options: { [key]: value } });
    expect(failures).toEqual([{ property: `options.${key}`, reason: expect.stringContaining(reason) }]);
  });

  it.each([
    ["title_template_enabled", "1"],
    ["title_template_enabled", "false"],
    ["alert_open", "true"],
    ["alert_open", 0],
    ["dial_pause", "3"],
    ["username", 5],
    ["of_no_type", "no"],
    ["alert_open", ""],
    ["dial_pause", null],
  ])("is taken where PagerTree reads it as it stands: %s as %j", async (key, value) => {
    const { integration, ofIntegration } = await withAccount();
    const declared = { ...ofIntegration, integrationTypeId: emulatedType("outgoing-webhook").id };
    await integration.checked({ ...declared, options: { [key]: value } });
  });
});
