// What PagerTree would do to a rotation that nobody means is refused, each with its message.
import { describe, expect, it } from "vitest";
import type { RotationInputs } from "../../../provider/src/rotation/inputs.ts";
import { findTraps } from "../../../provider/src/rotation/traps.ts";

const weekly: RotationInputs = {
  teamId: "team",
  layer: 1,
  accountUserIds: ["ada", "grace", "alan"],
  timeZone: "America/New_York",
  firstHandOff: "2026-10-05T09:00",
  frequency: 1,
  frequencyUnit: "weekly",
  turn: "shift",
};
const weekdays: Partial<RotationInputs> = {
  frequencyUnit: "daily",
  shiftHours: 8,
  daysOfWeek: ["monday", "tuesday", "wednesday", "thursday", "friday"],
};

describe("a rotation", () => {
  it.each<[what: string, changes: Partial<RotationInputs>]>([
    ["of weeks", {}],
    ["of two weeks", { frequency: 2 }],
    ["of business hours", weekdays],
    ["of business hours whose turns last a week", { ...weekdays, turn: "week" }],
    ["of days", { frequencyUnit: "daily" }],
    ["of nights", { frequencyUnit: "daily", firstHandOff: "2026-10-05T21:00", shiftHours: 12 }],
    [
      "of days that begin in an hour which clocks repeat on another day of the week",
      { firstHandOff: "2026-10-05T01:30" },
    ],
    [
      "of hours where clocks never change",
      { frequencyUnit: "hourly", frequency: 8, timeZone: "Asia/Kolkata" },
    ],
    ["of one shift a month", { frequencyUnit: "monthly", shiftHours: 24 }],
    ["with an end", { lastDay: "2026-10-05" }],
  ])("%s is taken", (_what, changes) => {
    expect(findTraps({ ...weekly, ...changes })).toEqual([]);
  });

  it.each<[what: string, changes: Partial<RotationInputs>, path: string, reason: string]>([
    [
      "whose first shift spans the autumn change",
      { firstHandOff: "2026-10-26T09:00" },
      "firstHandOff",
      "begins with a shift in which the clocks of America/New_York change on Sun 1 Nov 2026 01:00; PagerTree makes every shift as long as the first one, so each would end an hour late, with two people on call: begin at 2026-11-02T09:00, with the people in the order of that time",
    ],
    [
      "whose first shift spans the spring change",
      { firstHandOff: "2027-03-08T09:00" },
      "firstHandOff",
      "each would end an hour early, with nobody on call: begin at 2027-03-15T09:00",
    ],
    [
      "that begins when the clock is skipped",
      { firstHandOff: "2027-03-14T02:30" },
      "firstHandOff",
      "is skipped by the clocks of America/New_York on that day",
    ],
    [
      "that begins when the clock is shown twice",
      { firstHandOff: "2026-11-01T01:30" },
      "firstHandOff",
      "is shown twice by the clocks of America/New_York on that day",
    ],
    [
      "that hands off each day in a skipped hour",
      { frequencyUnit: "daily", firstHandOff: "2026-10-05T02:30" },
      "firstHandOff",
      "makes a shift begin at 02:30, an hour that the clocks of America/New_York skip on Sun 14 Mar 2027",
    ],
    [
      "that hands off each day in a repeated hour",
      { frequencyUnit: "daily", firstHandOff: "2026-10-05T01:30" },
      "firstHandOff",
      "makes a shift begin at 01:30, an hour that the clocks of America/New_York show twice on Sun 1 Nov 2026, which makes two shifts of one",
    ],
    [
      "that hands off at midnight where clocks are set forward then",
      { frequencyUnit: "daily", timeZone: "Africa/Cairo", firstHandOff: "2026-11-10T00:00" },
      "firstHandOff",
      "makes a shift begin at 00:00, an hour that the clocks of Africa/Cairo skip",
    ],
    [
      "of nights that end in a skipped hour",
      { frequencyUnit: "daily", firstHandOff: "2026-10-05T18:30", shiftHours: 8 },
      "shiftHours",
      "makes a shift end at 02:30, an hour that the clocks of America/New_York skip",
    ],
    [
      "of hours without a break where clocks change",
      { frequencyUnit: "hourly", frequency: 8 },
      "frequencyUnit",
      'cannot be "hourly" in America/New_York for shifts without a break: when its clocks change, next on Sun 1 Nov 2026 01:00, two people are on call for a while; use "daily" rotations',
    ],
    [
      "of months without a length",
      { frequencyUnit: "monthly" },
      "shiftHours",
      "is needed: months and years differ",
    ],
    [
      "of months that begins on the 31st",
      { frequencyUnit: "monthly", shiftHours: 24, firstHandOff: "2026-10-31T09:00" },
      "firstHandOff",
      "must be on one of the first 28 days",
    ],
    [
      "of years that begins on a leap day",
      { frequencyUnit: "yearly", shiftHours: 24, firstHandOff: "2028-02-29T09:00" },
      "firstHandOff",
      "must not be on the 29th of February",
    ],
    [
      "of days of the week in weeks",
      { daysOfWeek: ["monday"] },
      "daysOfWeek",
      'works only with frequencyUnit "daily"',
    ],
    [
      "of days of the week on every other day",
      { ...weekdays, frequency: 2 },
      "daysOfWeek",
      'works only with frequencyUnit "daily" and frequency 1',
    ],
    ["of turns of a week in weeks", { turn: "week" }, "turn", 'can be "week" only for shifts of each day'],
    [
      "whose first day is left out",
      { ...weekdays, firstHandOff: "2026-10-04T09:00" },
      "firstHandOff",
      "is a Sunday, which daysOfWeek leaves out",
    ],
    ["of shifts that overlap", { shiftHours: 169 }, "shiftHours", "must be at most 168"],
    ["that ends before it begins", { lastDay: "2026-10-04" }, "lastDay", "must not be before firstHandOff"],
  ])("%s is refused", (_what, changes, path, reason) => {
    expect(findTraps({ ...weekly, ...changes })).toEqual([
      { path: [path], reason: expect.stringContaining(reason) },
    ]);
  });
});
