// When events take place: the tables were made with PagerTree's own fork of ice_cube.
import { describe, expect, it } from "vitest";
import type { Switches } from "../../../emulator/src/index.ts";
import {
  createEvent,
  currentOnCall,
  emptySchedule,
  postEvent,
  WEEKLY,
  windowEvents,
} from "../../helpers/on-call.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const NEW_YORK = "Eastern Time (US & Canada)";

async function occurrences(
  event: Parameters<typeof createEvent>[1],
  [start, end]: readonly [string, string],
  switches: Partial<Switches> = {},
) {
  const emulator = await withEmulator({ switches });
  const { schedule } = await createEvent(emulator, event);
  return windowEvents(emulator, schedule, start, end);
}

describe("a weekly rotation", () => {
  it("keeps the wall clock of its hand-off when clocks go back: one shift is an hour longer", async () => {
    expect(await occurrences(WEEKLY, ["2026-10-05 13:00:00", "2026-11-09 14:00:00"])).toEqual([
      "2026-10-05T13:00Z 10-12T13:00Z ada",
      "2026-10-12T13:00Z 10-19T13:00Z grace",
      "2026-10-19T13:00Z 10-26T13:00Z alan",
      "2026-10-26T13:00Z 11-02T14:00Z ada",
      "2026-11-02T14:00Z 11-09T14:00Z grace",
    ]);
  });

  it("keeps it when clocks go forward: one shift is an hour shorter", async () => {
    expect(await occurrences(WEEKLY, ["2027-03-08 14:00", "2027-03-22 13:00"])).toEqual([
      "2027-03-08T14:00Z 03-15T13:00Z grace",
      "2027-03-15T13:00Z 03-22T13:00Z alan",
    ]);
  });

  it.each([
    [
      "an hour short for ever if the first shift has 167 hours",
      ["2026-03-02T09:00:00-05:00", "2026-03-09T09:00:00-04:00"],
      ["2026-03-02T14:00Z 03-09T12:00Z ada", "2026-03-09T13:00Z 03-16T12:00Z grace"],
      ["2026-03-02 14:00", "2026-03-16 13:00"],
    ],
    [
      "an hour long for ever if the first shift has 169 hours",
      ["2026-10-26T09:00:00-04:00", "2026-11-02T09:00:00-05:00"],
      ["2026-10-26T13:00Z 11-02T15:00Z ada", "2026-11-02T14:00Z 11-09T15:00Z grace"],
      ["2026-10-26 13:00", "2026-11-09 14:00"],
    ],
  ] as const)("is %s", async (_name, [start_time, end_time], expected, window) => {
    const event = { ...WEEKLY, start_time, end_time };

    expect(await occurrences(event, window)).toEqual(expected);
  });

  it("hands off at the wall clock however the first shift is, with endsKeepWallClock", async () => {
    const event = {
      ...WEEKLY,
      start_time: "2026-03-02T09:00:00-05:00",
      end_time: "2026-03-09T09:00:00-04:00",
    };
    const switches = { endsKeepWallClock: true };

    expect(await occurrences(event, ["2026-03-02 14:00", "2026-03-16 13:00"], switches)).toEqual([
      "2026-03-02T14:00Z 03-09T13:00Z ada",
      "2026-03-09T13:00Z 03-16T13:00Z grace",
    ]);
  });

  it.each([
    ["found in the last hour of the autumn shift", {}, ["2026-10-26T13:00Z 11-02T14:00Z ada"]],
    ["nobody there, with longShiftsEndEarly", { longShiftsEndEarly: true }, []],
  ])("is %s", async (_name, switches, expected) => {
    const emulator = await withEmulator({ clock: () => Date.parse("2026-11-02T13:30:00Z"), switches });
    const { schedule } = await createEvent(emulator);

    expect(await currentOnCall(emulator, schedule)).toEqual(expected);
  });

  it("hands off in an instant: at it, the new one alone is on call", async () => {
    let now = Date.parse("2026-10-12T13:00:00Z") - 1;
    const emulator = await withEmulator({ clock: () => now });
    const { schedule } = await createEvent(emulator);

    const before = await currentOnCall(emulator, schedule);
    now += 1;

    expect(before).toEqual(["2026-10-05T13:00Z 10-12T13:00Z ada"]);
    expect(await currentOnCall(emulator, schedule)).toEqual(["2026-10-12T13:00Z 10-19T13:00Z grace"]);
  });
});

