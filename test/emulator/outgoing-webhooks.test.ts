// What the emulator's outgoing webhooks send: which events, which body, templates, rules.
import { describe, expect, it } from "vitest";
import type { Emulator, Integration } from "../../emulator/src/index.ts";
import {
  createAlert,
  createOutgoing,
  integrationLogs,
  makeAllEventsHappen,
  onlyAlert,
  sendPayload,
} from "../helpers/alerts.ts";
import type { Body } from "../helpers/call-api.ts";
import { callApi } from "../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../helpers/demo-account.ts";
import { eventsOf, type WebhookReceiver, withWebhookReceiver } from "../helpers/webhook-receiver.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

/** 17:30 on a Friday in UTC, 11:30 in Chicago. */
const FRIDAY = Date.parse("2026-01-02T17:30:00Z");

interface Scene {
  readonly emulator: Emulator;
  readonly receiver: WebhookReceiver;
  readonly outgoing: Integration;
}

async function withOutgoing(attributes: Body = {}): Promise<Scene> {
  const receiver = await withWebhookReceiver();
  const emulator = await withEmulator({ clock: () => FRIDAY });
  return { emulator, receiver, outgoing: await createOutgoing(emulator, `${receiver.url}/hook`, attributes) };
}

/** Only `alert.created` is on, and one alert is created; gives the one body that came, if one did. */
async function bodyOfOne(attributes: Body, alert: Body = {}): Promise<unknown> {
  const { emulator, receiver } = await withOutgoing({ ...attributes, option_alert_open: false });
  await createAlert(emulator, alert);
  await emulator.webhooks.settled();
  expect(receiver.received.length).toBeLessThanOrEqual(1);
  return receiver.received[0]?.body;
}

/** The integration's logs once an alert was created. */
async function logsOfOne(attributes: Body): Promise<string[]> {
  const { emulator } = await withOutgoing({ ...attributes, option_alert_open: false });
  await createAlert(emulator);
  await emulator.webhooks.settled();
  return integrationLogs(emulator);
}

describe("an event of an alert", () => {
  it("is sent for each of the eight, in their order, with the alert as it is then", async () => {
    const { emulator, receiver } = await withOutgoing();

    await makeAllEventsHappen(emulator);

    const states = receiver.received.map(({ body }) => [body["type"], Object(body["data"]).status]);
    expect(states).toEqual([
      ["alert.created", "queued"],
      ["alert.open", "open"],
      ["alert.rejected", "open"],
      ["alert.timeout", "open"],
      ["alert.acknowledged", "acknowledged"],
      ["alert.handoff", "open"],
      ["alert.dropped", "dropped"],
      ["alert.resolved", "resolved"],
    ]);
  });

  it.each(["created", "open", "rejected", "timeout", "acknowledged", "handoff", "dropped", "resolved"])(
    "is left out where alert_%s is off",
    async (event) => {
      const { emulator, receiver } = await withOutgoing({ [`option_alert_${event}`]: false });
      await makeAllEventsHappen(emulator);
      expect(receiver.received).toHaveLength(7);
      expect(eventsOf(receiver)).not.toContain(`alert.${event}`);
    },
  );

  it("is not sent by a disabled or deleted integration, nor by one of another account", async () => {
    const receiver = await withWebhookReceiver();
    const emulator = await withEmulator();
    await createOutgoing(emulator, `${receiver.url}/disabled`, { enabled: false });
    const deleted = await createOutgoing(emulator, `${receiver.url}/deleted`);
    await callApi(emulator, "DELETE", `/integrations/${deleted.id}`);

    const { account_id, ...attributes } = await createOutgoing(emulator, `${receiver.url}/other`);
    emulator.store.remove("integrations", attributes.id);
    emulator.store.insert("integrations", `${account_id}-other`, attributes);

    await createAlert(emulator);
    await emulator.webhooks.settled();

    expect(receiver.received).toEqual([]);
  });

  it("is sent for alerts of integrations too, and a duplicate sends nothing", async () => {
    const { emulator, receiver } = await withOutgoing();
    const webhook = await createIntegration(emulator, "Webhook");
    for (const event of ["create", "create", "resolve", "resolve"]) {
      await sendPayload(emulator, webhook, { event_type: event, id: "disk-1", title: "Disk full" });
    }
    await emulator.webhooks.settled();
    expect(eventsOf(receiver)).toEqual(["alert.created", "alert.open", "alert.resolved"]);
  });
});

