// The plugin over the engine's protocol, in a process of its own.

import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { integrationDefinition } from "../../../provider/src/integration/definition.ts";
import { createIntegration, demoAccount, typeId } from "../../helpers/demo-account.ts";
import {
  checkRequestBytes,
  type Properties,
  secret,
  startPlugin,
  unknown,
  withPlugin,
} from "../../helpers/plugin-process.ts";
import { refusedArguments } from "../../helpers/refused-arguments.ts";
import { canary } from "../../helpers/sample-options.ts";
import { temporaryFolder } from "../../helpers/temporary-folder.ts";

const secretUrl = "https://hooks.example.com/very-secret";

function outgoing(teamId: string, options: Properties = { webhookUrl: secretUrl }): Properties {
  return { name: "Hook", type: "outgoing-webhook", teamIds: [teamId], options };
}

/** An integration of a type that the catalog does not know. */
const typeUnknown = {
  name: "Raw",
  urgency: "high",
  enabled: true,
  teamIds: [],
  routerIds: [],
  accountUserIds: [],
  integrationTypeId: "01GDBEYARHS4W4QM6X370Z5TMB",
};

/** Arguments as the SDK sends them, without outputs and what is not there. */
async function sent(args: object): Promise<Properties> {
  const known = await Promise.all(
    Object.entries(args).map(async ([name, value]) => [
      name,
      pulumi.Output.isInstance(value) ? await settled(value) : value,
    ]),
  );
  return JSON.parse(JSON.stringify(Object.fromEntries(known)));
}

function settled(output: pulumi.Output<unknown>): Promise<unknown> {
  return new Promise((resolve) => output.apply(resolve));
}

