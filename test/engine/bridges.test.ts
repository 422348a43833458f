// The bridges on the real engine: declared, checked before anything is written, and looked after like any resource.

import { readFile } from "node:fs/promises";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { sortBy } from "es-toolkit";
import {
  Integration,
  OutgoingWebhook,
  type OutgoingWebhookArgs,
  RootlyBridge,
  type RootlyBridgeArgs,
} from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import { canary } from "../helpers/sample-options.ts";
import { sightings } from "./sightings.ts";
import { editIntegration, integrationNamed, type TestStack, withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 180_000 });

const example = path.join(import.meta.dirname, "..", "..", "examples", "rootly-bridge");
const webhookUrl = `https://rootly.example.com/${canary}-path?team=x`;
const secret = `${canary}-secret "of" Rootly & co/mpany`;
const wholeUrl = `${webhookUrl}&secret=${encodeURIComponent(secret)}`;
const alertEvents = [
  "created",
  "open",
  "acknowledged",
  "rejected",
  "timeout",
  "resolved",
  "dropped",
  "handoff",
];
const quiet = { rules: [{ match: { "alert.urgency": "low" }, actions: [{ type: "ignore" as const }] }] };

/** Arguments of a bridge on the account's first team. */
function rootly({ account }: TestStack, others: Partial<RootlyBridgeArgs> = {}): RootlyBridgeArgs {
  return { name: "Rootly", teamIds: [account.team.id], webhookUrl, secret, ...others };
}

/** Neither the engine's output nor the state may hold the URL or the secret in clear, however it is spelt. */
async function expectNoSecrets({ project }: TestStack): Promise<void> {
  const secrets = [canary, secret, webhookUrl, wholeUrl];
  expect(sightings(project.transcript, secrets)).toEqual([]);
  expect(sightings((await project.exportState()).text, secrets)).toEqual([]);
}

