import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it, vi } from "vitest";
import type { Emulator } from "../../../../emulator/src/index.ts";
import type { Switches } from "../../../../emulator/src/switches.ts";
import { createApiClient } from "../../../../provider/src/api/client.ts";
import type { LookupSource } from "../../../../provider/src/lookups/find-one.ts";
import { findOnCall } from "../../../../provider/src/lookups/on-call.ts";
import {
  type GetOnCallArgs,
  type GetOnCallResult,
  getOnCall,
  getOnCallOutput,
} from "../../../../provider/src/program/lookups/on-call.ts";
import { alertOf, createAlert } from "../../../helpers/alerts.ts";
import { callApi } from "../../../helpers/call-api.ts";
import { at } from "../../../helpers/shifts.ts";
import { stopClockAt } from "../../../helpers/stopped-clock.ts";
import { withTeam } from "../../rotation/with-team.ts";
import { lookupErrorOf, pointTo, readsOf, resolved, withAccount } from "./helpers.ts";

stopClockAt(at("2026-10-14T12:00Z"));

/** A team of Ada, Grace and Alan, without a shift yet, in the account of this program. */
async function withOwnTeam(switches: Partial<Switches> = {}) {
  const team = await withTeam(switches);
  pointTo(team.emulator);
  return team;
}

/** The same once they take turns weekly, from Monday 5 October 09:00 in New York on. */
async function withRotation(switches: Partial<Switches> = {}) {
  const team = await withOwnTeam(switches);
  await team.rotation.up(team.declared);
  return team;
}

/** Lines such as `1: Ada Lovelace 2026-10-05T13:00:00.000Z 2026-10-12T13:00:00.000Z`; `1: nobody`. */
function linesOf({ layers }: Pick<GetOnCallResult, "layers">): string[] {
  return layers.flatMap(({ layer, shifts }) =>
    shifts.length === 0
      ? [`${layer}: nobody`]
      : shifts.map(({ name, from, to }) => `${layer}: ${name} ${from} ${to}`),
  );
}

const graceNow = "1: Grace Hopper 2026-10-12T13:00:00.000Z 2026-10-19T13:00:00.000Z";
const alanNext = "1: Alan Turing 2026-10-19T13:00:00.000Z 2026-10-26T13:00:00.000Z";
const lastBeforeChange = "1: Ada Lovelace 2026-10-26T13:00:00.000Z 2026-11-02T14:00:00.000Z";

