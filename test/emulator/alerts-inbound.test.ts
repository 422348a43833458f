// The emulator's inbound endpoint: what a payload of the Webhook type makes, rule by rule.
import { describe, expect, it } from "vitest";
import type { Emulator, Integration } from "../../emulator/src/index.ts";
import { hashToScript } from "../../emulator/src/ruby/mixed.ts";
import { integrationLogs, onlyAlert, sendPayload } from "../helpers/alerts.ts";
import type { Body } from "../helpers/call-api.ts";
import { createIntegration } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const CREATE: Body = { event_type: "create", id: "disk-1", title: "Disk full" };

async function withWebhook(options: Body = {}): Promise<{ emulator: Emulator; webhook: Integration }> {
  const emulator = await withEmulator();
  return { emulator, webhook: await createIntegration(emulator, "Webhook", options) };
}

/** The alert that a payload makes; undefined if it makes none. It is answered with 200 in any case. */
async function alertFrom(payload: Body, options: Body = {}) {
  const { emulator, webhook } = await withWebhook(options);
  expect((await sendPayload(emulator, webhook, payload)).status).toBe(200);
  return emulator.store.all("alerts").at(0);
}

describe("POST /integration/:id", () => {
  it("makes an alert for the integration's destinations, and answers 200 with an empty body", async () => {
    const { emulator, webhook } = await withWebhook();

    const response = await sendPayload(emulator, webhook, { ...CREATE, description: "On db-1" });

    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
    expect(onlyAlert(emulator)).toMatchObject({
      title: "Disk full",
      description: "On db-1",
      status: "open",
      urgency: webhook.urgency,
      thirdparty_id: "disk-1",
      source_id: webhook.id,
      source_type: "Integration",
      source_log_id: emulator.store.all("logs")[0]?.id,
      destination_team_ids: webhook.team_ids,
    });
  });

  it("takes the ULID as well", async () => {
    const { emulator, webhook } = await withWebhook();
    await sendPayload(emulator, { prefix_id: webhook.id }, CREATE);
    expect(onlyAlert(emulator).thirdparty_id).toBe("disk-1");
  });

  it("answers 404 for an unknown integration", async () => {
    const { emulator } = await withWebhook();
    expect((await sendPayload(emulator, { prefix_id: "int_unknown" }, CREATE)).status).toBe(404);
  });

  it("answers 405 for a disabled one, and makes nothing", async () => {
    const { emulator, webhook } = await withWebhook({ enabled: false });
    expect((await sendPayload(emulator, webhook, CREATE)).status).toBe(405);
    expect(emulator.store.all("alerts")).toEqual([]);
  });

  it("answers 501 for a type whose payloads are not emulated", async () => {
    const { emulator } = await withWebhook();
    const outgoing = await createIntegration(emulator, "Outgoing Webhook", {
      option_webhook_url: "https://example.com/hook",
    });
    const response = await sendPayload(emulator, outgoing, CREATE);
    expect(response.status).toBe(501);
    expect(await response.text()).toContain("payloads of Outgoing Webhook integrations are not emulated");
  });

  it("answers 400 for malformed JSON", async () => {
    const { emulator, webhook } = await withWebhook();
    expect((await sendPayload(emulator, webhook, "{")).status).toBe(400);
  });

  it.each(["[]", "null", '"create"'])("makes nothing of %s", async (payload) => {
    const { emulator, webhook } = await withWebhook();
    expect((await sendPayload(emulator, webhook, payload)).status).toBe(200);
    expect(emulator.store.all("alerts")).toEqual([]);
  });
});

describe("option_token", () => {
  it.each([
    ["the token", "s3cret", { "pagertree-token": "s3cret" }, 200],
    ["another", "s3cret", { "pagertree-token": "S3CRET" }, 403],
    ["none", "s3cret", {}, 403],
    ["none, where the token is blank", "  ", {}, 200],
  ])("with %s", async (_what, token, headers, status) => {
    const { emulator, webhook } = await withWebhook({ option_token: token });
    expect((await sendPayload(emulator, webhook, CREATE, headers)).status).toBe(status);
    expect(emulator.store.all("alerts")).toHaveLength(status === 200 ? 1 : 0);
  });
});

