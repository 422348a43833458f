// The Rootly stand-in: what it takes, what it makes of it, and an alert's whole way to it.
import { describe, expect, it } from "vitest";
import type { Emulator, RootlySeverity, RootlyTask } from "../../emulator/src/index.ts";
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

/** An incident that has paged a team, and PagerTree's prefix id of the alert. */
async function pageTeam(
  { emulator, rootly }: Awaited<ReturnType<typeof withBridge>>,
  task: Partial<RootlyTask> = {},
  severity?: RootlySeverity,
) {
  const { payments } = demoAccount(emulator);
  const incident = rootly.declareIncident({ title: "Checkout is down", ...(severity && { severity }) });
  const alertId = await rootly.runTask(incident.id, {
    ...task,
    task_type: "create_pagertree_alert",
    teams: [{ id: payments.id, name: payments.name }],
  });
  return { incident, alertId, payments };
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
  ])("with %s in the URL", async (_what, queryOf, status) => {
    const rootly = await withRootly();
    const response = await post(rootly.url + queryOf(rootly.secret), { type: "alert.open", data: DATA });
    expect(response.status).toBe(status);
    expect(rootly.alerts).toHaveLength(status === 200 ? 1 : 0);
    expect(rootly.deliveries).toMatchObject([{ status }]);
  });

  it.each([
    ["the secret", "", "Bearer r00tly-s3cret", 200],
    ["the secret, and another one in the URL", "?secret=wrong", "Bearer r00tly-s3cret", 200],
    ["another secret", "", "Bearer wrong", 401],
    ["the secret without its scheme", "", "r00tly-s3cret", 401],
  ])("with %s as the bearer token", async (_what, query, authorization, status) => {
    const rootly = await withRootly();
    const body = JSON.stringify({ type: "alert.open", data: DATA });
    const response = await fetch(rootly.url + query, { method: "POST", headers: { authorization }, body });
    expect(response.status).toBe(status);
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
    const incident = rootly.declareIncident({ title: "Checkout is down" });
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

describe("the task create_pagertree_alert", () => {
  it("pages a team, and the alert's events join the incident", async () => {
    const bridge = await withBridge();
    const { incident, payments } = await pageTeam(bridge);
    await bridge.emulator.webhooks.settled();

    expect(await teamAlerts(bridge.emulator, payments.id)).toMatchObject([
      { title: "Checkout is down", urgency: "high", status: "open", thirdparty_id: incident.id },
    ]);
    expect(incident.activity.map(({ event }) => event)).toEqual(["alert.created", "alert.open"]);
    expect(bridge.rootly.alerts).toEqual([]);
  });

  it("pages a user, with the title and the description of the task", async () => {
    const { emulator, rootly } = await withBridge();
    const { grace } = demoAccount(emulator);
    const { id } = rootly.declareIncident({ title: "Checkout is down" });
    await rootly.runTask(id, {
      task_type: "create_pagertree_alert",
      title: "Look at the checkout",
      description: "It is down.",
      users: [{ id: grace.id, name: "Grace" }],
    });
    expect(emulator.store.all("alerts")).toMatchObject([
      {
        title: "Look at the checkout",
        description: "It is down.",
        destination_account_user_ids: [grace.id],
      },
    ]);
  });

  it.each<[task: Partial<RootlyTask>, severity: RootlySeverity | undefined, urgency: string, meta: Body]>([
    [{ urgency: "auto" }, "critical", "critical", {}],
    [{ urgency: "auto" }, "medium", "medium", {}],
    [{ urgency: "auto" }, undefined, "high", {}],
    [{ urgency: "low" }, "critical", "low", {}],
    [{ incident: true }, "high", "high", { incident: true, incident_severity: "SEV-2" }],
    [{ incident: true, severity: "auto" }, "low", "low", { incident: true, incident_severity: "SEV-4" }],
    [{ incident: true }, undefined, "high", { incident: true, incident_severity: "SEV-UNKNOWN" }],
    [{ incident: true, severity: "SEV-3" }, "low", "low", { incident: true, incident_severity: "SEV-3" }],
    [{ incident: false }, "low", "low", { incident: false }],
  ])(
    "makes of %j in an incident of severity %s the urgency %s and %j",
    async (task, severity, urgency, meta) => {
      const bridge = await withBridge();
      await pageTeam(bridge, task, severity);
      const [alert] = bridge.emulator.store.all("alerts");
      expect(alert?.urgency).toBe(urgency);
      expect(Object.fromEntries(alert?.meta ?? [])).toEqual(meta);
    },
  );

  it("fails for a team that PagerTree does not have", async () => {
    const { rootly } = await withBridge();
    const { id } = rootly.declareIncident({ title: "Checkout is down" });
    const teams = [{ id: "01J00000000000000000000000", name: "Nobody" }];
    await expect(rootly.runTask(id, { task_type: "create_pagertree_alert", teams })).rejects.toThrow(
      "PagerTree answered 404 to a new alert",
    );
  });

  it("needs a way to PagerTree", async () => {
    const rootly = await withRootly();
    const { id } = rootly.declareIncident({ title: "Checkout is down" });
    await expect(rootly.runTask(id, { task_type: "create_pagertree_alert" })).rejects.toThrow(
      "paging needs PagerTree's URL and an API key",
    );
  });
});

describe("the task update_pagertree_alert", () => {
  it("changes what it names of the alert, and nothing else", async () => {
    const bridge = await withBridge();
    const { incident, alertId, payments } = await pageTeam(bridge, { description: "It is down." });
    await bridge.rootly.runTask(incident.id, {
      task_type: "update_pagertree_alert",
      pagertree_alert_id: alertId,
      title: "Checkout is back",
      urgency: "low",
    });
    expect(bridge.emulator.store.all("alerts")).toMatchObject([
      {
        title: "Checkout is back",
        urgency: "low",
        description: "It is down.",
        destination_team_ids: [payments.id],
      },
    ]);
  });

  it("fails for an alert that PagerTree does not have", async () => {
    const { rootly } = await withBridge();
    const { id } = rootly.declareIncident({ title: "Checkout is down" });
    const task = { task_type: "update_pagertree_alert", pagertree_alert_id: "alt_unknown" } as const;
    await expect(rootly.runTask(id, task)).rejects.toThrow(
      "PagerTree answered 404 to a change of alt_unknown",
    );
  });
});

describe("resolveIncident", () => {
  it("resolves the linked alert", async () => {
    const bridge = await withBridge();
    const { emulator, rootly } = bridge;
    const { incident } = await pageTeam(bridge);

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
    const bridge = await withBridge();
    const { emulator, rootly } = bridge;
    const { incident } = await pageTeam(bridge);
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

    const { payments } = demoAccount(emulator);
    const task = {
      task_type: "create_pagertree_alert",
      urgency: "auto",
      teams: [{ id: payments.id, name: payments.name }],
    };
    const [created] = await call("POST", "/incidents", { title: "Checkout is down", severity: "high" });
    const tasks = `/incidents/${rootly.incidents[0]?.id}/tasks`;
    const paged = await call("POST", tasks, task);
    const misspelt = await call("POST", tasks, { ...task, urgency: "urgent" });
    const byName = await call("POST", tasks, { ...task, teams: "Payments" });
    const [resolved] = await call("POST", `/incidents/${rootly.incidents[0]?.id}/resolve`);
    const [unknown] = await call("POST", "/incidents/unknown/resolve");
    const [wrong] = await call("POST", "/incidents", { title: "Checkout is down", team: "Payments" });
    await emulator.webhooks.settled();

    expect([created, resolved, unknown, wrong]).toEqual([201, 200, 422, 422]);
    expect(paged).toEqual([200, { alert_id: emulator.store.all("alerts")[0]?.prefix_id }]);
    expect(misspelt).toEqual([
      422,
      expect.objectContaining({ errors: [{ message: expect.stringContaining("urgency") }] }),
    ]);
    expect(byName).toEqual([
      422,
      expect.objectContaining({ errors: [{ message: expect.stringContaining("teams") }] }),
    ]);
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