describe("the plugin", () => {
  it("gives the schema of the package", async () => {
    const plugin = await startPlugin();
    expect(await plugin.schema()).toBe(await readFile("provider/schema.json", "utf8"));
  });

  it("starts on a Node.js that cannot keep compiled code, such as 20", async () => {
    const folder = await temporaryFolder();
    const older = path.join(folder, "older.cjs");
    await writeFile(older, 'delete require("node:module").enableCompileCache;');
    const plugin = await startPlugin({ NODE_OPTIONS: `--require=${older}` });
    expect((await plugin.checkConfig({ apiKey: "a-key" })).reasons).toEqual([]);
  });

  it("marks the API key as a secret, and refuses settings that it does not have without their values", async () => {
    const plugin = await startPlugin();
    const good = await plugin.checkConfig({ apiKey: "a-key", timeoutSeconds: "30" });
    expect(good).toEqual({
      inputs: { apiKey: secret("a-key"), timeoutSeconds: "30" },
      reasons: [],
      properties: [],
    });
    const bad = await plugin.checkConfig({ apikey: "a-key", baseUrl: 5 });
    expect(bad.reasons).toEqual([
      "pagertree:apikey is not a setting of this provider; did you mean pagertree:apiKey?",
      "pagertree:baseUrl must be a text",
    ]);
    const unfit = await plugin.checkConfig({ apiKey: "a b", accountId: unknown });
    expect(unfit.reasons).toEqual([]);
    expect((await plugin.checkConfig({ apiKey: "a b" })).reasons.join()).toMatch(
      /contains a character that no key has/,
    );
  });

  it("takes one configuration, and says so where it gets a second", async () => {
    const { plugin, emulator } = await withPlugin();
    await expect(plugin.configure({ apiKey: "another" })).rejects.toThrow(/has a configuration already/);
    expect(await plugin.invoke("pagertree:index:getTeams", {})).toHaveProperty("teams");
    expect(emulator.requests.length).toBeGreaterThan(0);
  });

  it.each([
    ["says who is active", 200, "active"],
    ["goes on where PagerTree shows no users", 403, undefined],
  ])("%s, and asks for the users once in a run", async (_what, status, expected) => {
    const { plugin, emulator } = await withPlugin();
    if (status !== 200) emulator.faults.add({ kind: "answer", status, path: "/users", times: null });
    for (const name of ["Ada Lovelace", "Grace Hopper"]) {
      const found = await plugin.invoke("pagertree:index:getAccountUser", { name });
      expect(found).toMatchObject({ name });
      expect(found["status"]).toBe(expected);
    }
    expect(await plugin.invoke("pagertree:index:getAccountUsers", {})).toHaveProperty("accountUsers");
    expect(emulator.requests.filter(({ path }) => path === "/users")).toHaveLength(1);
  });

  it("quotes nothing that the program calls secret: an object goes by the name of its resource", async () => {
    const { plugin, emulator } = await withPlugin();
    const name = `${canary} name`;
    const declared = { name: secret(name), type: "pingdom", teamIds: [demoAccount(emulator).platform.id] };
    const interrupted = await startPlugin();
    await interrupted.configure({ apiKey: secret(emulator.apiKey), baseUrl: emulator.url });
    const { inputs } = await interrupted.check("Integration", declared);
    await interrupted.create("Integration", inputs);
    const twin = await plugin.create("Integration", inputs).catch(String);
    expect(twin).toMatch(/create integration "thing": PagerTree already has integration int_\S+ "thing"/);
    const { reasons } = await plugin.check("Integration", { ...declared, type: secret(canary) });
    expect(reasons.join()).toContain("[secret]");
    const asked = { name: secret(`${canary} team`) };
    const lookedUp = await plugin.invoke("pagertree:index:getTeam", asked).catch(String);
    expect(lookedUp).toContain('getTeam: no team has the name "[secret]". The nearest:');
    expect([twin, ...reasons, lookedUp].join()).not.toContain(canary);
  });

  it("answers what it does not know with what it has, and lives on", async () => {
    const { plugin, emulator } = await withPlugin();
    await expect(plugin.check("Taem", {})).rejects.toThrow(
      'pulumi-pagertree has no resource type "pagertree:index:Taem". Did you mean pagertree:index:Team?',
    );
    await expect(plugin.invoke("pagertree:index:getTeem", {})).rejects.toThrow(
      'pulumi-pagertree has no function "pagertree:index:getTeem". Did you mean pagertree:index:getTeam?',
    );
    const bytes = checkRequestBytes({ name: "Checkout" });
    await expect(plugin.sendBytes("Check", bytes.subarray(0, bytes.length - 3))).rejects.toThrow();
    await expect(plugin.invoke("pagertree:index:getTeam", { name: 5 })).rejects.toThrow(
      /name must be a text/,
    );
    await expect(plugin.invoke("pagertree:index:getTeams", { name: "Platform" })).rejects.toThrow(
      "getTeams: there is no filter name. It takes none.",
    );
    await expect(plugin.invoke("pagertree:index/getTeam:getTeam", { name: "None" })).rejects.toThrow(
      /getTeam: no team has the name "None"\. The nearest: /,
    );
    // A preview in YAML asks for what is still to be made.
    const [person = ""] = emulator.store.all("account_users").map(({ id }) => id);
    const team = { name: "None", memberAccountUserIds: [person], adminAccountUserIds: [person] };
    await plugin.create("Team", team, true);
    await expect(plugin.invoke("pagertree:index:getTeam", { name: "None" })).rejects.toThrow(
      'getTeam: no team has the name "None" yet, since this program is to make it. Use the outputs of the resource',
    );
  });

  it("answers who is on call, and refuses a misspelt argument with the one that was meant", async () => {
    const { plugin, emulator } = await withPlugin();
    const [team] = emulator.store.all("teams");
    const args = { teamName: team?.name ?? "", at: "2026-10-14T12:00:00Z" };
    expect(await plugin.invoke("pagertree:index:getOnCall", args)).toMatchObject({
      teamId: team?.id,
      scheduleId: team?.schedule_id,
      source: "events",
      layers: [{ layer: 1, shifts: [{ email: expect.stringContaining("@") }] }, { layer: 2 }, { layer: 3 }],
    });
    expect(
      await plugin.invoke("pagertree:index:getOnCall", { teamId: team?.id ?? "", at: null }),
    ).toMatchObject({
      source: "pagertree",
    });
    await expect(plugin.invoke("pagertree:index:getOnCall", { team: "Checkout" })).rejects.toThrow(
      /getOnCall: it takes no team\. Did you mean teamId\?/,
    );
    for (const name of ["getSchedule", "getEscalationPolicy", "getNotificationRule"]) {
      await expect(plugin.invoke(`pagertree:index:${name}`, { name: "None" })).rejects.toThrow(
        new RegExp(`${name}: no .* has the name "None"\\. The nearest: `),
      );
    }
  });

  it("refuses wrong types and unknown names with their paths, and lets the engine print no value", async () => {
    const { plugin } = await withPlugin();
    const { reasons, properties } = await plugin.check("Integration", {
      name: 5,
      type: "outgoing-webhook",
      webhookUrl: secretUrl,
      options: secretUrl,
    });
    expect(reasons).toEqual([
      "webhookUrl: is not an argument of an integration",
      "name: must be a text: the name of the integration",
      "options: must be an object of option names and their values",
      "options.webhookUrl: is required and must not be blank",
      "teamIds: an integration needs at least one destination: give the id of a team, a router or an account user in teamIds, routerIds or accountUserIds; if the id comes from a resource that is not made yet, and that `--target` leaves out, target that one as well",
    ]);
    expect(properties.join("")).toBe("");
    expect(reasons.join()).not.toContain(secretUrl);
  });

  it("refuses every kind of bad input on its path, and repeats no value that may be a secret", async () => {
    const { plugin, emulator } = await withPlugin();
    for (const { integration, args, refused } of refusedArguments) {
      const { reasons, properties } = await plugin.check("Integration", await sent(args));
      const told = Object.fromEntries(reasons.map((reason) => reason.split(/: (.*)/s)));
      expect([integration, Object.keys(told).sort()]).toEqual([integration, Object.keys(refused).sort()]);
      for (const [path, reason] of Object.entries(refused)) expect(told[path]).toContain(reason);
      expect(properties.join("")).toBe("");
      expect(reasons.join()).not.toContain(canary);
    }
    expect(emulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("marks the secrets of an integration, also those that the program marks itself", async () => {
    const { plugin, emulator } = await withPlugin();
    const [team] = emulator.store.all("teams");
    const declared = { ...outgoing(team?.id ?? ""), name: secret("Hook") };
    const { inputs, reasons } = await plugin.check("Integration", declared);
    expect(reasons).toEqual([]);
    expect(inputs).toMatchObject({
      name: secret("Hook"),
      options: { webhookUrl: secret(secretUrl), alertOpen: false },
    });
    const { id, outputs } = await plugin.create("Integration", inputs);
    expect(outputs).toMatchObject({ name: secret("Hook"), options: { webhookUrl: secret(secretUrl) } });
    expect((await plugin.read("Integration", id, outputs)).outputs).toEqual(outputs);
  });

  it("takes options by PagerTree's names in additionalOptions, where a type is given by its id", async () => {
    const { plugin, emulator } = await withPlugin();
    const [team] = emulator.store.all("teams");
    const { inputs, reasons } = await plugin.check("Integration", {
      name: "Raw",
      integrationTypeId: typeId("Webhook"),
      teamIds: [team?.id ?? ""],
      additionalOptions: { token: "very-secret", wrapper_key: "body" },
    });
    expect(reasons).toEqual([]);
    const additionalOptions = { token: secret("very-secret"), wrapper_key: "body" };
    expect(inputs).toMatchObject({ options: {}, additionalOptions });
    const { id, outputs } = await plugin.create("Integration", inputs);
    const held = emulator.store.find("integrations", id);
    expect(held?.options).toMatchObject({ token: "very-secret", wrapper_key: "body" });
    expect(await plugin.read("Integration", id, outputs, inputs)).toEqual({ id, inputs, outputs });

    // Somebody changes one, and one that nobody manages.
    const options = { ...held?.options, wrapper_key: "other", capture_additional_data: true };
    emulator.store.update("integrations", id, { options });
    expect((await plugin.read("Integration", id, outputs, inputs)).inputs).toEqual({
      ...inputs,
      additionalOptions: { ...additionalOptions, wrapper_key: "other" },
    });
    expect(integrationDefinition.asImported?.({ ...typeUnknown, options: { new_switch: true } })).toEqual({
      ...typeUnknown,
      options: {},
      additionalOptions: { new_switch: true },
    });
  });

  it("keeps adopt and allowDuplicate through a refresh, as the program has them, and gives none to an import", async () => {
    const { plugin, emulator } = await withPlugin();
    const [team] = emulator.store.all("teams");
    const made = await createIntegration(emulator);
    const declared = { name: made.name, urgency: made.urgency, type: "datadog", teamIds: [team?.id ?? ""] };
    const { inputs } = await plugin.check("Integration", { ...declared, adopt: made.id });
    const { id, outputs } = await plugin.create("Integration", inputs);
    emulator.store.update("integrations", id, { name: "Renamed" });
    const stored = { ...inputs, allowDuplicate: true };
    const read = await plugin.read("Integration", id, outputs, stored);
    expect(read.inputs).toEqual({ ...stored, name: "Renamed" });
    expect(read.outputs).not.toHaveProperty("adopt");
    expect((await plugin.read("Integration", id)).inputs).not.toHaveProperty("adopt");
  });

  it("previews what is known: nothing that PagerTree gives to a new object, and all that an update does not change", async () => {
    const { plugin, emulator } = await withPlugin();
    const [team] = emulator.store.all("teams");
    const { inputs } = await plugin.check("Integration", outgoing(team?.id ?? ""));
    const foreseen = await plugin.create("Integration", inputs, true);
    expect(foreseen).toMatchObject({
      id: "",
      outputs: { urgency: "high", prefixId: unknown, endpoint: unknown },
    });

    const { id, outputs } = await plugin.create("Integration", inputs);
    const changed = { ...inputs, urgency: "low" };
    const preview = await plugin.update("Integration", id, outputs, changed, true);
    expect(preview).toEqual({ ...outputs, urgency: "low", updatedAt: unknown });
    const { updatedAt: _, ...updated } = await plugin.update("Integration", id, outputs, changed);
    expect(preview).toMatchObject(updated);

    const adopting = await plugin.check("Integration", {
      ...outgoing(team?.id ?? ""),
      urgency: "low",
      adopt: id,
    });
    expect(await plugin.create("Integration", adopting.inputs, true)).toMatchObject({
      id,
      outputs: { prefixId: outputs["prefixId"], endpoint: outputs["endpoint"] },
    });
  });

  it("imports what a person would write, with the secrets that PagerTree shows", async () => {
    const { plugin, emulator } = await withPlugin();
    const [team] = emulator.store.all("teams");
    const { inputs } = await plugin.check(
      "Integration",
      outgoing(team?.id ?? "", { webhookUrl: secretUrl, alertOpen: true }),
    );
    const made = await plugin.create("Integration", inputs);
    const imported = await plugin.read("Integration", String(made.outputs["prefixId"]));
    expect(imported).toEqual({
      id: made.id,
      inputs: {
        name: "Hook",
        type: "outgoing-webhook",
        teamIds: [team?.id],
        options: { webhookUrl: secret(secretUrl), alertOpen: true },
      },
      outputs: made.outputs,
    });
    await expect(plugin.read("Integration", "01J0AY5N0ABT4RPCRDXMW9BZ88")).rejects.toThrow(
      "01J0AY5N0ABT4RPCRDXMW9BZ88: this PagerTree account has no integration with this id.",
    );
  });

  it("sees no change in what was imported and holds nothing but what must be written", async () => {
    const { plugin, emulator } = await withPlugin();
    const [team] = emulator.store.all("teams");
    const [router] = emulator.store.all("routers");
    const { id: integration } = await createIntegration(emulator, "Datadog");
    const event = emulator.store.all("events").find(({ rotation }) => rotation);
    for (const [type, id = ""] of [
      ["Integration", integration],
      ["Team", team?.id],
      ["Router", router?.id],
      ["Rotation", event?.id],
    ] as const) {
      const { inputs, outputs } = await plugin.read(type, id);
      expect(inputs).not.toHaveProperty("options");
      expect([type, await plugin.mayChange(type, id, outputs, inputs)]).toEqual([type, false]);
    }
  });
});
