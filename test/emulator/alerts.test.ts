// The emulator's /alerts by verb and path, and what happens to alerts on request.
import { describe, expect, it } from "vitest";
import { alertOf, control, createAlert, sendPayload } from "../helpers/alerts.ts";
import { callApi, idOf, messagesOf, rowsOf } from "../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const UNKNOWN_ID = "01J00000000000000000000000";

describe("POST /alerts", () => {
  it("answers 201 with the alert, which is open", async () => {
    const emulator = await withEmulator();
    const { platform, mainRouter, ada } = demoAccount(emulator);

    const answer = await callApi(emulator, "POST", "/alerts", {
      title: "Disk full",
      description: "On db-1",
      urgency: "critical",
      meta: { incident: true, incident_severity: "SEV-2", incident_message: "Join", other: "dropped" },
      tags: ["db", "prod"],
      thirdparty_id: "INC-1",
      destination_team_ids: [platform.id],
      destination_router_ids: [mainRouter.id],
      destination_account_user_ids: [ada.id],
    });

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(String),
      prefix_id: expect.stringMatching(/^alt_[A-Za-z0-9_-]{14}$/),
      tiny_id: 1,
      account_id: ada.account_id,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      meta: { incident: true, incident_severity: "SEV-2", incident_message: "Join" },
      title: "Disk full",
      description: "On db-1",
      tag_list: ["db", "prod"],
      urgency: "critical",
      status: "open",
      source_id: ada.id,
      source_type: "AccountUser",
      source_log_id: null,
      thirdparty_id: "INC-1",
      acknowledged_at: null,
      resolved_at: null,
      dedup_keys: [],
      dedup_count: 0,
      destination_team_ids: [platform.id],
      destination_router_ids: [mainRouter.id],
      destination_account_user_ids: [ada.id],
    });
  });

  it("names everything that is missing or wrong in one answer, with unknownIdIs422 unknown ids too", async () => {
    const emulator = await withEmulator({ switches: { unknownIdIs422: true } });

    const answer = await callApi(emulator, "POST", "/alerts", {
      urgency: "urgent",
      meta: { incident: true, incident_severity: "high" },
      destination_team_ids: [UNKNOWN_ID],
    });

    expect(answer.status).toBe(422);
    expect(messagesOf(answer)).toEqual([
      "title can't be blank",
      "urgency is not included in the list",
      "incident_severity is not included in the list",
      "destination_team_ids must exist",
    ]);
    expect(emulator.store.all("alerts")).toEqual([]);
  });

  it("answers 404 for an unknown destination, and makes nothing", async () => {
    const emulator = await withEmulator();
    const { platform, ada, mainRouter } = demoAccount(emulator);
    const alert = { title: "Disk full", urgency: "low" };

    const answers = [
      await callApi(emulator, "POST", "/alerts", {
        ...alert,
        destination_team_ids: [platform.id, UNKNOWN_ID],
      }),
      await callApi(emulator, "POST", "/alerts", { ...alert, destination_account_user_ids: [ada.user.id] }),
      await callApi(emulator, "POST", "/alerts", {
        ...alert,
        destination_router_ids: [mainRouter.prefix_id],
      }),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(emulator.store.all("alerts")).toEqual([]);
  });

  it("needs a destination", async () => {
    const emulator = await withEmulator();
    const answer = await callApi(emulator, "POST", "/alerts", { title: "Disk full", urgency: "low" });
    expect(messagesOf(answer)).toEqual(["destinations can't be blank"]);
  });

  it("makes another alert for the same third-party id, as only integrations deduplicate", async () => {
    const emulator = await withEmulator();
    const first = await createAlert(emulator, { thirdparty_id: "a" });
    const second = await createAlert(emulator, { thirdparty_id: "a" });
    expect(second.id).not.toBe(first.id);
  });
});

