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
    const { ada, grace, platform } = demoAccount(emulator);
    const policyBefore = emulator.store.find("escalation_policies", platform.escalation_policy_id ?? "");
    const declare = (waits: number[], person: string) => {
      project.program = async () => {
        const team = new Team("checkout", {
          name: "Checkout",
          memberAccountUserIds: [ada.id, grace.id],
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
        const span = { timeZone: "UTC", startTime: "2040-12-24T18:00", endTime: "2040-12-25T09:00" };
        new Override("christmas", { teamId, accountUserIds: [person], ...span });
        new NotificationRule("loud", {
          name: "Loud",
          rules: [{ match: { always: true }, actions: [{ type: "notify", channels: ["voice"] }] }],
          accountUserIds: [person],
        });
        const { id } = new Integration("datadog", { name: "Datadog", type: "datadog", teamIds: [team.id] });
        new MaintenanceWindow("upgrade", { name: "Upgrade", integrationIds: [id], ...span });
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

    // The web page changes each of them.
    const idOfFirst = (kind: "notification_rules" | "maintenance_windows", named: string) =>
      emulator.store.all(kind).find(({ name }) => name === named)?.id;
    const override = emulator.store.all("events").find(({ parent_id: parent }) => parent !== null);
    await callApi(emulator, "PUT", `/escalation_policies/${policyId}`, { repeat: 2 });
    await callApi(emulator, "PUT", `/events/${override?.id}`, { account_user_ids: [ada.id] });
    await callApi(emulator, "PUT", `/notification_rules/${idOfFirst("notification_rules", "Loud")}`, {
      enabled: false,
    });
    await callApi(emulator, "PUT", `/maintenance_windows/${idOfFirst("maintenance_windows", "Upgrade")}`, {
      end_datetime: "2040-12-25T12:00:00Z",
    });
    const drift = await project.preview();
    expect(drift.changes.map(({ name, shown }) => `${name}: ${shown}`).sort()).toEqual([
      "christmas: accountUserIds[0]",
      "loud: enabled",
      "policy: repeat",
      "upgrade: endTime",
    ]);

    // The program changes in the same run in which it is put back.
    declare([7], ada.id);
    await project.up();
    expect(waits()).toEqual([7]);
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