describe("business hours", () => {
  const event = {
    time_zone: NEW_YORK,
    start_time: "2026-10-30T09:00:00-04:00",
    end_time: "2026-10-30T17:00:00-04:00",
    repeat: true,
    frequency: 1,
    frequency_unit: "daily",
    days_of_week: [1, 2, 3, 4, 5],
  };
  const window = ["2026-10-30 00:00", "2026-11-04 00:00"] as const;

  it("leave the weekend out, and turn with every occurrence", async () => {
    expect(await occurrences({ ...event, rotation: true }, window)).toEqual([
      "2026-10-30T13:00Z 10-30T21:00Z ada",
      "2026-11-02T14:00Z 11-02T22:00Z grace",
      "2026-11-03T14:00Z 11-03T22:00Z alan",
    ]);
  });

  it("have everybody together without rotation", async () => {
    const [first] = await occurrences(event, window);

    expect(first).toBe("2026-10-30T13:00Z 10-30T21:00Z ada+grace+alan");
  });

  it("turn weekly as five weekly events", async () => {
    const emulator = await withEmulator();
    const schedule = emptySchedule(emulator);
    for (const day of ["26", "27", "28", "29", "30"]) {
      const [start_time, end_time] = [`2026-10-${day}T09:00:00-04:00`, `2026-10-${day}T17:00:00-04:00`];
      await postEvent(emulator, schedule, { ...WEEKLY, start_time, end_time });
    }

    expect(await windowEvents(emulator, schedule, "2026-10-29 00:00", "2026-11-04 00:00")).toEqual([
      "2026-10-29T13:00Z 10-29T21:00Z ada",
      "2026-10-30T13:00Z 10-30T21:00Z ada",
      "2026-11-02T14:00Z 11-02T22:00Z grace",
      "2026-11-03T14:00Z 11-03T22:00Z grace",
    ]);
  });

  it.each([
    ["begin with the first day that fits", {}, ["2026-11-02T14:00Z 11-02T22:00Z ada"]],
    [
      "begin with the first day all the same, with firstDayAlwaysCounts",
      { firstDayAlwaysCounts: true },
      ["2026-10-31T13:00Z 10-31T21:00Z ada", "2026-11-02T14:00Z 11-02T22:00Z grace"],
    ],
  ])("%s", async (_name, switches, expected) => {
    const saturday = {
      ...event,
      rotation: true,
      start_time: "2026-10-31T09:00:00-04:00",
      end_time: "2026-10-31T17:00:00-04:00",
    };

    expect(await occurrences(saturday, ["2026-10-30 00:00", "2026-11-03 00:00"], switches)).toEqual(expected);
  });

  it("do nothing in a weekly series, unless weeklyDaysApply", async () => {
    const weekly = { ...event, frequency: 2, frequency_unit: "weekly", days_of_week: [5, 0], rotation: true };
    const days = async (switches?: Partial<Switches>) =>
      (await occurrences(weekly, ["2026-10-30 00:00", "2026-11-28 00:00"], switches)).map((line) =>
        line.slice(5, 10),
      );

    expect(await days()).toEqual(["10-30", "11-13", "11-27"]);
    // Weeks begin on Sunday: that of October 25, that of November 8, that of November 22.
    expect(await days({ weeklyDaysApply: true })).toEqual(["10-30", "11-08", "11-13", "11-22", "11-27"]);
  });
});

