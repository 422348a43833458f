// Everything of a team's on-call time in one program on the real engine: made, changed in the program and in the web page,
// and given back.
import { describe, expect, it, vi } from "vitest";
import { callApi } from "../helpers/call-api.ts";
import { demoAccount } from "../helpers/demo-account.ts";
import { doors } from "./doors.ts";
import { withStack } from "./stack.ts";

vi.setConfig({ testTimeout: 240_000 });

describe.each(doors)("a team with all that it needs to be on call, through the $door door", (classes) => {
  const {
    door,
    EscalationPolicy,
    Integration,
    MaintenanceWindow,
    NotificationRule,
    Override,
    Rotation,
    Team,
    getOnCallOutput,
  } = classes;

  it("is made, stays as it is, is put back after drift, changes, and leaves nothing that goes on", async () => {
    const { project, emulator } = await withStack({ door, refresh: true });
    const { ada, grace, alan, platform } = demoAccount(emulator);
    const policyBefore = emulator.store.find("escalation_policies", platform.escalation_policy_id ?? "");
    const declare = (waits: number[], person: string) => {
      project.program = async () => {
        const team = new Team("checkout", {
          name: "Checkout",
          memberAccountUserIds: [ada.id, grace.id, alan.id],
          adminAccountUserIds: [ada.id],
        });
        const layers = waits.map((timeout) => ({ timeout }));
        new EscalationPolicy("policy", { teamId: team.id, layers, reassignTeamIds: [platform.id] });
        new EscalationPolicy("platform", { teamId: platform.id, layers });
        const { teamId } = new Rotation("primary", {
          teamId: team.id,
          timeZone: "UTC",
          firstHandOff: "2026-01-05T09:00",
          accountUserIds: [ada.id],
        });
        const second = { layer: 2, timeZone: "UTC", firstHandOff: "2026-01-05T09:00" };
        new Rotation("secondary", { teamId: team.id, accountUserIds: [alan.id], ...second });
        const span = { timeZone: "UTC", startTime: "2040-12-24T18:00", endTime: "2040-12-25T09:00" };
        new Override("christmas", { teamId, accountUserIds: [person], ...span });
        new NotificationRule("loud", {
          name: "Loud",
          rules: [{ match: { always: true }, actions: [{ type: "notify", channels: ["voice"] }] }],
          accountUserIds: [person],
        });
        const { id } = new Integration("datadog", { name: "Datadog", type: "datadog", teamIds: [team.id] });
        new MaintenanceWindow("upgrade", { name: "Upgrade", integrationIds: [id], ...span });
        new MaintenanceWindow("move", { name: "Move", integrationIds: [id], ...span });
        const found = getOnCallOutput({ teamId, at: "2040-12-23T20:00:00Z" });
        return { onCall: found.layers.apply(([first]) => first?.shifts.map((shift) => shift.accountUserId)) };
      };
    };
    declare([5, 10], grace.id);
    expect((await project.up()).outputs).toEqual({ onCall: [ada.id] });
    const team = emulator.store.all("teams").find(({ name }) => name === "Checkout");
    const policyId = team?.escalation_policy_id ?? "";
    const onCallAt = async (time: string) => {
      const query = `start=${time} 20:00:00&end=${time} 20:01:00`.replaceAll(" ", "%20");
      const { text } = await callApi(
        emulator,
        "GET",
        `/schedules/${team?.schedule_id}/window_events?${query}`,
      );
      return [ada, grace].filter(({ id }) => text.includes(id)).map(({ id }) => id);
    };
    const waits = () =>
      emulator.store.find("escalation_policies", policyId)?.escalation_layers.map(({ timeout }) => timeout);
    expect(waits()).toEqual([5, 10]);
    expect([await onCallAt("2040-12-24"), await onCallAt("2040-12-23")]).toEqual([[grace.id], [ada.id]]);
    expect(emulator.store.find("account_users", grace.id)?.notification_rule_id).not.toBeNull();
    expect((await project.preview()).changes).toEqual([]);

    // The web page changes some, in each property that it can, and deletes others.
    const idOfFirst = (kind: "notification_rules" | "maintenance_windows", named: string) =>
      emulator.store.all(kind).find(({ name }) => name === named)?.id;
    const inTeam = emulator.store
      .all("events")
      .filter(({ schedule_ids: ids }) => ids.includes(team?.schedule_id ?? ""));
    const series = (layer: number) => inTeam.find((event) => event.repeat && event.layer === layer)?.id;
    const [layer] = emulator.store.find("escalation_policies", policyId)?.escalation_layers ?? [];
    const inWebPage = async (method: "PUT" | "DELETE", path: string, body?: object) => {
      const { status, text } = await callApi(emulator, method, path, body);
      expect(status, text).toBe(method === "PUT" ? 200 : 204);
    };
    await inWebPage("PUT", `/escalation_policies/${policyId}`, {
      repeat: 2,
      reassign_team_ids: [],
      reassign_account_user_ids: [alan.id],
      escalation_layers_attributes: [{ id: layer?.id, timeout: 9 }],
    });
    await inWebPage("PUT", `/events/${inTeam.find(({ parent_id: parent }) => parent !== null)?.id}`, {
      account_user_ids: [ada.id],
      start_time: "2040-12-24T19:00:00Z",
      end_time: "2040-12-25T08:00:00Z",
    });
    await inWebPage("PUT", `/events/${series(1)}`, { layer: 2, time_zone: "Berlin", frequency: 2 });
    await inWebPage("PUT", `/notification_rules/${idOfFirst("notification_rules", "Loud")}`, {
      name: "Quiet",
      enabled: false,
      rules: "rules: []",
    });
    await inWebPage("PUT", `/account_users/${grace.id}`, { notification_rule_id: null });
    await inWebPage("PUT", `/maintenance_windows/${idOfFirst("maintenance_windows", "Upgrade")}`, {
      name: "Downgrade",
      time_zone: "Berlin",
      start_datetime: "2040-12-24T17:30:00Z",
      end_datetime: "2040-12-25T12:00:00Z",
    });
    await inWebPage("DELETE", `/events/${series(2)}`);
    await inWebPage("DELETE", `/maintenance_windows/${idOfFirst("maintenance_windows", "Move")}`);
    const drift = await project.preview();
    expect(
      drift.changes.map(({ name, operation, shown }) => `${operation} ${name}: ${shown}`).sort(),
    ).toEqual([
      "create move: ",
      "create secondary: ",
      "update christmas: accountUserIds[0],endTime,startTime",
      "update loud: accountUserIds[0],enabled,name,rules",
      "update policy: layers[0].timeout,reassignAccountUserIds[0],reassignTeamIds[0],repeat",
      "update primary: frequency,layer,shiftHours,timeZone",
      "update upgrade: endTime,name,startTime,timeZone",
    ]);

    // The program changes in the same run in which it is put back.
    declare([7, 8], ada.id);
    await project.up();
    expect(waits()).toEqual([7, 8]);
    const windows = emulator.store.all("maintenance_windows").map(({ name }) => name);
    expect([windows.sort(), idOfFirst("notification_rules", "Quiet")]).toEqual([
      ["Move", "Upgrade"],
      undefined,
    ]);
    expect(await onCallAt("2040-12-24")).toEqual([ada.id]);
    expect(emulator.store.find("account_users", grace.id)?.notification_rule_id).toBeNull();
    expect((await project.preview()).changes).toEqual([]);

    await project.destroy();
    expect(await onCallAt("2040-12-24")).toEqual([]);
    const policyNow = emulator.store.find("escalation_policies", platform.escalation_policy_id ?? "");
    const withoutIds = (policy: typeof policyNow) =>
      policy?.escalation_layers.map(({ layer, timeout, color_hex: color }) => [layer, timeout, color]);
    expect(withoutIds(policyNow)).toEqual(withoutIds(policyBefore));
    expect(emulator.store.find("account_users", ada.id)?.notification_rule_id).toBeNull();
    expect(idOfFirst("maintenance_windows", "Upgrade")).toBeUndefined();
  });
});