describe("the bridges on the real engine", () => {
  it("make outgoing webhooks, keep secrets, and show what somebody changed until it is put right", async () => {
    const stack = await withStack({ refresh: true });
    const { project, emulator, account } = stack;
    const common = {
      teamIds: [account.team.id],
      webhookUrl,
      username: `${canary}-user`,
      password: `${canary}-password`,
    };
    const elsewhere: OutgoingWebhookArgs["outgoingRules"] = {
      rules: [
        {
          match: { "alert.urgency": "low" },
          actions: [{ type: "setval", map: { webhook_url: `${webhookUrl}-low` } }],
        },
      ],
    };
    const declare = (outgoingRules: NonNullable<RootlyBridgeArgs["outgoingRules"]>) => async () => {
      new OutgoingWebhook("with-url", { ...common, name: "With URL", outgoingRules: elsewhere });
      new OutgoingWebhook("without-url", {
        ...common,
        name: "Without URL",
        events: ["comment.created"],
        template: '{"text": "{{event.type}}"}',
        outgoingRules: quiet,
      });
      const bridge = new RootlyBridge("rootly", rootly(stack, { outgoingRules }));
      return { id: bridge.integrationId, events: bridge.events, url: bridge.integration.options };
    };
    project.program = declare(quiet);
    const { changes, outputs } = await project.up();
    const ofRootly = changes.filter(({ name }) => name === "rootly");
    expect(ofRootly.map(({ operation, type }) => `${operation} ${type}`)).toEqual([
      "create pagertree:index:RootlyBridge",
      "create pulumi-nodejs:dynamic/pagertree:Integration",
    ]);
    expect(changes).toHaveLength(6);
    const held = integrationNamed("Rootly", emulator);
    expect(held.options).toMatchObject({
      webhook_url: wholeUrl,
      ...Object.fromEntries(alertEvents.map((event) => [`alert_${event}`, true])),
      comment_created: false,
    });
    expect(outputs).toMatchObject({ id: held.id, events: alertEvents.map((event) => `alert.${event}`) });
    // Rules that set a URL are a secret, and others in clear.
    expect(integrationNamed("With URL", emulator).options["outgoing_rules"]).toContain(`${webhookUrl}-low`);
    expect((await project.exportState()).text).toContain("alert.urgency");

    expect((await project.preview()).changes).toEqual([]);
    project.program = declare(
      "# as YAML\nrules:\n- actions: [type: ignore]\n  match: {alert.urgency: low}\n",
    );
    expect((await project.preview()).changes).toEqual([]);

    editIntegration("Rootly", { options: { alert_resolved: false } }, emulator);
    const stranger = `https://example.com/${canary}-stranger`;
    const theirs = JSON.stringify({
      rules: [{ match: {}, actions: [{ type: "setval", map: { webhook_url: stranger } }] }],
    });
    editIntegration("Without URL", { options: { outgoing_rules: theirs } }, emulator);
    const drift = await project.preview();
    const shown = drift.changes.map(({ name, operation, differences }) => ({ name, operation, differences }));
    expect(sortBy(shown, ["name"])).toEqual([
      { name: "rootly", operation: "update", differences: ["options.alertResolved"] },
      { name: "without-url", operation: "update", differences: ["options.outgoingRules"] },
    ]);
    const before = emulator.requests.length;
    await project.up();
    const { id } = integrationNamed("Rootly", emulator);
    const written = writesOf(emulator, before);
    expect(written).toHaveLength(2);
    expect(written.filter(({ path }) => path === `/integrations/${id}`)).toEqual([
      expect.objectContaining({ method: "PUT", body: { option_alert_resolved: true } }),
    ]);
    expect((await project.preview()).changes).toEqual([]);
    await expectNoSecrets(stack);

    expect((await project.destroy()).changes).toHaveLength(6);
    expect(emulator.store.all("integrations")).toEqual([]);
  });

  it("takes a URL and a secret that another resource makes, and checks them when they are known", async () => {
    const stack = await withStack();
    const { project, emulator, account } = stack;
    const declare = (secretOf: (made: Integration) => pulumi.Input<string>) => async () => {
      const made = new Integration("source", { name: "Source", type: "webhook", teamIds: [account.team.id] });
      new RootlyBridge("rootly", {
        ...rootly(stack),
        webhookUrl: pulumi.interpolate`https://rootly.example.com/${made.prefixId}`,
        secret: secretOf(made),
      });
    };
    project.program = declare(({ endpoint }) => endpoint.apply(() => " "));
    const planned = await project.preview();
    expect(new Set(planned.changes.map(({ operation, urn }) => `${operation} ${urn}`)).size).toBe(3);
    const { diagnostics } = await project.up({ expectFailure: true });
    expect(diagnostics.map(({ message }) => message).join("\n")).toContain("carries no secret");
    expect(emulator.store.all("integrations").map(({ name }) => name)).toEqual(["Source"]);

    project.program = declare(({ prefixId }) => pulumi.secret(pulumi.interpolate`${canary} ${prefixId}`));
    await project.up();
    const source = integrationNamed("Source", emulator).prefix_id;
    expect(integrationNamed("Rootly", emulator).options).toMatchObject({
      webhook_url: `https://rootly.example.com/${source}?secret=${canary}%20${source}`,
    });
    expect((await project.preview()).changes).toEqual([]);
    await expectNoSecrets(stack);
  });

  it("refuses at preview, all at once, what would not deliver, and writes nothing", async () => {
    const stack = await withStack();
    const { project, emulator } = stack;
    const previewOf = async (others: Partial<RootlyBridgeArgs>): Promise<string> => {
      project.program = async () => {
        new RootlyBridge("rootly", rootly(stack, others));
      };
      const { diagnostics } = await project.preview({ expectFailure: true });
      return diagnostics.map(({ message }) => message).join("\n");
    };
    const wrong = await previewOf({
      webhookUrl: `https://rootly.example.com/?secret=${canary}-other`,
      template: '{"type": "{{event.type}}", "data": {"id": "{{alert.id}}"} }',
      outgoingRules: { rules: [{ match: { event: "alert.open" }, actions: [{ type: "ignore" }] }] },
    });
    for (const expected of [
      "options.webhookUrl",
      "the bridge's URL already has another secret",
      "makes a body that has no data.sid, has no data.title, has no data.description, has no data.status, has no data.urgency",
      'rules[0] (match {"event":"alert.open"}) keeps every alert.open from the receiver',
    ]) {
      expect(wrong).toContain(expected);
    }
    const misspelt = { secret: "", events: ["alert.opened" as "alert.open"] };
    const missing = await previewOf(misspelt);
    expect(missing).toContain("the bridge's URL carries no secret");
    expect(missing).toContain('is not an event; did you mean "alert.open"?');
    expect(writesOf(emulator)).toEqual([]);
    expect(sightings(project.transcript, [canary, secret, webhookUrl, wholeUrl])).toEqual([]);
  });
});

describe("examples/rootly-bridge", () => {
  it("makes its bridge and takes it away, run as its reader runs it", async () => {
    const names = ["index.ts", "Pulumi.yaml", "package.json"];
    const files = await Promise.all(
      names.map(async (name) => [name, await readFile(path.join(example, name), "utf8")]),
    );
    const { project, emulator } = await withStack({ files: Object.fromEntries(files) });
    await project.setConfig("pagertree-rootly-bridge:rootlyWebhookUrl", { secret: webhookUrl });
    await project.setConfig("pagertree-rootly-bridge:rootlySecret", { secret });
    const up = await project.pulumi("up", "--yes", "--skip-preview");
    expect(up.status, up.output).toBe(0);
    expect(integrationNamed("Rootly", emulator).options["webhook_url"]).toBe(wholeUrl);
    const preview = await project.pulumi("preview", "--expect-no-changes");
    expect(preview.status, preview.output).toBe(0);
    expect((await project.pulumi("destroy", "--yes", "--skip-preview")).status).toBe(0);
    expect(emulator.store.all("integrations")).toEqual([]);
    expect(project.transcript).not.toContain(canary);
  });
});
