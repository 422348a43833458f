// A user's unit test of a stack: Pulumi's mocks in place of the engine, so no key, no network and no provider.

import * as pulumi from "@pulumi/pulumi";
import type { MockCallArgs, MockResourceArgs } from "@pulumi/pulumi/runtime/index.js";
import { isRpcSecret, unwrapRpcSecret } from "@pulumi/pulumi/runtime/rpc.js";
import { beforeEach, describe, expect, it } from "vitest";
import * as pagertree from "../../../provider/src/index.ts";
import * as native from "../../../provider/src/native.ts";
import { providerText } from "../../../provider/src/program/provider-text.ts";

const teamId = "01GDBEYARHS4W4QM6X370Z5TMB";
const raw = { name: "n", integrationTypeId: teamId, teamIds: [teamId] };
const rulesWithUrl = "rules: [{match: {}, actions: [{type: setval, map: {webhook_url: 'https://a.test'}}]}]";
const rulesOutput = pulumi.output(rulesWithUrl);
class SomethingElse extends pulumi.CustomResource {}
let resources: MockResourceArgs[];
let calls: MockCallArgs[];

beforeEach(async () => {
  resources = [];
  calls = [];
  await pulumi.runtime.setMocks({
    newResource(args) {
      resources.push(args);
      return { id: `${args.name}-id`, state: { ...args.inputs, prefixId: "int_ODCWagoG9", tinyId: 7 } };
    },
    call(args) {
      calls.push(args);
      return { id: teamId, name: args.inputs["name"] };
    },
  });
});

describe("an integration under Pulumi's mocks", () => {
  it("needs neither a key nor a network, and hands its arguments on as they are declared", async () => {
    const integration = new pagertree.Integration("datadog", {
      name: "Datadog",
      type: "datadog",
      teamIds: [pulumi.output(teamId)],
      enabled: Promise.resolve(false),
      options: { supportRetriggeredEvent: true },
    });
    expect(await resolved(integration.id)).toBe("datadog-id");
    expect(resources).toHaveLength(1);
    expect(resources[0]).toMatchObject({
      name: "datadog",
      type: "pulumi-nodejs:dynamic/pagertree:Integration",
      custom: true,
    });
    const { __provider: provider, ...inputs } = Object(resources[0]?.inputs);
    expect(inputs).toEqual({
      name: "Datadog",
      type: "datadog",
      teamIds: [teamId],
      enabled: false,
      options: { supportRetriggeredEvent: true },
    });
    expect(provider).toBe(providerText("Integration"));
  });

  it("that is to be imported is refused, and adopt is what it says in place of it", () => {
    const args: pagertree.IntegrationArgs = { name: "Mail", type: "email", teamIds: [teamId] };
    expect(() => new pagertree.Integration("mail", args, { import: "int_ODCWagoG9" })).toThrow(
      /Integration "mail": the resource option import works only through the plugin.*`adopt`/,
    );
  });

  it("has outputs of what the mocks answer", async () => {
    const integration = new pagertree.Integration("mail", { name: "Mail", type: "email", teamIds: [teamId] });
    expect(await resolved(integration.prefixId)).toBe("int_ODCWagoG9");
    expect(await resolved(integration.tinyId)).toBe(7);
    expect(await resolved(integration.name)).toBe("Mail");
    expect(await resolved(integration.endpoint)).toBeUndefined();
  });

  it.each<[what: string, args: pagertree.IntegrationArgs, isSecret: boolean]>([
    [
      "a typed option that is secret",
      {
        name: "n",
        type: "outgoing-webhook",
        teamIds: [teamId],
        options: { webhookUrl: "https://example.com" },
      },
      true,
    ],
    [
      "typed options in an output",
      {
        name: "n",
        type: "outgoing-webhook",
        teamIds: [teamId],
        options: pulumi.output({ webhookUrl: "https://example.com" }),
      },
      true,
    ],
    [
      "a raw option that is secret in some type",
      {
        name: "n",
        integrationTypeId: teamId,
        teamIds: [teamId],
        options: { webhook_url: "https://example.com" },
      },
      true,
    ],
    [
      "a raw option that sounds secret",
      { name: "n", integrationTypeId: teamId, teamIds: [teamId], options: { new_signing_key: "k" } },
      true,
    ],
    ["rules that set a URL", { ...raw, options: { outgoing_rules: rulesWithUrl } }, true],
    ["rules that set a URL, in an output", { ...raw, options: { outgoing_rules: rulesOutput } }, true],
    ["rules that set none", { ...raw, options: { outgoing_rules: "rules: []" } }, false],
    [
      "rules that set none, in an output",
      { ...raw, options: { outgoing_rules: pulumi.output("rules: []") } },
      false,
    ],
    [
      "an option that is not",
      { name: "n", type: "webhook", teamIds: [teamId], options: { wrapperKey: "k" } },
      false,
    ],
    ["no option", { name: "n", type: "webhook", teamIds: [teamId] }, false],
  ])("keeps %s as secret as it must be", async (_what, args, isSecret) => {
    const integration = new pagertree.Integration("n", args);
    await resolved(integration.id);
    const options = resources[0]?.inputs["options"];
    expect(isRpcSecret(options)).toBe(isSecret);
    expect(unwrapRpcSecret(options)).toEqual((await resolved(pulumi.output(args.options))) ?? {});
    expect(await pulumi.isSecret(integration.options)).toBe(isSecret);
  });

  it("makes an additional option that sounds secret one", async () => {
    const additionalOptions = { new_token: "t" };
    const integration = new pagertree.Integration("n", {
      name: "n",
      type: "webhook",
      teamIds: [teamId],
      additionalOptions,
    });
    expect(await resolved(integration.id)).toBe("n-id");
    expect(isRpcSecret(resources[0]?.inputs["additionalOptions"])).toBe(true);
  });

  it("is told from other resources", async () => {
    const integration = new pagertree.Integration("n", { name: "n", type: "datadog", teamIds: [teamId] });
    const other = new SomethingElse("a:b:C", "c");
    await Promise.all([resolved(integration.id), resolved(other.id)]);
    expect(pagertree.Integration.isInstance(integration)).toBe(true);
    expect(pagertree.Integration.isInstance(other)).toBe(false);
    expect(pagertree.Integration.isInstance(undefined)).toBe(false);
    expect(pagertree.Integration.isInstance({ integrationType: 1, endpoint: 2 })).toBe(false);
  });
});

