// The life cycle of an override on the emulator: who is on call after each step, by PagerTree's own word.
import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { describe, expect, it, vi } from "vitest";
import type { Switches } from "../../../emulator/src/switches.ts";
import { parseState } from "../../../provider/src/stack/state.ts";
import { callApi } from "../../helpers/call-api.ts";
import { type Properties, providersFor } from "../../helpers/resource-providers.ts";
import { at } from "../../helpers/shifts.ts";
import { shiftsOf } from "../../helpers/shifts-of.ts";
import { stateOf } from "../../helpers/stack-state.ts";
import { stopClockAt } from "../../helpers/stopped-clock.ts";
import { withTeam, writes } from "../rotation/with-team.ts";

stopClockAt(at("2026-10-14T12:00Z"));

/** Alan's week from Monday 19 October, and an override of it to declare: Ada from Wednesday evening on. */
async function withRotation(switches: Partial<Switches> = {}) {
  const team = await withTeam(switches);
  const series = await team.rotation.up(team.declared);
  const declared = {
    teamId: team.teamId,
    timeZone: "America/New_York",
    startTime: "2026-10-21T18:00",
    endTime: "2026-10-22T09:00",
    accountUserIds: [team.ada.id],
  };
  const week = () => shiftsOf(team.emulator, team.scheduleId, "2026-10-19 14:00:00", "2026-10-27 00:00:00");
  return { ...team, series, declared, week };
}

const asOverridden = [
  "1: Alan 2026-10-19T13:00Z",
  "1: Ada 2026-10-21T22:00Z",
  "1: Alan 2026-10-22T13:00Z",
  "1: Ada 2026-10-26T13:00Z",
];

describe("check of an override", () => {
  const ulid = "01GDBEYARHS4W4QM6X370Z5TMB";
  const declared = {
    teamId: ulid,
    timeZone: "Eastern Time (US & Canada)",
    startTime: "2026-10-21 18:00",
    endTime: "2026-10-22T09:00",
    accountUserIds: [ulid],
  };
  const { override: offline } = providersFor({ apiKey: "key", baseUrl: "http://127.0.0.1:9/never" });

  it("fills every default, and lets pass what is not known yet", async () => {
    const known = { ...declared, timeZone: "America/New_York", startTime: "2026-10-21T18:00", layer: 1 };
    expect(await offline.checked(declared)).toEqual(known);
    const unknown = { teamId: unknownValue, accountUserIds: unknownValue, startTime: unknownValue };
    expect(await offline.checked({ ...declared, ...unknown })).toMatchObject(unknown);
  });

  it("reports all mistakes at once", async () => {
    const { failures } = await offline.check({
      teamId: 5,
      layer: 0,
      accountUserIds: [],
      timeZone: "Boston",
      startTime: "Monday",
      endTime: "2026-10-22T09:00-04:00",
      person: ulid,
    });
    expect(failures?.map(({ property }) => property).sort()).toEqual([
      "accountUserIds",
      "endTime",
      "layer",
      "person",
      "startTime",
      "teamId",
      "timeZone",
    ]);
  });

  it.each<[what: string, changes: Properties, property: string, reason: string]>([
    ["an end before its start", { endTime: "2026-10-21T17:00" }, "endTime", "must be after startTime"],
    [
      "a span that is over",
      { startTime: "2026-10-01T18:00", endTime: "2026-10-02T18:00" },
      "endTime",
      "is in the past, and an override that is over cannot be made or changed",
    ],
    ["a time that clocks skip", { endTime: "2027-03-14T02:30" }, "endTime", "is skipped"],
    ["a time that clocks show twice", { endTime: "2026-11-01T01:30" }, "endTime", "is shown twice"],
    ["a person twice", { accountUserIds: [ulid, ulid] }, "accountUserIds[1]", "is there twice"],
  ])("refuses %s", async (_what, changes, property, reason) => {
    const { failures } = await offline.check({ ...declared, ...changes });
    expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
  });

  it.each<[what: string, more: Properties]>([
    ["what is over", {}],
    ["what was adopted and is over", { adopt: ulid }],
    ["a duplicate that is over", { allowDuplicate: true }],
  ])("lets %s stay as it is", async (_what, more) => {
    const over = { ...declared, ...more, startTime: "2026-10-01T18:00", endTime: "2026-10-02T18:00" };
    const inputs = { ...over, timeZone: "America/New_York", layer: 1 };
    expect((await offline.check(over, inputs)).failures).toEqual([]);
    expect(
      (await offline.check({ ...over, accountUserIds: ["01GDBEYARHS4W4QM6X370Z5TMC"] }, inputs)).failures,
    ).toHaveLength(1);
  });

  it("refuses a layer that the team's policy does not have", async () => {
    const { override, declared: known } = await withRotation();
    const { failures } = await override.check({ ...known, layer: 4 });
    expect(failures).toEqual([
      { property: "layer", reason: expect.stringContaining("has layers 1, 2, and 3") },
    ]);
  });
});

