// Custom definitions, of Custom Webhook and E-mail: what a rule that matches makes of what came in. The first two have the
// shape of what PagerTree's own service was recorded to answer (A:test/vcr_cassettes).
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { Mail } from "../../../emulator/src/index.ts";
import { hashToScript } from "../../../emulator/src/ruby/mixed.ts";
import { integrationLogs, onlyAlert, sendPayload } from "../../helpers/alerts.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration } from "../../helpers/demo-account.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

async function withDefinition(definition: unknown) {
  const emulator = await withEmulator();
  const text = typeof definition === "string" ? definition : stringify(definition);
  const integration = await createIntegration(emulator, "Custom Webhook", { option_custom_definition: text });
  const send = async (payload: unknown, headers = {}) => {
    expect((await sendPayload(emulator, integration, payload, headers)).status).toBe(200);
  };
  return { emulator, integration, send };
}

/** A definition whose only rule creates an alert with these fields. */
function creating(fields: object): object {
  return {
    rules: [
      {
        match: { always: true },
        actions: [{ type: "create", title: "Down", thirdparty_id: "1", ...fields }],
      },
    ],
  };
}

/** The alert that a definition's only rule makes of a payload. */
async function made(fields: object, payload: unknown = {}, headers = {}) {
  const { emulator, send } = await withDefinition(creating(fields));
  await send(payload, headers);
  const alert = onlyAlert(emulator);
  return {
    ...alert,
    meta: hashToScript(alert.meta),
    additional_data: alert.additional_data.map(hashToScript),
  };
}

