// The emulator's /teams by verb and path, and the demo account.

import { describe, expect, it } from "vitest";
import { callApi, idOf, messagesOf } from "../helpers/call-api.ts";
import { demoAccount } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const UNKNOWN_ID = "01J00000000000000000000000";

describe("POST /teams", () => {
  it("answers 201 with the object, a schedule and an escalation policy", async () => {
    const emulator = await withEmulator();
    const { ada, grace } = demoAccount(emulator);

    const answer = await callApi(emulator, "POST", "/teams", {
      name: "Search",
      notes: "Indexing",
      meta: { cost_centre: "42" },
      member_account_user_ids: [grace.id, ada.id],
      admin_account_user_ids: [ada.id],
    });

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.any(String),
      prefix_id: expect.stringMatching(/^tem_[A-Za-z0-9_-]{14}$/),
      tiny_id: 3,
      account_id: ada.account_id,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      meta: {},
      name: "Search",
      notes: "Indexing",
      escalation_policy_id: expect.stringMatching(/^[0-9A-Z]{26}$/),
      schedule_id: expect.stringMatching(/^[0-9A-Z]{26}$/),
      member_account_user_ids: [grace.id, ada.id],
      admin_account_user_ids: [ada.id],
      drop_notifications: "none",
      handoff_notifications: "none",
      drop_notification_account_user_ids: [],
      handoff_notification_account_user_ids: [],
      attachments: [],
    });
  });

  it("names everything that is missing or wrong in one answer, with unknownIdIs422 unknown ids too", async () => {
    const emulator = await withEmulator({ switches: { unknownIdIs422: true } });

    const answer = await callApi(emulator, "POST", "/teams", {
      drop_notifications: "everybody",
      handoff_notifications: null,
      drop_notification_account_user_ids: [UNKNOWN_ID],
    });

    expect(answer.status).toBe(422);
    expect(messagesOf(answer)).toEqual([
      "name can't be blank",
      "member_account_user_ids can't be blank",
      "admin_account_user_ids can't be blank",
      "drop_notification_account_user_ids must exist",
      "drop_notifications is not included in the list",
      "handoff_notifications is not included in the list",
    ]);
  });

  it.each(["none", "team_all", "team_admins", "oncall_rotation", "specific_users"])(
    "takes drop_notifications %s",
    async (drop_notifications) => {
      const emulator = await withEmulator();
      const { platform } = demoAccount(emulator);

      const answer = await callApi(emulator, "PUT", `/teams/${platform.id}`, { drop_notifications });

      expect(answer.body["drop_notifications"]).toBe(drop_notifications);
    },
  );

  it("refuses what stands for an account user elsewhere: another account's, a prefix id, the id of its user", async () => {
    const emulator = await withEmulator({ apiKeys: [{ key: "ours" }, { key: "theirs", account: "other" }] });
    const { ada } = demoAccount(emulator);
    const lists = ["member", "admin", "drop_notification", "handoff_notification"].map(
      (list) => `${list}_account_user_ids`,
    );
    const team = (id: string) => ({
      name: "Search",
      ...Object.fromEntries(lists.map((list) => [list, [id]])),
    });

    const answers = [
      await callApi(emulator, "POST", "/teams", team(ada.id), { apiKey: "theirs" }),
      await callApi(emulator, "POST", "/teams", team(ada.prefix_id)),
      await callApi(emulator, "POST", "/teams", team(ada.user.id)),
    ];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(emulator.store.all("teams")).toHaveLength(2);
  });

  it("drops what only PagerTree sets", async () => {
    const emulator = await withEmulator();
    const { ada, platform } = demoAccount(emulator);
    const own = {
      escalation_policy_id: UNKNOWN_ID,
      schedule_id: UNKNOWN_ID,
      id: UNKNOWN_ID,
      prefix_id: "tem_x",
    };

    const made = await callApi(emulator, "POST", "/teams", {
      name: "Search",
      member_account_user_ids: [ada.id],
      admin_account_user_ids: [ada.id],
      ...own,
    });
    const changed = await callApi(emulator, "PUT", `/teams/${platform.id}`, own);

    expect(made.status).toBe(201);
    expect(changed.body).toMatchObject({ id: platform.id, schedule_id: platform.schedule_id });
    expect(JSON.stringify([made.body, changed.body])).not.toContain(UNKNOWN_ID);
  });

  it("drops a list where a text belongs, and a text where a list belongs", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    const wrong = { name: ["Search"], notes: { a: 1 }, member_account_user_ids: "nobody" };

    const answer = await callApi(emulator, "PUT", `/teams/${platform.id}`, wrong);

    expect(answer.status).toBe(200);
    expect(answer.body["updated_at"]).toBe(platform.updated_at);
  });

  it("drops a map as meta, which Rails permits as a scalar only, and takes it with teamMetaStored", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    const metaOf = async (meta: unknown) =>
      (await callApi(emulator, "PUT", `/teams/${platform.id}`, { meta })).body["meta"];

    expect(await metaOf({ a: 1 })).toEqual({});
    emulator.switches.teamMetaStored = true;
    expect(await metaOf({ a: 1 })).toEqual({ a: 1 });
    expect(await metaOf("x")).toEqual({ a: 1 });
  });
});