describe("a team and a router under Pulumi's mocks", () => {
  it("need neither a key nor a network, and one can be the other's receiver, anywhere", async () => {
    const team = new pagertree.Team("team", {
      name: "Platform",
      memberAccountUserIds: [teamId],
      adminAccountUserIds: [pulumi.output(teamId)],
    });
    const router = new pagertree.Router("router", {
      name: "By service",
      accountUserId: teamId,
      rules: [{ match: { always: true }, actions: [{ type: "assign", receiver: [team.prefixId] }] }],
    });
    expect(await resolved(router.id)).toBe("router-id");
    expect(resources).toMatchObject([
      { type: "pulumi-nodejs:dynamic/pagertree:Team", inputs: { adminAccountUserIds: [teamId] } },
      {
        type: "pulumi-nodejs:dynamic/pagertree:Router",
        inputs: {
          __provider: providerText("Router"),
          rules: [{ match: { always: true }, actions: [{ type: "assign", receiver: ["int_ODCWagoG9"] }] }],
        },
      },
    ]);
    expect([team, router].map(pagertree.Team.isInstance)).toEqual([true, false]);
    expect([team, router].map(pagertree.Router.isInstance)).toEqual([false, true]);
  });

  it("are read where an id is all there is", async () => {
    await resolved(pagertree.Team.get("team", "tem_ODCWagoG9").tinyId);
    await resolved(pagertree.Router.get("router", "rtr_ODCWagoG9").tinyId);
    expect(resources).toMatchObject([{ id: "tem_ODCWagoG9" }, { id: "rtr_ODCWagoG9" }]);
  });
});

