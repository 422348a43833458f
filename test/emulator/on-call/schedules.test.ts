// The emulator's /schedules, and who is on call by them.
import { describe, expect, it } from "vitest";
import { callApi, idOf, messagesOf, rowsOf } from "../../helpers/call-api.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { createEvent, emptySchedule, postEvent, WEEKLY, windowEvents } from "../../helpers/on-call.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

describe("/schedules", () => {
  it("are made, read, renamed, listed and deleted", async () => {
    const emulator = await withEmulator();

    const made = await callApi(emulator, "POST", "/schedules", { name: "Search", team_ids: ["x"] });
    const path = `/schedules/${idOf(made)}`;
    const renamed = await callApi(emulator, "PUT", path, { name: "Search by night" });
    const listed = await callApi(emulator, "GET", "/schedules?q=night");
    const deleted = await callApi(emulator, "DELETE", path);

    expect([made.status, renamed.status, deleted.status]).toEqual([201, 200, 204]);
    expect(Object.keys(made.body).toSorted()).toEqual(
      ["account_id", "created_at", "id", "meta", "name", "prefix_id", "tiny_id", "updated_at"].toSorted(),
    );
    expect(made.body["prefix_id"]).toMatch(/^skd_/);
    expect(rowsOf(listed)).toEqual([renamed.body]);
    expect((await callApi(emulator, "DELETE", path)).status).toBe(404);
  });

  it("need a name, and take one twice unless onCallNamesUnique", async () => {
    const emulator = await withEmulator();
    const post = (name: unknown) => callApi(emulator, "POST", "/schedules", { name });

    expect(messagesOf(await post(" "))).toEqual(["name can't be blank"]);
    expect((await post("Platform Schedule")).status).toBe(201);
    emulator.switches.onCallNamesUnique = true;
    expect(messagesOf(await post("Platform Schedule"))).toEqual(["name has already been taken"]);
  });
});

describe("GET /schedules/:id/current_oncall", () => {
  it("is a bare array of what takes place now", async () => {
    const emulator = await withEmulator({ clock: () => Date.parse("2026-10-22T04:00:00Z") });
    const { alan } = demoAccount(emulator);
    const { schedule, eventId } = await createEvent(emulator);
    const event = emulator.store.find("events", eventId);

    const answer = await callApi(emulator, "GET", `/schedules/${schedule.prefix_id}/current_oncall`);
    emulator.switches.occurrencesAreBrief = true;
    emulator.switches.eventTimesInUtc = true;
    const brief = await callApi(emulator, "GET", `/schedules/${schedule.id}/current_oncall`);

    expect(JSON.parse(answer.text)).toEqual([
      {
        id: eventId,
        prefix_id: event?.prefix_id,
        layer: 1,
        time_zone: "Eastern Time (US & Canada)",
        start_time: "2026-10-19T09:00:00.000-04:00",
        end_time: "2026-10-26T09:00:00.000-04:00",
        attendees: [{ attendee_id: alan.id, attendee_type: "AccountUser", position: 3 }],
      },
    ]);
    expect(JSON.parse(brief.text)).toEqual([
      {
        layer: 1,
        start_time: "2026-10-19T13:00:00.000Z",
        end_time: "2026-10-26T13:00:00.000Z",
        attendees: [{ attendee_id: alan.id }],
      },
    ]);
  });

  it("is empty where nobody is on call", async () => {
    const emulator = await withEmulator();

    const answer = await callApi(emulator, "GET", `/schedules/${emptySchedule(emulator).id}/current_oncall`);

    expect(JSON.parse(answer.text)).toEqual([]);
  });

  it("keeps an occurrence whose people are gone, and a rotation goes on with the others", async () => {
    const emulator = await withEmulator();
    const { alan, ada, grace } = demoAccount(emulator);
    const { schedule } = await createEvent(emulator);
    await postEvent(emulator, schedule, { ...WEEKLY, account_user_ids: [alan.id], layer: 2 });

    await callApi(emulator, "DELETE", `/account_users/${alan.id}`);

    expect(await windowEvents(emulator, schedule, "2026-10-19 13:00", "2026-10-26 13:00")).toEqual([
      "2026-10-19T13:00Z 10-26T13:00Z ada",
      "2026-10-19T13:00Z 10-26T13:00Z nobody layer 2",
    ]);
    const [rotation] = emulator.store.all("events").slice(-2);
    expect(rotation?.attendees.map(({ attendee_id, position }) => [attendee_id, position])).toEqual([
      [ada.id, 1],
      [grace.id, 2],
    ]);
  });
});

