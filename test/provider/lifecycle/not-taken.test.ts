// What PagerTree drops or changes of what it is sent, and what it may not know at all.

import { describe, expect, it, onTestFinished, vi } from "vitest";
import type { EmulatorOptions } from "../../../emulator/src/index.ts";
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