describe("getOnCall", () => {
  it("says who is on call now on each layer of the team's policy, by PagerTree's own word", async () => {
    const { emulator, teamId, scheduleId, grace } = await withRotation();
    const answer = await getOnCall({ teamName: "Checkout" });
    expect(answer).toEqual({
      teamId,
      scheduleId,
      source: "pagertree",
      layers: [
        {
          layer: 1,
          shifts: [
            {
              accountUserId: grace.id,
              name: "Grace Hopper",
              email: "grace@example.com",
              from: "2026-10-12T13:00:00.000Z",
              to: "2026-10-19T13:00:00.000Z",
            },
          ],
        },
        { layer: 2, shifts: [] },
        { layer: 3, shifts: [] },
      ],
    });
    expect(readsOf(emulator, `/schedules/${scheduleId}/current_oncall`)).toBe(1);
    expect(await getOnCall({ teamId })).toEqual(answer);
  });

  it("says who is on call at a time and over a span, from the events of the schedule", async () => {
    const { teamId } = await withRotation();
    const atHandOff = await getOnCall({ teamId, at: "2026-10-19T09:00:00-04:00" });
    expect(atHandOff.source).toBe("events");
    expect(linesOf(atHandOff)).toEqual([alanNext, "2: nobody", "3: nobody"]);
    const span = await getOnCall({ teamId, from: "2026-10-14T00:00:00Z", to: "2026-10-26T13:00:00.001Z" });
    expect(linesOf(span)).toEqual([graceNow, alanNext, lastBeforeChange, "2: nobody", "3: nobody"]);
    const upTo = await getOnCall({ teamId, from: "2026-10-14T00:00:00Z", to: "2026-10-19T13:00:00Z" });
    expect(linesOf(upTo)[1]).toBe("2: nobody");
  });

  it("gives the layers of a schedule on which somebody is, by its ULID and its prefix id", async () => {
    const { emulator, scheduleId } = await withRotation();
    const answer = await getOnCall({ scheduleId });
    expect(answer.teamId).toBeUndefined();
    expect(linesOf(answer)).toEqual([graceNow]);
    const prefixId = emulator.store.find("schedules", scheduleId)?.prefix_id ?? "";
    expect(await getOnCall({ scheduleId: prefixId })).toEqual(answer);
  });

  it("leaves out a layer that the policy lacks, on which nobody is paged", async () => {
    const { emulator, teamId, scheduleId, alan } = await withRotation();
    await callApi(emulator, "POST", "/events", {
      schedule_ids: [scheduleId],
      account_user_ids: [alan.id],
      layer: 7,
      time_zone: "UTC",
      start_time: "2026-10-14T00:00:00Z",
      end_time: "2026-10-15T00:00:00Z",
    });
    for (const when of [{}, { at: "2026-10-14T12:00:00Z" }]) {
      expect(linesOf(await getOnCall({ teamId, ...when }))).toEqual([graceNow, "2: nobody", "3: nobody"]);
      expect((await getOnCall({ scheduleId, ...when })).layers.map(({ layer }) => layer)).toEqual([1, 7]);
    }
  });

  it.each<[what: string, switches: Partial<Switches>]>([
    ["brief", { occurrencesAreBrief: true }],
    ["cut where they are asked for a window", { windowCutsOccurrences: true }],
    ["in UTC", { eventTimesInUtc: true }],
    ["under their former names", { eventTimeNames: "datetime" }],
  ])("reads answers that are %s", async (_what, switches) => {
    const { teamId } = await withRotation(switches);
    expect(linesOf(await getOnCall({ teamId }))[0]).toBe(graceNow);
    expect(linesOf(await getOnCall({ teamId, at: "2026-10-14T12:00:00Z" }))[0]).toBe(graceNow);
  });

  it("says what PagerTree says now, and what the events say of the same time, where these differ", async () => {
    const { teamId } = await withRotation({ longShiftsEndEarly: true });
    // In the last hour of the week in which the clocks are set back.
    const time = "2026-11-02T13:30:00Z";
    vi.setSystemTime(at("2026-11-02T13:30Z"));
    const now = await getOnCall({ teamId });
    expect([now.source, linesOf(now)[0]]).toEqual(["pagertree", "1: nobody"]);
    const byEvents = await getOnCall({ teamId, at: time });
    expect([byEvents.source, linesOf(byEvents)[0]]).toEqual(["events", lastBeforeChange]);
  });

  it("names nobody for a shift whose only person has left the account", async () => {
    const { emulator, teamId, declared, rotation, grace } = await withOwnTeam();
    await rotation.up({ ...declared, accountUserIds: [grace.id] });
    emulator.store.remove("account_users", grace.id);
    for (const when of [{}, { at: "2026-10-14T12:00:00Z" }]) {
      expect(linesOf(await getOnCall({ teamId, ...when }))[0]).toBe("1: nobody");
    }
  });

  it("takes outputs and gives an output", async () => {
    const { teamId } = await withRotation();
    const found = getOnCallOutput({ teamId: pulumi.output(teamId), at: "2026-10-14T12:00:00Z" });
    expect(linesOf(await resolved(found))[0]).toBe(graceNow);
  });

  it("names the nearest team, and says where there is no such id", async () => {
    await withOwnTeam();
    const named = await lookupErrorOf(getOnCall({ teamName: "Chekout" }));
    expect(named.message).toContain(
      'getOnCall: no team has the teamName "Chekout". The nearest: "Checkout" (',
    );
    const id = "01GDBEYARHS4W4QM6X370Z5TMB";
    expect((await lookupErrorOf(getOnCall({ scheduleId: id }))).message).toContain(
      `getOnCall: no schedule has the id ${id}.`,
    );
  });

  it("says so if the schedule holds a shift in a time zone that is not known", async () => {
    const { emulator, scheduleId } = await withRotation();
    const api = createApiClient({ baseUrl: emulator.url, apiKey: emulator.apiKey });
    const [event, ...others] = await api.scheduleEvents(scheduleId);
    if (event === undefined) throw new Error("the rotation has no event");
    const source: LookupSource = {
      list: (kind) => ({ rows: api.list(kind), isOld: false }),
      read: api.read,
      users: async () => [],
      eventsOf: async () => [{ ...event, time_zone: "Mars" }, ...others],
      onCallNow: api.currentOnCall,
      baseUrl: emulator.url,
    };
    const { message } = await lookupErrorOf(findOnCall({ scheduleId, at: "2026-10-14T12:00:00Z" }, source));
    expect(message).toContain(`event ${event.prefix_id} is in the time zone "Mars"`);
  });

  it.each([
    [{}, "it takes exactly one of { teamName }, { teamId } or { scheduleId }"],
    [undefined, "it takes exactly one of"],
    [{ teamName: "a", teamId: "b" }, "it takes exactly one of"],
    [{ teamname: "a" }, "it takes no teamname. Did you mean teamName?"],
    [{ name: "a" }, "it takes no name. It takes teamName, teamId, scheduleId, at, from, to."],
    [{ teamName: " " }, "teamName must be a text that is not blank"],
    [{ teamName: "a", at: 5 }, "at must be a text that is not blank"],
    [{ teamName: "a", from: "2026-10-14T12:00:00Z" }, "a time as { at }, a span as { from, to }"],
    [
      { teamName: "a", at: "2026-10-14T12:00:00Z", from: "2026-10-14T12:00:00Z", to: "2026-10-15T12:00:00Z" },
      "a time as { at }",
    ],
    [{ teamName: "a", at: "2026-10-14T12:00" }, "at must be a time with its offset from UTC"],
    [{ teamName: "a", at: "2026-02-30T12:00:00Z" }, "at must be a time with its offset from UTC"],
    [{ teamName: "a", from: "2026-10-14T12:00Z", to: "2026-10-14T12:00Z" }, "to must be after from"],
    [{ teamName: "a", from: "2026-10-14T12:00Z", to: "2028-10-14T12:00Z" }, "by at most 366 days"],
    [{ teamName: pulumi.output("a") }, "Call getOnCallOutput"],
  ])("tells a JavaScript program what it takes, and asks nothing: %j", async (args, message) => {
    const { emulator } = await withAccount();
    // What the compiler would refuse is what this is about.
    const untyped = args as unknown as GetOnCallArgs;
    expect((await lookupErrorOf(getOnCall(untyped))).message).toContain(message);
    expect(emulator.requests).toHaveLength(0);
  });
});