describe("two overrides of one program", () => {
  it.each<[what: string, changes: Properties]>([
    ["at the same time", { startTime: "2026-10-21T20:00", endTime: "2026-10-21T22:00" }],
    [
      "in part, in another zone",
      { timeZone: "UTC", startTime: "2026-10-22T12:59", endTime: "2026-10-22T20:00" },
    ],
  ])("are refused if they overlap on one layer: %s", async (_what, changes) => {
    const { override, declared, grace } = await withRotation();
    await override.checked(declared);
    const { failures } = await override.check({ ...declared, accountUserIds: [grace.id], ...changes });
    expect(failures).toEqual([
      {
        property: "startTime",
        reason: expect.stringContaining(
          "overlaps the override of Ada Lovelace from Wed 21 Oct 2026 18:00 to Thu 22 Oct 2026 09:00 (America/New_York)",
        ),
      },
    ]);
  });

  it("may follow each other, be on two layers, or be one that the engine names twice or that changes", async () => {
    const { override, declared, grace } = await withRotation();
    const inputs = await override.checked(declared);
    await override.checked(declared);
    await override.checked({ ...declared, startTime: "2026-10-22T09:00", endTime: "2026-10-22T18:00" });
    await override.checked({ ...declared, layer: 2, accountUserIds: [grace.id] });
    await override.checked({ ...declared, endTime: "2026-10-22T08:00" }, inputs);
  });

  it("are let be if both are as the last run had them", async () => {
    const { override, declared, grace } = await withRotation();
    const other = { ...declared, accountUserIds: [grace.id] };
    await override.checked(declared, { ...declared, layer: 1 });
    await override.checked(other, { ...other, layer: 1 });
  });
});

