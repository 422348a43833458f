// What can be done with one occurrence of an event: override, add_exception, terminate_on.
import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../emulator/src/index.ts";
import { type Body, callApi, messagesOf } from "../../helpers/call-api.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { createEvent, WEEKLY, windowEvents } from "../../helpers/on-call.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const WINDOW = ["2026-10-12 13:00", "2026-11-02 14:00"] as const;
/** The week of Alan. */
const THIRD_WEEK = "2026-10-19T09:00:00.000-04:00";
const PLAIN = {
  time_zone: "UTC",
  start_time: "2026-10-18T00:00:00Z",
  end_time: "2026-10-25T00:00:00Z",
};

async function act(emulator: Emulator, eventId: string, action: string, body: Body) {
  return callApi(emulator, "POST", `/events/${eventId}/${action}`, body);
}

/** Grace from Wednesday evening to Thursday morning, as the page sends it. */
function night(emulator: Emulator, attributes: Body = {}): Body {
  return {
    start_time: "2026-10-21 18:00",
    end_time: "2026-10-22 09:00",
    layer: 1,
    time_zone: "Eastern Time (US & Canada)",
    account_user_ids: [demoAccount(emulator).grace.id],
    action_time: THIRD_WEEK,
    ...attributes,
  };
}

describe("POST /events/:id/override", () => {
  it("breaks up the occurrence of a series, whose later turns stay", async () => {
    const emulator = await withEmulator();
    const { schedule, eventId } = await createEvent(emulator);

    const answer = await act(emulator, eventId, "override", night(emulator));

    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      parent_id: eventId,
      repeat: false,
      start_time: "2026-10-21T18:00:00.000-04:00",
      schedule_ids: [schedule.id],
    });
    expect(await windowEvents(emulator, schedule, ...WINDOW)).toEqual([
      "2026-10-12T13:00Z 10-19T13:00Z grace",
      "2026-10-19T13:00Z 10-21T22:00Z alan",
      "2026-10-21T22:00Z 10-22T13:00Z grace",
      "2026-10-22T13:00Z 10-26T13:00Z alan",
      "2026-10-26T13:00Z 11-02T14:00Z ada",
    ]);
    const series = await callApi(emulator, "GET", `/events/${eventId}`);
    expect(series.body["exceptions"]).toEqual([{ id: expect.any(String), start_datetime: THIRD_WEEK }]);
  });

  it("moves the later turns with turnsSkipExceptions", async () => {
    const emulator = await withEmulator({ switches: { turnsSkipExceptions: true } });
    const { schedule, eventId } = await createEvent(emulator);

    await act(emulator, eventId, "override", night(emulator));

    expect((await windowEvents(emulator, schedule, ...WINDOW)).at(-1)).toBe(
      "2026-10-26T13:00Z 11-02T14:00Z alan",
    );
  });

  it("shortens an event that does not repeat, and adds the rest", async () => {
    const emulator = await withEmulator();
    const { schedule, eventId } = await createEvent(emulator, PLAIN);
    const [start_time, end_time] = ["2026-10-22 00:00", "2026-10-23 00:00"];

    const body = night(emulator, { start_time, end_time, time_zone: "UTC", action_time: PLAIN.start_time });
    const answer = await act(emulator, eventId, "override", body);

    expect(answer.status, answer.text).toBe(201);
    expect(await windowEvents(emulator, schedule, "2026-10-01 00:00", "2026-11-01 00:00")).toEqual([
      "2026-10-18T00:00Z 10-22T00:00Z ada+grace+alan",
      "2026-10-22T00:00Z 10-23T00:00Z grace",
      "2026-10-23T00:00Z 10-25T00:00Z ada+grace+alan",
    ]);
    expect((await callApi(emulator, "GET", `/events/${eventId}`)).body["end_time"]).toBe(
      "2026-10-22T00:00:00.000Z",
    );
  });

  it("takes the place of an event that it covers", async () => {
    const emulator = await withEmulator();
    const { schedule, eventId } = await createEvent(emulator, PLAIN);

    await act(emulator, eventId, "override", night(emulator, { ...PLAIN, action_time: PLAIN.start_time }));

    expect(await windowEvents(emulator, schedule, "2026-10-01 00:00", "2026-11-01 00:00")).toEqual([
      "2026-10-18T00:00Z 10-25T00:00Z grace",
    ]);
    expect((await callApi(emulator, "GET", `/events/${eventId}`)).status).toBe(404);
  });

  it("names everything that is missing", async () => {
    const emulator = await withEmulator();
    const { eventId } = await createEvent(emulator);

    const answer = await act(emulator, eventId, "override", {});

    expect(answer.status).toBe(422);
    expect(messagesOf(answer)).toEqual([
      "account_users can't be blank",
      "time_zone can't be blank",
      "start_time can't be blank",
      "end_time can't be blank",
      "layer can't be blank",
      "action_time can't be blank",
    ]);
  });

  it.each([
    ["201 and the override", "result", 201, true],
    ["200 and the series", "series", 200, false],
  ] as const)("answers %s", async (_name, eventActionsAnswer, status, isOverride) => {
    const emulator = await withEmulator({ switches: { eventActionsAnswer } });
    const { eventId } = await createEvent(emulator);

    const answer = await act(emulator, eventId, "override", night(emulator));

    expect(answer.status).toBe(status);
    expect(answer.body["parent_id"]).toBe(isOverride ? eventId : null);
  });

  it("answers 204 if the switch says so", async () => {
    const emulator = await withEmulator({ switches: { eventActionsAnswer: "nothing" } });
    const { eventId } = await createEvent(emulator);

    expect((await act(emulator, eventId, "override", night(emulator))).status).toBe(204);
  });

  it.each([
    [{ start_time: "2026-10-18 18:00" }, "start_time and end_time must be within the occurrence"],
    [{ layer: 2 }, "layer must be that of the event"],
  ])("takes %j, unless overrides are kept within", async (attributes, message) => {
    const emulator = await withEmulator();
    const { eventId } = await createEvent(emulator);
    expect((await act(emulator, eventId, "override", night(emulator, attributes))).status).toBe(201);

    emulator.switches.overridesKeptWithin = true;
    const other = await createEvent(emulator);
    const answer = await act(emulator, other.eventId, "override", night(emulator, attributes));

    expect(messagesOf(answer)).toEqual([message]);
  });
});