describe("the request", () => {
  it("is a POST of JSON with PagerTree's headers", async () => {
    const { emulator, receiver, outgoing } = await withOutgoing();
    await createAlert(emulator);
    await emulator.webhooks.settled();
    expect(receiver.received[0]?.path).toBe("/hook");
    expect(receiver.received[0]?.headers).toMatchObject({
      accept: "*/*",
      "content-type": "application/json",
      "user-agent": `pagertree outgoing webhook service; ref: ${outgoing.id}; report: support@pagertree.com`,
    });
    expect(receiver.received[0]?.headers).not.toHaveProperty("authorization");
  });

  it.each([
    [{ option_username: "ada", option_password: "pw" }, false, "YWRhOnB3"],
    [{ option_username: "ada", option_password: "pw" }, true, "Basic YWRhOnB3"],
    [{ option_username: "ada" }, false, undefined],
    [{ option_password: "pw", option_username: " " }, false, undefined],
  ])(
    "with %j, and the switch basicAuthorization %s, is authorized with %s",
    async (options, isBasic, header) => {
      const { emulator, receiver } = await withOutgoing(options);
      emulator.switches.basicAuthorization = isBasic;
      await createAlert(emulator);
      await emulator.webhooks.settled();
      expect(receiver.received[0]?.headers.authorization).toBe(header);
    },
  );
});

describe("the default body", () => {
  it("is the alert in the form of the docs, with prefix ids and short times in seconds", async () => {
    const { emulator, receiver } = await withOutgoing();
    const { platform, payments, ada } = demoAccount(emulator);

    const alert = await makeAllEventsHappen(emulator);

    const seconds = FRIDAY / 1000;
    expect(receiver.received.at(-1)?.body).toEqual({
      type: "alert.resolved",
      data: {
        sid: expect.stringMatching(/^acc_[A-Za-z0-9_-]{14}$/),
        id: alert.prefix_id,
        createdAt: "2026-01-02T17:30:00.000Z",
        updatedAt: "2026-01-02T17:30:00.000Z",
        meta: {},
        tinyId: 1,
        parent_id: null,
        thirdparty_id: null,
        destination_ids: [payments.prefix_id],
        title: "Disk full",
        description: null,
        type: "alert",
        subtype: "alert",
        status: "resolved",
        urgency: "high",
        d_team_id: payments.prefix_id,
        d_user_id: expect.stringMatching(/^usr_/),
        s_log_id: null,
        created: seconds,
        acknowledged: seconds,
        acknowledgedby: ada.prefix_id,
        resolved: seconds,
        resolvedby: ada.prefix_id,
        archived: null,
        archivedby: null,
        livecall: null,
        source_id: ada.prefix_id,
        response_requested: null,
        responses: [],
        responses_recorded: null,
        tags: [],
        additional_data: [],
        stakeholder_ids: [],
        handoffs: [{ to: payments.prefix_id, from: ada.prefix_id, time: seconds, acknowledged: null }],
      },
    });
    expect(Object(receiver.received[0]?.body["data"]).destination_ids).toEqual([platform.prefix_id]);
  });

  it("holds the linked objects with send_linked", async () => {
    const { emulator, receiver } = await withOutgoing({ option_send_linked: true });
    const webhook = await createIntegration(emulator, "Webhook", { name: "Probe" });
    await sendPayload(emulator, webhook, { event_type: "create", title: "Disk full" });
    await emulator.webhooks.settled();
    expect(receiver.received[0]?.body["data"]).toMatchObject({
      d_team: { name: "Platform" },
      d_user: { name: "Ada Lovelace", email: "ada@example.com" },
      source: { id: webhook.prefix_id, name: "Probe" },
      s_log: { data: { event_type: "create", title: "Disk full" } },
    });
  });

  it("of comment.created is the comment", async () => {
    const { emulator, receiver } = await withOutgoing({ option_comment_created: true });
    const { id } = await createAlert(emulator);
    await callApi(emulator, "POST", `/alerts/${id}/comments`, { body: "On my way" });
    await emulator.webhooks.settled();
    expect(receiver.received.at(-1)?.body).toMatchObject({
      type: "comment.created",
      data: {
        commentable_type: "Alert",
        commentable_id: id,
        body: "On my way",
        created_by_name: "Ada Lovelace",
        account_user: { user: { name: "Ada Lovelace", email: "ada@example.com" } },
      },
    });
  });
});