describe("hours that clocks skip or repeat", () => {
  const daily = { time_zone: NEW_YORK, repeat: true, frequency: 1, frequency_unit: "daily", rotation: true };

  it("moves a start in a skipped hour forward, on that day only", async () => {
    const event = {
      ...daily,
      start_time: "2026-03-07T02:30:00-05:00",
      end_time: "2026-03-07T02:45:00-05:00",
    };

    expect(await occurrences(event, ["2026-03-07 00:00", "2026-03-10 00:00"])).toEqual([
      "2026-03-07T07:30Z 03-07T07:45Z ada",
      "2026-03-08T07:30Z 03-08T07:45Z grace",
      "2026-03-09T06:30Z 03-09T06:45Z alan",
    ]);
  });

  it.each([
    [
      "takes both hours of a repeated one, so that later turns are off by one",
      {},
      [
        "2026-11-01T05:30Z 11-01T05:45Z grace",
        "2026-11-01T06:30Z 11-01T06:45Z alan",
        "2026-11-02T06:30Z 11-02T06:45Z ada",
      ],
    ],
    [
      "takes the first of them, with repeatedHourCountsOnce",
      { repeatedHourCountsOnce: true },
      ["2026-11-01T05:30Z 11-01T05:45Z grace", "2026-11-02T06:30Z 11-02T06:45Z alan"],
    ],
  ])("%s", async (_name, switches, expected) => {
    const event = {
      ...daily,
      start_time: "2026-10-31T01:30:00-04:00",
      end_time: "2026-10-31T01:45:00-04:00",
    };

    expect(await occurrences(event, ["2026-11-01 00:00", "2026-11-03 00:00"], switches)).toEqual(expected);
  });

  it("knows that the clocks of Lord Howe change by half an hour", async () => {
    const event = {
      ...daily,
      time_zone: "Australia/Lord_Howe",
      start_time: "2026-04-04T01:45:00+11:00",
      end_time: "2026-04-04T01:50:00+11:00",
    };

    expect(await occurrences(event, ["2026-04-04 00:00", "2026-04-06 00:00"])).toEqual([
      "2026-04-04T14:45Z 04-04T14:50Z grace",
      "2026-04-04T15:15Z 04-04T15:20Z alan",
      "2026-04-05T15:15Z 04-05T15:20Z ada",
    ]);
  });

  it("counts hours as they pass: 12-hourly from midnight goes to 13:00 when clocks go forward", async () => {
    const event = {
      ...daily,
      frequency: 12,
      frequency_unit: "hourly",
      start_time: "2026-03-07T00:00:00-05:00",
      end_time: "2026-03-07T12:00:00-05:00",
    };

    expect(await occurrences(event, ["2026-03-08 05:00", "2026-03-09 04:00"])).toEqual([
      "2026-03-08T05:00Z 03-08T16:00Z alan",
      "2026-03-08T17:00Z 03-09T05:00Z ada",
    ]);
  });

  it("leaves an hour of a 3-hourly series to nobody when clocks go forward", async () => {
    const event = {
      ...daily,
      frequency: 3,
      frequency_unit: "hourly",
      start_time: "2026-03-08T00:10:00Z",
      end_time: "2026-03-08T03:10:00Z",
    };

    expect(await occurrences(event, ["2026-03-08 06:10", "2026-03-08 12:00"])).toEqual([
      "2026-03-08T06:10Z 03-08T08:10Z alan",
      "2026-03-08T09:10Z 03-08T12:10Z ada",
    ]);
  });

  it("leaves an hour to nobody where clocks change at midnight, as in Cairo", async () => {
    const event = {
      ...daily,
      time_zone: "Cairo",
      start_time: "2026-04-22T00:00:00+02:00",
      end_time: "2026-04-23T00:00:00+02:00",
    };

    expect(await occurrences(event, ["2026-04-22 22:00", "2026-04-24 21:00"])).toEqual([
      "2026-04-22T22:00Z 04-23T21:00Z grace",
      "2026-04-23T22:00Z 04-24T22:00Z alan",
    ]);
  });
});

