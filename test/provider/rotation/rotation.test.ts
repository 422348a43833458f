// The life cycle of a rotation on the emulator: what stands in PagerTree after each step, and what the stack knows of it.
import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { describe, expect, it, vi } from "vitest";
import type { Switches } from "../../../emulator/src/switches.ts";
import { callApi, idOf } from "../../helpers/call-api.ts";
import { overrideInWebPage } from "../../helpers/override-in-web-page.ts";
import { type Properties, providersFor } from "../../helpers/resource-providers.ts";
import { at } from "../../helpers/shifts.ts";
import { shiftsOf } from "../../helpers/shifts-of.ts";
import { stopClockAt } from "../../helpers/stopped-clock.ts";
import { withTeam, writes } from "./with-team.ts";

const now = at("2026-10-14T12:00Z");

stopClockAt(now);

describe("check", () => {
  const ulid = "01GDBEYARHS4W4QM6X370Z5TMB";
  const declared = {
    teamId: ulid,
    timeZone: "Eastern Time (US & Canada)",
    firstHandOff: "2026-10-05 09:00",
    accountUserIds: [ulid],
  };
  const { rotation: offline } = providersFor({ apiKey: "key", baseUrl: "http://127.0.0.1:9/never" });

  it("fills every default, and names the zone as the IANA database does", async () => {
    expect(await offline.checked(declared)).toEqual({
      ...declared,
      timeZone: "America/New_York",
      firstHandOff: "2026-10-05T09:00",
      layer: 1,
      frequency: 1,
      frequencyUnit: "weekly",
      turn: "shift",
    });
  });

  it("lets pass what is not known yet", async () => {
    const unknown = {
      ...declared,
      teamId: unknownValue,
      accountUserIds: [ulid, unknownValue],
      firstHandOff: unknownValue,
    };
    expect(await offline.checked(unknown)).toMatchObject({
      teamId: unknownValue,
      firstHandOff: unknownValue,
    });
  });

  it("reports all mistakes at once", async () => {
    const { failures } = await offline.check({
      ...declared,
      layer: 0,
      accountUserIds: [],
      timeZone: "Boston",
      firstHandOff: "Monday",
      frequency: 1.5,
      frequencyUnit: "fortnightly",
      shiftHours: -1,
      daysOfWeek: ["Mon"],
      turn: "month",
      lastDay: "2026-13-01",
      person: ulid,
    });
    expect(failures?.map(({ property }) => property).sort()).toEqual([
      "accountUserIds",
      "daysOfWeek[0]",
      "firstHandOff",
      "frequency",
      "frequencyUnit",
      "lastDay",
      "layer",
      "person",
      "shiftHours",
      "timeZone",
      "turn",
    ]);
  });

  it.each<[what: string, changes: Properties, property: string, reason: string]>([
    [
      "a trap of PagerTree's",
      { firstHandOff: "2026-10-26T09:00" },
      "firstHandOff",
      "with two people on call",
    ],
    ["an offset", { firstHandOff: "2026-10-05T09:00-04:00" }, "firstHandOff", "without an offset"],
    ["a person twice", { accountUserIds: [ulid, ulid] }, "accountUserIds[1]", "is there twice"],
    [
      "a team among the people",
      { accountUserIds: ["tem_K22OuvPYNmCyvJ"] },
      "accountUserIds[0]",
      "belongs in teamId",
    ],
  ])("refuses %s", async (_what, changes, property, reason) => {
    const { failures } = await offline.check({ ...declared, ...changes });
    expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
  });

  it("refuses to make or change what is over, and lets it stay as it is", async () => {
    const over = { ...declared, lastDay: "2026-10-05" };
    const [running, later] = [at("2026-10-12T12:00Z"), at("2026-10-12T14:00Z")];
    vi.setSystemTime(running);
    const inputs = await offline.checked(over);
    vi.setSystemTime(later);
    expect((await offline.check(over)).failures).toEqual([
      { property: "lastDay", reason: expect.stringContaining("a rotation that is over cannot be made") },
    ]);
    expect((await offline.check({ ...over, layer: 2 }, inputs)).failures).toHaveLength(1);
    expect((await offline.check(over, inputs)).failures).toEqual([]);
  });

  it("refuses a layer that the team's policy does not have", async () => {
    const { rotation, declared: known } = await withTeam();
    const { failures } = await rotation.check({ ...known, layer: 4 });
    expect(failures).toEqual([
      {
        property: "layer",
        reason: expect.stringMatching(
          /is not in escalation policy esp_[\w-]+ "Checkout Escalation Policy" of the team, which has layers 1, 2, and 3/,
        ),
      },
    ]);
  });
});

