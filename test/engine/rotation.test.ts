// A rotation on the real engine: made, looked at, changed in the program and in the web page, and destroyed.

import { sortBy, uniq } from "es-toolkit";
import { describe, expect, it, vi } from "vitest";
import { callApi, idOf } from "../helpers/call-api.ts";
import { demoAccount } from "../helpers/demo-account.ts";
import { overrideInWebPage } from "../helpers/override-in-web-page.ts";
import { shiftsOf } from "../helpers/shifts-of.ts";
import { doors } from "./doors.ts";
import { withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 180_000 });

const dayMs = 24 * 3_600_000;

/** A time in UTC as PagerTree takes it, without seconds. */
const minuteOf = (instant: number) => new Date(instant).toISOString().slice(0, 16).replace("T", " ");

/** What the shifts have in common: their layer and hand-off, and the people in their order, from Ada on. */
function patternOf(shifts: readonly string[]): string {
  const parts = shifts.map((shift) => shift.split(/:? /, 3)) as [string, string, string][];
  const when = parts.map(
    ([layer, , start]) =>
      `layer ${layer}, ${new Date(start).toUTCString().replace(/,? .* (..:..):.*/, " $1")}`,
  );
  const people = parts.map(([, name]) => name);
  const first = people.indexOf("Ada");
  const second = people.indexOf("Ada", first + 1);
  return `${uniq(when).join(" and ")}: ${people.slice(first, second).join(", ")}`;
}

describe("rotations of new teams", () => {
  it("put people on call through each door, and whatever changes, history, the present shift and overrides stay, until they are destroyed", async () => {
    const { project, emulator } = await withStack({ door: "native", refresh: true });
    const { ada, grace, alan } = demoAccount(emulator);
    const members = { memberAccountUserIds: [ada.id, grace.id, alan.id], adminAccountUserIds: [ada.id] };
    const firstHandOff = "2026-01-05T09:00";
    const declared = { timeZone: "UTC", firstHandOff, accountUserIds: [ada.id, grace.id, alan.id] };
    const before = "layer 1, Mon 09:00: Ada, Grace, Alan";
    const rotations = doors.flatMap((through) =>
      [
        {
          kind: "people",
          change: { accountUserIds: [ada.id, grace.id] },
          after: "layer 1, Mon 09:00: Ada, Grace",
        },
        {
          kind: "order",
          change: { accountUserIds: [alan.id, grace.id, ada.id] },
          after: "layer 1, Mon 09:00: Ada, Alan, Grace",
        },
        {
          kind: "hand-off",
          change: { firstHandOff: "2026-01-06T10:00" },
          after: "layer 1, Tue 10:00: Ada, Grace, Alan",
        },
        {
          kind: "zone",
          change: { timeZone: "Asia/Kolkata" },
          after: "layer 1, Mon 03:30: Ada, Grace, Alan",
        },
        { kind: "layer", change: { layer: 2 }, after: "layer 2, Mon 09:00: Ada, Grace, Alan" },
      ].map((one) => ({ ...one, through, name: `${through.door} ${one.kind}` })),
    );
    const declare = (isChanged: boolean) => {
      project.program = async () => {
        for (const { through, name, change } of rotations) {
          const { id: teamId } = new through.Team(`${name} team`, { name, ...members });
          new through.Rotation(name, { teamId, ...declared, ...(isChanged ? change : {}) });
        }
      };
    };
    const scheduleOf = (team: string) =>
      emulator.store.all("teams").find(({ name }) => name === team)?.schedule_id ?? "";
    const ofEach = <Result>(find: (scheduleId: string) => Result | Promise<Result>) =>
      Promise.all(rotations.map(({ name }) => find(scheduleOf(name))));
    const shiftsBetween = (from: number, to: number) =>
      ofEach((scheduleId) => shiftsOf(emulator, scheduleId, minuteOf(from), minuteOf(to)));
    const eventsOf = (scheduleId: string) =>
      emulator.store.all("events").filter(({ schedule_ids }) => schedule_ids.includes(scheduleId));
    const overrides = () =>
      ofEach((scheduleId) => eventsOf(scheduleId).filter(({ parent_id: id }) => id !== null).length);

    declare(false);
    await project.up();
    const first = new Map(await ofEach((scheduleId) => [scheduleId, eventsOf(scheduleId)[0]] as const));
    const begun = Date.parse(`${firstHandOff}Z`);
    const nextHandOff = begun + Math.ceil((Date.now() - begun) / (7 * dayMs)) * 7 * dayMs;
    const untilHandOff = () => shiftsBetween(nextHandOff - 43 * dayMs, nextHandOff - 60_000);
    const later = async () =>
      (await shiftsBetween(nextHandOff + 35 * dayMs, nextHandOff + 76 * dayMs)).map(patternOf);
    const past = await untilHandOff();
    expect(await later()).toEqual(rotations.map(() => before));
    expect((await project.preview()).changes).toEqual([]);

    // Somebody covers an hour of a shift to come, in the web page: that is no drift.
    await ofEach((scheduleId) =>
      overrideInWebPage(emulator, first.get(scheduleId)?.id ?? "", {
        timeZone: "UTC",
        start: minuteOf(nextHandOff + 28 * dayMs + 3_600_000),
        end: minuteOf(nextHandOff + 28 * dayMs + 7_200_000),
        shift: new Date(nextHandOff + 28 * dayMs).toISOString(),
        accountUserId: ada.id,
      }),
    );
    expect((await project.preview()).changes).toEqual([]);
    expect(await overrides()).toEqual(rotations.map(() => 1));

    declare(true);
    const preview = await project.preview();
    const named = <Change extends { name: string }>(changes: readonly Change[]) => sortBy(changes, ["name"]);
    expect(named(preview.changes)).toMatchObject(
      named(rotations).map(({ name }) => ({ name, operation: "update" })),
    );
    for (const { name } of rotations) {
      expect(preview.text).toMatch(
        new RegExp(`rotation of team "${name}", layer \\d changes at the hand-off on \\w+ .* instead of `),
      );
    }
    await project.up();
    expect(await untilHandOff()).toEqual(past);
    expect(await later()).toEqual(rotations.map(({ after }) => after));
    expect(await overrides()).toEqual(rotations.map(() => 1));
    expect((await project.preview()).changes).toEqual([]);

    // The web page moves the new series to another layer, and it is put back without touching the present shift.
    const moved = rotations.filter(({ kind }) => kind === "order");
    for (const { name } of moved) {
      const scheduleId = scheduleOf(name);
      const series = eventsOf(scheduleId).find(
        ({ repeat, id }) => repeat && id !== first.get(scheduleId)?.id,
      );
      await callApi(emulator, "PUT", `/events/${series?.id}`, { layer: 2 });
    }
    expect(named((await project.preview()).changes)).toMatchObject(
      moved.map(({ name }) => ({ name, shown: ["layer"] })),
    );
    await project.up();
    expect(await untilHandOff()).toEqual(past);
    expect(await later()).toEqual(rotations.map(({ after }) => after));

    const schedules = await ofEach((scheduleId) => scheduleId);
    await project.destroy();
    for (const scheduleId of schedules) {
      const { text } = await callApi(emulator, "GET", `/schedules/${scheduleId}/current_oncall`);
      expect(JSON.parse(text)).toEqual([]);
    }
  });
});