describe("an override", () => {
  it("is cut out of a shift by one request, and comes back as it was declared", async () => {
    const { emulator, override, declared, series, week, alan } = await withRotation();
    const made = await override.up(declared);
    expect(writes(emulator)).toEqual(["POST /events", "POST /events/:id/override"]);
    expect(await week()).toEqual(asOverridden);
    expect(made.outputs["events"]).toMatchObject([{ insteadOfAccountUserIds: [alan.id], isOfSeries: true }]);
    expect(emulator.store.find("events", made.id)?.parent_id).toBe(series.id);
    expect(await override.read(made.id, made.outputs)).toEqual(made);
    expect((await override.diff(made.outputs, made.inputs, made.id)).changes).toBe(false);
  });

  it("gives the shift back to whoever would have it when it is destroyed", async () => {
    const { override, declared, week } = await withRotation();
    const made = await override.up(declared);
    await override.delete(made);
    expect(await week()).toEqual([
      "1: Alan 2026-10-19T13:00Z",
      "1: Alan 2026-10-21T22:00Z",
      "1: Alan 2026-10-22T13:00Z",
      "1: Ada 2026-10-26T13:00Z",
    ]);
    await override.delete(made);
    expect(await week()).toHaveLength(4);
  });

  it("goes with all that it has left of the shift once the rotation is gone", async () => {
    const { emulator, rotation, override, series, declared, scheduleId, week } = await withRotation();
    const made = await override.up(declared);
    await rotation.delete(series);
    await override.delete(made);
    expect(await week()).toEqual([]);
    expect(
      emulator.store.all("events").filter(({ schedule_ids }) => schedule_ids.includes(scheduleId)),
    ).toEqual([]);
  });

  it("that was given back leaves nothing once the rotation is gone too", async () => {
    const { emulator, rotation, override, series, declared, scheduleId } = await withRotation();
    await override.delete(await override.up(declared));
    await rotation.delete(series);
    const left = emulator.store.all("events").filter(({ schedule_ids: ids }) => ids.includes(scheduleId));
    expect(left).toEqual([]);
  });

  it("that is destroyed while it runs keeps what has been", async () => {
    const { override, declared, week } = await withRotation();
    const made = await override.up(declared);
    vi.setSystemTime(at("2026-10-22T04:00Z"));
    await override.delete(made);
    expect(await week()).toEqual([
      "1: Alan 2026-10-19T13:00Z",
      "1: Ada 2026-10-21T22:00Z",
      "1: Alan 2026-10-22T04:00Z",
      "1: Alan 2026-10-22T13:00Z",
      "1: Ada 2026-10-26T13:00Z",
    ]);
  });

  it("over two shifts and a hole is an event for each", async () => {
    const { override, emulator, scheduleId, declared, grace } = await withRotation();
    const made = await override.up({
      ...declared,
      accountUserIds: [grace.id],
      startTime: "2026-10-25T09:00",
      endTime: "2026-10-27T09:00",
    });
    expect(made.outputs["events"]).toHaveLength(2);
    expect(await shiftsOf(emulator, scheduleId, "2026-10-25 00:00:00", "2026-10-28 00:00:00")).toEqual([
      "1: Alan 2026-10-19T13:00Z",
      "1: Grace 2026-10-25T13:00Z",
      "1: Grace 2026-10-26T13:00Z",
      "1: Ada 2026-10-27T13:00Z",
    ]);
    expect(await override.read(made.id, made.outputs)).toEqual(made);
    const onLayer2 = await override.up({ ...declared, layer: 2 });
    expect(onLayer2.outputs["events"]).toMatchObject([{ insteadOfAccountUserIds: [] }]);
  });

  it("that gets other people is changed in place", async () => {
    const { emulator, override, declared, week, grace } = await withRotation();
    const made = await override.up(declared);
    const changed = await override.checked({ ...declared, accountUserIds: [grace.id] }, made.inputs);
    const after = await override.update(made, changed);
    expect(writes(emulator).at(-1)).toBe("PUT /events/:id");
    expect(await week()).toEqual(
      asOverridden.map((line) => line.replace("Ada 2026-10-21", "Grace 2026-10-21")),
    );
    expect(await override.read(made.id, after.outputs)).toEqual(after);
  });

  it("that moves gives back where it was", async () => {
    const { override, declared, week } = await withRotation();
    const made = await override.up(declared);
    const changed = await override.checked(
      { ...declared, startTime: "2026-10-22T03:00", endTime: "2026-10-22T18:00" },
      made.inputs,
    );
    const after = await override.update(made, changed);
    expect(await week()).toEqual([
      "1: Alan 2026-10-19T13:00Z",
      "1: Alan 2026-10-21T22:00Z",
      "1: Ada 2026-10-22T07:00Z",
      "1: Ada 2026-10-22T13:00Z",
      "1: Alan 2026-10-22T22:00Z",
      "1: Ada 2026-10-26T13:00Z",
    ]);
    expect(await override.read(made.id, after.outputs)).toEqual(after);
  });

  it.each<[property: string, change: Properties, seen: Properties]>([
    ["layer", { layer: 2 }, { layer: 2 }],
    ["startTime", { start_time: "2026-10-21T20:00:00-04:00" }, { startTime: "2026-10-21T20:00" }],
    ["endTime", { end_time: "2026-10-22T07:00:00-04:00" }, { endTime: "2026-10-22T07:00" }],
    [
      "endTime, since it repeats",
      { repeat: true, frequency: 1, frequency_unit: "weekly" },
      { endTime: "none: it repeats" },
    ],
  ])("shows that %s was changed in the web page", async (_property, change, seen) => {
    const { emulator, override, declared } = await withRotation();
    const made = await override.up(declared);
    const { status } = await callApi(emulator, "PUT", `/events/${made.id}`, change);
    expect(status).toBe(200);
    const read = await override.read(made.id, made.outputs);
    expect(read?.inputs).toMatchObject(seen);
    expect((await override.diff(read?.outputs ?? {}, made.inputs, made.id)).changes).toBe(true);
  });

  it("shows people who were changed in the web page, and is gone once its event is", async () => {
    const { emulator, override, declared, grace } = await withRotation();
    const made = await override.up(declared);
    await callApi(emulator, "PUT", `/events/${made.id}`, { account_user_ids: [grace.id] });
    expect((await override.read(made.id, made.outputs))?.inputs).toMatchObject({
      accountUserIds: [grace.id],
    });
    await callApi(emulator, "DELETE", `/events/${made.id}`);
    expect(await override.read(made.id, made.outputs)).toBeUndefined();
  });

  it("stops at one that is there already, and takes it over when it is told to", async () => {
    const { emulator, override, declared, week } = await withRotation();
    const made = await override.up(declared);
    const next = () => providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url }).override;
    await expect(next().up(declared)).rejects.toThrow(
      /create the override of team "Checkout", layer 1: PagerTree already has event evt_\S+ \(made .*\), which.*Nothing was sent/,
    );
    const before = writes(emulator);
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    const provider = next();
    const adopted = await provider.up({ ...declared, adopt: made.outputs["prefixId"] });
    expect(told.mock.calls.flat()).toEqual([
      expect.stringMatching(
        /^adopts event evt_\S+ \(override of team "Checkout", layer 1\): nothing changes$/,
      ),
    ]);
    expect(writes(emulator)).toEqual(before);
    expect(adopted).toMatchObject({ id: made.id, outputs: { events: made.outputs["events"] } });
    expect((await provider.read(made.id))?.inputs).toEqual(made.inputs);
    await next().delete(adopted);
    expect(await week()).toContain("1: Alan 2026-10-21T22:00Z");
  });

  it.each(["a refresh", "the state"])(
    "that the engine replaces is given back to whoever it was cut out of, as it knows by %s",
    async (by) => {
      const { emulator, override, declared, week, alan } = await withRotation();
      const made = await override.up(declared);
      const state = stateOf([{ type: "Override", id: made.id, outputs: made.outputs }]);
      const config = { apiKey: emulator.apiKey, baseUrl: emulator.url };
      const readState = async () => parseState(by === "the state" ? state : stateOf([]), "state");
      const next = providersFor(config, undefined, undefined, readState).override;
      if (by === "a refresh") await next.read(made.id, made.outputs);
      const again = await next.up(declared);
      await next.delete(made);
      expect(await week()).toEqual(asOverridden);
      expect(again.outputs["events"]).toMatchObject([{ insteadOfAccountUserIds: [alan.id] }]);
      await next.delete(again);
      expect([...new Set((await week()).map((line) => line.slice(0, 7)))]).toEqual(["1: Alan", "1: Ada "]);
    },
  );

  it("stays as it is where the engine replaces the rotation that it is cut out of", async () => {
    const { emulator, rotation, override, declared, series, week, scheduleId } = await withRotation();
    const made = await override.up(declared);
    await rotation.read(series.id, series.outputs);
    const again = await rotation.create(series.inputs);
    await rotation.delete(series);
    expect(again.id).not.toBe(series.id);
    expect(await week()).toEqual(asOverridden);
    await override.delete(made);
    await rotation.delete(again);
    const left = emulator.store.all("events").filter(({ schedule_ids: ids }) => ids.includes(scheduleId));
    expect(left).toEqual([]);
  });

  it("is not refused for what it adopts while PagerTree cannot be asked", async () => {
    const { emulator, declared, series } = await withRotation();
    vi.spyOn(console, "error").mockImplementation(() => {});
    emulator.faults.add({ kind: "answer", status: 503, times: null });
    const { override } = providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
    const { failures, inputs } = await override.check({ ...declared, adopt: series.id });
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ adopt: series.id });
  });

  it("does not take over a rotation", async () => {
    const { override, declared, series } = await withRotation();
    const { failures } = await override.check({ ...declared, adopt: series.id });
    expect(failures).toEqual([{ property: "adopt", reason: expect.stringContaining("It is a rotation") }]);
  });
});

