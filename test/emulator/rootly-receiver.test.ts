// The Rootly stand-in: what it takes, what it makes of it, and an alert's whole way to it.
import { describe, expect, it } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import { control, createAlert, createOutgoing, makeAllEventsHappen } from "../helpers/alerts.ts";
import type { Body } from "../helpers/call-api.ts";
import { callApi, rowsOf } from "../helpers/call-api.ts";
import { demoAccount } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";
import { withRootly } from "../helpers/with-rootly.ts";

const DATA: Body = {
  id: "alt_1",
  sid: "acc_1",
  title: "Disk full",
  description: null,
  status: "open",
  urgency: "high",
  updatedAt: "2026-01-01T00:00:01.000Z",
};
const EVENTS = [
  "alert.created",
  "alert.open",
  "alert.rejected",
  "alert.timeout",
  "alert.acknowledged",
  "alert.handoff",
  "alert.dropped",
  "alert.resolved",
];

function post(url: string, body: unknown): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: text });
}

/** A receiver and an emulator with a webhook to it. */
async function withBridge(attributes: Body = {}) {
  const emulator = await withEmulator();
  const rootly = await withRootly({ pagerTree: { url: emulator.url, apiKey: emulator.apiKey } });
  await createOutgoing(emulator, `${rootly.url}?secret=${rootly.secret}`, attributes);
  return { emulator, rootly };
}

/** The ids of the team's alerts as the API has them. */
async function teamAlerts(emulator: Emulator, teamId: string): Promise<Body[]> {
  return rowsOf(await callApi(emulator, "GET", `/teams/${teamId}/alerts`));
}

describe("the webhook", () => {
  it.each([
    ["the secret", (secret: string) => `?secret=${secret}`, 200],
    ["the secret among others", (secret: string) => `?a=1&secret=${secret}`, 200],
    ["another secret", () => "?secret=wrong", 401],
    ["a part of it", (secret: string) => `?secret=${secret.slice(1)}`, 401],
    ["an empty one", () => "?secret=", 401],
    ["none", () => "", 401],
    ["two of them", (secret: string) => `?secret=${secret}&secret=${secret}`, 401],
  ])("with %s", async (_what, queryOf, status) => {
    const rootly = await withRootly();
    const response = await post(rootly.url + queryOf(rootly.secret), { type: "alert.open", data: DATA });
    expect(response.status).toBe(status);
    expect(rootly.alerts).toHaveLength(status === 200 ? 1 : 0);
    expect(rootly.deliveries).toMatchObject([{ status }]);
  });

  it.each([
    ["type", { data: DATA }, ["type"], 422],
    [
      "data",
      { type: "alert.open" },
      ["data", "data.id", "data.sid", "data.title", "data.description", "data.status", "data.urgency"],
      422,
    ],
    ["id", { type: "alert.open", data: { ...DATA, id: undefined } }, ["data.id"], 422],
    ["sid", { type: "alert.open", data: { ...DATA, sid: undefined } }, ["data.sid"], 200],
    ["title", { type: "alert.open", data: { ...DATA, title: "" } }, ["data.title"], 200],
    [
      "description",
      { type: "alert.open", data: { ...DATA, description: undefined } },
      ["data.description"],
      200,
    ],
    ["status", { type: "alert.open", data: { ...DATA, status: null } }, ["data.status"], 200],
    ["urgency", { type: "alert.open", data: { ...DATA, urgency: 1 } }, ["data.urgency"], 200],
    ["nothing", { type: "alert.open", data: DATA }, [], 200],
  ])("records that %s is missing", async (_what, body, missing, status) => {
    const rootly = await withRootly();
    const response = await post(`${rootly.url}?secret=${rootly.secret}`, body);
    expect(rootly.deliveries[0]?.missing).toEqual(missing);
    if (missing[0] !== "data.urgency") expect(response.status).toBe(status);
  });

  it.each(["", "{", "[]", "null", '"text"'])("answers 422 to %j", async (text) => {
    const rootly = await withRootly();
    expect((await post(`${rootly.url}?secret=${rootly.secret}`, text)).status).toBe(422);
  });

  it("takes no part in events that Rootly does not support", async () => {
    const rootly = await withRootly();
    await post(`${rootly.url}?secret=${rootly.secret}`, { type: "comment.created", data: DATA });
    expect(rootly.deliveries).toMatchObject([{ status: 200, effect: "ignored" }]);
    expect(rootly.alerts).toEqual([]);
  });

  it("makes one alert per PagerTree alert, with the state of the newest event", async () => {
    const rootly = await withRootly();
    const url = `${rootly.url}?secret=${rootly.secret}`;
    const late = { ...DATA, status: "queued", updatedAt: "2026-01-01T00:00:00.000Z" };
    await post(url, { type: "alert.open", data: DATA });
    await post(url, { type: "alert.created", data: late });
    await post(url, { type: "alert.open", data: { ...DATA, id: "alt_2" } });

    expect(rootly.alerts).toHaveLength(2);
    expect(rootly.alerts[0]).toMatchObject({
      externalId: "alt_1",
      summary: "Disk full",
      labels: { status: "open", urgency: "high" },
      externalUrl: "https://app.pagertree.com/alerts/alt_1",
      events: ["alert.open", "alert.created"],
    });
  });

  it("changes nothing at a repeated delivery", async () => {
    const rootly = await withRootly();
    const body = { type: "alert.open", data: DATA };
    await post(`${rootly.url}?secret=${rootly.secret}`, body);
    const before = structuredClone(rootly.alerts);

    await post(`${rootly.url}?secret=${rootly.secret}`, body);

    expect(rootly.alerts).toEqual(before);
    expect(rootly.deliveries.map(({ effect }) => effect)).toEqual(["created", "repeated"]);
  });
});

