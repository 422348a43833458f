// The bridges as a program declares them, under Pulumi's mocks: what they make, and what their types refuse.

import * as pulumi from "@pulumi/pulumi";
import type { MockResourceArgs } from "@pulumi/pulumi/runtime/index.js";
import { beforeAll, describe, expect, it } from "vitest";
import {
  OutgoingWebhook,
  type OutgoingWebhookArgs,
} from "../../../../provider/src/program/bridges/outgoing-webhook.ts";
import {
  RootlyBridge,
  type RootlyBridgeArgs,
} from "../../../../provider/src/program/bridges/rootly-bridge.ts";
import { alertEvents } from "../../../../provider/src/receivers/events.ts";
import { resolved } from "../lookups/helpers.ts";

/** All that any test registered, each under a name of its own: a component tells its outputs after its test. */
const registered: MockResourceArgs[] = [];

beforeAll(async () => {
  await pulumi.runtime.setMocks({
    call: ({ inputs }) => inputs,
    newResource(resource) {
      registered.push(resource);
      return { id: `the id of ${resource.name}`, state: resource.inputs };
    },
  });
});

const url = "https://example.com/hook?team=x";
const common = { name: "Bridge", teamIds: ["tem_ODCWagoG9"] };

/** The component, then its integration. */
function registeredAs(wanted: string): MockResourceArgs[] {
  return registered.filter(({ name }) => name === wanted);
}

/** What the integration of a bridge is registered with; its options arrive as a secret, for the URL is one. */
async function integrationOf({ integrationId }: OutgoingWebhook | RootlyBridge): Promise<MockResourceArgs> {
  const id = await resolved(integrationId);
  const found = registeredAs(id.replace("the id of ", "")).at(-1);
  if (found === undefined) throw new Error("no integration was registered");
  return { ...found, inputs: { ...found.inputs, options: found.inputs.options.value } };
}

describe("RootlyBridge", () => {
  it("is a component over one outgoing webhook for Rootly", async () => {
    const bridge = new RootlyBridge("rootly", { ...common, webhookUrl: url, secret: "a b" });
    const { inputs } = await integrationOf(bridge);
    expect(registeredAs("rootly").map(({ type }) => type)).toEqual([
      "pagertree:index:RootlyBridge",
      "pulumi-nodejs:dynamic/pagertree:Integration",
    ]);
    expect(inputs).toMatchObject({
      ...common,
      type: "outgoing-webhook",
      receiver: "rootly",
      events: [...alertEvents],
      options: { webhookUrl: `${url}&secret=a%20b` },
    });
    expect(await resolved(bridge.integrationId)).toBe("the id of rootly");
    expect(await resolved(bridge.events)).toEqual(alertEvents);
  });

  it("keeps the whole URL a secret, whatever it is made of", async () => {
    const { integration } = new RootlyBridge("with secrets", { ...common, webhookUrl: url, secret: "s" });
    expect(await pulumi.isSecret(integration.options)).toBe(true);
  });

  it("takes outputs for all of its arguments", async () => {
    const bridge = new RootlyBridge("of outputs", {
      name: pulumi.output("Bridge"),
      teamIds: pulumi.output(["tem_ODCWagoG9"]),
      webhookUrl: pulumi.secret(url),
      secret: pulumi.secret("s"),
      events: [pulumi.output("alert.open" as const), "alert.resolved"],
      template: pulumi.output("{}"),
      outgoingRules: pulumi.output("rules: []"),
    });
    const { inputs } = await integrationOf(bridge);
    expect(inputs).toMatchObject({
      ...common,
      events: ["alert.open", "alert.resolved"],
      options: { webhookUrl: `${url}&secret=s`, template: "{}", outgoingRules: "rules: []" },
    });
  });
});