describe("an event without repeat", () => {
  const plain = {
    time_zone: NEW_YORK,
    start_time: "2026-03-02T09:00:00-05:00",
    end_time: "2026-03-09T09:00:00-04:00",
  };

  it.each([
    ["ends as given", {}, "2026-03-02T14:00Z 03-09T13:00Z ada+grace+alan"],
    [
      "ends an hour off, with plainEndsMove",
      { plainEndsMove: true },
      "2026-03-02T14:00Z 03-09T12:00Z ada+grace+alan",
    ],
  ])("%s", async (_name, switches, expected) => {
    expect(await occurrences(plain, ["2026-03-01 00:00", "2026-04-01 00:00"], switches)).toEqual([expected]);
  });
});

describe("months and years", () => {
  const event = { time_zone: "UTC", repeat: true, frequency: 1, frequency_unit: "monthly" };
  const startsOf = async (
    attributes: object,
    window: readonly [string, string],
    switches?: Partial<Switches>,
  ) => (await occurrences({ ...event, ...attributes }, window, switches)).map((line) => line.slice(0, 10));
  const month = { start_time: "2026-01-31T09:00:00Z", end_time: "2026-01-31T10:00:00Z" };
  const year = {
    frequency_unit: "yearly",
    start_time: "2024-02-29T09:00:00Z",
    end_time: "2024-02-29T10:00:00Z",
  };

  it("take the last day where the day is missing", async () => {
    expect(await startsOf(month, ["2026-01-01 00:00", "2026-05-01 00:00"])).toEqual([
      "2026-01-31",
      "2026-02-28",
      "2026-03-31",
      "2026-04-30",
    ]);
    expect(await startsOf(year, ["2024-01-01 00:00", "2029-01-01 00:00"])).toEqual([
      "2024-02-29",
      "2025-02-28",
      "2026-02-28",
      "2027-02-28",
      "2028-02-29",
    ]);
  });

  it("leave it out with monthEndsLeftOut", async () => {
    const switches = { monthEndsLeftOut: true };

    expect(await startsOf(month, ["2026-01-01 00:00", "2026-05-01 00:00"], switches)).toEqual([
      "2026-01-31",
      "2026-03-31",
    ]);
    expect(await startsOf(year, ["2024-01-01 00:00", "2029-01-01 00:00"], switches)).toEqual([
      "2024-02-29",
      "2028-02-29",
    ]);
  });
});

describe("repeat_end_datetime", () => {
  const daily = {
    time_zone: NEW_YORK,
    start_time: "2026-10-29T08:00:00-04:00",
    end_time: "2026-10-30T08:00:00-04:00",
    repeat: true,
    frequency: 1,
    frequency_unit: "daily",
    repeat_end_datetime: "2026-10-31T00:00:00-04:00",
  };

  it.each([
    ["counts the whole of its day", {}, ["2026-10-29", "2026-10-30", "2026-10-31"]],
    ["is an instant, with repeatEndIsInstant", { repeatEndIsInstant: true }, ["2026-10-29", "2026-10-30"]],
  ])("%s", async (_name, switches, expected) => {
    const lines = await occurrences(daily, ["2026-10-01 00:00", "2026-12-01 00:00"], switches);

    expect(lines.map((line) => line.slice(0, 10))).toEqual(expected);
  });
});

it("finds who is on call within thousands of years of hourly shifts", async () => {
  const event = {
    ...WEEKLY,
    frequency_unit: "hourly",
    start_time: "1990-01-01T00:00:00Z",
    end_time: "1990-01-01T01:00:00Z",
  };

  const lines = await occurrences(event, ["1999-12-31 23:00", "9999-01-01 00:00"]);

  expect(lines[0]).toMatch(/^1999-12-31T23:00Z/);
  expect(lines.length).toBeLessThan(100_000);
});
