// Bridges of programs in other languages, which the plugin registers with the engine.

import messages from "@pulumi/pulumi/proto/provider_pb.js";
import { describe, expect, it } from "vitest";
import { alertEvents } from "../../../provider/src/receivers/events.ts";
import { type Properties, secret, startPlugin, unknown, withPlugin } from "../../helpers/plugin-process.ts";
import {
  type Registration,
  type ResourceMonitor,
  startResourceMonitor,
} from "../../helpers/resource-monitor.ts";

const url = "https://example.com/hook?team=x";
const common = { name: "Bridge", teamIds: ["tem_ODCWagoG9"] };
const rootly = { ...common, webhookUrl: url, secret: "a b" };
const dynamicIntegration = "pulumi-nodejs:dynamic/pagertree:Integration";

function at(monitor: ResourceMonitor) {
  return (request: messages.ConstructRequest) => request.setMonitorendpoint(monitor.address);
}

function inputsOf(registration: Registration | undefined): Properties {
  return registration?.getObject()?.toJavaScript() ?? {};
}

describe("a bridge of another language", () => {
  it("is a component with its integration below it, and tells both of them", async () => {
    const plugin = await startPlugin();
    const monitor = await startResourceMonitor();
    const team = "urn:pulumi:test::project::pagertree:index:Team::team";
    const { urn, state, dependencies } = await plugin.construct(
      "RootlyBridge",
      "rootly",
      { ...common, webhookUrl: url, secret: secret("s"), events: ["alert.open"] },
      (request) => {
        at(monitor)(request);
        request.setParent("urn:parent");
        request.setProtect(true);
        request.setDependenciesList([team]);
        for (const argument of ["teamIds", "webhookUrl", "secret"]) {
          const ofArgument = new messages.ConstructRequest.PropertyDependencies();
          request.getInputdependenciesMap().set(argument, ofArgument.setUrnsList([team]));
        }
      },
    );
    const [component, integration] = monitor.registered;
    expect(component?.toObject()).toMatchObject({
      type: "pagertree:index:RootlyBridge",
      name: "rootly",
      parent: "urn:parent",
      custom: false,
      protect: true,
      dependenciesList: [team],
    });
    expect(inputsOf(component)).toEqual({});
    expect(integration?.toObject()).toMatchObject({
      type: "pagertree:index:Integration",
      name: "rootly",
      parent: urn,
      custom: true,
      dependenciesList: [team],
      propertydependenciesMap: [
        ["options", { urnsList: [team] }],
        ["teamIds", { urnsList: [team] }],
      ],
      // This process has no configuration: the engine chooses.
      provider: "",
      aliasesList: [{ spec: { type: dynamicIntegration } }],
    });
    expect(inputsOf(integration)).toMatchObject({ options: { webhookUrl: secret(`${url}&secret=s`) } });

    const integrationUrn = "urn:pulumi:test::project::pagertree:index:Integration::rootly";
    expect(urn).toBe("urn:pulumi:test::project::pagertree:index:RootlyBridge::rootly");
    expect(state).toMatchObject({
      integration: { urn: integrationUrn, id: "the id" },
      integrationId: "the id",
      events: ["alert.open"],
    });
    const { integration: _, ...registered } = state;
    expect(monitor.outputs.get(urn)).toEqual(registered);
    expect(dependencies).toEqual({
      integration: [integrationUrn],
      integrationId: [integrationUrn],
      events: [],
    });
  });

  it("is refused with the option deletedWith, which the engine hands on to the integration", async () => {
    const plugin = await startPlugin();
    const monitor = await startResourceMonitor();
    const made = plugin.construct("RootlyBridge", "rootly", rootly, (request) => {
      at(monitor)(request);
      request.setDeletedwith("urn:pulumi:test::project::pagertree:index:Team::team");
    });
    await expect(made).rejects.toThrow(
      'RootlyBridge "rootly": with the resource option deletedWith, the object would stay in PagerTree',
    );
    expect(monitor.registered).toEqual([]);
  });

  it("is declared with what is not known yet, in whole where a part of it is not", async () => {
    const plugin = await startPlugin();
    const monitor = await startResourceMonitor(() => "");
    const { state } = await plugin.construct(
      "RootlyBridge",
      "rootly",
      {
        name: unknown,
        teamIds: [unknown],
        webhookUrl: url,
        secret: secret(unknown),
        outgoingRules: { rules: [{ match: { "alert.source_id": unknown }, actions: [{ type: "ignore" }] }] },
        template: null,
      },
      at(monitor),
    );
    expect(inputsOf(monitor.registered[1])).toEqual({
      name: unknown,
      teamIds: [unknown],
      type: "outgoing-webhook",
      receiver: "rootly",
      events: [...alertEvents],
      options: { webhookUrl: secret(unknown), outgoingRules: unknown },
    });
    expect(state).toMatchObject({ integration: { id: "" }, integrationId: unknown });
  });

  it("is in the account of the provider that it is given, else of the one that this process serves", async () => {
    const { plugin } = await withPlugin();
    const [serving, named, none] = await Promise.all([0, 1, 2].map(() => startResourceMonitor()));
    if (serving === undefined || named === undefined || none === undefined) throw new Error("no monitor");
    const args = { ...common, webhookUrl: url };
    await Promise.all([
      plugin.construct("OutgoingWebhook", "serving", args, at(serving)),
      plugin.construct("OutgoingWebhook", "named", args, (request) => {
        at(named)(request);
        request.getProvidersMap().set("pagertree", "urn:provider::id").set("other", "urn:other::id");
      }),
    ]);
    const providersOf = ({ registered }: ResourceMonitor) =>
      registered.map((one) => [one.getName(), one.getProvider()]);
    expect(providersOf(serving)).toEqual([
      ["serving", ""],
      ["serving", "urn:pulumi:test::project::pulumi:providers:pagertree::default::provider-id"],
    ]);
    expect(providersOf(named)).toEqual([
      ["named", ""],
      ["named", "urn:provider::id"],
    ]);
    expect(named.registered[0]?.toObject().providersMap).toEqual([
      ["other", "urn:other::id"],
      ["pagertree", "urn:provider::id"],
    ]);
  });

  it("that the engine refuses, or that there is not, is an error, and the process lives on", async () => {
    const plugin = await startPlugin();
    const monitor = await startResourceMonitor((resource) => {
      if (resource.getCustom()) throw new Error("no destination");
      return "";
    });
    const args = { ...common, webhookUrl: secret("https://example.com/very-secret") };
    await expect(plugin.construct("OutgoingWebhook", "hook", args, at(monitor))).rejects.toThrow(
      /^Integration "hook" is not made: no destination\.$/,
    );
    expect(monitor.outputs.size).toBe(0);
    await expect(plugin.construct("RootlyBrige", "rootly", args, at(monitor))).rejects.toThrow(
      'pulumi-pagertree has no component "pagertree:index:RootlyBrige". Did you mean pagertree:index:RootlyBridge?',
    );
    const other = await startResourceMonitor();
    expect((await plugin.construct("OutgoingWebhook", "hook", args, at(other))).state).toHaveProperty(
      "integrationId",
      "the id",
    );
  });
});