describe("event_type", () => {
  it.each([["create"], ["CREATE"], [" Create\t\n"]])("%j creates", async (eventType) => {
    expect(await alertFrom({ ...CREATE, event_type: eventType })).toBeDefined();
  });

  it.each([["created"], ["crea te"], ["\u00a0create"], [""], [null], [1], [["create"]], [{ create: true }]])(
    "%j does nothing",
    async (eventType) => {
      expect(await alertFrom({ ...CREATE, event_type: eventType })).toBeUndefined();
    },
  );

  it.each([
    ["acknowledge", "acknowledged"],
    [" RESOLVE ", "resolved"],
    ["resolved", "open"],
    ["re solve", "open"],
  ])("%j of an open alert makes it %s", async (eventType, status) => {
    const { emulator, webhook } = await withWebhook();
    await sendPayload(emulator, webhook, CREATE);
    const response = await sendPayload(emulator, webhook, { event_type: eventType, id: "disk-1" });
    expect(response.status).toBe(200);
    expect(onlyAlert(emulator).status).toBe(status);
  });

  it("does nothing to an alert that there is not, or in a state from which it cannot", async () => {
    const { emulator, webhook } = await withWebhook();
    await sendPayload(emulator, webhook, CREATE);
    await sendPayload(emulator, webhook, { event_type: "resolve", id: "disk-1" });
    const before = onlyAlert(emulator);

    await sendPayload(emulator, webhook, { event_type: "acknowledge", id: "disk-1" });
    await sendPayload(emulator, webhook, { event_type: "resolve", id: "disk-2" });

    expect(onlyAlert(emulator)).toBe(before);
  });
});

describe("deduplication", () => {
  it.each([[], ["acknowledge"]])("counts up on the alert while it lives (%j)", async (...events) => {
    const { emulator, webhook } = await withWebhook();
    for (const event of ["create", ...events, "create", "create"]) {
      await sendPayload(emulator, webhook, { ...CREATE, event_type: event });
    }
    expect(onlyAlert(emulator).dedup_count).toBe(2);
  });

  it("makes a new alert once the newest is resolved", async () => {
    const { emulator, webhook } = await withWebhook();
    for (const event of ["create", "resolve", "create"]) {
      await sendPayload(emulator, webhook, { ...CREATE, event_type: event });
    }
    expect(emulator.store.all("alerts").map(({ status }) => status)).toEqual(["resolved", "open"]);
  });

  it("is per integration", async () => {
    const { emulator, webhook } = await withWebhook();
    const other = await createIntegration(emulator, "Webhook");
    await sendPayload(emulator, webhook, CREATE);
    await sendPayload(emulator, other, CREATE);
    expect(emulator.store.all("alerts")).toHaveLength(2);
  });

  it("goes by dedup_keys across integrations of the account", async () => {
    const { emulator, webhook } = await withWebhook();
    const other = await createIntegration(emulator, "Webhook");
    await sendPayload(emulator, webhook, { ...CREATE, id: "a", dedup_keys: ["disk", "db"] });
    await sendPayload(emulator, other, { ...CREATE, id: "b", dedup_keys: "disk" });
    expect(onlyAlert(emulator).dedup_count).toBe(1);
  });
});

describe("keys of the payload", () => {
  it("are taken in any case", async () => {
    expect(await alertFrom({ EVENT_TYPE: "create", Id: "disk-1", Title: "Disk full" })).toMatchObject({
      thirdparty_id: "disk-1",
      title: "Disk full",
    });
  });

  it("of a prototype are additional data like any other", async () => {
    const payload = JSON.parse(
      '{"event_type":"create","title":"T","__proto__":{"title":"X"},"constructor":{"prototype":1},"toString":1}',
    );
    const alert = await alertFrom(payload, { option_capture_additional_data: true });
    expect(alert?.title).toBe("T");
    expect(alert?.additional_data.map((datum) => datum.get("label"))).toEqual([
      "__proto__",
      "constructor",
      "tostring",
    ]);
    expect(Object.hasOwn(Object.prototype, "title")).toBe(false);
  });
});

