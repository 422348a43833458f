/** The probe of outgoing webhooks and of integrations that alerts come in by. */
import { execa } from "execa";
import { describe, expect, it } from "vitest";
import { ADAPTERS } from "../../../emulator/src/adapters/adapters.ts";
import { INTEGRATION_TYPES } from "../../../emulator/src/catalog.ts";
import { onlyAlert } from "../../helpers/alerts.ts";
import { createIntegration } from "../../helpers/demo-account.ts";
import { optionsFor, samplesOf } from "../../helpers/sample-requests.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { probeWebhook } from "./probe-webhook.ts";
import { environmentOf, runCommand } from "./run.ts";

const rootlyUrl = "https://webhooks.rootly.com/webhooks/incoming/pagertree?secret=s3cret-of-rootly";
const ignoreResolved = "rules:\n  - match: {event: alert.resolved}\n    actions: [{type: ignore}]\n";
const ignoreLow = "rules:\n  - match: {alert.urgency: low}\n    actions: [{type: ignore}]\n";

describe("probe of an outgoing webhook", () => {
  it("shows every event that leaves with its body, knows Rootly by its host, and hides the URL", async () => {
    const { status, stdout } = await probeWebhook(rootlyUrl, { option_alert_handoff: false }, "--json");
    const report = JSON.parse(stdout);
    expect({ status, ...report }).toMatchObject({
      status: 0,
      receiver: "rootly",
      host: "webhooks.rootly.com",
      problems: [],
    });
    expect(report.off).toContain("alert.handoff");
    expect(report.events).toHaveLength(7);
    expect(report.events[1]).toMatchObject({
      event: "alert.open",
      leaves: true,
      missing: [],
      body: { type: "alert.open", data: { status: "open" } },
    });
    expect(stdout).not.toContain("s3cret-of-rootly");
    expect(stdout).not.toContain("/webhooks/incoming");
  });

  it("shows one body as a whole, and of the others what differs", async () => {
    const { stdout } = await probeWebhook(rootlyUrl, {});
    const bodies = stdout.match(/^ {2}body: .*$/gm) ?? [];
    expect(bodies).toHaveLength(8);
    expect(JSON.parse(bodies[0]?.replace("  body: ", "") ?? "")).toMatchObject({ type: "alert.created" });
    expect(bodies[1]).toMatch(
      /^ {2}body: that of alert\.created, but type = "alert\.open", data\.status = "open"/,
    );
    for (const other of bodies.slice(1)) expect(other.length).toBeLessThan(200);
  });

  it("shows of a body that has little in common with the first all of it", async () => {
    const { stdout } = await probeWebhook(rootlyUrl, {
      option_template: '{"{{event.type}}": "{{alert.status}}"}',
    });
    expect(stdout).toContain('body: {"alert.open":"open"}');
  });

  it("names the rule that stops an event, and the one that may", async () => {
    const always = await probeWebhook(rootlyUrl, { option_outgoing_rules: ignoreResolved });
    expect(always.status).toBe(1);
    expect(always.stdout).toContain("alert.resolved: stopped by a rule\n  rules[0] stops it: match");
    const sometimes = await probeWebhook(rootlyUrl, { option_outgoing_rules: ignoreLow });
    expect(sometimes.status).toBe(0);
    expect(sometimes.stdout).toContain("rules[0] stops it, depending on the alert or the time: match");
  });

  it("says what Rootly would miss in a body, and nothing of it for any receiver", async () => {
    const template = { option_template: '{"type": "{{event.type}}", "data": {"id": "{{alert.id}}"}}' };
    const rootly = await probeWebhook(rootlyUrl, template);
    expect(rootly.status).toBe(1);
    expect(rootly.stdout).toContain("for Rootly it has no data.title");
    expect((await probeWebhook(rootlyUrl, template, "--receiver", "any")).status).toBe(0);
  });

  it("shows no secret of rules, credentials or template, and no control character", async () => {
    const { stdout } = await probeWebhook(rootlyUrl, {
      name: "Bridge\u001b[2J",
      option_username: "user-of-bridge",
      option_password: "password-of-bridge",
      option_template:
        '{"type": "{{event.type}}", "password": "password-of-bridge", "url": "s3cret-of-rootly", "esc": "\\u001b[31m"}',
      option_outgoing_rules:
        "rules:\n  - match: {alert.tags: s3cret-of-rootly}\n    actions:\n      - {type: setval, map: {webhook_url: 'https://other.example.com/t0ken-in-rules'}}\n",
    });
    expect(stdout).toContain("sends it to another URL");
    expect(stdout).not.toMatch(/s3cret-of-rootly|user-of-bridge|password-of-bridge|t0ken-in-rules/);
    expect(stdout).not.toContain("\u001b");
  });

  it("says that a disabled one, or one without events, sends nothing", async () => {
    expect((await probeWebhook(rootlyUrl, { enabled: false })).stdout).toContain("is disabled");
    const emulator = await withEmulator();
    await createIntegration(emulator, "Outgoing Webhook", { name: "Off", option_webhook_url: rootlyUrl });
    const { status, stdout } = await runCommand(["probe", "Off"], environmentOf(emulator));
    expect({ status, stdout }).toMatchObject({
      status: 1,
      stdout: expect.stringContaining("No event is switched on"),
    });
  });
});