describe("deleting what an override has made", () => {
  it.each([
    ["leaves a hole", {}, ["2026-10-19T13:00Z 10-21T22:00Z alan", "2026-10-22T13:00Z 10-26T13:00Z alan"]],
    [
      "brings the occurrence back, with overrideDeletionRestores",
      { overrideDeletionRestores: true },
      ["2026-10-19T13:00Z 10-26T13:00Z alan"],
    ],
  ])("%s", async (_name, switches, expected) => {
    const emulator = await withEmulator({ switches });
    const { schedule, eventId } = await createEvent(emulator);
    const override = await act(emulator, eventId, "override", night(emulator));

    await callApi(emulator, "DELETE", `/events/${override.body["id"]}`);

    expect(await windowEvents(emulator, schedule, "2026-10-19 13:00", "2026-10-26 13:00")).toEqual(expected);
  });

  it.each([
    ["keeps overrides when their series goes", {}, 3],
    ["takes them along, with seriesDeletionTakesOverrides", { seriesDeletionTakesOverrides: true }, 0],
  ])("%s", async (_name, switches, left) => {
    const emulator = await withEmulator({ switches });
    const { schedule, eventId } = await createEvent(emulator);
    await act(emulator, eventId, "override", night(emulator));

    await callApi(emulator, "DELETE", `/events/${eventId}`);

    expect(await windowEvents(emulator, schedule, ...WINDOW)).toHaveLength(left);
  });
});

describe("POST /events/:id/add_exception", () => {
  it("leaves the occurrence out, whatever offset names its start", async () => {
    const emulator = await withEmulator();
    const { schedule, eventId } = await createEvent(emulator);

    const answer = await act(emulator, eventId, "add_exception", { action_time: "2026-10-19T13:00:00Z" });

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ id: eventId, exceptions: [{ start_datetime: THIRD_WEEK }] });
    expect(await windowEvents(emulator, schedule, ...WINDOW)).toEqual([
      "2026-10-12T13:00Z 10-19T13:00Z grace",
      "2026-10-26T13:00Z 11-02T14:00Z ada",
    ]);
  });

  it("is not undone by a PUT of exceptions, and forgotten by one of times only with putClearsExceptions", async () => {
    const emulator = await withEmulator();
    const { eventId } = await createEvent(emulator);
    await act(emulator, eventId, "add_exception", { action_time: THIRD_WEEK });
    const put = async (body: Body) =>
      (await callApi(emulator, "PUT", `/events/${eventId}`, body)).body["exceptions"];

    expect(await put({ exceptions: [], exceptions_attributes: [] })).toHaveLength(1);
    expect(await put({ frequency: 2 })).toHaveLength(1);
    emulator.switches.putClearsExceptions = true;
    expect(await put({ layer: 2 })).toHaveLength(1);
    expect(await put({ frequency: 3 })).toEqual([]);
  });
});