describe("Custom Webhook", () => {
  const definition = {
    rules: [
      {
        match: { "log.data.state": { $regex: "^down$", $options: "i" } },
        actions: [
          {
            ...{ type: "create", title: "{{log.data.name}} is down", description: "since {{log.data.at}}" },
            ...{
              urgency: "{{log.data.urgency}}",
              dedup_keys: "shop,front",
              thirdparty_id: "{{log.data.id}}",
            },
            ...{ incident: "true", incident_severity: "SEV-2", incident_message: "Join the bridge" },
            ...{ tags: ["monitor", "{{log.data.name}}"], meta: { region: "{{log.data.region}}" } },
            additional_data: [
              { format: "link", label: "Monitor", value: "{{{log.data.url}}}" },
              { format: "datetime", label: "At", value: "{{log.data.at}}" },
            ],
          },
        ],
      },
      {
        match: { "log.data.state": "seen" },
        actions: [{ type: "Acknowledge", thirdparty_id: "{{log.data.id}}" }],
      },
      { match: { "log.data.state": "up" }, actions: [{ type: "resolve", thirdparty_id: "{{log.data.id}}" }] },
      { match: { "log.data.state": "paused" }, actions: [{ type: "ignore" }] },
    ],
  };
  const payload = {
    ...{ state: "Down", id: 12345, name: "Shop", at: 1733126400, urgency: "low", region: "eu" },
    url: "https://example.com/?a=1&b=2",
  };

  it("makes an alert of the action of the first rule that matches, its templates rendered", async () => {
    const { emulator, send } = await withDefinition(definition);
    await send(payload);
    const alert = onlyAlert(emulator);
    expect(alert).toMatchObject({
      ...{ title: "Shop is down", description: "since 1733126400", urgency: "low", thirdparty_id: "12345" },
      ...{ dedup_keys: ["shop", "front"], tag_list: ["monitor", "Shop"], status: "open" },
    });
    expect(hashToScript(alert.meta)).toEqual({
      ...{ region: "eu", incident: true },
      ...{ incident_severity: "SEV-2", incident_message: "Join the bridge" },
    });
    expect(alert.additional_data.map(hashToScript)).toEqual([
      { format: "link", label: "Monitor", value: "https://example.com/?a=1&b=2" },
      { format: "datetime", label: "At", value: "1733126400" },
    ]);
  });

  it("acknowledges and resolves by the third party's id, in any case of letters", async () => {
    const { emulator, send } = await withDefinition(definition);
    const statusAfter = async (state: string) => {
      await send({ ...payload, state });
      return onlyAlert(emulator).status;
    };
    expect(await statusAfter("down")).toBe("open");
    expect(await statusAfter("paused")).toBe("open");
    expect(await statusAfter("seen")).toBe("acknowledged");
    expect(await statusAfter("up")).toBe("resolved");
  });

  it("acts by default where no rule matches, and does nothing without a default", async () => {
    const { emulator, send } = await withDefinition({
      rules: [{ match: { "log.data.a": 1 }, actions: [{ type: "ignore" }] }],
      default: { actions: [{ type: "create", title: "Else", thirdparty_id: "else" }] },
    });
    await send({ a: 1 });
    expect(emulator.store.all("alerts")).toEqual([]);
    await send({ a: 2 });
    expect(onlyAlert(emulator).title).toBe("Else");
    const other = await withDefinition(definition);
    await other.send({ state: "odd" });
    expect(other.emulator.store.all("alerts")).toEqual([]);
    expect(integrationLogs(other.emulator)).toEqual(["received"]);
  });

  it("does the first of several actions only", async () => {
    const actions = ["First", "Second"].map((title) => ({ type: "create", title, thirdparty_id: title }));
    const { emulator, send } = await withDefinition({ rules: [{ match: { always: true }, actions }] });
    await send({});
    expect(onlyAlert(emulator).title).toBe("First");
  });

  it("has what stands for a title, a description, an urgency and a label that are missing", async () => {
    const fields = { title: "{{log.data.none}}", additional_data: { format: "text", value: 5 } };
    expect(await made(fields)).toMatchObject({
      ...{ title: "Untitled Alert", description: "", urgency: "high", tag_list: [], dedup_keys: [] },
      additional_data: [{ format: "text", label: "Untitled", value: 5 }],
    });
  });

  it.each([
    ["an id that is blank", { thirdparty_id: "{{log.data.none}}" }, "thirdparty_id can't be blank"],
    ["an urgency that is none", { urgency: "warning" }, "urgency is not included in the list"],
    ["an incident without a severity", { incident: true }, "incident_severity is not included in the list"],
  ])("makes no alert with %s", async (_what, fields, problem) => {
    const { emulator, send } = await withDefinition(creating(fields));
    await send({});
    expect(emulator.store.all("alerts")).toEqual([]);
    expect(integrationLogs(emulator).at(-1)).toBe(`no alert was made: ${problem}`);
  });

  it.each([
    ["a text", "a, b ,,a", ["a", " b "]],
    ["a list", ["a", 5, null, "", "a"], ["a", "5"]],
    ["nothing", null, []],
  ])("reads tags out of %s", async (_what, tags, expected) => {
    expect((await made({ tags })).tag_list).toEqual(expected);
  });

  it.each([
    [false, false],
    ["false", false],
    ["", false],
    [0, false],
    ["never", true],
    [1, true],
  ])("takes incident: %j for %j", async (incident, expected) => {
    const { meta } = await made({ incident, incident_severity: "SEV-1" });
    expect(meta["incident"]).toBe(expected);
  });

  it("leaves out additional data of an unknown format, and what is no map", async () => {
    const { additional_data } = await made({
      additional_data: [{ format: "html", label: "a", value: "b" }, "c", { label: "d" }],
      meta: "text",
    });
    expect(additional_data).toEqual([]);
  });

  it("sees the query, the headers, the method and the body beside the data", async () => {
    const { title } = await made(
      {
        title: "{{log.data.a}} {{log.headers.HTTP_X_SOURCE}} {{log.method}} {{{log.body}}} {{log.remote_ip}}",
      },
      { a: "b" },
      { "x-source": "nagios" },
    );
    expect(title).toBe('b nagios POST {"a":"b"} 127.0.0.1');
  });

  it("reads JSON that comes as text after parse_json, and SNS' message within it after parse_sns", async () => {
    const sent = JSON.stringify({ Type: "Notification", Message: JSON.stringify({ state: "ALARM" }) });
    const titleAfter = async (type: string) => {
      const title = "{{log.data.Type}} {{log.data.Message.state}}";
      const { emulator, send } = await withDefinition({ preprocess: [{ type }], ...creating({ title }) });
      await send(sent, { "content-type": "text/plain" });
      return onlyAlert(emulator).title;
    };
    expect(await titleAfter("parse_json")).toBe("Notification ");
    expect(await titleAfter("parse_sns")).toBe("Notification ALARM");
    expect(await titleAfter("other")).toBe("Untitled Alert");
  });

  it("has PagerTree's helpers of templates: unix-timezone and regexMatch", async () => {
    const { title, description } = await made(
      {
        title: "{{unix-timezone log.data.at 'Europe/Berlin' 'YYYY-MM-DD HH:mm'}}",
        description: "{{itemAt (regexMatch log.data.text 'id=(\\d+)') 1}}",
      },
      { at: 1733126400, text: "id=42" },
    );
    expect([title, description]).toEqual(["2024-12-02 09:00", "42"]);
  });

  it.each([
    ["no YAML", "}{"],
    ["no rules", "a: b"],
    ["a template that does not work", creating({ title: "{{#if}" })],
    ["a rule without actions", { rules: [{ match: { always: true } }] }],
    ["a default that is none", { rules: [], default: { actions: "ignore" } }],
  ])("does nothing, and says why, with %s", async (_what, malformed) => {
    const { emulator, send } = await withDefinition(malformed);
    await send({});
    expect(emulator.store.all("alerts")).toEqual([]);
    expect(integrationLogs(emulator).at(-1)).toContain("the custom definition does not work: ");
  });

  it("ends hostile definitions and payloads, and goes on", async () => {
    const regex = {
      rules: [{ match: { "log.data.a": { $regex: "^(a+)+$" } }, actions: [{ type: "ignore" }] }],
    };
    const loop = creating({ title: `${"{{#each log.data}}".repeat(9)}x${"{{/each}}".repeat(9)}` });
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, "a"]));
    for (const [hostile, payload] of [
      [regex, { a: `${"a".repeat(60)}!` }],
      [loop, { ...many }],
      [creating({}), "[".repeat(100_000) + "]".repeat(100_000)],
      [creating({ title: "{{log.body}}" }), { a: "x".repeat(900_000) }],
    ] as const) {
      const { emulator, integration } = await withDefinition(hostile);
      expect([200, 400]).toContain((await sendPayload(emulator, integration, payload)).status);
      // What takes too long ends in a problem, and the next job has a worker again.
      expect((await sendPayload(emulator, integration, { a: "fine" })).status).toBe(200);
    }
  });
});

