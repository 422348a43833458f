// Everything of a team's on-call time in one program on the real engine, through both doors: made, changed in the program
// and in the web page, and given back.
import { expect, it, vi } from "vitest";
import type { Team as TeamRow } from "../../emulator/src/index.ts";
import { callApi, idOf } from "../helpers/call-api.ts";
import { demoAccount } from "../helpers/demo-account.ts";
import { doors } from "./doors.ts";
import { withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 240_000 });

it("all that a team needs to be on call, through each door, is made, stays as it is, is put back after drift, changes, and leaves nothing that goes on", async () => {
  const { project, emulator } = await withStack({ door: "native", refresh: true });
  const { store } = emulator;
  const { ada, grace, alan, platform, payments } = demoAccount(emulator);
  const margaret = idOf(
    await callApi(emulator, "POST", "/account_users", {
      user_attributes: {
        name: "Margaret Hamilton",
        emails_attributes: [{ email: "margaret@example.com" }],
        phones_attributes: [{ phone: "+442079460099" }],
      },
    }),
  );
  const everybody = [ada.id, grace.id, alan.id, margaret];
  // A person has only one notification rule. Of the policy of a team that is there already, the end is looked at.
  const [dynamic, native] = doors;
  const stories = [
    { ...dynamic, taken: platform, first: grace.id, second: ada.id },
    { ...native, taken: payments, first: alan.id, second: margaret },
  ];
  const each = <Result>(find: (story: (typeof stories)[number]) => Result | Promise<Result>) =>
    Promise.all(stories.map(find));
  const rowOf = ({ door }: { readonly door: string }): TeamRow => {
    const team = store.all("teams").find(({ name }) => name === door);
    if (team === undefined) throw new Error(`There is no team ${door}.`);
    return team;
  };
  const policyOf = ({ escalation_policy_id: id }: TeamRow) => store.find("escalation_policies", id ?? "");
  const takenBefore = stories.map(({ taken }) => policyOf(taken));
  const declare = (waits: number[], turn: "first" | "second") => {
    project.program = async () => {
      const found = stories.map((story) => {
        const { door, taken } = story;
        const team = new story.Team(`${door} team`, {
          name: door,
          memberAccountUserIds: everybody,
          adminAccountUserIds: [ada.id],
        });
        const layers = waits.map((timeout) => ({ timeout }));
        const reassignTeamIds = [platform.id];
        new story.EscalationPolicy(`${door} policy`, { teamId: team.id, layers, reassignTeamIds });
        new story.EscalationPolicy(`${door} taken`, { teamId: taken.id, layers });
        const times = { timeZone: "UTC", firstHandOff: "2026-01-05T09:00" };
        const { teamId } = new story.Rotation(`${door} primary`, {
          ...times,
          teamId: team.id,
          accountUserIds: [ada.id],
        });
        new story.Rotation(`${door} secondary`, {
          ...times,
          teamId: team.id,
          layer: 2,
          accountUserIds: [alan.id],
        });
        const span = { timeZone: "UTC", startTime: "2040-12-24T18:00", endTime: "2040-12-25T09:00" };
        const accountUserIds = [story[turn]];
        new story.Override(`${door} christmas`, { teamId, accountUserIds, ...span });
        new story.NotificationRule(`${door} loud`, {
          name: `${door} loud`,
          rules: [{ match: { always: true }, actions: [{ type: "notify", channels: ["voice"] }] }],
          accountUserIds,
        });
        const { id } = new story.Integration(`${door} datadog`, {
          name: `${door} Datadog`,
          type: "datadog",
          teamIds: [team.id],
        });
        for (const name of ["upgrade", "move"]) {
          new story.MaintenanceWindow(`${door} ${name}`, {
            name: `${door} ${name}`,
            integrationIds: [id],
            ...span,
          });
        }
        const { layers: onCall } = story.getOnCallOutput({ teamId, at: "2040-12-23T20:00:00Z" });
        return [door, onCall.apply(([first]) => first?.shifts.map((shift) => shift.accountUserId))] as const;
      });
      return Object.fromEntries(found);
    };
  };
  declare([5, 10], "first");
  expect((await project.up()).outputs).toEqual({ dynamic: [ada.id], native: [ada.id] });
  const teams = stories.map(rowOf);
  const onCallAt = (time: string) =>
    Promise.all(
      teams.map(async ({ schedule_id: scheduleId }) => {
        const query = `start=${time} 20:00:00&end=${time} 20:01:00`.replaceAll(" ", "%20");
        const { text } = await callApi(emulator, "GET", `/schedules/${scheduleId}/window_events?${query}`);
        const layers: { layer: number; attendees: { attendee_id: string }[] }[] = JSON.parse(text);
        return layers.flatMap(({ layer, attendees }) =>
          layer === 1 ? attendees.map(({ attendee_id: id }) => id) : [],
        );
      }),
    );
  const waits = () => teams.map((team) => policyOf(team)?.escalation_layers.map(({ timeout }) => timeout));
  const ruleOf = (id: string) => store.find("account_users", id)?.notification_rule_id;
  expect(waits()).toEqual([
    [5, 10],
    [5, 10],
  ]);
  expect(await onCallAt("2040-12-24")).toEqual([[grace.id], [alan.id]]);
  expect(await onCallAt("2040-12-23")).toEqual([[ada.id], [ada.id]]);
  for (const { first } of stories) expect(ruleOf(first)).not.toBeNull();
  expect((await project.preview()).changes).toEqual([]);

  // The web page changes some, in each property that it can, and deletes others.
  const objectId = (kind: "notification_rules" | "maintenance_windows", named: string) =>
    store.all(kind).find(({ name }) => name === named)?.id;
  const inWebPage = async (method: "PUT" | "DELETE", path: string, body?: object) => {
    const { status, text } = await callApi(emulator, method, path, body);
    expect(status, text).toBe(method === "PUT" ? 200 : 204);
  };
  await each(async (story) => {
    const { door, first } = story;
    const team = rowOf(story);
    const events = store.all("events").filter(({ schedule_ids: ids }) => ids.includes(team.schedule_id));
    const series = (layer: number) => events.find((event) => event.repeat && event.layer === layer)?.id;
    const policy = policyOf(team);
    await inWebPage("PUT", `/escalation_policies/${policy?.id}`, {
      repeat: 2,
      reassign_team_ids: [],
      reassign_account_user_ids: [alan.id],
      escalation_layers_attributes: [{ id: policy?.escalation_layers[0]?.id, timeout: 9 }],
    });
    await inWebPage("PUT", `/events/${events.find(({ parent_id: parent }) => parent !== null)?.id}`, {
      account_user_ids: [ada.id],
      start_time: "2040-12-24T19:00:00Z",
      end_time: "2040-12-25T08:00:00Z",
    });
    await inWebPage("PUT", `/events/${series(1)}`, {
      layer: 2,
      time_zone: "Berlin",
      frequency: 2,
      account_user_ids: [grace.id],
      start_time: "2026-01-06T10:00:00Z",
      end_time: "2026-01-13T10:00:00Z",
    });
    await inWebPage("PUT", `/notification_rules/${objectId("notification_rules", `${door} loud`)}`, {
      name: `${door} quiet`,
      enabled: false,
      rules: "rules: []",
    });
    await inWebPage("PUT", `/account_users/${first}`, { notification_rule_id: null });
    await inWebPage("PUT", `/maintenance_windows/${objectId("maintenance_windows", `${door} upgrade`)}`, {
      name: `${door} downgrade`,
      time_zone: "Berlin",
      start_datetime: "2040-12-24T17:30:00Z",
      end_datetime: "2040-12-25T12:00:00Z",
    });
    await inWebPage("DELETE", `/events/${series(2)}`);
    await inWebPage("DELETE", `/maintenance_windows/${objectId("maintenance_windows", `${door} move`)}`);
  });
  const drift = await project.preview();
  expect(drift.changes.map(({ name, operation, shown }) => `${operation} ${name}: ${shown}`).sort()).toEqual(
    stories
      .flatMap(({ door }) => [
        `create ${door} move: `,
        `create ${door} secondary: `,
        `update ${door} christmas: accountUserIds[0],endTime,startTime`,
        `update ${door} loud: accountUserIds[0],enabled,name,rules`,
        `update ${door} policy: layers[0].timeout,reassignAccountUserIds[0],reassignTeamIds[0],repeat`,
        `update ${door} primary: accountUserIds[0],firstHandOff,frequency,layer,shiftHours,timeZone`,
        `update ${door} upgrade: endTime,name,startTime,timeZone`,
      ])
      .sort(),
  );

  // The program changes in the same run in which it is put back.
  declare([7, 8], "second");
  await project.up();
  expect(waits()).toEqual([
    [7, 8],
    [7, 8],
  ]);
  const windows = store.all("maintenance_windows").map(({ name }) => name);
  expect(windows.sort()).toEqual(["dynamic move", "dynamic upgrade", "native move", "native upgrade"]);
  for (const { door } of stories) expect(objectId("notification_rules", `${door} quiet`)).toBeUndefined();
  expect(await onCallAt("2040-12-24")).toEqual([[ada.id], [margaret]]);
  for (const { first } of stories) expect(ruleOf(first)).toBeNull();
  expect((await project.preview()).changes).toEqual([]);

  await project.destroy();
  expect(await onCallAt("2040-12-24")).toEqual([[], []]);
  const withoutIds = (policy: ReturnType<typeof policyOf>) =>
    policy?.escalation_layers.map(({ layer, timeout, color_hex: color }) => [layer, timeout, color]);
  expect(stories.map(({ taken }) => withoutIds(policyOf(taken)))).toEqual(takenBefore.map(withoutIds));
  for (const { second } of stories) expect(ruleOf(second)).toBeNull();
  expect(store.all("maintenance_windows")).toEqual([]);
});
