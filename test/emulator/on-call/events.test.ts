// The emulator's /events: what they take, what they refuse and how they are shown.
import { describe, expect, it } from "vitest";
import { TIME_ZONE_NAMES } from "../../../emulator/src/on-call/time-zones.ts";
import { type Body, callApi, idOf, messagesOf } from "../../helpers/call-api.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { createEvent, emptySchedule, postEvent, WEEKLY } from "../../helpers/on-call.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const UNKNOWN_ID = "01J00000000000000000000000";

async function attendeesOf(emulator: Parameters<typeof callApi>[0], eventId: string) {
  const { body } = await callApi(emulator, "GET", `/events/${eventId}`);
  return (body["event_attendees"] as Body[]).map(({ attendee_id, position }) => [attendee_id, position]);
}

describe("POST /events", () => {
  it("answers 201 with the object, its times in the zone of the event", async () => {
    const emulator = await withEmulator();
    const { ada, grace, alan } = demoAccount(emulator);
    const schedule = emptySchedule(emulator);

    const answer = await postEvent(emulator, schedule);

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      id: expect.stringMatching(/^[0-9A-Z]{26}$/),
      prefix_id: expect.stringMatching(/^evt_/),
      tiny_id: expect.any(Number),
      account_id: ada.account_id,
      created_at: expect.any(String),
      updated_at: expect.any(String),
      meta: {},
      start_time: "2026-10-05T09:00:00.000-04:00",
      end_time: "2026-10-12T09:00:00.000-04:00",
      layer: 1,
      time_zone: "Eastern Time (US & Canada)",
      schedule_ids: [schedule.id],
      event_attendees: [ada, grace, alan].map(({ id }, index) => ({
        id: expect.any(String),
        attendee_id: id,
        attendee_type: "AccountUser",
        position: index + 1,
      })),
      repeat: true,
      frequency: 1,
      frequency_unit: "weekly",
      days_of_week: [],
      repeat_end_datetime: null,
      rotation: true,
      parent_id: null,
      exceptions: [],
    });
  });

  it("names everything that is missing in one answer", async () => {
    const emulator = await withEmulator();

    const answer = await callApi(emulator, "POST", "/events", { repeat: true });

    expect(answer.status).toBe(422);
    expect(messagesOf(answer)).toEqual([
      "account_users can't be blank",
      "time_zone can't be blank",
      "start_time can't be blank",
      "end_time can't be blank",
      "layer can't be blank",
      "frequency_unit can't be blank",
      "frequency can't be blank",
    ]);
  });

  it.each([
    [{ end_time: "2026-10-05T09:00:00-04:00" }, "end_time must be after start_time"],
    [{ layer: 0 }, "layer must be greater than or equal to 1"],
    [{ time_zone: "Mazatlán" }, "time_zone is not included in the list"],
    [{ frequency_unit: "week" }, "frequency_unit is not included in the list"],
    [{ frequency: 0 }, "frequency must be greater than or equal to 1"],
    [{ days_of_week: [7] }, "days_of_week is not included in the list"],
    [{ frequency_unit: "daily", frequency: 2, days_of_week: [1] }, "days_of_week needs a frequency of 1"],
    [{ start_time: "soon" }, "start_time can't be blank"],
    [{ parent_id: UNKNOWN_ID }, "parent must exist"],
  ])("refuses %j", async (attributes, message) => {
    const emulator = await withEmulator();

    const answer = await postEvent(emulator, emptySchedule(emulator), { ...WEEKLY, ...attributes });

    expect([answer.status, messagesOf(answer)]).toEqual([422, [message]]);
  });

  it.each([
    ["engineErrorsAnswer500", { frequency: 0 }],
    ["engineErrorsAnswer500", { frequency_unit: "daily", frequency: 2, days_of_week: [1] }],
    ["unknownWordAnswers500", { frequency_unit: "week" }],
    ["unknownReference", { parent_id: UNKNOWN_ID }],
  ])("answers 500 with %s to %j", async (name, attributes) => {
    const emulator = await withEmulator({ switches: { [name]: name === "unknownReference" ? 500 : true } });

    const answer = await postEvent(emulator, emptySchedule(emulator), { ...WEEKLY, ...attributes });

    expect([answer.status, messagesOf(answer)]).toEqual([500, ["Internal Server Error"]]);
  });

  it.each([
    ["rotationNeedsRepeat", { repeat: false }, "rotation needs repeat"],
    ["eventsNeedSchedule", { schedule_ids: [] }, "schedules can't be blank"],
    [
      "longOccurrencesRefused",
      { end_time: "2026-10-13T09:00:00-04:00" },
      "end_time must be within the period",
    ],
  ])("refuses with %s what it takes else: %j", async (name, attributes, message) => {
    const emulator = await withEmulator();
    const post = () => postEvent(emulator, emptySchedule(emulator), { ...WEEKLY, ...attributes });

    expect((await post()).status).toBe(201);
    Object.assign(emulator.switches, { [name]: true });
    expect(messagesOf(await post())).toEqual([message]);
  });

  it.each([
    ["attendeesMustBeMembers", {}, "account_users must be members of the team"],
    ["layerMustBeInPolicy", { layer: 4 }, "layer is not included in the list"],
  ])("knows of the team only with %s", async (name, attributes, message) => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    const schedule = { ...emptySchedule(emulator), id: platform.schedule_id };
    const post = () => postEvent(emulator, schedule, { ...WEEKLY, ...attributes });

    expect((await post()).status).toBe(201);
    Object.assign(emulator.switches, { [name]: true });
    expect(messagesOf(await post())).toEqual([message]);
  });

  it.each(["schedule_ids", "account_user_ids"])(
    "is 404 for an unknown id among %s, 422 with unknownIdIs422",
    async (list) => {
      const emulator = await withEmulator();
      const before = emulator.store.all("events");
      const post = () => postEvent(emulator, emptySchedule(emulator), { ...WEEKLY, [list]: [UNKNOWN_ID] });

      expect((await post()).status).toBe(404);
      emulator.switches.unknownIdIs422 = true;
      expect(messagesOf(await post())).toEqual([`${list} must exist`]);
      expect(emulator.store.all("events")).toEqual(before);
    },
  );

  it.each([
    ["2026-10-05 09:00", "wall-clock", "2026-10-05T13:00:00.000Z"],
    ["2026-10-05 09:00", "utc", "2026-10-05T09:00:00.000Z"],
    ["2026-10-05T09:00:00+02:00", "wall-clock", "2026-10-05T07:00:00.000Z"],
    ["2026-10-05T09:00:00+02:00", "offset-ignored", "2026-10-05T13:00:00.000Z"],
    ["2026-10-05 09:00:00 UTC", "wall-clock", "2026-10-05T09:00:00.000Z"],
    ["2026-10-05 09:00 -0400", "wall-clock", "2026-10-05T13:00:00.000Z"],
    ["2026-10-05", "wall-clock", "2026-10-05T04:00:00.000Z"],
  ] as const)("reads the time %s as %s", async (start_time, timeReading, instant) => {
    const emulator = await withEmulator({ switches: { timeReading } });

    const { eventId } = await createEvent(emulator, { ...WEEKLY, start_time });

    expect(emulator.store.find("events", eventId)?.start_time).toBe(instant);
  });

  it.each([
    ["kept", 201, "America/New_York"],
    ["renamed", 201, "Eastern Time (US & Canada)"],
    ["refused", 422, undefined],
  ] as const)("has a zone by its IANA name %s", async (ianaZones, status, name) => {
    const emulator = await withEmulator({ switches: { ianaZones } });

    const answer = await postEvent(emulator, emptySchedule(emulator), {
      ...WEEKLY,
      time_zone: "America/New_York",
    });

    expect([answer.status, answer.body["time_zone"]]).toEqual([status, name]);
  });

  it("names its times as eventTimeNames says", async () => {
    const emulator = await withEmulator();
    const { eventId } = await createEvent(emulator);
    const namesOf = async () =>
      Object.keys((await callApi(emulator, "GET", `/events/${eventId}`)).body).filter((name) =>
        /^(?:start|end)_/.test(name),
      );

    expect(await namesOf()).toEqual(["start_time", "end_time"]);
    emulator.switches.eventTimeNames = "both";
    expect(await namesOf()).toEqual(["start_time", "end_time", "start_datetime", "end_datetime"]);
    emulator.switches.eventTimeNames = "datetime";
    expect(await namesOf()).toEqual(["start_datetime", "end_datetime"]);
  });
});

