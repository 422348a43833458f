// An event as PagerTree answers it, by each name and in each form that its documentation leaves open.
import { describe, expect, it } from "vitest";
import { type EventWire, eventSchema } from "../../../provider/src/api/on-call-wire.ts";
import { occurrencesOf } from "../../../provider/src/on-call/occurrences.ts";
import { readEvent } from "../../../provider/src/on-call/read-event.ts";
import { at, lines } from "../../helpers/shifts.ts";

const answer = {
  id: "01GDBEYARHS4W4QM6X370Z5TMB",
  prefix_id: "evt_K22OuvPYNmCyvJ",
  tiny_id: 1,
  account_id: "01ARZ3NDEKTSV4RRFFQ69G5FAV",
  created_at: "2026-10-01T00:00:00.000Z",
  updated_at: "2026-10-01T00:00:00.000Z",
  start_time: "2026-10-05T09:00:00.000-04:00",
  end_time: "2026-10-12T09:00:00.000-04:00",
  layer: 1,
  time_zone: "Eastern Time (US & Canada)",
  schedule_ids: [],
  event_attendees: [
    { attendee_id: "usr_grace", position: 2 },
    { attendee_id: "usr_ada", position: 1 },
  ],
  repeat: true,
  frequency: 1,
  frequency_unit: "weekly",
  days_of_week: [],
  rotation: true,
};

function read(changes: object = {}): EventWire {
  return eventSchema.parse({ ...answer, ...changes });
}

function shifts(wire: EventWire): string[] {
  const event = readEvent(wire);
  return event === undefined ? [] : lines(occurrencesOf(event, 0, at("2026-10-30T00:00Z")));
}

describe("an event as PagerTree answers it", () => {
  const three = [
    "usr_ada 2026-10-05T13:00Z 2026-10-12T13:00Z",
    "usr_grace 2026-10-12T13:00Z 2026-10-19T13:00Z",
    "usr_ada 2026-10-19T13:00Z 2026-10-26T13:00Z",
    "usr_grace 2026-10-26T13:00Z 2026-11-02T14:00Z",
  ];

  it("has its people in the order of their positions", () => {
    expect(shifts(read())).toEqual(three);
  });

  it("is read by the older names of its times, in UTC, and without an offset", () => {
    const older = { start_time: undefined, end_time: undefined };
    const datetimes = { start_datetime: answer.start_time, end_datetime: answer.end_time };
    expect(shifts(read({ ...older, ...datetimes }))).toEqual(three);
    const utc = { start_time: "2026-10-05T13:00:00Z", end_time: "2026-10-12T13:00:00Z" };
    expect(shifts(read(utc))).toEqual(three);
    const wallClock = { start_time: "2026-10-05 09:00", end_time: "2026-10-12T09:00:00" };
    expect(shifts(read(wallClock))).toEqual(three);
  });

  it("ends with the shift that begins on its last day", () => {
    const lastDay = "2026-10-12T00:00:00.000-04:00";
    expect(shifts(read({ repeat_end_datetime: lastDay }))).toEqual(three.slice(0, 2));
  });

  it.each(["2026-10-12T08:59:59.999-04:00", "2026-10-12T08:59:59-04:00"])(
    "ends before the shift at which an action has ended it (%s)",
    (end) => {
      expect(shifts(read({ repeat_end_datetime: end }))).toEqual(three.slice(0, 1));
    },
  );

  it("lacks the shifts that are left out", () => {
    const exceptions = [{ id: "x", start_datetime: "2026-10-19T13:00:00Z" }];
    expect(shifts(read({ exceptions }))).toEqual(three.toSpliced(2, 1));
  });

  it("is none where its time or zone cannot be understood", () => {
    expect(readEvent(read({ time_zone: "Narnia" }))).toBeUndefined();
    expect(eventSchema.safeParse({ ...answer, start_time: "soon" }).success).toBe(false);
    expect(eventSchema.safeParse({ ...answer, end_time: null }).error?.issues[0]?.path).toEqual(["end_time"]);
  });
});