describe("fail", () => {
  it("answers so many webhooks with a status, and takes nothing from them", async () => {
    const rootly = await withRootly();
    const url = `${rootly.url}?secret=${rootly.secret}`;
    rootly.fail(503, 2);
    const answers = [];
    for (let count = 0; count < 3; count += 1)
      answers.push((await post(url, { type: "alert.open", data: DATA })).status);
    expect(answers).toEqual([503, 503, 200]);
    expect(rootly.deliveries.map(({ effect }) => effect)).toEqual(["refused", "refused", "created"]);
  });
});

describe("from PagerTree to Rootly", () => {
  it("each of the eight events arrives once, in the shape that Rootly asks for", async () => {
    const { emulator, rootly } = await withBridge();

    const alert = await makeAllEventsHappen(emulator);

    expect(rootly.deliveries.map(({ type, status, missing }) => ({ type, status, missing }))).toEqual(
      EVENTS.map((type) => ({ type, status: 200, missing: [] })),
    );
    expect(rootly.alerts).toMatchObject([
      { externalId: alert.prefix_id, summary: "Disk full", labels: { status: "resolved" }, events: EVENTS },
    ]);
  });

  it("an outage loses no event, and a retry of what arrived changes nothing", async () => {
    const { emulator, rootly } = await withBridge();
    rootly.fail(500, 5);
    await makeAllEventsHappen(emulator);
    await emulator.webhooks.retryNow();

    expect(rootly.deliveries.filter(({ status }) => status === 500)).toHaveLength(5);
    expect(rootly.alerts).toHaveLength(1);
    expect(rootly.alerts[0]?.events.toSorted()).toEqual(EVENTS.toSorted());
    expect(rootly.alerts[0]?.labels.status).toBe("resolved");
  });

  it("two timeouts of one alert are two events", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const emulator = await withEmulator({ clock: () => (now += 1) });
    const rootly = await withRootly();
    await createOutgoing(emulator, `${rootly.url}?secret=${rootly.secret}`);
    const { id } = await createAlert(emulator);
    for (let count = 0; count < 2; count += 1) await control(emulator, "POST", `/alerts/${id}/timeout`);
    await emulator.webhooks.settled();
    expect(rootly.alerts[0]?.events.filter((event) => event === "alert.timeout")).toHaveLength(2);
  });

  it("a wrong secret shows as 401 in PagerTree's record", async () => {
    const emulator = await withEmulator();
    const rootly = await withRootly();
    await createOutgoing(emulator, `${rootly.url}?secret=wrong`, { option_alert_open: false });
    await createAlert(emulator);
    await emulator.webhooks.settled();
    expect(emulator.store.all("deliveries")).toMatchObject([
      { status: "retrying", attempts: [{ status: 401 }] },
    ]);
  });

  it("events of an alert that is linked to an incident are its activity, and make no alert", async () => {
    const { emulator, rootly } = await withBridge();
    const incident = await rootly.declareIncident({ title: "Checkout is down", team: "Payments" });
    const alert = await createAlert(emulator);
    rootly.linkAlert(incident.id, alert.prefix_id);
    await emulator.webhooks.settled();
    const before = rootly.alerts.length;

    await callApi(emulator, "POST", `/alerts/${alert.id}/acknowledge`);
    await emulator.webhooks.settled();

    expect(rootly.alerts).toHaveLength(before);
    expect(incident.activity.at(-1)).toMatchObject({ event: "alert.acknowledged", alertId: alert.prefix_id });
  });
});