describe("id", () => {
  it.each([[undefined], [null], [false]])("%j is a random one", async (id) => {
    expect((await alertFrom({ ...CREATE, id }))?.thirdparty_id).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each([[""], [" "], [[]], [{}]])("%j makes the alert invalid", async (id) => {
    expect(await alertFrom({ ...CREATE, id })).toBeUndefined();
  });

  it("is text", async () => {
    expect((await alertFrom({ ...CREATE, id: 42 }))?.thirdparty_id).toBe("42");
  });
});

describe("title", () => {
  it.each([[undefined], [null], [""], ["  "], [false], [[]]])(
    "%j makes no alert, but a log",
    async (title) => {
      const { emulator, webhook } = await withWebhook();
      await sendPayload(emulator, webhook, { ...CREATE, title });
      expect(emulator.store.all("alerts")).toEqual([]);
      expect(integrationLogs(emulator)).toEqual(["received", "no alert was made: title can't be blank"]);
    },
  );
});

describe("urgency", () => {
  it.each([
    ["low", "low"],
    ["HIGH", "high"],
    ["slow", "low"],
    ["yellow", "low"],
    ["not critical but high", "critical"],
    [["medium"], "medium"],
    ["silent", "high"],
    ["", "high"],
    [null, "high"],
    [5, "high"],
  ])("%j is %s, where the integration's is high", async (urgency, expected) => {
    expect((await alertFrom({ ...CREATE, urgency }))?.urgency).toBe(expected);
  });
});

describe("tags", () => {
  it.each([
    ["db,prod", ["db,prod"]],
    [
      ["db", " prod ", "db"],
      ["db", " prod "],
    ],
    [["", " ", null, false, [], {}, "db"], ["db"]],
    [
      [1, true, ["a", 1], { a: null }],
      ["1", "true", '["a", 1]', '{"a" => nil}'],
    ],
    [{ a: "b" }, ['["a", "b"]']],
    [null, []],
    [false, []],
  ])("%j are %j", async (tags, expected) => {
    expect((await alertFrom({ ...CREATE, tags }))?.tag_list).toEqual(expected);
  });
});

describe("dedup_keys", () => {
  it.each([
    ["a", ["a"]],
    [["a", "a", "", " ", null], ["a"]],
    [
      [false, [], {}],
      ["false", "[]", "{}"],
    ],
    [{}, []],
  ])("%j are %j", async (keys, expected) => {
    expect((await alertFrom({ ...CREATE, dedup_keys: keys }))?.dedup_keys).toEqual(expected);
  });
});

describe("meta", () => {
  it.each([
    [
      { incident: true, incident_severity: "sev-1", team: "db" },
      { incident: true, incident_severity: "SEV-1", incident_message: null, team: "db" },
    ],
    [
      { incident: 0, incident_severity: " SEV-unknown " },
      { incident: true, incident_severity: "SEV-UNKNOWN", incident_message: null },
    ],
    [
      { incident: "false", incident_severity: "SEV-5", incident_message: "Join" },
      { incident: true, incident_severity: "SEV-5", incident_message: "Join" },
    ],
    [
      { incident: false, incident_severity: "whatever" },
      { incident: false, incident_severity: "WHATEVER", incident_message: null },
    ],
    [
      { Incident: true },
      { Incident: true, incident: false, incident_severity: null, incident_message: null },
    ],
    [null, { incident: false, incident_severity: null, incident_message: null }],
  ])("%j is kept as %j", async (meta, expected) => {
    const alert = await alertFrom({ ...CREATE, meta });
    expect(hashToScript(alert?.meta ?? new Map())).toEqual(expected);
  });

  it.each([
    [{ incident: true }],
    [{ incident: true, incident_severity: "SEV-6" }],
    [{ incident: "", incident_severity: "high" }],
    ["text"],
    [[]],
    [false],
    [1],
  ])("%j makes no alert", async (meta) => {
    expect(await alertFrom({ ...CREATE, meta })).toBeUndefined();
  });

  it("of another kind hinders no resolve", async () => {
    const { emulator, webhook } = await withWebhook();
    await sendPayload(emulator, webhook, CREATE);
    await sendPayload(emulator, webhook, { event_type: "resolve", id: "disk-1", meta: "text" });
    expect(onlyAlert(emulator).status).toBe("resolved");
  });
});

describe("option_capture_additional_data", () => {
  const payload = { ...CREATE, Host: "db-1", empty: "", nothing: null, list: [1, "a"], map: { a: true } };

  it("keeps unknown keys as text", async () => {
    const alert = await alertFrom(payload, { option_capture_additional_data: true });
    expect(alert?.additional_data.map(hashToScript)).toEqual([
      { format: "text", label: "host", value: "db-1" },
      { format: "text", label: "empty", value: "" },
      { format: "text", label: "nothing", value: "" },
      { format: "text", label: "list", value: '[1, "a"]' },
      { format: "text", label: "map", value: '{"a" => true}' },
    ]);
  });

  it("is off by default", async () => {
    expect((await alertFrom(payload))?.additional_data).toEqual([]);
  });
});

describe("option_wrapper_key", () => {
  it.each([
    ["a key", "acme", { acme: CREATE }],
    ["a path", "acme.events[0]", { acme: { events: [CREATE] } }],
    ["a multiselect", "{event_type: 'create', id: key, title: acme.title}", { key: "disk-1", acme: CREATE }],
    ["a path to no map", "title", CREATE],
    ["a path to nothing", "acme", CREATE],
    ["a malformed path", "acme[", CREATE],
    ["a blank", "  ", CREATE],
  ])("%s finds the payload", async (_what, expression, payload) => {
    const alert = await alertFrom(payload, { option_wrapper_key: expression });
    expect(alert).toMatchObject({ thirdparty_id: "disk-1", title: "Disk full" });
  });

  it("goes by the original case of keys", async () => {
    expect(await alertFrom({ Acme: CREATE }, { option_wrapper_key: "acme" })).toBeUndefined();
    expect(await alertFrom({ Acme: CREATE }, { option_wrapper_key: "Acme" })).toBeDefined();
  });

  it("writes a log where the path is malformed", async () => {
    const { emulator, webhook } = await withWebhook({ option_wrapper_key: "acme[" });
    await sendPayload(emulator, webhook, CREATE);
    expect(integrationLogs(emulator)).toContain("Invalid JMESPath expression in wrapper_key: acme[");
  });
});