describe("OutgoingWebhook", () => {
  it("passes on what it is given", async () => {
    const options = {
      webhookUrl: url,
      username: "u",
      password: "p",
      proxyUrl: "http://proxy.example.com",
      sendLinked: true,
    };
    const bridge = new OutgoingWebhook("hook", {
      ...common,
      ...options,
      urgency: "low",
      enabled: false,
      events: ["alert.open", "comment.created"],
      template: "{}",
    });
    const { inputs } = await integrationOf(bridge);
    expect(inputs).toMatchObject({
      ...common,
      urgency: "low",
      enabled: false,
      receiver: "any",
      events: ["alert.open", "comment.created"],
      options: { ...options, template: "{}" },
    });
    expect(registeredAs("hook")[0]?.type).toBe("pagertree:index:OutgoingWebhook");
  });

  it("leaves an argument that it does not know for check to refuse, without its value", async () => {
    const misspelt = { ...common, webhookUrl: url, secret: "planted-secret" };
    const { inputs } = await integrationOf(new OutgoingWebhook("misspelt", misspelt));
    expect(inputs).toHaveProperty("secret");
    expect(JSON.stringify(registered)).not.toContain("planted-secret");
  });

  it.each<[what: string, rules: OutgoingWebhookArgs["outgoingRules"], text: string]>([
    [
      "objects",
      { rules: [{ match: { "alert.source_id": pulumi.output("int_x") }, actions: [{ type: "ignore" }] }] },
      '{"rules":[{"match":{"alert.source_id":"int_x"},"actions":[{"type":"ignore"}]}]}',
    ],
    ["an output", pulumi.output({ rules: [] }), '{"rules":[]}'],
    ["text", "rules: []", "rules: []"],
    ["text with a secret", pulumi.secret("webhook_url: x"), "webhook_url: x"],
  ])("hands rules over as text: %s", async (what, outgoingRules, text) => {
    const rules = outgoingRules && { outgoingRules };
    const bridge = new OutgoingWebhook(what, { ...common, webhookUrl: url, ...rules });
    expect((await integrationOf(bridge)).inputs.options.outgoingRules).toBe(text);
  });
});

describe("the types of the bridges", () => {
  const rootly = { ...common, webhookUrl: url, secret: "s" };

  it("know the events, the operators and the actions", () => {
    const declared: (OutgoingWebhookArgs | RootlyBridgeArgs)[] = [
      { ...rootly, events: ["alert.open"] },
      { ...common, webhookUrl: url, events: ["comment.created", pulumi.output("alert.open" as const)] },
      {
        ...rootly,
        outgoingRules: {
          rules: [
            {
              match: { event: { $in: ["alert.open"] }, "alert.urgency": { $ne: "low" } },
              actions: [{ type: "ignore" }],
            },
          ],
        },
      },
    ];
    expect(declared).toHaveLength(3);
  });

  it("refuse what is none of them, and a bridge to Rootly without its secret", () => {
    const hook = { ...common, webhookUrl: url };
    const actions = [{ type: "ignore" }] as const;
    type RootlyRules = RootlyBridgeArgs["outgoingRules"];
    const refused: unknown[] = [
      // @ts-expect-error: the secret is required
      hook satisfies RootlyBridgeArgs,
      // @ts-expect-error: the URL is required
      common satisfies OutgoingWebhookArgs,
      // @ts-expect-error: an outgoing webhook has no secret of its own
      { ...hook, secret: "s" } satisfies OutgoingWebhookArgs,
      // @ts-expect-error: Rootly takes no comments
      ["comment.created"] satisfies RootlyBridgeArgs["events"],
      // @ts-expect-error: a misspelt event
      ["alert.opened"] satisfies OutgoingWebhookArgs["events"],
      // @ts-expect-error: a misspelt operator
      { rules: [{ match: { "alert.urgency": { $inn: ["low"] } }, actions }] } satisfies RootlyRules,
      // @ts-expect-error: a field that is not among the data
      { rules: [{ match: { urgency: "low" }, actions }] } satisfies RootlyRules,
      // @ts-expect-error: an event that the bridge has not
      { rules: [{ match: { event: "comment.created" }, actions }] } satisfies RootlyRules,
      // @ts-expect-error: an action of routers
      { rules: [{ match: {}, actions: [{ type: "assign" }] }] } satisfies RootlyRules,
    ];
    expect(refused).toHaveLength(9);
  });
});
