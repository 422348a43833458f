// A rotation on the real engine: made, looked at, changed in the program and in the web page, and destroyed.

import { sortBy } from "es-toolkit";
import type { RotationArgs } from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import type { Emulator } from "../../emulator/src/index.ts";
import { callApi, idOf } from "../helpers/call-api.ts";
import { demoAccount } from "../helpers/demo-account.ts";
import { doors } from "./doors.ts";
import { withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 180_000 });

const occurrences = z.array(
  z.object({ layer: z.number(), attendees: z.array(z.object({ attendee_id: z.string() })) }),
);

/** Who is on call now, by PagerTree's own word: the layer, and the ids of the account users. */
async function onCallNow(emulator: Emulator, scheduleId: string): Promise<[layer: number, ids: string[]][]> {
  const { text } = await callApi(emulator, "GET", `/schedules/${scheduleId}/current_oncall`);
  const rows = occurrences.parse(JSON.parse(text));
  return rows.map(({ layer, attendees }) => [layer, attendees.map(({ attendee_id: id }) => id)]);
}

describe("a rotation of a new team", () => {
  it("puts somebody on call through each door, who stays when it changes, until it is destroyed", async () => {
    const { project, emulator } = await withStack({ door: "native", refresh: true });
    const { ada, grace, alan } = demoAccount(emulator);
    const members = { memberAccountUserIds: [ada.id, grace.id, alan.id], adminAccountUserIds: [ada.id] };
    const declare = (changes: Partial<RotationArgs> = {}) => {
      project.program = async () => {
        for (const { door, Rotation, Team } of doors) {
          const { id: teamId } = new Team(`${door}-team`, { name: door, ...members });
          new Rotation(door, {
            teamId,
            timeZone: "UTC",
            firstHandOff: "2026-01-05T09:00",
            accountUserIds: [ada.id, grace.id, alan.id],
            ...changes,
          });
        }
      };
    };
    const ofEachDoor = <Result>(find: (scheduleId: string, door: string) => Result | Promise<Result>) =>
      Promise.all(
        doors.map(({ door }) => {
          const team = emulator.store.all("teams").find(({ name }) => name === door);
          return find(team?.schedule_id ?? "", door);
        }),
      );
    const eventsOf = (scheduleId: string) =>
      emulator.store.all("events").filter(({ schedule_ids }) => schedule_ids.includes(scheduleId));
    const onCall = () => ofEachDoor((scheduleId) => onCallNow(emulator, scheduleId));
    declare();
    await project.up();
    const first = new Map(await ofEachDoor((scheduleId) => [scheduleId, eventsOf(scheduleId)[0]] as const));
    const present = await onCall();
    expect(present.map((layers) => layers.length)).toEqual([1, 1]);
    expect((await project.preview()).changes).toEqual([]);

    // Somebody covers an hour of a shift to come, in the web page: that is no drift.
    const text = (instant: number) => new Date(instant).toISOString();
    await ofEachDoor(async (scheduleId) => {
      const event = first.get(scheduleId);
      const start = Date.parse(event?.start_time ?? "") + 28 * 24 * 3_600_000;
      await callApi(emulator, "POST", `/events/${event?.id}/override`, {
        start_time: text(start + 3_600_000)
          .slice(0, 16)
          .replace("T", " "),
        end_time: text(start + 7_200_000)
          .slice(0, 16)
          .replace("T", " "),
        layer: 1,
        time_zone: "UTC",
        account_user_ids: [ada.id],
        action_time: text(start),
      });
    });
    expect((await project.preview()).changes).toEqual([]);
    const overrides = () =>
      ofEachDoor((scheduleId) => eventsOf(scheduleId).filter(({ parent_id: id }) => id !== null).length);
    expect(await overrides()).toEqual([1, 1]);

    // The order changes: whoever is on call stays, and the override too.
    declare({ accountUserIds: [alan.id, grace.id, ada.id] });
    const preview = await project.preview();
    const named = <Change extends { name: string }>(changes: readonly Change[]) => sortBy(changes, ["name"]);
    expect(named(preview.changes)).toMatchObject(
      doors.map(({ door }) => ({ name: door, operation: "update" })),
    );
    for (const { door } of doors) {
      expect(preview.text).toMatch(
        new RegExp(`rotation of team "${door}", layer 1 changes at the hand-off on \\w+ .* instead of `),
      );
    }
    await project.up();
    expect(await onCall()).toEqual(present);
    expect(await overrides()).toEqual([1, 1]);
    expect((await project.preview()).changes).toEqual([]);

    // The web page moves the new series to another layer, and it is put back without touching the present shift.
    await ofEachDoor(async (scheduleId) => {
      const series = eventsOf(scheduleId).find(
        ({ repeat, id }) => repeat && id !== first.get(scheduleId)?.id,
      );
      await callApi(emulator, "PUT", `/events/${series?.id}`, { layer: 2 });
    });
    expect(named((await project.preview()).changes)).toMatchObject(
      doors.map(({ door }) => ({ name: door, shown: ["layer"] })),
    );
    await project.up();
    expect(await onCall()).toEqual(present);

    const schedules = await ofEachDoor((scheduleId) => scheduleId);
    await project.destroy();
    for (const scheduleId of schedules) expect(await onCallNow(emulator, scheduleId)).toEqual([]);
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