describe("a rotation", () => {
  it("is one event, which begins with the present shift, and comes back as it was declared", async () => {
    const { emulator, rotation, scheduleId, declared } = await withTeam();
    const made = await rotation.up(declared);
    expect(writes(emulator)).toEqual(["POST /events"]);
    expect(await shiftsOf(emulator, scheduleId, "2026-10-01 00:00:00", "2026-11-05 00:00:00")).toEqual([
      "1: Grace 2026-10-12T13:00Z",
      "1: Alan 2026-10-19T13:00Z",
      "1: Ada 2026-10-26T13:00Z",
      "1: Grace 2026-11-02T14:00Z",
    ]);
    expect(await rotation.read(made.id, made.outputs)).toEqual(made);
    expect((await rotation.diff(made.outputs, made.inputs, made.id)).changes).toBe(false);
  });

  it("with turns of a week is an event for each day", async () => {
    const { emulator, rotation, scheduleId, declared } = await withTeam();
    const made = await rotation.up({
      ...declared,
      frequencyUnit: "daily",
      shiftHours: 8,
      daysOfWeek: ["monday", "wednesday"],
      turn: "week",
    });
    expect(await shiftsOf(emulator, scheduleId, "2026-10-12 00:00:00", "2026-10-22 00:00:00")).toEqual([
      "1: Grace 2026-10-12T13:00Z",
      "1: Grace 2026-10-14T13:00Z",
      "1: Alan 2026-10-19T13:00Z",
      "1: Alan 2026-10-21T13:00Z",
    ]);
    expect(await rotation.read(made.id, made.outputs)).toEqual(made);
    // `Rotation.get` knows nothing before, and finds the other days.
    const { frequencyUnit, shiftHours, daysOfWeek, turn } = made.inputs;
    expect((await rotation.read(made.id))?.inputs).toMatchObject({
      frequencyUnit,
      shiftHours,
      daysOfWeek,
      turn,
    });
  });

  it("tells once in a run who of its people has no phone number, as far as PagerTree's API says", async () => {
    const { emulator, rotation, override, declared, ada, grace } = await withTeam();
    for (const { id, user } of [ada, grace]) {
      const phones = id === ada.id ? [] : user.phones.map((phone) => ({ ...phone, blocked: true }));
      emulator.store.update("account_users", id, { user: { ...user, phones } });
    }
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    await rotation.checked(declared);
    await override.checked({
      teamId: declared.teamId,
      timeZone: "UTC",
      startTime: "2026-10-21T18:00",
      endTime: "2026-10-22T09:00",
      accountUserIds: [ada.id],
    });
    expect(told.mock.calls.flat()).toEqual([
      expect.stringMatching(
        /^warning: rotation of team "Checkout", layer 1: Ada Lovelace and Grace Hopper have no phone number in PagerTree, or only blocked ones/,
      ),
    ]);
  });

  it("that changes keeps the present shift and what was before it, and goes on in its order", async () => {
    const { emulator, rotation, scheduleId, declared, ada, grace, alan } = await withTeam();
    const made = await rotation.up(declared);
    vi.setSystemTime(at("2026-10-20T12:00Z"));
    const changed = await rotation.checked({ ...declared, accountUserIds: [grace.id, alan.id] }, made.inputs);
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    await rotation.diff(made.outputs, changed, made.id);
    expect(told.mock.calls.flat()).toEqual([
      'rotation of team "Checkout", layer 1 changes at the hand-off on Mon 2 Nov 2026 09:00: Mon 16 Nov 2026 09:00: Grace Hopper instead of Ada Lovelace; Mon 23 Nov 2026 09:00: Alan Turing instead of Grace Hopper; Mon 30 Nov 2026 09:00: Grace Hopper instead of Alan Turing',
    ]);
    const after = await rotation.update(made, changed);
    expect(await shiftsOf(emulator, scheduleId, "2026-10-01 00:00:00", "2026-11-17 00:00:00")).toEqual([
      "1: Grace 2026-10-12T13:00Z",
      "1: Alan 2026-10-19T13:00Z",
      "1: Ada 2026-10-26T13:00Z",
      "1: Grace 2026-11-02T14:00Z",
      "1: Alan 2026-11-09T14:00Z",
      "1: Grace 2026-11-16T14:00Z",
    ]);
    const read = await rotation.read(made.id, after.outputs);
    expect(read).toEqual(after);
    expect(after.outputs["passingEventIds"]).toHaveLength(1);
    expect(ada.id).not.toBe(grace.id);
  });

  it("of which only restartAtOnce is taken out again sends nothing, and shows no change from then on", async () => {
    const { emulator, rotation, declared } = await withTeam();
    const made = await rotation.up({ ...declared, restartAtOnce: true });
    const before = writes(emulator);
    const after = await rotation.update(made, await rotation.checked(declared, made.inputs));
    expect(writes(emulator)).toEqual(before);
    expect((await rotation.diff(after.outputs, after.inputs, made.id)).changes).toBe(false);
    expect(await rotation.read(made.id, after.outputs)).toEqual(after);
  });

  it("that changes twice before one hand-off has somebody on call after it, and overrides end as they should", async () => {
    const { emulator, rotation, override, scheduleId, declared, ada, grace, alan } = await withTeam();
    const first = await rotation.up(declared);
    const change = async (held: typeof first, people: readonly string[]) =>
      rotation.update(held, await rotation.checked({ ...declared, accountUserIds: people }, held.inputs));
    vi.spyOn(console, "error").mockImplementation(() => {});
    const second = await change(first, [ada.id, grace.id]);
    const third = await change(second, [grace.id, alan.id]);
    const shifts = () => shiftsOf(emulator, scheduleId, "2026-10-13 00:00:00", "2026-10-27 00:00:00");
    const expected = [
      "1: Grace 2026-10-12T13:00Z",
      "1: Alan 2026-10-19T13:00Z",
      "1: Grace 2026-10-26T13:00Z",
    ];
    expect(await shifts()).toEqual(expected);

    const held = await override.up({
      teamId: declared.teamId,
      timeZone: "America/New_York",
      startTime: "2026-10-19T09:00",
      endTime: "2026-10-26T09:00",
      accountUserIds: [ada.id],
    });
    await override.delete(held);
    expect(await shifts()).toEqual(expected);
    await rotation.delete(third);
    expect(await shiftsOf(emulator, scheduleId, "2026-10-14 13:00:00", "2026-12-01 00:00:00")).toEqual([]);
  });

  it.each<[property: string, change: Properties, seen: Properties]>([
    ["layer", { layer: 2 }, { layer: 2 }],
    ["timeZone", { time_zone: "Berlin" }, { timeZone: "Europe/Berlin" }],
    [
      "firstHandOff",
      { start_time: "2026-10-13T10:00:00-04:00", end_time: "2026-10-20T10:00:00-04:00" },
      { firstHandOff: "2026-10-13T10:00" },
    ],
    ["shiftHours", { end_time: "2026-10-13T09:00:00-04:00" }, { shiftHours: 24 }],
    ["frequency", { frequency: 2 }, { frequency: 2 }],
    ["frequencyUnit", { frequency_unit: "daily" }, { frequencyUnit: "daily" }],
    ["lastDay", { repeat_end_datetime: "2026-12-25T00:00:00-05:00" }, { lastDay: "2026-12-21" }],
    ["turn", { rotation: false }, { turn: "together" }],
  ])("shows that %s was changed in the web page", async (_property, change, seen) => {
    const { emulator, rotation, declared } = await withTeam();
    const made = await rotation.up(declared);
    const { status } = await callApi(emulator, "PUT", `/events/${made.id}`, change);
    expect(status).toBe(200);
    const read = await rotation.read(made.id, made.outputs);
    expect(read?.inputs).toMatchObject(seen);
    expect((await rotation.diff(read?.outputs ?? {}, made.inputs, made.id)).changes).toBe(true);
    // What was seen is known from then on.
    expect(await rotation.read(made.id, read?.outputs)).toEqual(read);
  });

  it("is read without a state only from an event that a program could declare", async () => {
    const { emulator, rotation, scheduleId, ada, grace } = await withTeam();
    const post = async (people: string[], more: object) => {
      const times = {
        start_time: "2026-10-05T09:00:00Z",
        end_time: "2026-10-12T09:00:00Z",
        time_zone: "UTC",
      };
      const event = { schedule_ids: [scheduleId], layer: 1, account_user_ids: people, ...times, ...more };
      return idOf(await callApi(emulator, "POST", "/events", event));
    };
    const weekly = { repeat: true, frequency: 1, frequency_unit: "weekly" };
    const both = await post([ada.id, grace.id], { ...weekly, rotation: false });
    await expect(rotation.read(both)).rejects.toThrow(
      /event evt_\S+ is not a rotation: its people are on call together, and do not take turns\./,
    );
    const single = await post([ada.id], {});
    await expect(rotation.read(single)).rejects.toThrow(/is not a rotation: it takes place once\./);
    // One person takes turns with nobody, whatever PagerTree's switch says.
    const one = await post([ada.id], { ...weekly, rotation: false });
    expect((await rotation.read(one))?.inputs).toMatchObject({ accountUserIds: [ada.id], turn: "shift" });
  });

  it("shows people who were changed in the web page in the order of the program", async () => {
    const { emulator, rotation, declared, ada, grace } = await withTeam();
    const made = await rotation.up(declared);
    await callApi(emulator, "PUT", `/events/${made.id}`, { account_user_ids: [ada.id, grace.id] });
    expect((await rotation.read(made.id, made.outputs))?.inputs).toMatchObject({
      accountUserIds: [ada.id, grace.id],
    });
  });

  it("leaves overrides and shifts that people leave out as they are, also when it changes", async () => {
    const { emulator, rotation, scheduleId, declared, ada, grace, alan } = await withTeam();
    const made = await rotation.up(declared);
    await overrideInWebPage(emulator, made.id, {
      timeZone: "America/New_York",
      start: "2026-10-21 18:00",
      end: "2026-10-22 09:00",
      shift: "2026-10-19T09:00:00.000-04:00",
      accountUserId: ada.id,
    });
    expect(await rotation.read(made.id, made.outputs)).toMatchObject({ inputs: made.inputs });
    const changed = await rotation.checked(
      { ...declared, accountUserIds: [ada.id, alan.id, grace.id] },
      made.inputs,
    );
    await rotation.update(made, changed);
    expect(await shiftsOf(emulator, scheduleId, "2026-10-19 14:00:00", "2026-10-27 00:00:00")).toEqual([
      "1: Alan 2026-10-19T13:00Z",
      "1: Ada 2026-10-21T22:00Z",
      "1: Alan 2026-10-22T13:00Z",
      "1: Ada 2026-10-26T13:00Z",
    ]);
  });

  it("hands what an override leaves of a later shift to whoever has it after a change, and leaves nothing of it", async () => {
    const { emulator, rotation, scheduleId, declared, ada, grace } = await withTeam();
    const made = await rotation.up(declared);
    await overrideInWebPage(emulator, made.id, {
      timeZone: "America/New_York",
      start: "2026-11-11 18:00",
      end: "2026-11-12 09:00",
      shift: "2026-11-09T09:00:00.000-05:00",
      accountUserId: ada.id,
    });
    const shifts = () => shiftsOf(emulator, scheduleId, "2026-11-09 15:00:00", "2026-11-18 00:00:00");
    const change = async (held: typeof made, properties: Properties) => {
      const told = vi.spyOn(console, "error").mockImplementation(() => {});
      const inputs = await rotation.checked({ ...held.inputs, ...properties }, held.inputs);
      await rotation.diff(held.outputs, inputs, made.id);
      const text = told.mock.calls.join("\n");
      told.mockRestore();
      return { held: await rotation.update(held, inputs), text };
    };

    const shared = await change(made, { accountUserIds: [ada.id, grace.id] });
    expect(shared.text).toContain("Mon 9 Nov 2026 09:00: Grace Hopper instead of Alan Turing");
    expect(await shifts()).toEqual([
      "1: Grace 2026-11-09T14:00Z",
      "1: Ada 2026-11-11T23:00Z",
      "1: Grace 2026-11-12T14:00Z",
      "1: Ada 2026-11-16T14:00Z",
    ]);

    const shifted = await change(shared.held, { firstHandOff: "2026-10-06T10:00" });
    expect(await shifts()).toEqual([
      "1: Ada 2026-11-03T15:00Z",
      "1: Grace 2026-11-10T15:00Z",
      "1: Ada 2026-11-11T23:00Z",
      "1: Ada 2026-11-17T15:00Z",
    ]);
    await rotation.delete(shifted.held);
    expect(await shifts()).toEqual(["1: Ada 2026-11-11T23:00Z"]);
  });

  it("is destroyed with what an override has left of the present shift, also after a change", async () => {
    const { emulator, rotation, override, scheduleId, declared, ada, alan } = await withTeam();
    const made = await rotation.up(declared);
    const held = await override.up({
      teamId: declared.teamId,
      timeZone: "America/New_York",
      startTime: "2026-10-15T09:00",
      endTime: "2026-10-16T09:00",
      accountUserIds: [ada.id],
    });
    await override.delete(held);
    vi.spyOn(console, "error").mockImplementation(() => {});
    const inputs = await rotation.checked({ ...declared, accountUserIds: [ada.id, alan.id] }, made.inputs);
    const changed = await rotation.update(made, inputs);
    const later = () => shiftsOf(emulator, scheduleId, "2026-10-14 13:00:00", "2026-10-20 00:00:00");
    expect(await later()).toEqual([
      "1: Grace 2026-10-12T13:00Z",
      "1: Grace 2026-10-15T13:00Z",
      "1: Grace 2026-10-16T13:00Z",
      "1: Alan 2026-10-19T13:00Z",
    ]);
    await rotation.delete(changed);
    expect(await later()).toEqual([]);
  });

  it("keeps an override of the very person who has the shift, also when it changes", async () => {
    const { emulator, rotation, scheduleId, declared, alan } = await withTeam();
    const made = await rotation.up(declared);
    await overrideInWebPage(emulator, made.id, {
      timeZone: "America/New_York",
      start: "2026-11-11 18:00",
      end: "2026-11-12 09:00",
      shift: "2026-11-09T09:00:00.000-05:00",
      accountUserId: alan.id,
    });
    const changed = await rotation.checked({ ...declared, firstHandOff: "2026-10-06T10:00" }, made.inputs);
    await rotation.update(made, changed);
    expect(await shiftsOf(emulator, scheduleId, "2026-11-10 16:00:00", "2026-11-17 00:00:00")).toEqual([
      expect.stringMatching(/^1: \w+ 2026-11-10T15:00Z$/),
      "1: Alan 2026-11-11T23:00Z",
    ]);
  });

  it("that goes to another team takes what an override leaves of a later shift out of the former one", async () => {
    const { emulator, rotation, scheduleId, declared, ada, grace, alan } = await withTeam();
    const made = await rotation.up(declared);
    await overrideInWebPage(emulator, made.id, {
      timeZone: "America/New_York",
      start: "2026-11-11 18:00",
      end: "2026-11-12 09:00",
      shift: "2026-11-09T09:00:00.000-05:00",
      accountUserId: ada.id,
    });
    const people = { member_account_user_ids: [ada.id, grace.id, alan.id], admin_account_user_ids: [ada.id] };
    const teamId = idOf(await callApi(emulator, "POST", "/teams", { name: "Payments 2", ...people }));
    await rotation.update(made, await rotation.checked({ ...declared, teamId }, made.inputs));
    const shifts = (schedule: string) =>
      shiftsOf(emulator, schedule, "2026-10-14 15:00:00", "2026-11-18 00:00:00");
    expect(await shifts(scheduleId)).toEqual(["1: Grace 2026-10-12T13:00Z", "1: Ada 2026-11-11T23:00Z"]);
    expect(await shifts(emulator.store.find("teams", teamId)?.schedule_id ?? "")).toHaveLength(5);
  });

  it("is gone once its event is", async () => {
    const { emulator, rotation, declared } = await withTeam();
    const made = await rotation.up(declared);
    await callApi(emulator, "DELETE", `/events/${made.id}`);
    expect(await rotation.read(made.id, made.outputs)).toBeUndefined();
  });

  it("that is destroyed keeps the shifts that are over, and has no more", async () => {
    const { emulator, rotation, scheduleId, declared } = await withTeam();
    const made = await rotation.up(declared);
    vi.setSystemTime(at("2026-10-28T12:00Z"));
    await rotation.delete(made);
    expect(await shiftsOf(emulator, scheduleId, "2026-10-01 00:00:00", "2027-10-01 00:00:00")).toEqual([
      "1: Grace 2026-10-12T13:00Z",
      "1: Alan 2026-10-19T13:00Z",
    ]);
    await rotation.delete(made);
  });

  it("that is destroyed between two shifts ends the series that a change of later has yet to replace", async () => {
    const { emulator, rotation, scheduleId, declared, ada, alan } = await withTeam();
    const office = {
      ...declared,
      frequencyUnit: "daily",
      shiftHours: 8,
      daysOfWeek: ["monday", "tuesday", "wednesday", "thursday", "friday"],
    };
    const made = await rotation.up(office);
    const later = { ...office, firstHandOff: "2026-11-09T09:00", accountUserIds: [alan.id, ada.id] };
    const changed = await rotation.update(made, await rotation.checked(later, made.inputs));
    // At night nobody has a shift.
    vi.setSystemTime(at("2026-10-20T03:00Z"));
    const seen = await rotation.read(changed.id, changed.outputs);
    expect(seen?.outputs["passingEventIds"]).toEqual([made.id]);
    if (seen !== undefined) await rotation.delete(seen);
    expect(await shiftsOf(emulator, scheduleId, "2026-10-20 00:00:00", "2027-10-01 00:00:00")).toEqual([]);
  });

  it("that is destroyed in its first shift is deleted", async () => {
    const { emulator, rotation, declared } = await withTeam();
    const made = await rotation.up(declared);
    await rotation.delete(made);
    expect(emulator.store.find("events", made.id)).toBeUndefined();
  });

  it("stops at one that is just as declared already, and takes it over when it is told to", async () => {
    const { emulator, rotation, declared } = await withTeam();
    const made = await rotation.up(declared);
    const { rotation: next } = providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
    await expect(next.up(declared)).rejects.toThrow(
      /create the rotation of team "Checkout", layer 1: PagerTree already has event evt_\S+ \(made .*\), which.*Nothing was sent/,
    );
    const before = writes(emulator);
    const { rotation: third } = providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    const adopted = await third.up({ ...declared, adopt: made.outputs["prefixId"] });
    expect(told.mock.calls.flat().at(-1)).toMatch(
      /^adopts event evt_\S+ \(rotation of team "Checkout", layer 1\): nothing changes$/,
    );
    expect(writes(emulator)).toEqual(before);
    expect(adopted).toMatchObject({ id: made.id, outputs: { events: made.outputs["events"] } });
  });

  it("refuses at its argument to adopt an event that is in the schedule of no team", async () => {
    const { emulator, rotation, teamId, declared } = await withTeam();
    const made = await rotation.up(declared);
    await callApi(emulator, "DELETE", `/teams/${teamId}`);
    const other = emulator.store.all("teams")[0]?.id;
    const { rotation: next } = providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
    vi.spyOn(console, "error").mockImplementation(() => {});
    const { failures } = await next.check({ ...declared, teamId: other, adopt: made.id });
    expect(failures).toEqual([
      { property: "adopt", reason: expect.stringContaining("is in the schedule of no team of the account") },
    ]);
  });
});