describe("PUT /events/:id", () => {
  it("is partial, and keeps updated_at if nothing is new", async () => {
    const emulator = await withEmulator();
    const { eventId } = await createEvent(emulator);
    const before = (await callApi(emulator, "GET", `/events/${eventId}`)).body;

    const same = await callApi(emulator, "PUT", `/events/${eventId}`, {
      layer: "1",
      start_time: WEEKLY.start_time,
    });
    const changed = await callApi(emulator, "PUT", `/events/${eventId}`, { layer: 2 });

    expect(same.body).toEqual(before);
    expect(changed.body).toEqual({ ...before, layer: 2, updated_at: changed.body["updated_at"] });
  });

  it("keeps the order of attendees that stay, and puts new ones last", async () => {
    const emulator = await withEmulator();
    const { ada, grace, alan } = demoAccount(emulator);
    const { eventId } = await createEvent(emulator, { ...WEEKLY, account_user_ids: [ada.id, grace.id] });
    const put = (...users: { id: string }[]) =>
      callApi(emulator, "PUT", `/events/${eventId}`, { account_user_ids: users.map(({ id }) => id) });

    await put(alan, grace, ada);
    expect(await attendeesOf(emulator, eventId)).toEqual([
      [ada.id, 1],
      [grace.id, 2],
      [alan.id, 3],
    ]);

    await put(alan, ada);
    expect(await attendeesOf(emulator, eventId)).toEqual([
      [ada.id, 1],
      [alan.id, 2],
    ]);

    emulator.switches.putReordersAttendees = true;
    await put(alan, ada);
    expect(await attendeesOf(emulator, eventId)).toEqual([
      [alan.id, 1],
      [ada.id, 2],
    ]);
  });

  it("takes attendees in another order than sent with postShufflesAttendees", async () => {
    const emulator = await withEmulator({ switches: { postShufflesAttendees: true } });
    const { ada } = demoAccount(emulator);
    const { eventId } = await createEvent(emulator);

    expect((await attendeesOf(emulator, eventId)).at(-1)).toEqual([ada.id, 3]);
  });

  it("keeps somebody on it", async () => {
    const emulator = await withEmulator();
    const { eventId } = await createEvent(emulator);

    const answer = await callApi(emulator, "PUT", `/events/${eventId}`, { account_user_ids: [] });

    expect(messagesOf(answer)).toEqual(["account_users can't be blank"]);
  });

  it("begins the rotation anew at a new start", async () => {
    const emulator = await withEmulator({ clock: () => Date.parse("2026-11-02T15:00:00Z") });
    const { ada } = demoAccount(emulator);
    const { schedule, eventId } = await createEvent(emulator);

    await callApi(emulator, "PUT", `/events/${eventId}`, {
      start_time: "2026-11-02T09:00:00-05:00",
      end_time: "2026-11-09T09:00:00-05:00",
    });
    const onCall = await callApi(emulator, "GET", `/schedules/${schedule.id}/current_oncall`);

    expect(onCall.text).toContain(ada.id);
  });
});

it("lists the names of time zones that Rails has", async () => {
  const emulator = await withEmulator();

  const names: unknown = JSON.parse((await callApi(emulator, "GET", "/events/time_zones")).text);

  expect(names).toEqual(TIME_ZONE_NAMES);
  expect(names).toHaveLength(151);
});

it("is 404 for an id that is no event's, and for a deleted event", async () => {
  const emulator = await withEmulator();
  const { schedule, eventId } = await createEvent(emulator);
  await callApi(emulator, "DELETE", `/events/${eventId}`);

  for (const id of [UNKNOWN_ID, schedule.id, eventId]) {
    for (const method of ["GET", "PUT", "DELETE"]) {
      expect((await callApi(emulator, method, `/events/${id}`)).status).toBe(404);
    }
  }
  expect(idOf(await postEvent(emulator, schedule))).not.toBe(eventId);
});