describe("declareIncident", () => {
  it.each([
    ["a team by its name", ({ payments }: ReturnType<typeof demoAccount>) => ({ team: payments.name })],
    ["a team by its id", ({ payments }: ReturnType<typeof demoAccount>) => ({ team: payments.id })],
  ])("pages %s, and the alert's events join the incident", async (_what, responderOf) => {
    const { emulator, rootly } = await withBridge();
    const { payments, ...others } = demoAccount(emulator);

    const incident = await rootly.declareIncident({
      title: "Checkout is down",
      ...responderOf({ payments, ...others }),
    });
    await emulator.webhooks.settled();

    expect(await teamAlerts(emulator, payments.id)).toMatchObject([
      { title: "Checkout is down", status: "open", thirdparty_id: incident.id },
    ]);
    expect(incident.activity.map(({ event }) => event)).toEqual(["alert.created", "alert.open"]);
    expect(rootly.alerts).toEqual([]);
  });

  it("pages a user by e-mail address", async () => {
    const { emulator, rootly } = await withBridge();
    const { grace } = demoAccount(emulator);
    await rootly.declareIncident({ title: "Checkout is down", user: "grace@example.com" });
    expect(emulator.store.all("alerts")).toMatchObject([{ destination_account_user_ids: [grace.id] }]);
  });

  it.each([
    ["an unknown team", { team: "Nobody" }, "PagerTree has 0 of team Nobody"],
    ["an unknown user", { user: "nobody@example.com" }, "PagerTree has 0 of user nobody@example.com"],
    ["an unknown id", { team: "01J00000000000000000000000" }, "PagerTree answered 422 to a new alert"],
  ])("fails for %s", async (_what, responder, message) => {
    const { rootly } = await withBridge();
    await expect(rootly.declareIncident({ title: "Checkout is down", ...responder })).rejects.toThrow(
      message,
    );
  });

  it("needs a way to PagerTree", async () => {
    const rootly = await withRootly();
    await expect(rootly.declareIncident({ title: "Checkout is down", team: "Payments" })).rejects.toThrow(
      "paging needs PagerTree's URL and an API key",
    );
  });
});

describe("resolveIncident", () => {
  it("resolves the linked alert", async () => {
    const { emulator, rootly } = await withBridge();
    const incident = await rootly.declareIncident({ title: "Checkout is down", team: "Payments" });

    await rootly.resolveIncident(incident.id);
    await emulator.webhooks.settled();

    expect(emulator.store.all("alerts")).toMatchObject([{ status: "resolved" }]);
    expect(incident.status).toBe("resolved");
    expect(incident.activity.map(({ event }) => event)).toEqual([
      "alert.created",
      "alert.open",
      "alert.resolved",
    ]);
  });

  it("is fine with an alert that is resolved already", async () => {
    const { emulator, rootly } = await withBridge();
    const incident = await rootly.declareIncident({ title: "Checkout is down", team: "Payments" });
    const [alert] = emulator.store.all("alerts");
    await callApi(emulator, "POST", `/alerts/${alert?.id}/resolve`);
    await expect(rootly.resolveIncident(incident.id)).resolves.toMatchObject({ status: "resolved" });
  });
});

describe("/_rootly", () => {
  it("needs the secret as a bearer token", async () => {
    const rootly = await withRootly();
    const url = `${new URL(rootly.url).origin}/_rootly/deliveries`;
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
  });

  it("declares and resolves incidents, and shows what came", async () => {
    const { emulator, rootly } = await withBridge();
    const call = async (method: string, path: string, body?: Body): Promise<[number, unknown]> => {
      const response = await fetch(`${new URL(rootly.url).origin}/_rootly${path}`, {
        method,
        headers: { authorization: `Bearer ${rootly.secret}`, "content-type": "application/json" },
        body: body === undefined ? null : JSON.stringify(body),
      });
      return [response.status, await response.json().catch(() => null)];
    };

    const [created] = await call("POST", "/incidents", { title: "Checkout is down", team: "Payments" });
    const [resolved] = await call("POST", `/incidents/${rootly.incidents[0]?.id}/resolve`);
    const [unknown] = await call("POST", "/incidents/unknown/resolve");
    const [wrong] = await call("POST", "/incidents", { title: "Checkout is down" });
    await emulator.webhooks.settled();

    expect([created, resolved, unknown, wrong]).toEqual([201, 200, 422, 422]);
    expect(await call("GET", "/deliveries")).toEqual([200, rootly.deliveries]);
    expect(await call("GET", "/incidents")).toEqual([200, rootly.incidents]);
    expect(await call("GET", "/alerts")).toEqual([200, []]);
  });
});

describe("startRootlyReceiver", () => {
  it("refuses an empty secret", async () => {
    await expect(withRootly({ secret: "" })).rejects.toThrow("the secret is empty");
  });
});