describe("a run that is interrupted", () => {
  it("makes one event where the answer to its creation is lost", async () => {
    const { emulator, rotation, declared } = await withTeam();
    emulator.faults.add({ kind: "answer", method: "POST", path: "/events", status: 504, afterCommit: true });
    const made = await rotation.up(declared);
    expect(emulator.store.all("events").filter(({ id }) => id === made.id)).toHaveLength(1);
    expect(writes(emulator)).toEqual(["POST /events"]);
  });

  it("does not take somebody else's equal event for what it has made", async () => {
    const { emulator, rotation, declared } = await withTeam();
    const first = await rotation.up(declared);
    const { rotation: next } = providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
    emulator.faults.add({ kind: "answer", method: "POST", path: "/events", status: 504, afterCommit: true });
    const second = await next.up({ ...declared, allowDuplicate: true });
    expect(second.id).not.toBe(first.id);
    expect(emulator.store.find("events", second.id)).toBeDefined();
  });

  it("leaves neither a hole nor a double once the next one is through", async () => {
    const { emulator, rotation, scheduleId, declared, ada, grace } = await withTeam();
    const made = await rotation.up(declared);
    const changed = await rotation.checked({ ...declared, accountUserIds: [ada.id, grace.id] }, made.inputs);
    emulator.faults.add({
      kind: "answer",
      method: "POST",
      path: `/events/${made.id}/terminate_on`,
      status: 400,
    });
    await expect(rotation.update(made, changed)).rejects.toThrow(/are on call together/);
    const { rotation: next } = providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
    emulator.faults.clear();
    await next.update(made, changed);
    expect(await shiftsOf(emulator, scheduleId, "2026-10-13 00:00:00", "2026-11-05 00:00:00")).toEqual([
      "1: Grace 2026-10-12T13:00Z",
      "1: Ada 2026-10-19T13:00Z",
      "1: Grace 2026-10-26T13:00Z",
      "1: Ada 2026-11-02T14:00Z",
    ]);
  });
});