describe("an override that is interrupted", () => {
  const lost = { kind: "answer", method: "POST", path: "*/override", status: 504 } as const;

  it("is made once where the answer is lost", async () => {
    const { emulator, override, declared, series, week } = await withRotation();
    emulator.faults.add({ ...lost, path: `/events/${series.id}/override`, afterCommit: true });
    const made = await override.up(declared);
    expect(await week()).toEqual(asOverridden);
    expect(await override.read(made.id, made.outputs)).toEqual(made);
  });

  it("is sent again where PagerTree has given up, and stops where it may still be at it", async () => {
    const { emulator, override, declared, series, week } = await withRotation();
    const path = `/events/${series.id}/override`;
    emulator.faults.add({ ...lost, path });
    await expect(override.up(declared)).rejects.toThrow(/is not known/);
    expect(await week()).toHaveLength(2);
    emulator.faults.clear();
    emulator.faults.add({ ...lost, path, status: 500, times: 1 });
    await override.up(declared);
    expect(await week()).toEqual(asOverridden);
  });
});

describe("an override is right, whatever PagerTree's documentation leaves open:", () => {
  it.each<[what: string, switches: Partial<Switches>]>([
    ["times are read without their offset", { timeReading: "offset-ignored" }],
    ["times without an offset are UTC", { timeReading: "utc" }],
    ["times are answered in UTC", { eventTimesInUtc: true }],
    ["times have the older names only", { eventTimeNames: "datetime" }],
    ["the ends of plain events move", { plainEndsMove: true }],
    ["a change of times forgets exceptions", { putClearsExceptions: true }],
    ["people are kept in the order sent", { putReordersAttendees: true }],
    ["plain events take every action", { plainEventsTakeActions: true }],
    ["rotations must repeat", { rotationNeedsRepeat: true }],
    ["layers must be in the policy", { layerMustBeInPolicy: true }],
    ["attendees must be members", { attendeesMustBeMembers: true }],
    ["events need a schedule", { eventsNeedSchedule: true }],
    ["an unknown parent is 404", { unknownReference: 404 }],
    ["unknown ids are 422", { unknownIdIs422: true }],
    ["id lists come in another order each time", { shuffledIds: true }],
    ["actions answer with the series", { eventActionsAnswer: "series" }],
    ["actions answer with nothing", { eventActionsAnswer: "nothing" }],
    ["actions must hit a shift", { actionTimeMustBegin: true }],
    ["windows come in pages", { windowEventsPaged: true }],
    ["windows cut shifts", { windowCutsOccurrences: true }],
    ["occurrences are brief", { occurrencesAreBrief: true }],
    ["overrides stay within their shift", { overridesKeptWithin: true }],
    ["a deleted override brings the shift back", { overrideDeletionRestores: true }],
    ["zones have Rails' names alone", { ianaZones: "refused" }],
    ["zones are renamed", { ianaZones: "renamed" }],
    ["deletions answer 200", { deleteAnswers200: true }],
  ])("%s", async (_what, switches) => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    const { emulator, override, declared, week } = await withRotation(switches);
    const made = await override.up(declared);
    expect(told).not.toHaveBeenCalled();
    // What stands in PagerTree is read by the answers that are likelier.
    Object.assign(emulator.switches, { windowEventsPaged: false, windowCutsOccurrences: false });
    expect(await week()).toEqual(asOverridden);
    expect(await override.read(made.id, made.outputs)).toEqual(made);
    await override.delete(made);
    expect([...new Set((await week()).map((line) => line.slice(0, 7)))]).toEqual(["1: Alan", "1: Ada "]);
  });

  it.each<[what: string, switches: Partial<Switches>]>([
    ["whole", {}],
    ["cut", { windowCutsOccurrences: true }],
    ["in pages", { windowEventsPaged: true }],
  ])(
    "it says if an overridden shift is no turn, so that later ones move, with windows that are %s",
    async (_what, switches) => {
      const told = vi.spyOn(console, "error").mockImplementation(() => {});
      const { emulator, override, declared, week } = await withRotation({
        turnsSkipExceptions: true,
        ...switches,
      });
      const made = await override.up(declared);
      expect(told.mock.calls.flat()).toEqual([
        'warning: override of team "Checkout", layer 1: PagerTree does not count the shift that is overridden as a turn: from Mon 26 Oct 2026 09:00 on Alan Turing is on call, and not Ada Lovelace, and later turns have moved too; see the schedule in PagerTree',
      ]);
      Object.assign(emulator.switches, { windowEventsPaged: false, windowCutsOccurrences: false });
      // The override itself is as declared.
      expect((await week()).slice(0, 3)).toEqual(asOverridden.slice(0, 3));
      expect(await override.read(made.id, made.outputs)).toEqual(made);
    },
  );
});