describe("GET /schedules/:id/window_events", () => {
  const window = "start=2026-10-21%2000:00:00&end=2026-10-27%2000:00:00";

  it("gives whole occurrences by start and layer, or cuts them to the window", async () => {
    const emulator = await withEmulator();
    const { schedule } = await createEvent(emulator, { ...WEEKLY, layer: 2 });
    await postEvent(emulator, schedule, { ...WEEKLY, rotation: false });
    const lines = () => windowEvents(emulator, schedule, "2026-10-21 00:00:00", "2026-10-27 00:00:00");

    expect(await lines()).toEqual([
      "2026-10-19T13:00Z 10-26T13:00Z ada+grace+alan",
      "2026-10-19T13:00Z 10-26T13:00Z alan layer 2",
      "2026-10-26T13:00Z 11-02T14:00Z ada+grace+alan",
      "2026-10-26T13:00Z 11-02T14:00Z ada layer 2",
    ]);
    emulator.switches.windowCutsOccurrences = true;
    expect((await lines())[1]).toBe("2026-10-21T00:00Z 10-26T13:00Z alan layer 2");
  });

  it("is a list with windowEventsPaged", async () => {
    const emulator = await withEmulator({ switches: { windowEventsPaged: true } });
    const { schedule } = await createEvent(emulator);

    const answer = await callApi(emulator, "GET", `/schedules/${schedule.id}/window_events?${window}`);

    expect(rowsOf(answer)).toHaveLength(2);
    expect(answer.body).toMatchObject({ has_more: false, total_count: 2 });
  });

  it.each([
    ["", ["start can't be blank", "end can't be blank"]],
    ["start=2026-10-21", ["end can't be blank"]],
    ["start=soon&end=2026-10-21", ["start can't be blank"]],
    ["start=2026-10-21&end=2026-10-20", ["end must be after start"]],
  ])("refuses the window %j", async (query, messages) => {
    const emulator = await withEmulator({ clock: () => Date.parse("2026-10-22T00:00:00Z") });
    const { schedule } = await createEvent(emulator);
    const get = () => callApi(emulator, "GET", `/schedules/${schedule.id}/window_events?${query}`);

    const refused = await get();
    emulator.switches.openWindow = "empty";
    const empty = await get();
    emulator.switches.openWindow = "next-day";
    const nextDay = await get();

    expect([refused.status, messagesOf(refused)]).toEqual([422, messages]);
    expect(JSON.parse(empty.text)).toEqual([]);
    expect(JSON.parse(nextDay.text)).toHaveLength(1);
  });

  it("has a singular path only with singularPaths", async () => {
    const emulator = await withEmulator();
    const { schedule } = await createEvent(emulator);
    const get = () => callApi(emulator, "GET", `/schedule/${schedule.id}/window_events?${window}`);

    expect((await get()).status).toBe(404);
    emulator.switches.singularPaths = true;
    expect((await get()).status).toBe(200);
  });
});

describe("GET /schedules/:id/events", () => {
  it("lists the events of the schedule as they are, by either name of their times", async () => {
    const emulator = await withEmulator();
    const { schedule, eventId } = await createEvent(emulator);
    await postEvent(emulator, schedule, {
      ...WEEKLY,
      start_time: "2027-01-04T09:00:00-05:00",
      end_time: "2027-01-11T09:00:00-05:00",
    });
    const get = async (query: string) =>
      rowsOf(await callApi(emulator, "GET", `/schedules/${schedule.id}/events?${query}`));

    const [event] = await get("start_datetime=2026-12-01&ops=start_datetime:lt");

    expect(event).toEqual((await callApi(emulator, "GET", `/events/${eventId}`)).body);
    expect(await get("start_time=2026-12-01&ops=start_time:gt")).toHaveLength(1);
    expect((await get("sort=start_time")).map(({ id }) => id)).toEqual([eventId, expect.any(String)]);
    expect((await get("sort=start_datetime&direction=desc"))[1]?.["id"]).toBe(eventId);
  });
});