describe("a rotation is right, whatever PagerTree's documentation leaves open:", () => {
  it.each<[what: string, switches: Partial<Switches>]>([
    ["times are read without their offset", { timeReading: "offset-ignored" }],
    ["times without an offset are UTC", { timeReading: "utc" }],
    ["times are answered in UTC", { eventTimesInUtc: true }],
    ["times have both names", { eventTimeNames: "both" }],
    ["times have the older names only", { eventTimeNames: "datetime" }],
    ["the end of a series is an instant", { repeatEndIsInstant: true }],
    ["rotations must repeat", { rotationNeedsRepeat: true }],
    ["people are kept in the order sent", { putReordersAttendees: true }],
    ["exceptions move later turns", { turnsSkipExceptions: true }],
    ["a change of times forgets exceptions", { putClearsExceptions: true }],
    ["a series takes its overrides with it", { seriesDeletionTakesOverrides: true }],
    ["plain events take every action", { plainEventsTakeActions: true }],
    ["the ends of plain events move", { plainEndsMove: true }],
    ["repeated hours count once", { repeatedHourCountsOnce: true }],
    ["ends of months are left out", { monthEndsLeftOut: true }],
    ["days of the week work in weekly series", { weeklyDaysApply: true }],
    ["faults of the engine are 500", { engineErrorsAnswer500: true }],
    ["unknown ids are 422", { unknownIdIs422: true }],
    ["unknown words are 500", { unknownWordAnswers500: true }],
    ["id lists come in another order each time", { shuffledIds: true }],
    ["actions answer with the series", { eventActionsAnswer: "series" }],
    ["actions answer with nothing", { eventActionsAnswer: "nothing" }],
    ["actions must hit a shift", { actionTimeMustBegin: true }],
    ["a series without a shift stays", { emptiedSeriesStays: true }],
    ["zones have Rails' names alone", { ianaZones: "refused" }],
    ["zones are renamed", { ianaZones: "renamed" }],
    ["first shifts say how long others are by the wall clock", { endsKeepWallClock: true }],
    ["layers must be in the policy", { layerMustBeInPolicy: true }],
    ["attendees must be members", { attendeesMustBeMembers: true }],
    ["events need a schedule", { eventsNeedSchedule: true }],
    ["shifts must not be longer than the period", { longOccurrencesRefused: true }],
    ["windows come in pages", { windowEventsPaged: true }],
    ["deletions answer 200", { deleteAnswers200: true }],
  ])("%s", async (_what, switches) => {
    const { emulator, rotation, scheduleId, declared, ada, grace } = await withTeam(switches);
    const made = await rotation.up(declared);
    expect(await rotation.read(made.id, made.outputs)).toEqual(made);
    vi.setSystemTime(at("2026-11-04T12:00Z"));
    const changed = await rotation.checked({ ...declared, accountUserIds: [ada.id, grace.id] }, made.inputs);
    const after = await rotation.update(made, changed);
    expect(await rotation.read(made.id, after.outputs)).toEqual(after);
    // What stands in PagerTree is read by the rule that is likelier.
    emulator.switches.windowEventsPaged = false;
    expect(await shiftsOf(emulator, scheduleId, "2026-11-01 00:00:00", "2026-11-25 00:00:00")).toEqual([
      "1: Ada 2026-10-26T13:00Z",
      "1: Grace 2026-11-02T14:00Z",
      "1: Ada 2026-11-09T14:00Z",
      "1: Grace 2026-11-16T14:00Z",
      "1: Ada 2026-11-23T14:00Z",
    ]);
    await rotation.delete(after);
    expect(await shiftsOf(emulator, scheduleId, "2026-11-05 00:00:00", "2027-11-01 00:00:00")).toEqual([]);
  });

  it.each<[what: string, switches: Partial<Switches>]>([
    ["days of the week work in weekly series", { weeklyDaysApply: true }],
    ["the first day always counts", { firstDayAlwaysCounts: true }],
    ["the end of a series is an instant", { repeatEndIsInstant: true }],
    ["times have the older names only", { eventTimeNames: "datetime" }],
    ["id lists come in another order each time", { shuffledIds: true }],
  ])("in business hours with the turn of a week: %s", async (_what, switches) => {
    const { emulator, rotation, scheduleId, declared } = await withTeam(switches);
    const office = {
      frequencyUnit: "daily",
      shiftHours: 8,
      daysOfWeek: ["monday", "wednesday"],
      turn: "week",
    };
    const made = await rotation.up({ ...declared, ...office, lastDay: "2026-10-26" });
    expect(await rotation.read(made.id, made.outputs)).toEqual(made);
    expect(await shiftsOf(emulator, scheduleId, "2026-10-12 00:00:00", "2026-11-22 00:00:00")).toEqual([
      "1: Grace 2026-10-12T13:00Z",
      "1: Grace 2026-10-14T13:00Z",
      "1: Alan 2026-10-19T13:00Z",
      "1: Alan 2026-10-21T13:00Z",
      "1: Ada 2026-10-26T13:00Z",
    ]);
  });

  it.each<[what: string, switches: Partial<Switches>]>([
    ["stays", {}],
    ["goes too", { teamDeletionTakesSchedule: true }],
  ])(
    "a team that is deleted in the web page takes its rotation out of the stack, where the schedule %s",
    async (_what, switches) => {
      const { emulator, rotation, declared, teamId } = await withTeam(switches);
      const made = await rotation.up(declared);
      await callApi(emulator, "DELETE", `/teams/${teamId}`);
      const seen = await rotation.read(made.id, made.outputs);
      if (seen !== undefined) await rotation.delete(seen);
      expect(emulator.store.find("events", made.id)).toBeUndefined();
    },
  );

  it("people are kept in another order, which stops it before anything stays", async () => {
    const { emulator, rotation, declared } = await withTeam({ postShufflesAttendees: true });
    const before = emulator.store.all("events").length;
    await expect(rotation.up(declared)).rejects.toThrow(/keeps other times or another order of people/);
    expect(emulator.store.all("events")).toHaveLength(before);
  });
});
