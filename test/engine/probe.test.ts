// The probe beside a stack that `pulumi up` made: it shows no secret of it, however it is asked and however that is spelt.

import { OutgoingWebhook, RootlyBridge } from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import { canary } from "../helpers/sample-options.ts";
import { withRootly } from "../helpers/with-rootly.ts";
import { environmentOf, runCommand } from "../provider/commands/run.ts";
import { sightings } from "./sightings.ts";
import { integrationNamed, withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 180_000 });

const secret = `${canary}-secret "of" Rootly & co/mpany`;
const user = `${canary}-user`;
const password = `${canary}-pässword "x"`;

describe("probe of webhooks that `pulumi up` made", () => {
  it("shows none of their secrets in any spelling: as text, as JSON, sent, refused or in an error", async () => {
    const { project, emulator, account } = await withStack({ apiKeys: [{ key: `${canary}-api-key` }] });
    const rootly = await withRootly({ secret });
    const webhookUrl = `${rootly.url}?team=${canary}-path`;
    const proxyUrl = `http://${canary}-proxy:x@127.0.0.1:1`;
    const common = { teamIds: [account.team.id], webhookUrl };
    project.program = async () => {
      new RootlyBridge("rootly", { ...common, name: "Rootly", secret });
      new RootlyBridge("wrong", { ...common, name: "Wrong", secret: `${secret} of yesterday` });
      new OutgoingWebhook("leaky", {
        ...common,
        name: "Leaky",
        proxyUrl,
        username: user,
        password,
        // A body with all that is secret in it, as a template and as a rule write it.
        template: JSON.stringify({ title: "{{alert.title}}", url: webhookUrl, user, password, secret }),
        outgoingRules: {
          rules: [
            { match: { "alert.title": secret }, actions: [{ type: "ignore" }] },
            {
              match: { always: true },
              actions: [
                {
                  type: "setval",
                  map: {
                    webhook_url: `${webhookUrl}&secret=${encodeURIComponent(secret)}`,
                    encoded: Buffer.from(webhookUrl).toString("base64"),
                  },
                },
              ],
            },
          ],
        },
      });
    };
    await project.up();
    const before = emulator.requests.length;
    const environment = environmentOf(emulator);
    const secrets = [canary, secret, user, password, webhookUrl, proxyUrl, `${user}:${password}`];

    const printed: string[] = [];
    const probe = async (...args: string[]) => {
      const run = await runCommand(["probe", ...args], environment);
      printed.push(run.stdout, run.stderr);
      return run;
    };
    for (const name of ["Rootly", "Wrong", "Leaky", integrationNamed("Leaky", emulator).id]) {
      for (const way of [[], ["--send"], ["--receiver", "rootly"]]) {
        await probe(name, ...way);
        await probe(name, ...way, "--json");
      }
    }
    expect(printed.join("\n")).toContain("The secret is wrong or missing (401)");
    expect(printed.join("\n")).toContain("The receiver took it (200)");
    expect(printed.join("\n")).toContain("The proxy cannot be reached.");
    emulator.faults.add({ kind: "answer", status: 500, body: webhookUrl, times: null });
    expect((await probe("Rootly")).status).toBe(1);
    emulator.faults.clear();
    emulator.faults.add({ kind: "expire-key", path: "/integrations" });
    await probe("Rootly");
    expect((await probe("Rootly", "--json")).stderr).toContain("401");

    expect(sightings(printed.join("\n"), secrets)).toEqual([]);
    expect(writesOf(emulator, before)).toEqual([]);
  });
});
