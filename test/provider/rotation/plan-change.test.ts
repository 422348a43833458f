// What becomes of the events of a rotation that changes: the present shift stays, and so does what was before it.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OnCallEvent } from "../../../provider/src/on-call/event.ts";
import { occurrencesOf } from "../../../provider/src/on-call/occurrences.ts";
import { gapsIn, onCallSpans } from "../../../provider/src/on-call/spans.ts";
import { day } from "../../../provider/src/on-call/zone-clock.ts";
import { normaliseRotation, type RotationInputs } from "../../../provider/src/rotation/inputs.ts";
import { type Plan, planChange, planCreation } from "../../../provider/src/rotation/plan-change.ts";
import { describeChanges, eventsAfter } from "../../../provider/src/rotation/timeline.ts";
import { findTraps } from "../../../provider/src/rotation/traps.ts";
import { at, lines, minutes } from "../../helpers/shifts.ts";

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
const officeHours: RotationInputs = {
  ...weekly,
  frequencyUnit: "daily",
  shiftHours: 8,
  daysOfWeek: ["monday", "tuesday", "wednesday", "thursday", "friday"],
};

/** The events of a plan as PagerTree would keep them, each with an id. */
function made({ makes, bridges }: Plan): OnCallEvent[] {
  return [...makes, ...bridges].map((event, index) => ({ ...event, id: `event ${index}` }));
}

function shifts(events: readonly OnCallEvent[], from: string, to: string): string[] {
  return onCallSpans(events, [1, 2], { from: at(from), to: at(to) }).map(
    (span) => `${span.accountUserIds.join("+") || "nobody"} ${minutes(span.from)}`,
  );
}

describe("a new rotation", () => {
  it("begins with its first hand-off if that is to come", () => {
    const { makes } = planCreation(weekly, at("2026-10-01T00:00Z"));
    expect(lines(makes.flatMap((event) => occurrencesOf(event, 0, at("2026-10-13T00:00Z"))))).toEqual([
      "ada 2026-10-05T13:00Z 2026-10-12T13:00Z",
      "grace 2026-10-12T13:00Z 2026-10-19T13:00Z",
    ]);
  });

  it("begins with the present shift if its first hand-off has been, so that nobody gets shifts of the past", () => {
    const { makes } = planCreation(weekly, at("2026-10-14T12:00Z"));
    expect(makes).toMatchObject([
      { startsAt: at("2026-10-12T13:00Z"), accountUserIds: ["grace", "alan", "ada"] },
    ]);
  });

  it("does not begin with a shift in which clocks change", () => {
    const { makes } = planCreation(weekly, at("2026-10-28T12:00Z"));
    expect(makes).toMatchObject([
      { startsAt: at("2026-10-19T13:00Z"), accountUserIds: ["alan", "ada", "grace"] },
    ]);
  });

  it("of business hours with turns of a week is an event for each day, whose turns are the same", () => {
    const { makes } = planCreation({ ...officeHours, turn: "week" }, at("2026-10-14T12:00Z"));
    expect(makes.map(({ startsAt, accountUserIds }) => `${minutes(startsAt)} ${accountUserIds[0]}`)).toEqual([
      "2026-10-12T13:00Z grace",
      "2026-10-13T13:00Z grace",
      "2026-10-14T13:00Z grace",
      "2026-10-15T13:00Z grace",
      "2026-10-16T13:00Z grace",
    ]);
    expect(shifts(makes, "2026-10-16T12:00Z", "2026-10-20T00:00Z")).toEqual([
      "nobody 2026-10-16T12:00Z",
      "grace 2026-10-16T13:00Z",
      "nobody 2026-10-16T21:00Z",
      "alan 2026-10-19T13:00Z",
      "nobody 2026-10-19T21:00Z",
    ]);
  });
});

