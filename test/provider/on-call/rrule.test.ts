// PagerTree's rule and RFC 5545 say the same of most series; rrule-temporal, which is another's work, computes the latter.
import fc from "fast-check";
import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import { afterEach, describe, expect, it } from "vitest";
import type { FrequencyUnit, OnCallEvent } from "../../../provider/src/on-call/event.ts";
import { occurrencesOf } from "../../../provider/src/on-call/occurrences.ts";
import { day, hour, zoneClock } from "../../../provider/src/on-call/zone-clock.ts";

const zones = [
  "America/New_York",
  "America/Santiago",
  "Europe/Berlin",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "Pacific/Auckland",
  "UTC",
];
const daysByName = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];
const halfHour = hour / 2;
const ownZone = process.env["TZ"];

const series = fc
  .record({
    zone: fc.constantFrom(...zones),
    unit: fc.constantFrom<FrequencyUnit>("hourly", "daily", "weekly", "monthly", "yearly"),
    // Of one hour, rrule-temporal skips one in an autumn night.
    frequency: fc.integer({ min: 2, max: 6 }),
    isEach: fc.boolean(),
    days: fc.subarray([0, 1, 2, 3, 4, 5, 6]),
    halfHours: fc.integer({ min: 0, max: (4 * 365 * day) / halfHour }),
    length: fc.integer({ min: 1, max: 400 }),
  })
  .map(({ zone, unit, isEach, halfHours, length, days, ...given }) => {
    const frequency = isEach && unit !== "hourly" ? 1 : given.frequency;
    const startsAt = Date.UTC(2024, 0, 1) + halfHours * halfHour;
    const event: OnCallEvent = {
      id: "series",
      layer: 1,
      timeZone: zone,
      startsAt,
      endsAt: startsAt + length * halfHour,
      accountUserIds: ["ada"],
      repeats: {
        frequency,
        unit,
        daysOfWeek: unit === "daily" && frequency === 1 ? days : [],
        rotates: true,
        exceptions: [],
      },
    };
    return event;
  })
  .filter(isAlikeInBoth);

/** Whether both define it: no start is skipped or shown twice by the clock of the zone. */
function isAlikeInBoth({ timeZone, startsAt, repeats }: OnCallEvent): boolean {
  const clock = zoneClock(timeZone);
  const timeOfDay = (wall: number) => ((wall % day) + day) % day;
  const start = timeOfDay(clock.wallAt(startsAt));
  return (
    repeats?.unit === "hourly" ||
    clock
      .changesBetween(startsAt - day, startsAt + 20 * 365 * day)
      .every(({ from, to }) => timeOfDay(start - timeOfDay(from)) >= to - from)
  );
}

function byRfc({ timeZone, startsAt, repeats }: OnCallEvent, from: number, to: number): number[] {
  const dtstart = Temporal.Instant.fromEpochMilliseconds(startsAt).toZonedDateTimeISO(timeZone);
  const { unit = "daily", frequency = 1, daysOfWeek = [] } = repeats ?? {};
  const byDay =
    daysOfWeek.length === 0 ? "" : `;BYDAY=${daysOfWeek.map((each) => daysByName[each]).join(",")}`;
  const skip = unit === "monthly" || unit === "yearly" ? "RSCALE=GREGORIAN;SKIP=BACKWARD;" : "";
  const rule = new RRuleTemporal({
    rruleString: `${skip}FREQ=${unit.toUpperCase()};INTERVAL=${frequency};WKST=SU${byDay}`,
    dtstart,
  });
  const instants = rule.between(new Date(from), new Date(to), true);
  return instants.map((instant) => instant.epochMilliseconds).filter((instant) => instant < to);
}

afterEach(() => {
  process.env["TZ"] = ownZone;
});

describe("the starts of a series", () => {
  it.each(["UTC", "America/New_York", "Australia/Lord_Howe"])(
    "are those of RFC 5545 in nine zones, on a computer whose own zone is %s",
    (processZone) => {
      process.env["TZ"] = processZone;
      fc.assert(
        fc.property(series, fc.integer({ min: 0, max: 700 }), (event, daysLater) => {
          const from = event.startsAt + daysLater * day;
          const isLong = event.repeats?.unit === "monthly" || event.repeats?.unit === "yearly";
          const to = from + (isLong ? 1500 : 60) * day;
          const starts = occurrencesOf(event, from, to)
            .map(({ startsAt }) => startsAt)
            .filter((start) => start >= from);
          expect(starts).toEqual(byRfc(event, from, to));
        }),
        { numRuns: 150 },
      );
    },
    60_000,
  );
});

describe("a shift", () => {
  it("ends when the clock on the wall shows what it showed at the end of the first one", () => {
    fc.assert(
      fc.property(series, (event) => {
        const clock = zoneClock(event.timeZone);
        const templateHasNoChange = clock.offsetAt(event.startsAt) === clock.offsetAt(event.endsAt);
        const isWallClockTwice = (instant: number) => clock.instantsAt(clock.wallAt(instant)).length > 1;
        const shifts = occurrencesOf(event, event.startsAt, event.startsAt + 400 * day).filter(
          ({ endsAt }) =>
            !clock.changesBetween(endsAt - 2 * hour, endsAt + 2 * hour).length && !isWallClockTwice(endsAt),
        );
        fc.pre(templateHasNoChange);
        for (const { startsAt, endsAt } of shifts) {
          expect(clock.wallAt(endsAt) - clock.wallAt(startsAt)).toBe(event.endsAt - event.startsAt);
        }
      }),
      { numRuns: 100 },
    );
  });
});