describe("whatever is sent, and whatever an action says", () => {
  /** Templates and values of every kind for a field of an action. */
  const anyField = fc.oneof(
    fc.constantFrom(
      ...["{{log.data.a}}", "{{{log.body}}}", "{{#each log.data}}{{@key}}{{/each}}", "{{log.data}}", "{{"],
      ...["{{unix-timezone log.data.a 'x' 5}}", "{{itemAt log.data.a 1}}", "{{regexMatch log.body '('}}", ""],
    ),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const anyAction = fc.record(
    {
      ...{
        title: anyField,
        description: anyField,
        urgency: anyField,
        thirdparty_id: anyField,
        tags: anyField,
      },
      ...{ dedup_keys: anyField, meta: anyField, incident: anyField, incident_severity: anyField },
      ...{ incident_message: anyField, additional_data: anyField },
    },
    { requiredKeys: [] },
  );
  const anyPayload = fc.oneof(fc.json({ maxDepth: 3 }), fc.string());
  const anyType = fc.constantFrom("application/json", "application/x-www-form-urlencoded", "text/plain", "a");

  it("Custom Webhook answers, and the account can still be read", async () => {
    const { emulator, integration } = await withDefinition(creating({}));
    await fc.assert(
      fc.asyncProperty(
        fc.record({ action: anyAction, preprocess: fc.constantFrom("parse_json", "parse_sns", "x") }),
        anyPayload,
        anyType,
        async ({ action, preprocess }, body, contentType) => {
          const type = { ...creating(action), preprocess: [{ type: preprocess }] };
          const { options } = integration;
          emulator.store.update("integrations", integration.id, {
            options: { ...options, custom_definition: JSON.stringify(type) },
          });
          const answer = await sendPayload(emulator, integration, body, { "content-type": contentType });
          expect([200, 400], await answer.text()).toContain(answer.status);
        },
      ),
      { numRuns: 60 },
    );
    for (const path of ["/alerts", "/logs"]) {
      expect((await callApi(emulator, "GET", `${path}?limit=100`)).status, path).toBe(200);
    }
  });

  it("E-mail takes the mail, and the account can still be read", async () => {
    const emulator = await withEmulator();
    const inbox = await createIntegration(emulator, "Email", {
      ...{ option_custom_definition: "rules: []", option_custom_definition_enabled: true },
    });
    await fc.assert(
      fc.asyncProperty(anyAction, fc.string(), fc.string(), async (action, subject, body) => {
        emulator.store.update("integrations", inbox.id, {
          options: { ...inbox.options, custom_definition: JSON.stringify(creating(action)) },
        });
        await emulator.receiveMail({ to: `${inbox.prefix_id}@alerts.pagertree.com`, subject, body });
      }),
      { numRuns: 60 },
    );
    expect((await callApi(emulator, "GET", "/alerts?limit=100")).status).toBe(200);
  });
});

describe("E-mail with a custom definition", () => {
  async function withInbox(definition: unknown, options = {}) {
    const emulator = await withEmulator();
    const inbox = await createIntegration(emulator, "Email", {
      ...{ option_custom_definition: stringify(definition), option_custom_definition_enabled: true },
      ...options,
    });
    const to = `${inbox.prefix_id}@alerts.pagertree.com`;
    const deliver = (mail: Partial<Mail> = {}) =>
      emulator.receiveMail({ to, subject: "Server is DOWN", body: "Since 8", message_id: "m1", ...mail });
    return { emulator, inbox, deliver };
  }
  const byId = { thirdparty_id: "server-1" };
  const definition = {
    rules: [
      {
        match: { "log.subject": { $regex: "down", $options: "i" } },
        actions: [
          {
            ...{
              type: "create",
              title: "{{log.subject}} now",
              urgency: "low",
              dedup_keys: ["server"],
              ...byId,
            },
            additional_data: [{ format: "email", label: "From", value: "{{log.from}}" }],
          },
        ],
      },
      { match: { "log.subject": { $regex: "seen" } }, actions: [{ type: "acknowledge", ...byId }] },
      { match: { "log.subject": { $regex: "up" } }, actions: [{ type: "resolve", ...byId }] },
      { match: { "log.subject": "Paused" }, actions: [{ type: "ignore" }] },
    ],
  };

  it("creates, acknowledges and resolves as the rule that matches says", async () => {
    const { emulator, inbox, deliver } = await withInbox(definition);
    await deliver({ from: "monitor@example.com" });
    const alert = onlyAlert(emulator);
    expect(alert).toMatchObject({
      ...{ title: "Server is DOWN now", description: "Since 8", urgency: "low", thirdparty_id: "server-1" },
      dedup_keys: ["server-1", "server"].map((key) => `${inbox.prefix_id}_${key}`),
    });
    expect(alert.additional_data.map(hashToScript)).toEqual([
      { format: "email", label: "From", value: "monitor@example.com" },
    ]);
    await deliver({ subject: "Paused" });
    await deliver({ subject: "seen", message_id: "m2" });
    expect(onlyAlert(emulator).status).toBe("acknowledged");
    await deliver({ subject: "up", message_id: "m3" });
    expect(onlyAlert(emulator).status).toBe("resolved");
  });

  it("has what the mail has where the action is silent, but for its addresses", async () => {
    const { emulator, inbox, deliver } = await withInbox({
      rules: [{ match: { always: true }, actions: [{ type: "create" }] }],
    });
    await deliver({ references: ["m0"] });
    expect(onlyAlert(emulator)).toMatchObject({
      ...{ title: "Server is DOWN", description: "Since 8", urgency: inbox.urgency, thirdparty_id: "m1" },
      dedup_keys: ["m1", "m0"].map((key) => `${inbox.prefix_id}_${key}`),
      additional_data: [],
    });
  });

  it("does not count while it is off", async () => {
    const off = { option_custom_definition_enabled: false };
    const { emulator, deliver } = await withInbox({ rules: [] }, off);
    await deliver();
    expect(onlyAlert(emulator)).toMatchObject({ title: "Server is DOWN", thirdparty_id: "m1" });
  });
});