describe("probe of an integration that only sends on", () => {
  const slackUrl = "https://hooks.slack.com/services/T0/B0/s3cret-of-slack";

  async function probeOf(type: string, attributes: Record<string, unknown>, ...args: string[]) {
    const emulator = await withEmulator();
    const { prefix_id } = await createIntegration(emulator, type, { name: "Chat", ...attributes });
    return runCommand(["probe", prefix_id, ...args], environmentOf(emulator));
  }

  it("shows what leaves it, to which host, and what its rules stop", async () => {
    const { status, stdout } = await probeOf("Slack (Post to Channel)", {
      option_incoming_webhook_url: slackUrl,
      option_alert_open: true,
      option_alert_resolved: true,
      option_outgoing_rules: ignoreResolved,
    });
    expect(status).toBe(0);
    expect(stdout).toContain("Sends to hooks.slack.com. Nothing has been sent.");
    expect(stdout).toContain("alert.open: leaves\n");
    expect(stdout).toContain("alert.resolved: stopped by a rule\n  rules[0] stops it: match");
    expect(stdout).toContain("Switched off: alert.acknowledged, alert.dropped");
    expect(stdout).toContain("PagerTree writes the messages for Slack");
    expect(stdout).not.toMatch(/s3cret-of-slack|curl|Alerts come in/);
  });

  it.each([
    ["Mattermost (Post to Channel)", { option_incoming_webhook_url: slackUrl }, "No event is switched on"],
    [
      "Mattermost (Post to Channel)",
      { option_incoming_webhook_url: slackUrl, enabled: false },
      "is disabled",
    ],
    [
      "Google Hangouts Chat",
      {
        option_incoming_webhook_url: slackUrl,
        option_alert_assigned: true,
        option_outgoing_rules: "rules: 5",
      },
      "options.outgoingRules: ",
    ],
    [
      "Meta Workplace",
      {
        option_access_token: "a",
        option_app_secret: "b",
        option_group_id: "1",
        option_outgoing_enabled: false,
      },
      "options.outgoingEnabled is off",
    ],
  ])("says why nothing may leave a %s: %j", async (type, attributes, problem) => {
    const { status, stdout } = await probeOf(type, attributes);
    expect({ status, stdout }).toEqual({ status: 1, stdout: expect.stringContaining(problem) });
  });

  it("has no problem with a type that has no option for each event", async () => {
    const { status, stdout } = await probeOf("Echoes HQ", { option_api_key: "k3y-of-echoes" }, "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      kind: "outgoing",
      host: "Echoes HQ",
      events: [],
      problems: [],
    });
    expect(stdout).not.toContain("k3y-of-echoes");
  });

  it("says that --send sent nothing", async () => {
    const { status, stderr } = await probeOf("Echoes HQ", { option_api_key: "k3y" }, "--send");
    expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringContaining("Nothing was sent.") });
    expect(stderr).toContain("PagerTree writes its messages itself");
  });
});

