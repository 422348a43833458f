// The schedule or the policy of a team is deleted in the web page, while a stack has rotations, overrides and the policy of
// that team: PagerTree's documentation does not say whether the team goes on naming it, gets another one, or keeps it.
import { describe, expect, it, vi } from "vitest";
import type { Switches } from "../../../emulator/src/switches.ts";
import { callApi } from "../../helpers/call-api.ts";
import { providersFor } from "../../helpers/resource-providers.ts";
import { withTeam } from "./with-team.ts";

type DeletionOfUsed = Switches["deletionOfUsed"];

/** A team with a rotation and an override of it, whose schedule somebody deletes then; and the next run. */
async function withDeletedSchedule(deletionOfUsed: DeletionOfUsed) {
  const { emulator, ...team } = await withTeam({ deletionOfUsed });
  const rotation = await team.rotation.up(team.declared);
  const override = await team.override.up({
    teamId: team.teamId,
    timeZone: "UTC",
    startTime: "2040-12-24T18:00",
    endTime: "2040-12-25T09:00",
    accountUserIds: [team.ada.id],
  });
  const { status } = await callApi(emulator, "DELETE", `/schedules/${team.scheduleId}`);
  const next = providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
  const events = () =>
    emulator.store.all("events").filter(({ id }) => [rotation.id, override.id].includes(id));
  return { emulator, teamId: team.teamId, ada: team.ada, rotation, override, status, next, events };
}

describe("a schedule that is deleted", () => {
  it("stays where PagerTree refuses it, and nothing has changed", async () => {
    const { rotation, override, status, next } = await withDeletedSchedule("refused");
    expect(status).toBe(422);
    const seen = [
      await next.rotation.read(rotation.id, rotation.outputs),
      await next.override.read(override.id, override.outputs),
    ];
    expect(seen.map((each) => each?.inputs)).toEqual([rotation.inputs, override.inputs]);
  });

  it.each<[what: string, deletionOfUsed: DeletionOfUsed]>([
    ["goes on naming it", "dangling"],
    ["has a new one", "replaced"],
  ])("shows as drift, and keeps nothing from being destroyed, where the team %s", async (_what, switched) => {
    const { rotation, override, next, events } = await withDeletedSchedule(switched);
    for (const [kind, held] of [
      ["rotation", rotation],
      ["override", override],
    ] as const) {
      const seen = await next[kind].read(held.id, held.outputs);
      expect(seen?.inputs["teamId"]).toBe("none: an event has been taken out of the team's schedule");
      expect((await next[kind].diff(seen?.outputs ?? {}, held.inputs, held.id)).changes).toBe(true);
    }
    await next.override.delete(override);
    await next.rotation.delete(rotation);
    expect(events().filter(({ repeat_end_datetime: end }) => end === null)).toEqual([]);
  });

  it("is put right where the team has a new one", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    const { emulator, teamId, ada, rotation, override, next } = await withDeletedSchedule("replaced");
    const scheduleId = emulator.store.find("teams", teamId)?.schedule_id ?? "";
    for (const [kind, held] of [
      ["rotation", rotation],
      ["override", override],
    ] as const) {
      const seen = await next[kind].read(held.id, held.outputs);
      const inputs = await next[kind].checked(held.inputs, seen?.inputs);
      await next[kind].diff(seen?.outputs ?? {}, inputs, held.id);
      const after = await next[kind].update(seen ?? held, inputs);
      expect(after.outputs).toMatchObject({ teamId, scheduleId });
      expect((await next[kind].read(held.id, after.outputs))?.inputs).toEqual(inputs);
    }
    told.mockRestore();
    const query = "start=2040-12-24%2020:00:00&end=2040-12-24%2020:01:00";
    const { text } = await callApi(emulator, "GET", `/schedules/${scheduleId}/window_events?${query}`);
    expect(JSON.parse(text)).toMatchObject([{ attendees: [{ attendee_id: ada.id }] }]);
  });

  it("is named where the team goes on naming it, and nothing is made", async () => {
    const { emulator, rotation, next } = await withDeletedSchedule("dangling");
    const seen = await next.rotation.read(rotation.id, rotation.outputs);
    const before = emulator.store.snapshot();
    await expect(next.rotation.update(seen ?? rotation, rotation.inputs)).rejects.toThrow(
      /list events of schedule \w+: PagerTree answered 404 Not Found.*It may have been deleted in PagerTree/,
    );
    expect(emulator.store.snapshot()).toEqual(before);
  });
});

describe("an escalation policy that is deleted", () => {
  it.each<[what: string, deletionOfUsed: DeletionOfUsed]>([
    ["has a new one, which is taken over", "replaced"],
    ["goes on naming it, which is said", "dangling"],
    ["keeps it", "refused"],
  ])("is gone where the team %s", async (_what, deletionOfUsed) => {
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    const { emulator, escalationPolicy, teamId } = await withTeam({ deletionOfUsed });
    const declared = { teamId, layers: [{ timeout: 3 }] };
    const made = await escalationPolicy.up(declared);
    await callApi(emulator, "DELETE", `/escalation_policies/${made.id}`);
    const { escalationPolicy: next } = providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
    const seen = await next.read(made.id, made.outputs);
    expect(seen === undefined).toBe(deletionOfUsed !== "refused");
    if (deletionOfUsed === "replaced") {
      const after = await next.up(declared);
      expect(after.id).toBe(emulator.store.find("teams", teamId)?.escalation_policy_id);
    }
    if (deletionOfUsed === "dangling") {
      await expect(next.up(declared)).rejects.toThrow(/read escalation policy \w+: PagerTree answered 404/);
    }
    await next.delete(made);
    told.mockRestore();
  });
});
