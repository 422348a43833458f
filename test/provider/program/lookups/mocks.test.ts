import * as pulumi from "@pulumi/pulumi";
import type { MockCallArgs } from "@pulumi/pulumi/runtime/index.js";
import { beforeAll, describe, expect, it } from "vitest";
import { getAccountUser, getAccountUsers } from "../../../../provider/src/program/lookups/account-user.ts";
import {
  getEscalationPolicies,
  getEscalationPolicy,
} from "../../../../provider/src/program/lookups/escalation-policy.ts";
import { getIntegration, getIntegrations } from "../../../../provider/src/program/lookups/integration.ts";
import {
  getIntegrationType,
  getIntegrationTypes,
} from "../../../../provider/src/program/lookups/integration-type.ts";
import {
  getNotificationRule,
  getNotificationRules,
} from "../../../../provider/src/program/lookups/notification-rule.ts";
import { getOnCall } from "../../../../provider/src/program/lookups/on-call.ts";
import { getRouter, getRouters } from "../../../../provider/src/program/lookups/router.ts";
import { getSchedule, getSchedules } from "../../../../provider/src/program/lookups/schedule.ts";
import {
  getTeam,
  getTeamOutput,
  getTeams,
  getTeamsOutput,
} from "../../../../provider/src/program/lookups/team.ts";
import { resolved } from "./helpers.ts";

/** Answers with what it was asked, and for a list with one row that says the same. */
function call({ token, inputs }: MockCallArgs): Record<string, unknown> {
  const answer = { token, inputs, id: "made-up" };
  return {
    ...answer,
    teams: [answer],
    routers: [answer],
    accountUsers: [answer],
    integrations: [answer],
    integrationTypes: [answer],
    escalationPolicies: [answer],
    notificationRules: [answer],
    schedules: [answer],
  };
}

// There is no key in the environment: a lookup that asked PagerTree would fail.
beforeAll(async () => {
  await pulumi.runtime.setMocks({ call, newResource: () => ({ id: "id", state: {} }) });
});

describe("a lookup under Pulumi's mocks", () => {
  it.each([
    ["getTeam", () => getTeam({ name: "Platform" }), { name: "Platform" }],
    ["getRouter", () => getRouter({ name: "Main" }), { name: "Main" }],
    ["getAccountUser", () => getAccountUser({ email: "a@example.com" }), { email: "a@example.com" }],
    ["getIntegration", () => getIntegration({ id: "int_1234567" }), { id: "int_1234567" }],
    ["getIntegrationType", () => getIntegrationType({ name: "datadog" }), { name: "datadog" }],
    ["getEscalationPolicy", () => getEscalationPolicy({ name: "Calm" }), { name: "Calm" }],
    ["getNotificationRule", () => getNotificationRule({ name: "Loud" }), { name: "Loud" }],
    ["getSchedule", () => getSchedule({ name: "Night" }), { name: "Night" }],
    ["getOnCall", () => getOnCall({ teamName: "Platform" }), { teamName: "Platform" }],
  ])("asks their call: %s", async (name, lookup, inputs) => {
    expect(await lookup()).toMatchObject({ token: `pagertree:index/${name}:${name}`, inputs, id: "made-up" });
  });

  it.each([
    ["getTeams", () => getTeams(), {}],
    ["getRouters", () => getRouters(), {}],
    ["getAccountUsers", () => getAccountUsers(), {}],
    ["getIntegrations", () => getIntegrations({ type: "datadog" }), { type: "datadog" }],
    ["getIntegrationTypes", () => getIntegrationTypes(), {}],
    ["getEscalationPolicies", () => getEscalationPolicies(), {}],
    ["getNotificationRules", () => getNotificationRules(), {}],
    ["getSchedules", () => getSchedules(), {}],
  ])("takes the list that their call answers with: %s", async (name, lookup, inputs) => {
    expect(await lookup()).toEqual([{ token: `pagertree:index/${name}:${name}`, inputs, id: "made-up" }]);
  });

  it("works in its output form", async () => {
    expect((await resolved(getTeamOutput({ name: pulumi.output("Platform") }))).id).toBe("made-up");
    expect((await resolved(getTeamsOutput())).map(({ id }) => id)).toEqual(["made-up"]);
  });

  it("is an empty list if their call answers without one", async () => {
    await pulumi.runtime.setMocks({
      call: ({ inputs }) => inputs,
      newResource: () => ({ id: "id", state: {} }),
    });
    expect(await getTeams()).toEqual([]);
  });
});
