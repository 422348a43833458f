// The lookups of schedules, escalation policies and notification rules.
import { describe, expect, it } from "vitest";
import {
  getEscalationPolicies,
  getEscalationPolicy,
  getEscalationPolicyOutput,
} from "../../../../provider/src/program/lookups/escalation-policy.ts";
import {
  getNotificationRule,
  getNotificationRuleOutput,
  getNotificationRules,
} from "../../../../provider/src/program/lookups/notification-rule.ts";
import {
  getSchedule,
  getScheduleOutput,
  getSchedules,
} from "../../../../provider/src/program/lookups/schedule.ts";
import { demoAccount } from "../../../helpers/demo-account.ts";
import { lookupErrorOf, resolved, withAccount } from "./helpers.ts";

describe("getSchedule", () => {
  it("finds the schedule that a team names, by its name and by its ids", async () => {
    const { emulator } = await withAccount();
    const { platform } = demoAccount(emulator);
    const stored = emulator.store.find("schedules", platform.schedule_id ?? "");
    const found = await getSchedule({ name: stored?.name ?? "" });
    expect(found).toEqual({
      id: stored?.id,
      prefixId: stored?.prefix_id,
      tinyId: stored?.tiny_id,
      accountId: stored?.account_id,
      createdAt: stored?.created_at,
      updatedAt: stored?.updated_at,
      name: stored?.name,
    });
    expect(await getSchedule({ id: found.prefixId })).toEqual(found);
    expect(await resolved(getScheduleOutput({ id: found.id }))).toEqual(found);
    expect((await getSchedules()).map(({ id }) => id)).toContain(found.id);
  });

  it("names the nearest for a misspelt name", async () => {
    await withAccount();
    const { message, candidates } = await lookupErrorOf(getSchedule({ name: "Platfrom Schedule" }));
    expect(message).toContain('getSchedule: no schedule has the name "Platfrom Schedule". The nearest: ');
    expect(candidates[0]?.name).toBe("Platform Schedule");
  });
});

describe("getEscalationPolicy", () => {
  it.each([
    ["as words", "words"],
    ["as letters", "letters"],
  ] as const)("gives the layers in order, whether PagerTree has units %s", async (_how, timeoutUnits) => {
    const { emulator } = await withAccount({ switches: { timeoutUnits } });
    const { platform } = demoAccount(emulator);
    const found = await getEscalationPolicy({ id: platform.escalation_policy_id ?? "" });
    expect(found).toMatchObject({
      repeat: 0,
      reassignTeamIds: [],
      reassignAccountUserIds: [],
      teamIds: [platform.id],
      layers: [
        { layer: 1, timeout: 5, timeoutUnit: "minutes", color: "#10B981" },
        { layer: 2, timeout: 10, timeoutUnit: "minutes", color: "#F59E0B" },
        { layer: 3, timeout: 15, timeoutUnit: "minutes", color: "#EF4444" },
      ],
    });
    expect(await getEscalationPolicy({ name: found.name })).toEqual(found);
    expect(await resolved(getEscalationPolicyOutput({ id: found.prefixId }))).toEqual(found);
    expect((await getEscalationPolicies()).map(({ id }) => id)).toContain(found.id);
  });

  it("refuses a name that several have, and counts them", async () => {
    const { emulator } = await withAccount();
    const policies = emulator.store.all("escalation_policies");
    for (const { id } of policies) emulator.store.update("escalation_policies", id, { name: "Same" });
    const { message } = await lookupErrorOf(getEscalationPolicy({ name: "Same" }));
    expect(message).toContain(`${policies.length} escalation policies have the name "Same"`);
  });

  it("names the nearest for a misspelt name, and what it takes for a misspelt argument", async () => {
    await withAccount();
    const { message } = await lookupErrorOf(getEscalationPolicy({ name: "Platform Policy" }));
    expect(message).toContain('no escalation policy has the name "Platform Policy". The nearest: "P');
    const misspelt = { nmae: "Platform" } as unknown as { name: string };
    expect((await lookupErrorOf(getEscalationPolicy(misspelt))).message).toContain(
      "getEscalationPolicy: it takes exactly one of { name } or { id }",
    );
  });
});

describe("getNotificationRule", () => {
  it("finds a rule that people have", async () => {
    const { emulator } = await withAccount();
    const { ada } = demoAccount(emulator);
    const found = await getNotificationRule({ name: "Everybody" });
    expect(found).toMatchObject({ id: ada.notification_rule_id, enabled: true, rules: undefined });
    expect(await getNotificationRule({ id: found.prefixId })).toEqual(found);
    expect(await resolved(getNotificationRuleOutput({ id: found.id }))).toEqual(found);
    expect(await getNotificationRules()).toEqual([found]);
  });

  it("names the nearest for a misspelt name", async () => {
    await withAccount();
    expect((await lookupErrorOf(getNotificationRule({ name: "Everyone" }))).candidates).toMatchObject([
      { name: "Everybody" },
    ]);
  });
});