describe("an alert", () => {
  /** Who is asked about an alert that is made now, and its status. */
  async function asked(emulator: Emulator, teamId: string) {
    const { id } = await createAlert(emulator, { destination_team_ids: [teamId] });
    const { status, escalations } = alertOf(emulator, id);
    return { status, ids: escalations.flatMap((escalation) => escalation.asked_account_user_ids) };
  }

  const firstLayer = ({ layers }: GetOnCallResult) => layers[0]?.shifts.map((each) => each.accountUserId);

  it("is dropped where getOnCall names nobody", async () => {
    const { emulator, teamId } = await withOwnTeam();
    expect(linesOf(await getOnCall({ teamId }))).toEqual(["1: nobody", "2: nobody", "3: nobody"]);
    expect(await asked(emulator, teamId)).toEqual({ status: "dropped", ids: [] });
  });

  // The clocks of New York are set back on Sunday 1 November 2026 at 06:00 UTC.
  it("reaches the person whom getOnCall names, at three instants around a change of clocks", async () => {
    const { emulator, teamId, ada, grace } = await withRotation();
    const expected = [
      ["2026-11-01T05:59:59Z", ada.id],
      ["2026-11-02T13:30:00Z", ada.id],
      ["2026-11-02T14:00:00Z", grace.id],
    ] as const;
    for (const [time, person] of expected) {
      emulator.clock.moveTo(time);
      expect(firstLayer(await getOnCall({ teamId }))).toEqual([person]);
      expect(firstLayer(await getOnCall({ teamId, at: time }))).toEqual([person]);
      expect(await asked(emulator, teamId)).toEqual({ status: "open", ids: [person] });
    }
  });
});
