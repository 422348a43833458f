// The shifts of an event by PagerTree's rule: its numbers over both changes of the clock, and where it has traps.
import { describe, expect, it } from "vitest";
import { nextOccurrence, occurrencesOf } from "../../../provider/src/on-call/occurrences.ts";
import { gapsIn, onCallSpans } from "../../../provider/src/on-call/spans.ts";
import { at, event, lines, minutes } from "../../helpers/shifts.ts";

const newYork = "America/New_York";
const eastern = "Eastern Time (US & Canada)";
const weekly = event(newYork, "2026-10-05T09:00", "2026-10-12T09:00", {});

describe("a weekly rotation", () => {
  it("keeps to the wall clock when clocks are set back", () => {
    expect(lines(occurrencesOf(weekly, at("2026-10-01T00:00Z"), at("2026-11-09T14:00Z")))).toEqual([
      "ada 2026-10-05T13:00Z 2026-10-12T13:00Z",
      "grace 2026-10-12T13:00Z 2026-10-19T13:00Z",
      "alan 2026-10-19T13:00Z 2026-10-26T13:00Z",
      "ada 2026-10-26T13:00Z 2026-11-02T14:00Z",
      "grace 2026-11-02T14:00Z 2026-11-09T14:00Z",
    ]);
  });

  it("keeps to the wall clock when clocks are set forward", () => {
    expect(lines(occurrencesOf(weekly, at("2027-03-09T00:00Z"), at("2027-03-22T00:00Z")))).toEqual([
      "grace 2027-03-08T14:00Z 2027-03-15T13:00Z",
      "alan 2027-03-15T13:00Z 2027-03-22T13:00Z",
    ]);
  });

  it("is the same by the zone's Rails name", () => {
    const byRailsName = { ...weekly, timeZone: eastern };
    const span = [at("2026-10-01T00:00Z"), at("2027-10-01T00:00Z")] as const;
    expect(lines(occurrencesOf(byRailsName, ...span))).toEqual(lines(occurrencesOf(weekly, ...span)));
  });

  it("hands off at an instant that belongs to the next one alone", () => {
    const handOff = at("2026-10-12T13:00Z");
    expect(lines(occurrencesOf(weekly, handOff, handOff + 1))).toEqual([
      "grace 2026-10-12T13:00Z 2026-10-19T13:00Z",
    ]);
  });

  it("goes on with the same turns where a shift is left out", () => {
    const withException = event(newYork, "2026-10-05T09:00", "2026-10-12T09:00", {
      exceptions: [at("2026-10-12T13:00Z"), at("2026-10-13T13:00Z")],
    });
    expect(lines(occurrencesOf(withException, at("2026-10-01T00:00Z"), at("2026-10-27T00:00Z")))).toEqual([
      "ada 2026-10-05T13:00Z 2026-10-12T13:00Z",
      "alan 2026-10-19T13:00Z 2026-10-26T13:00Z",
      "ada 2026-10-26T13:00Z 2026-11-02T14:00Z",
    ]);
  });

  it("counts the turns of years without visiting them", () => {
    const old = event(newYork, "2019-01-07T09:00", "2019-01-14T09:00", {});
    const [shift] = occurrencesOf(old, at("2026-10-07T00:00Z"), at("2026-10-08T00:00Z"));
    expect(shift).toMatchObject({ turn: 404, accountUserIds: ["alan"] });
    const all = occurrencesOf(old, old.startsAt, at("2026-10-08T00:00Z"));
    expect(all.at(-1)).toEqual(shift);
    expect(all.map(({ turn }) => turn)).toEqual(all.map((_, index) => index));
  });

  it("ends with the shift that begins on its last instant", () => {
    const ended = event(newYork, "2026-10-05T09:00", "2026-10-12T09:00", {
      lastStart: at("2026-10-12T13:00Z"),
    });
    expect(occurrencesOf(ended, 0, at("2030-01-01T00:00Z"))).toHaveLength(2);
    expect(nextOccurrence(ended, at("2026-10-12T13:00Z"))?.turn).toBe(1);
    expect(nextOccurrence(ended, at("2026-10-12T13:01Z"))).toBeUndefined();
  });
});

