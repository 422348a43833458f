// The command `simulate`: what it takes, prints and ends with.
import { describe, expect, it } from "vitest";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { fileWith } from "../../helpers/pulumi-state.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { simulate } from "./command.ts";
import { database, integration, NOON, stateFile } from "./stack.ts";

describe("simulate --state", () => {
  it("prints how the payload is read, each rule and why, who is paged, and what is not known", async () => {
    const { status, output } = await simulate([
      "--state",
      await stateFile(),
      "--to",
      "prometheus",
      "--at",
      NOON,
    ]);
    expect(status).toBe(0);
    expect(output).toContain(
      'Prometheus integration "prometheus" (prometheus in the program), at 2026-01-05T12:00:00.000Z',
    );
    expect(output).toContain(
      '  rules[0] does not match\n    not: alert.urgency "low", and it is "critical"\n',
    );
    expect(output).toContain('  rules[1] matches\n    log.data.commonLabels.job "node", and it is "node"\n');
    expect(output).toContain("  To: team Database\n");
    expect(output).toMatch(/ {2}at once: \w+ \(team Database, layer 1\)\n/);
    expect(output).toContain('  at once: "chat" (chat in the program) sends alert.open\n');
    expect(output).toContain("shifts that were made in the web page are missing");
    expect(output.trimEnd().split("\n").at(-1)).toBe("Somebody is paged.");
  });

  it("takes a payload from a file and from standard input, and prints JSON", async () => {
    const payload =
      '{"event_type": "create", "id": 9007199254740993, "title": "Disk full", "urgency": "low"}';
    const state = await stateFile([
      database,
      integration("webhook", { teamIds: [database.id], routerIds: [] }),
    ]);
    const to = ["--state", state, "--to", "webhook", "--json"];
    const outputs = [
      await simulate([...to, "--payload", await fileWith(payload, "payload.json")]),
      await simulate([...to, "--payload", "-"], { input: payload }),
    ];
    for (const { status, output } of outputs) {
      expect(status).toBe(0);
      expect(JSON.parse(output)).toMatchObject({
        action: "create",
        alert: { title: "Disk full", urgency: "low", thirdPartyId: "9007199254740993" },
      });
    }
  });

  it.each([
    ["nobody is on call", "--at", "2026-01-01T12:00:00Z"],
    ["the payload makes no alert", "--payload", "-"],
  ])("ends with 1 where %s", async (_why, ...args) => {
    const state = await stateFile();
    const { status, output } = await simulate(["--state", state, "--to", "prometheus", ...args], {
      input: "{}",
    });
    expect(status).toBe(1);
    expect(output).toContain("NOBODY IS PAGED.");
  });

  it("ends with 0 for what resolves an alert", async () => {
    const args = ["--state", await stateFile(), "--to", "prometheus", "--sample", "resolve"];
    expect(await simulate(args)).toMatchObject({
      status: 0,
      output: expect.stringContaining("resolves an alert"),
    });
  });
});

describe("simulate says what is wrong", () => {
  it.each([
    [[], "say what is sent: --to <integration>, or --cases <file>"],
    [["--to", "x"], "there is no account: name a state, a stack or a plan, or set PAGERTREE_API_KEY"],
    [["--to", "x", "--sample", "no"], "--sample must be one of create, acknowledge, resolve"],
    [["--to", "x", "--sample", "create", "--payload", "-"], "--payload and --sample exclude each other"],
    [["--to", "x", "--state", "no-such-file"], "no-such-file cannot be read (ENOENT)"],
  ])("with %j", async (args, message) => {
    await expect(simulate(args)).rejects.toThrow(message);
  });

  it("of a state, a plan, an integration, a payload and a time", async () => {
    const state = await stateFile();
    const other = await fileWith("{}");
    const to = ["--state", state, "--to", "prometheus"];
    await expect(simulate(["--state", other, "--to", "x"])).rejects.toThrow(
      "is not what `pulumi stack export` writes",
    );
    await expect(simulate(["--plan", other, "--to", "x"])).rejects.toThrow(
      "is not what `pulumi preview --json` prints",
    );
    await expect(simulate(["--state", state, "--to", "x"])).rejects.toThrow(
      'has no integration "x"; it has "chat", "prometheus"',
    );
    await expect(simulate(["--state", state, "--to", "chat"])).rejects.toThrow(
      "an outgoing webhook, which does not receive payloads",
    );
    await expect(simulate([...to, "--payload", "-"])).rejects.toThrow("the payload is empty");
    await expect(simulate([...to, "--at", "2026-01-05"])).rejects.toThrow("is not a time with an offset");
    await expect(simulate([...to, "--sample", "acknowledge"])).rejects.toThrow(
      "there is no acknowledge sample of Prometheus",
    );
  });
});

describe("simulate of the account itself", () => {
  it("reads it with nothing but GET, and tells names, layers and waits", async () => {
    const emulator = await withEmulator();
    const { platform, payments } = demoAccount(emulator);
    const { id } = await createIntegration(emulator, "Webhook", {
      name: "In",
      team_ids: [platform.id],
      option_token: "made-up",
    });
    const hook = { name: "Out", option_webhook_url: `${emulator.url}/hook`, option_alert_timeout: true };
    await createIntegration(emulator, "Outgoing Webhook", hook);
    await callApi(emulator, "PUT", `/escalation_policies/${platform.escalation_policy_id}`, {
      reassign_team_ids: [payments.id],
    });
    const before = emulator.requests.length;
    const environment = { PAGERTREE_API_KEY: emulator.apiKey, PAGERTREE_BASE_URL: emulator.url };
    const { status, output } = await simulate(["--to", id, "--json"], { environment });
    expect(status).toBe(0);
    const { paged, webhooks, gaps } = JSON.parse(output);
    const short = paged.map(({ user, team, layer, after }: Record<string, { name: string }>) =>
      [user?.name, team?.name, layer, after].join(" "),
    );
    expect(short.slice(0, 5)).toEqual([
      "Ada Lovelace Platform 1 0",
      "Grace Hopper Platform 2 300",
      "Ada Lovelace Platform 3 900",
      "Grace Hopper Platform 3 900",
      "Grace Hopper Payments 1 1800",
    ]);
    expect(webhooks[0]).toMatchObject({ integration: { name: "Out" }, event: "alert.timeout", after: 300 });
    expect(gaps).toEqual([
      'integration "In" asks the sender for a secret (token), which is assumed to be right',
    ]);
    const requests = emulator.requests.slice(before);
    expect(new Set(requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
    expect(requests.some(({ path }) => path === "/hook")).toBe(false);
    expect(output).not.toContain("made-up");
  });

  it("fills up a stack with what is not in it", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    const state = await stateFile([integration("datadog", { teamIds: [platform.id], routerIds: [] })]);
    const environment = { PAGERTREE_API_KEY: emulator.apiKey, PAGERTREE_BASE_URL: emulator.url };
    const { output } = await simulate(["--state", state, "--account", "--to", "datadog"], { environment });
    expect(output).toContain("  at once: Ada Lovelace (team Platform, layer 1)\n");
  });

  it("names what the key may not do, and never the key", async () => {
    const emulator = await withEmulator();
    const environment = { PAGERTREE_API_KEY: "wrong-key", PAGERTREE_BASE_URL: emulator.url };
    const refused = simulate(["--to", "x"], { environment });
    await expect(refused).rejects.toThrow("PagerTree does not accept the API key");
    await expect(refused).rejects.not.toThrow("wrong-key");
  });
});