describe("a policy pack", () => {
  it.each([
    { name: "EscalationPolicy", classes: [pagertree.EscalationPolicy, native.EscalationPolicy] },
    { name: "Integration", classes: [pagertree.Integration, native.Integration] },
    { name: "MaintenanceWindow", classes: [pagertree.MaintenanceWindow, native.MaintenanceWindow] },
    { name: "NotificationRule", classes: [pagertree.NotificationRule, native.NotificationRule] },
    { name: "Override", classes: [pagertree.Override, native.Override] },
    { name: "Rotation", classes: [pagertree.Rotation, native.Rotation] },
    { name: "Router", classes: [pagertree.Router, native.Router] },
    { name: "Team", classes: [pagertree.Team, native.Team] },
  ])("knows each $name by its class, through both doors", ({ name, classes }) => {
    // So does `validateResourceOfType` of `@pulumi/policy`, and its form for a whole stack.
    const types = [`pulumi-nodejs:dynamic/pagertree:${name}`, `pagertree:index:${name}`];
    for (const { isInstance } of classes) {
      expect(types.map((type) => isInstance({ __pulumiType: type }))).toEqual([true, true]);
      expect(isInstance({ __pulumiType: "pagertree:index:Other" })).toBe(false);
      expect(isInstance({ __pulumiType: `aws:index:${name}` })).toBe(false);
    }
  });
});

describe("deletedWith", () => {
  const teamArgs = { name: "x", memberAccountUserIds: [teamId], adminAccountUserIds: [teamId] };
  type Options = pulumi.CustomResourceOptions;

  it.each([
    ["a team", (options: Options) => new pagertree.Team("x", teamArgs, options)],
    ["a router", (options: Options) => new pagertree.Router("x", { name: "x", teamId }, options)],
    [
      "an integration",
      (options: Options) =>
        new pagertree.Integration("x", { name: "x", type: "datadog", teamIds: [teamId] }, options),
    ],
    [
      "a bridge, whose integration takes it over",
      (options: Options) =>
        new pagertree.OutgoingWebhook(
          "x",
          { name: "x", teamIds: [teamId], webhookUrl: "https://x.org" },
          options,
        ),
    ],
  ])("is refused of %s, which would stay in PagerTree", async (_what, declare) => {
    const deletedWith = new pagertree.Team("platform", teamArgs);
    expect(() => declare({ deletedWith })).toThrow(
      '"x": with the resource option deletedWith, the object would stay in PagerTree',
    );
    await resolved(deletedWith.id);
    expect(resources).toHaveLength(1);
  });
});

describe("Integration.get under Pulumi's mocks", () => {
  it("reads what the id names", async () => {
    const integration = pagertree.Integration.get("old", "int_ODCWagoG9");
    expect(await resolved(integration.tinyId)).toBe(7);
    expect(resources).toMatchObject([
      { name: "old", type: "pulumi-nodejs:dynamic/pagertree:Integration", id: "int_ODCWagoG9", custom: true },
    ]);
    expect(resources[0]?.inputs).toEqual({
      __provider: providerText("lookedAt.Integration"),
    });
    expect(await resolved(integration.id)).toBe("int_ODCWagoG9");
  });

  it("takes an output for the id, as another resource gives it", async () => {
    const integration = pagertree.Integration.get("old", pulumi.output("int_ODCWagoG9"), { protect: true });
    await resolved(integration.tinyId);
    expect(resources[0]?.id).toBe("int_ODCWagoG9");
  });
});

describe("a lookup under Pulumi's mocks", () => {
  it("asks their call, and its answer can be a destination", async () => {
    const team = pagertree.getTeamOutput({ name: "Platform" });
    const integration = new pagertree.Integration("n", { name: "n", type: "datadog", teamIds: [team.id] });
    await resolved(integration.id);
    expect(calls).toMatchObject([{ token: "pagertree:index/getTeam:getTeam", inputs: { name: "Platform" } }]);
    expect(resources[0]?.inputs["teamIds"]).toEqual([teamId]);
  });
});

describe("without mocks", () => {
  it("an integration needs a key, and says how to set one", async () => {
    pulumi.runtime.setMockOptions(undefined);
    expect(() => new pagertree.Integration("n", { name: "n", type: "datadog", teamIds: [teamId] })).toThrow(
      /API key is missing.*pulumi config set --secret pagertree:apiKey/,
    );
  });
});

/** The value of an output, once it is known. */
function resolved<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return new Promise((resolve) => {
    output.apply(resolve);
  });
}