describe("PUT /teams/:id", () => {
  it("is partial", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    const before = (await callApi(emulator, "GET", `/teams/${platform.prefix_id}`)).body;

    const answer = await callApi(emulator, "PUT", `/teams/${platform.id}`, { notes: "New" });

    expect(answer.body).toEqual({ ...before, notes: "New", updated_at: answer.body["updated_at"] });
  });

  it("keeps at least one member and one admin", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);

    const answer = await callApi(emulator, "PUT", `/teams/${platform.id}`, {
      member_account_user_ids: [],
      admin_account_user_ids: [""],
    });

    expect(messagesOf(answer)).toEqual([
      "member_account_user_ids can't be blank",
      "admin_account_user_ids can't be blank",
    ]);
  });
});

describe("an id that is no team's", () => {
  it.each(["GET", "PUT", "DELETE"])("is 404 to %s", async (method) => {
    const emulator = await withEmulator();
    const { mainRouter, ada } = demoAccount(emulator);

    for (const id of [UNKNOWN_ID, mainRouter.id, ada.prefix_id, "tem_unknown00"]) {
      expect((await callApi(emulator, method, `/teams/${id}`)).status).toBe(404);
    }
  });
});

describe("DELETE /teams/:id", () => {
  it("answers 204, and routers stop pointing at the team", async () => {
    const emulator = await withEmulator();
    const { platform, mainRouter } = demoAccount(emulator);

    const answer = await callApi(emulator, "DELETE", `/teams/${platform.id}`);

    expect(answer.status).toBe(204);
    expect((await callApi(emulator, "GET", `/teams/${platform.id}`)).status).toBe(404);
    expect((await callApi(emulator, "GET", `/routers/${mainRouter.id}`)).body).toMatchObject({
      default_receiver_team_id: null,
    });
  });
});

describe("GET /teams/:id/current_oncall", () => {
  it("is who is on call by the team's schedule: in the demo account the first member, the next and all of them; a week later the other way round", async () => {
    let now = Date.parse("2026-03-01T10:20:30Z");
    const emulator = await withEmulator({ clock: () => now });
    const { platform, ada, grace } = demoAccount(emulator);
    const get = async () =>
      JSON.parse((await callApi(emulator, "GET", `/teams/${platform.id}/current_oncall`)).text);

    const first = await get();
    now += 7 * 24 * 60 * 60 * 1000;

    const layer = (number: number, attendees: readonly (readonly [{ id: string }, number])[]) => ({
      id: expect.any(String),
      prefix_id: expect.stringMatching(/^evt_/),
      time_zone: "UTC",
      layer: number,
      start_time: "2026-02-23T09:00:00.000Z",
      end_time: "2026-03-02T09:00:00.000Z",
      attendees: attendees.map(([{ id }, position]) => ({
        attendee_id: id,
        attendee_type: "AccountUser",
        position,
      })),
    });
    expect(first).toEqual([
      layer(1, [[ada, 1]]),
      layer(2, [[grace, 1]]),
      layer(3, [
        [ada, 1],
        [grace, 2],
      ]),
    ]);
    expect(await get()).toMatchObject([
      { attendees: [{ attendee_id: grace.id }] },
      { attendees: [{ attendee_id: ada.id }] },
      { layer: 3 },
    ]);
  });

  it("is empty for a new team", async () => {
    const emulator = await withEmulator();
    const { ada } = demoAccount(emulator);
    const team = await callApi(emulator, "POST", "/teams", {
      name: "Search",
      member_account_user_ids: [ada.id],
      admin_account_user_ids: [ada.id],
    });

    expect((await callApi(emulator, "GET", `/teams/${idOf(team)}/current_oncall`)).text).toBe("[]");
  });
});

describe("GET /teams/:id/alerts", () => {
  it("is an empty page while no alert exists, and 404 for an unknown team", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);

    const answer = await callApi(emulator, "GET", `/teams/${platform.id}/alerts?limit=5`);

    expect(answer.body).toEqual({ data: [], has_more: false, total_count: 0 });
    expect((await callApi(emulator, "GET", `/teams/${UNKNOWN_ID}/alerts`)).status).toBe(404);
  });
});

describe("the demo account", () => {
  it("has the same ids on every start", async () => {
    const [one, other] = [await withEmulator(), await withEmulator()];

    expect(demoAccount(other).platform.id).toBe(demoAccount(one).platform.id);
    expect(demoAccount(other).ada.prefix_id).toBe(demoAccount(one).ada.prefix_id);
  });

  it("has no integration", async () => {
    const emulator = await withEmulator();

    expect((await callApi(emulator, "GET", "/integrations")).body["total_count"]).toBe(0);
    expect(idOf(await callApi(emulator, "GET", `/teams/${demoAccount(emulator).platform.id}`))).toBe(
      demoAccount(emulator).platform.id,
    );
  });
});