describe("business hours", () => {
  const hours = { unit: "daily", daysOfWeek: [1, 2, 3, 4, 5] } as const;

  it("turn with each shift, over the weekend and the change of the clock", () => {
    const daily = event(newYork, "2026-10-30T09:00", "2026-10-30T17:00", hours);
    expect(lines(occurrencesOf(daily, at("2026-10-30T00:00Z"), at("2026-11-04T00:00Z")))).toEqual([
      "ada 2026-10-30T13:00Z 2026-10-30T21:00Z",
      "grace 2026-11-02T14:00Z 2026-11-02T22:00Z",
      "alan 2026-11-03T14:00Z 2026-11-03T22:00Z",
    ]);
  });

  it("are everybody's where they do not rotate", () => {
    const together = event(newYork, "2026-10-30T09:00", "2026-10-30T17:00", { ...hours, rotates: false });
    expect(lines(occurrencesOf(together, at("2026-11-02T00:00Z"), at("2026-11-03T00:00Z")))).toEqual([
      "ada+grace+alan 2026-11-02T14:00Z 2026-11-02T22:00Z",
    ]);
  });

  it("begin on the first day of theirs, which is the first one's turn", () => {
    const fromSaturday = event(newYork, "2026-10-31T09:00", "2026-10-31T17:00", hours);
    const [first] = occurrencesOf(fromSaturday, at("2026-10-31T00:00Z"), at("2026-11-04T00:00Z"));
    expect(lines(first ? [first] : [])).toEqual(["ada 2026-11-02T14:00Z 2026-11-02T22:00Z"]);
  });

  it("count the turns of years without visiting them", () => {
    const old = event(newYork, "2020-01-01T09:00", "2020-01-01T17:00", hours);
    const all = occurrencesOf(old, old.startsAt, at("2026-10-08T00:00Z"));
    const [shift] = occurrencesOf(old, at("2026-10-07T00:00Z"), at("2026-10-08T00:00Z"));
    expect(shift).toEqual(all.at(-1));
  });
});

describe("an override", () => {
  // As PagerTree breaks a shift up: an exception, and events for the override and for what is left of the shift.
  const series = event(newYork, "2026-10-05T09:00", "2026-10-12T09:00", {
    exceptions: [at("2026-10-19T13:00Z")],
  });
  const once = (start: string, end: string, who: string) =>
    event(newYork, start, end, undefined, { accountUserIds: [who], parentId: "event" });
  const events = [
    series,
    once("2026-10-19T09:00", "2026-10-21T18:00", "alan"),
    once("2026-10-21T18:00", "2026-10-22T09:00", "grace"),
    once("2026-10-22T09:00", "2026-10-26T09:00", "alan"),
  ];

  it("puts somebody else on call for its time, and nobody else's turn moves", () => {
    const spans = onCallSpans(events, [1], { from: at("2026-10-12T13:00Z"), to: at("2026-11-02T14:00Z") });
    expect(spans.map(({ from, accountUserIds }) => `${accountUserIds.join("+")} ${minutes(from)}`)).toEqual([
      "grace 2026-10-12T13:00Z",
      "alan 2026-10-19T13:00Z",
      "grace 2026-10-21T22:00Z",
      "alan 2026-10-22T13:00Z",
      "ada 2026-10-26T13:00Z",
    ]);
    expect(gapsIn(events, [1], { from: at("2026-10-05T13:00Z"), to: at("2027-10-05T13:00Z") })).toEqual([]);
  });
});