describe("a rotation whose last day is in the middle of a week", () => {
  const untilWednesday = { ...officeHours, turn: "week" as const, lastDay: "2026-10-21" };
  const lastWeek = [
    "alan 2026-10-19T13:00Z",
    "nobody 2026-10-19T21:00Z",
    "alan 2026-10-20T13:00Z",
    "nobody 2026-10-20T21:00Z",
    "alan 2026-10-21T13:00Z",
    "nobody 2026-10-21T21:00Z",
  ];

  it("gives nobody shifts of the past when it is made in that week", () => {
    const { makes } = planCreation(untilWednesday, at("2026-10-20T12:00Z"));
    expect(shifts(makes, "2026-10-01T00:00Z", "2026-11-01T00:00Z")).toEqual([
      "nobody 2026-10-01T00:00Z",
      ...lastWeek,
    ]);
  });

  it("leaves the past as it was when it changes before that week", () => {
    const now = at("2026-10-14T12:00Z");
    const before = made(planCreation({ ...untilWednesday, lastDay: undefined }, now));
    const after = eventsAfter(before, planChange(before, [], untilWednesday, now));
    const past = { from: at("2026-10-01T00:00Z"), to: now };
    expect(onCallSpans(after, [1], past)).toEqual(onCallSpans(before, [1], past));
    expect(shifts(after, "2026-10-16T21:00Z", "2026-11-01T00:00Z")).toEqual([
      "nobody 2026-10-16T21:00Z",
      ...lastWeek,
    ]);
  });
});