describe("GET /alerts", () => {
  it.each([
    ["status=open", ["Two"]],
    ["thirdparty_id=one", ["One"]],
    ["q=PROD", ["One"]],
    ["q=platform", ["Two", "One"]],
    ["tag_list=prod&ops=tag_list:contains", ["One"]],
    ["limit=1", ["Two"]],
  ])("with %s gives %j", async (query, titles) => {
    const emulator = await withEmulator();
    const { id } = await createAlert(emulator, { title: "One", thirdparty_id: "one", tags: ["prod"] });
    await createAlert(emulator, { title: "Two" });
    await callApi(emulator, "POST", `/alerts/${id}/acknowledge`);

    const answer = await callApi(emulator, "GET", `/alerts?${query}`);

    expect(rowsOf(answer).map(({ title }) => title)).toEqual(titles);
  });

  it("shows no other account's alerts", async () => {
    const emulator = await withEmulator({ apiKeys: [{ key: "a" }, { key: "b", account: "other" }] });
    const { id } = await createAlert(emulator);
    const asOther = { apiKey: "b" };
    expect((await callApi(emulator, "GET", "/alerts", undefined, asOther)).body["total_count"]).toBe(0);
    expect((await callApi(emulator, "POST", `/alerts/${id}/resolve`, {}, asOther)).status).toBe(404);
  });
});

describe("PUT /alerts/:id", () => {
  it("changes what is sent and leaves the rest", async () => {
    const emulator = await withEmulator();
    const { id } = await createAlert(emulator, { description: "On db-1", tags: ["db"] });

    const answer = await callApi(emulator, "PUT", `/alerts/${id}`, { title: "Disk fuller" });

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ title: "Disk fuller", description: "On db-1", tag_list: ["db"] });
  });
});

describe("DELETE /alerts/:id", () => {
  it("hides the alert", async () => {
    const emulator = await withEmulator();
    const { id } = await createAlert(emulator);
    expect((await callApi(emulator, "DELETE", `/alerts/${id}`)).status).toBe(204);
    expect((await callApi(emulator, "GET", `/alerts/${id}`)).status).toBe(404);
  });
});

/** How an alert gets into each state. */
const PATHS_TO: Readonly<Record<string, readonly string[]>> = {
  open: [],
  acknowledged: ["acknowledge"],
  dropped: ["drop"],
  resolved: ["resolve"],
};

describe.each([
  { step: "acknowledge", from: ["open", "dropped"], to: "acknowledged" },
  { step: "reject", from: ["open"], to: "open" },
  { step: "resolve", from: ["open", "acknowledged", "dropped"], to: "resolved" },
  { step: "timeout", from: ["open"], to: "open" },
  { step: "drop", from: ["open"], to: "dropped" },
  { step: "handoff", from: ["acknowledged"], to: "open" },
])("$step of an alert", ({ step, from, to }) => {
  it.each(Object.keys(PATHS_TO))("from %s", async (status) => {
    const emulator = await withEmulator();
    const { id } = await createAlert(emulator);
    const body = { team_id: demoAccount(emulator).payments.prefix_id };
    for (const earlier of PATHS_TO[status] ?? []) await control(emulator, "POST", `/alerts/${id}/${earlier}`);

    const answer = await control(emulator, "POST", `/alerts/${id}/${step}`, body);

    if (from.includes(status)) {
      expect(answer.status).toBe(200);
      expect(answer.body["status"]).toBe(to);
    } else {
      expect(answer.status).toBe(422);
      expect(messagesOf(answer)).toEqual([`status is ${status}, from which an alert can't ${step}`]);
      expect(alertOf(emulator, id).status).toBe(status);
    }
  });
});