describe("a team without a shift that an integration sends to", () => {
  it("is warned of by a preview through each door, and not where the program declares a rotation after it", async () => {
    const { project, emulator, account } = await withStack({ door: "native" });
    const people = [account.accountUser.id];
    const members = { member_account_user_ids: people, admin_account_user_ids: people };
    const teamId = idOf(await callApi(emulator, "POST", "/teams", { name: "Checkout", ...members }));
    const declareIntegrations = async () => {
      for (const { door, Integration } of doors) {
        new Integration(door, { name: `By ${door}`, type: "datadog", teamIds: [teamId] });
      }
    };
    project.program = declareIntegrations;
    const { text } = await project.preview();
    for (const { door } of doors) {
      expect(text).toMatch(
        new RegExp(`has no future shift in its schedule, .*\\(integration "By ${door}" sends to it\\)`),
      );
    }

    project.program = async () => {
      // Those of one door together: each door is a process of its own, which takes silence for the end of the program.
      for (const [index, { door, Integration, Rotation }] of doors.entries()) {
        new Integration(door, { name: `By ${door}`, type: "datadog", teamIds: [teamId] });
        new Rotation(`${door}-rotation`, {
          teamId,
          timeZone: "UTC",
          layer: index + 1,
          firstHandOff: "2026-01-05T09:00",
          accountUserIds: people,
        });
      }
    };
    expect((await project.preview()).text).not.toMatch(/no future shift|nobody on call/);
  });
});