describe("POST /events/:id/terminate_on", () => {
  it.each([
    ["the day counts", {}],
    ["the end is an instant", { repeatEndIsInstant: true }],
  ])("ends the series before the occurrence, where %s", async (_name, switches) => {
    const emulator = await withEmulator({ switches });
    const { schedule, eventId } = await createEvent(emulator);

    const answer = await act(emulator, eventId, "terminate_on", { action_time: THIRD_WEEK });

    expect(answer.body["repeat_end_datetime"]).toBe("2026-10-19T08:59:59.999-04:00");
    expect(await windowEvents(emulator, schedule, "2026-10-12 13:00", "2027-11-01 00:00")).toEqual([
      "2026-10-12T13:00Z 10-19T13:00Z grace",
    ]);
  });

  it("ends an hourly series in the middle of a day", async () => {
    const emulator = await withEmulator();
    const hourly = {
      ...WEEKLY,
      frequency_unit: "hourly",
      frequency: 6,
      end_time: "2026-10-05T15:00:00-04:00",
    };
    const { schedule, eventId } = await createEvent(emulator, hourly);

    await act(emulator, eventId, "terminate_on", { action_time: "2026-10-06T09:00:00-04:00" });

    expect((await windowEvents(emulator, schedule, "2026-10-05 13:00", "2026-11-01 00:00")).at(-1)).toBe(
      "2026-10-06T07:00Z 10-06T13:00Z ada",
    );
  });

  it.each([
    ["deletes an event of which nothing is left", {}, 404],
    ["keeps it, with emptiedSeriesStays", { emptiedSeriesStays: true }, 200],
  ])("%s", async (_name, switches, status) => {
    const emulator = await withEmulator({ switches });
    const { schedule, eventId } = await createEvent(emulator);

    const answer = await act(emulator, eventId, "terminate_on", { action_time: WEEKLY.start_time });

    expect(answer.status).toBe(200);
    expect((await callApi(emulator, "GET", `/events/${eventId}`)).status).toBe(status);
    expect(await windowEvents(emulator, schedule, "2026-10-01 00:00", "2027-01-01 00:00")).toEqual([]);
  });
});

describe("an action", () => {
  it.each(["override", "add_exception", "terminate_on"])(
    "%s changes nothing where nothing begins, and is refused with actionTimeMustBegin",
    async (action) => {
      const emulator = await withEmulator();
      const { eventId } = await createEvent(emulator);
      const before = (await callApi(emulator, "GET", `/events/${eventId}`)).body;
      const body = night(emulator, { action_time: "2026-10-20T09:00:00-04:00" });

      const answer = await act(emulator, eventId, action, body);
      emulator.switches.actionTimeMustBegin = true;
      const refused = await act(emulator, eventId, action, body);

      expect([answer.status, answer.body]).toEqual([200, before]);
      expect(messagesOf(refused)).toEqual(["action_time is no start of an occurrence"]);
      expect(emulator.store.all("events").filter(({ parent_id }) => parent_id !== null)).toEqual([]);
    },
  );

  it.each(["add_exception", "terminate_on"])(
    "%s is for series, unless plainEventsTakeActions",
    async (action) => {
      const emulator = await withEmulator();
      const { eventId } = await createEvent(emulator, PLAIN);
      const body = { action_time: PLAIN.start_time };

      const refused = await act(emulator, eventId, action, body);
      emulator.switches.plainEventsTakeActions = true;

      expect(messagesOf(refused)).toEqual(["event does not repeat"]);
      expect((await act(emulator, eventId, action, body)).status).toBe(200);
    },
  );

  it("is 404 on an event of nobody's, and 403 to a member", async () => {
    const emulator = await withEmulator({ apiKeys: [{ key: "admin" }, { key: "member", role: "member" }] });
    const { eventId } = await createEvent(emulator);
    const path = `/events/${eventId}/terminate_on`;
    const body = { action_time: THIRD_WEEK };

    expect((await act(emulator, "01J00000000000000000000000", "terminate_on", body)).status).toBe(404);
    expect((await callApi(emulator, "POST", path, body, { apiKey: "member" })).status).toBe(403);
  });
});