describe("POST /alerts/:id/acknowledge", () => {
  it("keeps the time of the first acknowledgement, over a handoff too", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const emulator = await withEmulator({ clock: () => now });
    const { id } = await createAlert(emulator);
    const { acknowledged_at: first } = (await callApi(emulator, "POST", `/alerts/${id}/acknowledge`)).body;
    now += 60_000;
    await control(emulator, "POST", `/alerts/${id}/handoff`, { team_id: demoAccount(emulator).payments.id });

    const { body } = await callApi(emulator, "POST", `/alerts/${id}/acknowledge`);

    expect(first).toBe("2026-01-01T00:00:00.000Z");
    expect(body["acknowledged_at"]).toBe(first);
  });
});

describe("a member's key", () => {
  it.each([
    ["acknowledge", 200],
    ["reject", 200],
    ["comments", 201],
    ["resolve", 403],
  ])("may POST /alerts/:id/%s: %i", async (step, status) => {
    const emulator = await withEmulator({ apiKeys: [{ key: "admin" }, { key: "member", role: "member" }] });
    const { id } = await createAlert(emulator);
    const body = { body: "On my way" };
    const answer = await callApi(emulator, "POST", `/alerts/${id}/${step}`, body, { apiKey: "member" });
    expect(answer.status).toBe(status);
  });
});

describe("POST and GET /alerts/:id/comments", () => {
  it("adds a comment and lists it", async () => {
    const emulator = await withEmulator();
    const { id } = await createAlert(emulator);
    await createAlert(emulator);

    const answer = await callApi(emulator, "POST", `/alerts/${id}/comments`, { body: "On my way" });
    const list = await callApi(emulator, "GET", `/alerts/${id}/comments`);

    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      body: "On my way",
      commentable_id: id,
      created_by_name: "Ada Lovelace",
    });
    expect(rowsOf(list).map((row) => row["id"])).toEqual([idOf(answer)]);
  });

  it("needs a body", async () => {
    const emulator = await withEmulator();
    const { id } = await createAlert(emulator);
    const answer = await callApi(emulator, "POST", `/alerts/${id}/comments`, { body: " " });
    expect(answer.status).toBe(422);
    expect(messagesOf(answer)).toEqual(["body can't be blank"]);
  });
});

describe("GET /teams/:id/alerts", () => {
  it("gives the alerts for the team, those of a router that passes on to it included", async () => {
    const emulator = await withEmulator();
    const { platform, payments, mainRouter } = demoAccount(emulator);
    await createAlert(emulator, { title: "Direct" });
    await createAlert(emulator, {
      title: "Routed",
      destination_team_ids: [],
      destination_router_ids: [mainRouter.id],
    });
    await createAlert(emulator, { title: "Other", destination_team_ids: [payments.id] });

    const answer = await callApi(emulator, "GET", `/teams/${platform.id}/alerts`);

    expect(rowsOf(answer).map(({ title }) => title)).toEqual(["Routed", "Direct"]);
  });
});

describe("POST /_emulator/alerts/:id/handoff", () => {
  it.each([
    ["no receiver", {}, "one of team_id, router_id and account_user_id is needed"],
    ["an unknown team", { team_id: UNKNOWN_ID }, "team_id must exist"],
  ])("answers 422 for %s", async (_what, body, message) => {
    const emulator = await withEmulator();
    const { id } = await createAlert(emulator);
    await callApi(emulator, "POST", `/alerts/${id}/acknowledge`);
    const answer = await control(emulator, "POST", `/alerts/${id}/handoff`, body);
    expect(answer.status).toBe(422);
    expect(messagesOf(answer)).toEqual([message]);
  });
});

describe("alerts in a data file and after a reset", () => {
  it("are gone after POST /_emulator/reset", async () => {
    const emulator = await withEmulator();
    const webhook = await createIntegration(emulator, "Webhook");
    await sendPayload(emulator, webhook, { event_type: "create", id: "a", title: "Disk full" });
    expect(emulator.store.all("alerts")).toHaveLength(1);

    await control(emulator, "POST", "/reset");

    expect(emulator.store.all("alerts")).toEqual([]);
    expect(emulator.store.all("logs")).toEqual([]);
  });
});