describe("probe of an integration that alerts come in by", () => {
  it("prints commands that make an alert and resolve it", async () => {
    const emulator = await withEmulator();
    const { prefix_id } = await createIntegration(emulator, "Webhook", { name: "Inbound" });
    const { status, stdout } = await runCommand(["probe", "Inbound"], environmentOf(emulator));
    expect(status).toBe(0);
    expect(stdout).toContain(`/integration/${prefix_id}`);
    expect(stdout).toContain("makes a real alert");
    expect(emulator.store.all("alerts")).toEqual([]);
    const [create = "", resolve = "", ...others] = stdout.match(/curl -i .*/g) ?? [];
    expect(others).toEqual([]);
    await runShell(create);
    expect(onlyAlert(emulator)).toMatchObject({ title: "The disk of db-1 is full", status: "open" });
    await runShell(resolve);
    expect(onlyAlert(emulator).status).toBe("resolved");
  });

  const sent = Object.keys(ADAPTERS).filter((type) => samplesOf(type).create && type !== "email");
  it.each(sent)("prints what a shell sends to %s, and its adapter reads", async (type) => {
    const emulator = await withEmulator();
    const name = INTEGRATION_TYPES.find(({ key }) => key === type)?.name ?? type;
    await createIntegration(emulator, name, { name: "Inbound", ...optionsFor(type) });
    const { stdout } = await runCommand(["probe", "Inbound"], environmentOf(emulator));
    const [create = "", resolve] = stdout.match(/curl -i .*/g) ?? [];
    await runShell(create);
    expect(emulator.store.all("alerts")).toHaveLength(1);
    if (resolve !== undefined) {
      await runShell(resolve);
      expect(onlyAlert(emulator).status).toBe("resolved");
    }
  });

  it("asks for the token without showing it", async () => {
    const emulator = await withEmulator();
    await createIntegration(emulator, "Webhook", { name: "Inbound", option_token: "t0ken-of-inbound" });
    const { stdout } = await runCommand(["probe", "Inbound"], environmentOf(emulator));
    expect(stdout).toContain("PAGERTREE_TOKEN");
    expect(stdout).not.toContain("t0ken-of-inbound");
  });

  it("prints the address of an e-mail integration", async () => {
    const emulator = await withEmulator();
    const { prefix_id } = await createIntegration(emulator, "Email", { name: "Mail" });
    const { stdout } = await runCommand(["probe", "Mail"], environmentOf(emulator));
    expect(stdout).toContain(`${prefix_id}@alerts.pagertree.com`);
  });

  it("refuses --send", async () => {
    const emulator = await withEmulator();
    await createIntegration(emulator, "Webhook", { name: "Inbound" });
    const { status, stderr } = await runCommand(["probe", "Inbound", "--send"], environmentOf(emulator));
    expect({ status, stderr }).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("is not an outgoing webhook"),
    });
  });
});

describe("probe", () => {
  it("says which name is near, and which ids share one", async () => {
    const emulator = await withEmulator();
    const made = await Promise.all(
      [1, 2].map(() => createIntegration(emulator, "Datadog", { name: "Shop" })),
    );
    const near = await runCommand(["probe", "Shpo"], environmentOf(emulator));
    expect(near).toMatchObject({ status: 1, stderr: expect.stringContaining('Did you mean "Shop"?') });
    const both = await runCommand(["probe", "Shop"], environmentOf(emulator));
    for (const { prefix_id } of made) expect(both.stderr).toContain(prefix_id);
  });

  it("says how to give the API key", async () => {
    const { status, stderr } = await runCommand(["probe", "x"]);
    expect({ status, stderr }).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("PAGERTREE_API_KEY"),
    });
  });
});

/** Runs a command as a reader would, without what it prints. */
async function runShell(command: string): Promise<void> {
  await execa("sh", ["-c", `${command} --fail --silent --show-error`]);
}