describe("PagerTree's traps", () => {
  const mondays = { from: at("2026-06-01T00:00Z"), to: at("2026-06-15T00:00Z") };

  it("leave an hour with nobody each week after a first shift over the spring change", () => {
    const anchored = event(newYork, "2026-03-02T09:00", "2026-03-09T09:00", {});
    expect(gapsIn([anchored], [1], mondays).map(({ from, to }) => [minutes(from), minutes(to)])).toEqual([
      ["2026-06-01T12:00Z", "2026-06-01T13:00Z"],
      ["2026-06-08T12:00Z", "2026-06-08T13:00Z"],
    ]);
  });

  it("put two people on call for an hour each week after a first shift over the autumn change", () => {
    const anchored = event(newYork, "2025-10-27T09:00", "2025-11-03T09:00", {});
    const spans = onCallSpans([anchored], [1], mondays);
    const both = spans.filter(({ accountUserIds }) => accountUserIds.length === 2);
    expect(both.map(({ from, to }) => [minutes(from), minutes(to)])).toEqual([
      ["2026-06-01T13:00Z", "2026-06-01T14:00Z"],
      ["2026-06-08T13:00Z", "2026-06-08T14:00Z"],
    ]);
  });

  it("leave an hour with nobody in an hourly series when clocks are set forward", () => {
    const hourly = event(newYork, "2026-03-07T00:10", "2026-03-07T03:10", { unit: "hourly", frequency: 3 });
    const night = { from: at("2026-03-08T05:10Z"), to: at("2026-03-08T12:10Z") };
    expect(gapsIn([hourly], [1], night).map(({ from, to }) => [minutes(from), minutes(to)])).toEqual([
      ["2026-03-08T07:10Z", "2026-03-08T08:10Z"],
    ]);
  });

  it("leave an hour with nobody at midnight where clocks are set forward then", () => {
    const daily = event("Africa/Cairo", "2026-04-20T00:00", "2026-04-21T00:00", { unit: "daily" });
    const night = { from: at("2026-04-23T12:00Z"), to: at("2026-04-24T12:00Z") };
    expect(gapsIn([daily], [1], night).map(({ from, to }) => [minutes(from), minutes(to)])).toEqual([
      ["2026-04-23T21:00Z", "2026-04-23T22:00Z"],
    ]);
  });

  it("move a start that is skipped, on that day alone", () => {
    const daily = event(newYork, "2026-03-07T02:30", "2026-03-07T03:00", { unit: "daily" });
    const shifts = occurrencesOf(daily, at("2026-03-08T00:00Z"), at("2026-03-10T00:00Z"));
    expect(lines(shifts).map((line) => line.split(" ")[1])).toEqual([
      "2026-03-08T07:30Z",
      "2026-03-09T06:30Z",
    ]);
  });

  it("have a shift twice in a repeated hour, and every later turn is off by one", () => {
    const daily = event(newYork, "2026-10-31T01:30", "2026-10-31T02:00", { unit: "daily" });
    expect(lines(occurrencesOf(daily, at("2026-11-01T00:00Z"), at("2026-11-03T00:00Z")))).toEqual([
      "grace 2026-11-01T05:30Z 2026-11-01T07:00Z",
      "alan 2026-11-01T06:30Z 2026-11-01T07:00Z",
      "ada 2026-11-02T06:30Z 2026-11-02T07:00Z",
    ]);
    const later = [at("2027-06-01T00:00Z"), at("2027-06-02T00:00Z")] as const;
    const all = occurrencesOf(daily, daily.startsAt, later[1]);
    expect(occurrencesOf(daily, ...later)).toEqual(all.slice(-1));
  });

  it("give months without a 31st their last day, and years without a 29th of February the 28th", () => {
    const monthly = event("UTC", "2027-01-31T09:00", "2027-01-31T17:00", { unit: "monthly" });
    const yearly = event("UTC", "2028-02-29T09:00", "2028-02-29T17:00", { unit: "yearly" });
    const starts = (of: typeof monthly, until: string) =>
      occurrencesOf(of, 0, at(until)).map(({ startsAt }) => minutes(startsAt).slice(0, 10));
    expect(starts(monthly, "2027-04-01T00:00Z")).toEqual(["2027-01-31", "2027-02-28", "2027-03-31"]);
    expect(starts(yearly, "2030-01-01T00:00Z")).toEqual(["2028-02-29", "2029-02-28"]);
  });

  it("let days of the week count for daily series alone", () => {
    const onMondays = event(newYork, "2026-10-06T09:00", "2026-10-07T09:00", { daysOfWeek: [1] });
    const shifts = occurrencesOf(onMondays, at("2026-10-01T00:00Z"), at("2026-10-20T00:00Z"));
    expect(shifts.map(({ startsAt }) => minutes(startsAt))).toEqual([
      "2026-10-06T13:00Z",
      "2026-10-13T13:00Z",
    ]);
  });
});

describe("an event that takes place once", () => {
  it("ends as it was given, also over a change of the clock", () => {
    const once = event(newYork, "2026-03-02T09:00", "2026-03-09T09:00", undefined);
    expect(lines(occurrencesOf(once, 0, at("2027-01-01T00:00Z")))).toEqual([
      "ada+grace+alan 2026-03-02T14:00Z 2026-03-09T13:00Z",
    ]);
  });
});