describe("option_template", () => {
  it.each([
    ["a value", '{"text": "{{alert.title}}"}', { text: "Disk full" }],
    ["the event", '{"text": "{{event.type}}"}', { text: "alert.created" }],
    ["escaped HTML", '{"text": "{{alert.description}}"}', { text: "&lt;b&gt; &amp; c" }],
    ["unescaped HTML", '{"text": "{{{alert.description}}}"}', { text: "<b> & c" }],
    ["replace", '{"text": "{{replace event.type "alert." ""}}"}', { text: "created" }],
    ["a block helper", '{"text": "{{#eq alert.urgency "high"}}!{{else}}.{{/eq}}"}', { text: "!" }],
    ["a missing field", '{"text": "[{{alert.nothing.there}}]"}', { text: "[]" }],
    ["comments in JSON", '/* a */ {"a": 1} // b', { a: 1 }],
  ])("renders %s", async (_what, template, expected) => {
    expect(await bodyOfOne({ option_template: template }, { description: "<b> & c" })).toEqual(expected);
  });

  it("renders the whole alert with JSONstringify", async () => {
    const template = '{"type": "{{event.type}}", "data": {{{JSONstringify alert}}}}';
    expect(await bodyOfOne({ option_template: template })).toMatchObject({
      type: "alert.created",
      data: { title: "Disk full", urgency: "high", tags: [] },
    });
  });

  it.each([
    ["no JSON", '{"text": {{alert.title}} }', true],
    ["an empty object", "{}", false],
    ["an empty list", "[]", false],
    ["null", "null", false],
    ["false", "false", false],
    ["blank text", '" "', false],
    ["an unknown helper", '{"text": "{{shout alert.title}}"}', false],
    ["a malformed template", '{"text": "{{#if}"}', false],
    ["nothing at all", "  ", false],
  ])("that makes %s sends the default body", async (_what, template, isLogged) => {
    const body = await bodyOfOne({ option_template: template });
    expect(body).toMatchObject({ type: "alert.created", data: { title: "Disk full" } });
    expect(await logsOfOne({ option_template: template })).toHaveLength(isLogged ? 1 : 0);
  });

  it.each(["[1]", "1", '"text"', "true"])("that makes %s sends nothing", async (template) => {
    expect(await bodyOfOne({ option_template: template })).toBeUndefined();
    expect(await logsOfOne({ option_template: template })).toHaveLength(1);
  });
});

const rulesThat = (match: string, actions = "[{ type: ignore }]") =>
  `rules:\n  - match: ${match}\n    actions: ${actions}`;