describe("a change of a running rotation", () => {
  const now = at("2026-10-14T12:00Z");
  const old = made(planCreation(weekly, now));
  const changed = (changes: Partial<RotationInputs>, before = old, when = now) => {
    const plan = planChange(before, [], normaliseRotation({ ...weekly, ...changes }), when);
    return { plan, after: eventsAfter(before, plan) };
  };

  it("takes place at the next hand-off, and goes on after who is on call now", () => {
    const { plan, after } = changed({ accountUserIds: ["ada", "grace", "barbara", "alan"] });
    expect(minutes(plan.from)).toBe("2026-10-19T13:00Z");
    expect(shifts(after, "2026-10-14T12:00Z", "2026-11-10T00:00Z")).toEqual([
      "grace 2026-10-14T12:00Z",
      "barbara 2026-10-19T13:00Z",
      "alan 2026-10-26T13:00Z",
      "ada 2026-11-02T14:00Z",
      "grace 2026-11-09T14:00Z",
    ]);
  });

  it("goes on with the next one of the old order where who is on call now has left", () => {
    const { after } = changed({ accountUserIds: ["ada", "alan"] });
    expect(shifts(after, "2026-10-14T12:00Z", "2026-10-27T00:00Z")).toEqual([
      "grace 2026-10-14T12:00Z",
      "alan 2026-10-19T13:00Z",
      "ada 2026-10-26T13:00Z",
    ]);
  });

  it("of the hand-off leaves no hole between the last shift of before and the first new one", () => {
    const { plan, after } = changed({ firstHandOff: "2026-10-06T10:00" });
    expect(plan.bridges).toMatchObject([{ accountUserIds: ["alan"] }]);
    expect(shifts(after, "2026-10-14T12:00Z", "2026-10-28T00:00Z")).toEqual([
      "grace 2026-10-14T12:00Z",
      "alan 2026-10-19T13:00Z",
      "ada 2026-10-27T14:00Z",
    ]);
  });

  it("waits for a shift in which clocks do not change", () => {
    const { plan } = changed({ accountUserIds: ["ada", "grace"] }, old, at("2026-10-21T12:00Z"));
    expect(minutes(plan.from)).toBe("2026-11-02T14:00Z");
  });

  it("takes place at its first hand-off if that is to come, with the first person first", () => {
    const { after } = changed({ firstHandOff: "2026-11-30T09:00", accountUserIds: ["alan", "ada"] });
    expect(shifts(after, "2026-11-22T00:00Z", "2026-12-08T00:00Z")).toEqual([
      "ada 2026-11-22T00:00Z",
      "grace 2026-11-23T14:00Z",
      "alan 2026-11-30T14:00Z",
      "ada 2026-12-07T14:00Z",
    ]);
  });

  it("of a daily rotation takes place at its first hand-off too if that is months away", () => {
    const daily = { frequencyUnit: "daily" as const };
    const before = made(planCreation({ ...weekly, ...daily }, now));
    const { plan, after } = changed({ ...daily, firstHandOff: "2027-02-01T09:00" }, before);
    expect([minutes(plan.from), plan.bridges]).toEqual(["2027-02-01T14:00Z", []]);
    expect(shifts(after, "2027-01-30T00:00Z", "2027-02-03T00:00Z")).toEqual(
      shifts(before, "2027-01-30T00:00Z", "2027-02-01T14:00Z").concat(
        "ada 2027-02-01T14:00Z",
        "grace 2027-02-02T14:00Z",
      ),
    );
  });

  it("moves the layer at the hand-off", () => {
    const { after } = changed({ layer: 2 });
    const on = (layer: number) =>
      onCallSpans(after, [layer], { from: now, to: at("2026-10-27T00:00Z") }).map(
        (span) => `${span.accountUserIds.join() || "nobody"} ${minutes(span.from)}`,
      );
    expect(on(1)).toEqual(["grace 2026-10-14T12:00Z", "nobody 2026-10-19T13:00Z"]);
    expect(on(2)).toEqual(["nobody 2026-10-14T12:00Z", "alan 2026-10-19T13:00Z", "ada 2026-10-26T13:00Z"]);
  });

  it("replaces the whole series that has not begun", () => {
    const future = made(planCreation({ ...weekly, firstHandOff: "2026-11-02T09:00" }, now));
    const { plan, after } = changed(
      { firstHandOff: "2026-11-02T09:00", accountUserIds: ["grace", "ada"] },
      future,
    );
    expect(plan.ends).toMatchObject([{ before: at("2026-11-02T14:00Z") }]);
    expect(after).toMatchObject([{ startsAt: at("2026-11-02T14:00Z"), accountUserIds: ["grace", "ada"] }]);
  });

  it("begins anew at once if it is asked to, and keeps what has been of the present shift", () => {
    const { plan, after } = changed({ accountUserIds: ["alan", "ada"], restartAtOnce: true });
    expect(minutes(plan.from)).toBe("2026-10-14T12:00Z");
    expect(shifts(after, "2026-10-12T13:00Z", "2026-10-27T00:00Z")).toEqual([
      "grace 2026-10-12T13:00Z",
      "ada 2026-10-14T12:00Z",
      "alan 2026-10-19T13:00Z",
      "ada 2026-10-26T13:00Z",
    ]);
  });

  it("is told as who is on call instead of whom", () => {
    const { after } = changed({ accountUserIds: ["ada", "grace"] });
    const names: Record<string, string> = { ada: "Ada", grace: "Grace", alan: "Alan" };
    const span = { from: now, to: now + 21 * day };
    expect(describeChanges(old, after, span, "America/New_York", (id) => names[id] ?? id)).toEqual([
      "Mon 19 Oct 2026 09:00: Ada instead of Alan",
      "Mon 26 Oct 2026 09:00: Grace instead of Ada",
      "Mon 2 Nov 2026 09:00: Ada instead of Grace",
    ]);
  });

  it("leaves neither a hole nor a double, and what has been as it was, whatever changes and when", () => {
    const people = fc.shuffledSubarray(["ada", "grace", "alan", "barbara"], { minLength: 1 });
    const rotation = fc
      .record({
        accountUserIds: people,
        timeZone: fc.constantFrom("America/New_York", "Europe/Berlin", "Asia/Kolkata", "UTC"),
        firstDay: fc.integer({ min: 0, max: 200 }),
        hours: fc.integer({ min: 4, max: 23 }),
        frequency: fc.integer({ min: 1, max: 3 }),
        frequencyUnit: fc.constantFrom("daily" as const, "weekly" as const),
      })
      .map(({ firstDay, hours, ...given }): RotationInputs => {
        const date = new Date(Date.UTC(2026, 2, 1) + firstDay * day).toISOString().slice(0, 10);
        return { ...weekly, ...given, firstHandOff: `${date}T${String(hours).padStart(2, "0")}:00` };
      })
      .filter((inputs) => findTraps(inputs).length === 0);
    const hours = fc.integer({ min: 0, max: 24 * 300 });
    fc.assert(
      fc.property(rotation, rotation, hours, (first, second, later) => {
        const begun = at("2026-09-25T00:00Z");
        const now = begun + later * 3_600_000;
        const before = made(planCreation(first, begun));
        const plan = planChange(before, [], second, now);
        const after = eventsAfter(before, plan);
        const past = { from: begun, to: now };
        expect(onCallSpans(after, [1], past)).toEqual(onCallSpans(before, [1], past));
        const [present] = onCallSpans(before, [1], { from: now, to: now + 1 });
        expect(onCallSpans(after, [1], { from: now, to: now + 1 })[0]).toEqual(present);
        const span = { from: now, to: now + 200 * day };
        expect(gapsIn(after, [1], span)).toEqual([]);
        expect(
          onCallSpans(after, [1], span).filter(({ accountUserIds }) => accountUserIds.length > 1),
        ).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});