describe("DELETE /schedules/:id/flush", () => {
  it.each([
    ["deletes all events, those of other schedules too", {}, 200, []],
    ["only unlinks them, with flushKeepsShared", { flushKeepsShared: true }, 200, ["shared"]],
    ["answers 204, with flushAnswers204", { flushAnswers204: true }, 204, []],
  ])("%s", async (_name, switches, status, left) => {
    const emulator = await withEmulator({ switches });
    const { schedule, eventId } = await createEvent(emulator);
    const other = emptySchedule(emulator);
    const shared = await postEvent(emulator, schedule, { ...WEEKLY, schedule_ids: [schedule.id, other.id] });

    const answer = await callApi(emulator, "DELETE", `/schedules/${schedule.id}/flush`);

    expect(answer.status).toBe(status);
    const names = new Map([
      [eventId, "own"],
      [idOf(shared), "shared"],
    ]);
    expect(emulator.store.all("events").flatMap(({ id }) => names.get(id) ?? [])).toEqual(left);
  });
});

describe("deleting a schedule that a team uses", () => {
  it("leaves the team with an id of nothing and nobody on call", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);

    const answer = await callApi(emulator, "DELETE", `/schedules/${platform.schedule_id}`);
    const team = await callApi(emulator, "GET", `/teams/${platform.id}`);
    const onCall = await callApi(emulator, "GET", `/teams/${platform.id}/current_oncall`);

    expect(answer.status).toBe(204);
    expect(team.body["schedule_id"]).toBe(platform.schedule_id);
    expect((await callApi(emulator, "GET", `/schedules/${platform.schedule_id}`)).status).toBe(404);
    expect(JSON.parse(onCall.text)).toEqual([]);
  });

  it("is refused, or gives the team another, as the switch says; the same with a policy", async () => {
    const emulator = await withEmulator({ switches: { deletionOfUsed: "refused" } });
    const { platform } = demoAccount(emulator);
    const paths = [
      `/schedules/${platform.schedule_id}`,
      `/escalation_policies/${platform.escalation_policy_id}`,
    ];
    const deleteAll = async () =>
      Promise.all(paths.map(async (path) => (await callApi(emulator, "DELETE", path)).status));

    expect(await deleteAll()).toEqual([422, 422]);
    emulator.switches.deletionOfUsed = "replaced";
    expect(await deleteAll()).toEqual([204, 204]);

    const team = emulator.store.find("teams", platform.id);
    expect(team?.schedule_id).not.toBe(platform.schedule_id);
    expect(emulator.store.find("schedules", team?.schedule_id ?? "")?.name).toBe("Platform Schedule");
    expect(
      emulator.store.find("escalation_policies", team?.escalation_policy_id ?? "")?.escalation_layers,
    ).toHaveLength(3);
  });
});

describe("deleting a team", () => {
  it.each([
    ["leaves its schedule, policy and events", {}, 1],
    ["takes them along, with teamDeletionTakesSchedule", { teamDeletionTakesSchedule: true }, 0],
  ])("%s", async (_name, switches, left) => {
    const emulator = await withEmulator({ switches });
    const { platform } = demoAccount(emulator);

    await callApi(emulator, "DELETE", `/teams/${platform.id}`);

    const { store } = emulator;
    expect(store.all("schedules").filter(({ id }) => id === platform.schedule_id)).toHaveLength(left);
    expect(
      store.all("events").filter(({ schedule_ids }) => schedule_ids.includes(platform.schedule_id)),
    ).toHaveLength(3 * left);
    expect(
      store.all("escalation_policies").filter(({ id }) => id === platform.escalation_policy_id),
    ).toHaveLength(left);
  });
});