describe("option_outgoing_rules", () => {
  it.each([
    ["{ always: true }", true],
    ["{ event: alert.created }", true],
    ["{ event: alert.resolved }", false],
    ["{ alert.urgency: high }", true],
    ["{ alert.urgency: { $ne: critical } }", true],
    ["{ alert.urgency: { $in: [low, medium] } }", false],
    ["{ alert.title: { $regex: ^disk, $options: i } }", true],
    ["{ alert.title: { $regex: ^disk } }", false],
    ["{ alert.tags: db }", true],
    ["{ alert.tags: { $size: 2 } }", true],
    ["{ alert.tags: { $all: [db, web] } }", false],
    ["{ alert.nothing: { $exists: true } }", false],
    ["{ integration.name: Site monitor }", true],
    ["{ $and: [{ always: true }, { alert.urgency: low }] }", false],
    ["{ $or: [{ always: false }, { alert.urgency: high }] }", true],
    ["{ $nor: [{ alert.urgency: low }] }", true],
    ["{ alert.urgency: { $not: { $eq: low } } }", true],
    ["{ alert.tinyId: { $gte: 1, $lt: 2 } }", true],
    ["{ $day: { $in: [5] } }", true],
    ["{ $day: { $in: [6, 7] } }", false],
    ["{ $day: { timezone: Pacific/Kiritimati, $eq: 6 } }", true],
    ["{ $now: { $eq: '2026-01-02' } }", true],
    ["{ $now: { format: MM-DD, timezone: America/Chicago, $in: ['01-02'] } }", true],
    ["{ $timeBetween: { starttime: '05:00 pm', endtime: '05:30 pm' } }", true],
    ["{ $timeBetween: { starttime: '06:00 pm', endtime: '05:00 pm' } }", false],
    ["{ $timeBetween: { starttime: '10:00 pm', endtime: '06:00 pm' } }", true],
    [
      "{ $timeBetween: { timezone: America/Chicago, timeformat: HH:mm, starttime: '09:00', endtime: '12:00' } }",
      true,
    ],
  ])("%s ignores: %s", async (match, isIgnored) => {
    const body = await bodyOfOne({ option_outgoing_rules: rulesThat(match) }, { tags: ["db", "prod"] });
    expect(body === undefined).toBe(isIgnored);
  });

  it.each([
    ["adds to the top level", "{ channel: C1 }", { channel: "C1", type: "alert.created" }],
    ["replaces at the top level", "{ data: { id: x }, type: other }", { type: "other", data: { id: "x" } }],
    ["keeps an own key of any name", "{ constructor: 1 }", { constructor: 1 }],
  ])("setval %s", async (_what, map, expected) => {
    const rules = rulesThat("{ always: true }", `[{ type: setval, map: ${map} }]`);
    expect(await bodyOfOne({ option_outgoing_rules: rules })).toMatchObject(expected);
  });

  it("setval renders Handlebars if it says so", async () => {
    const action = '[{ type: setval, handlebars: true, map: { text: "{{alert.title}}" } }]';
    const rules = rulesThat("{ always: true }", action);
    expect(await bodyOfOne({ option_outgoing_rules: rules })).toMatchObject({ text: "Disk full" });
  });

  it.each([
    ["a URL replaces the target", (url: string) => `"${url}/other"`, "/other"],
    ["null keeps it", () => "null", "/hook"],
  ])("setval webhook_url: %s, and is not in the body", async (_what, urlIn, path) => {
    const { emulator, receiver, outgoing } = await withOutgoing();
    const rules = rulesThat(
      "{ always: true }",
      `[{ type: setval, map: { webhook_url: ${urlIn(receiver.url)} } }]`,
    );
    await callApi(emulator, "PUT", `/integrations/${outgoing.id}`, { option_outgoing_rules: rules });
    await createAlert(emulator);
    await emulator.webhooks.settled();
    expect(receiver.received[0]?.path).toBe(path);
    expect(receiver.received[0]?.body).not.toHaveProperty("webhook_url");
  });

  it("the first rule that matches decides", async () => {
    const rules =
      "rules:\n  - match: { always: true }\n    actions: [{ type: setval, map: { a: 1 } }]\n" +
      "  - match: { always: true }\n    actions: [{ type: ignore }]";
    expect(await bodyOfOne({ option_outgoing_rules: rules })).toMatchObject({ a: 1 });
  });

  it.each([
    ["malformed YAML", "rules: [", true],
    ["no rules", "match: { always: true }", true],
    ["a rule without a match", "rules:\n  - actions: [{ type: ignore }]", true],
    ["an unknown operator", rulesThat("{ alert.title: { $like: a } }"), true],
    ["an unknown time zone", rulesThat("{ $day: { timezone: Mars/Base, $eq: 5 } }"), true],
    ["a blank text", " ", false],
    ["a comment alone", "# nothing", false],
  ])("with %s sends as if there were none", async (_what, rules, isLogged) => {
    expect(await bodyOfOne({ option_outgoing_rules: rules })).toMatchObject({ type: "alert.created" });
    expect(await logsOfOne({ option_outgoing_rules: rules })).toHaveLength(isLogged ? 1 : 0);
  });

  it("and a template work on what the integration's own alert says", async () => {
    const { emulator, receiver } = await withOutgoing({
      option_outgoing_rules: rulesThat("{ alert.urgency: { $ne: critical } }"),
    });
    await createAlert(emulator, { urgency: "low" });
    await emulator.webhooks.settled();
    expect(onlyAlert(emulator).status).toBe("open");
    expect(receiver.received).toEqual([]);
  });
});
