// Updates on the real engine: what a change of the program sends, and which ways to write a program are the same.

import { Integration, type IntegrationArgs } from "pulumi-pagertree";
import { describe, expect, it, vi } from "vitest";
import { everyOption, heldOptions, requiredOptions } from "../helpers/sample-options.ts";
import { type Account, integrationNamed, withStack, writesOf } from "./stack.ts";

vi.setConfig({ testTimeout: 120_000 });

describe("an option that is removed from the program", () => {
  it("goes back to its default, whatever its kind", async () => {
    const { project, emulator, account } = await withStack();
    const types = [
      "outgoing-webhook",
      "live-call-routing",
      "email",
      "microsoft-teams",
      "statusgator",
    ] as const;
    project.program = async () => {
      for (const type of types) declare(type, { type, options: everyOption(type) }, account);
    };
    await project.up();
    project.program = async () => {
      for (const type of types) declare(type, { type, options: requiredOptions(type) }, account);
    };
    expect((await project.up()).changes.map(({ operation }) => operation)).toEqual(types.map(() => "update"));
    for (const type of types) {
      const held = Object.entries(integrationNamed(type, emulator).options);
      const set = Object.fromEntries(held.filter(([, value]) => value !== null));
      expect(set).toEqual(heldOptions(type, requiredOptions(type)));
    }
    expect((await project.preview({ refresh: true })).changes).toEqual([]);
  });
});

describe("a program that says the same in another way", () => {
  it("changes nothing", async () => {
    const { project, emulator, account } = await withStack();
    const { team, otherTeam, router, accountUser } = account;
    const hook = { type: "outgoing-webhook", options: { webhookUrl: "https://example.com/hook" } };
    const first = { ...hook, teamIds: [team.id, otherTeam.id], routerIds: [router.id] };
    const others: object[] = [
      { teamIds: [otherTeam.id, team.id] },
      { teamIds: [team.id, otherTeam.id, team.id, otherTeam.id], routerIds: [router.id, router.id] },
      { teamIds: [otherTeam.prefixId, team.prefixId], routerIds: [router.prefixId] },
      { teamIds: [team.id.toLowerCase(), team.prefixId, otherTeam.id] },
      { accountUserIds: [], urgency: "high", enabled: true },
      { accountUserIds: null, urgency: null, enabled: null, additionalOptions: null },
      { options: { ...hook.options, alertOpen: false, template: "", username: "", outgoingRules: null } },
    ];
    project.program = async () => {
      for (const number of others.keys()) declare(`hook ${number}`, first, account);
      declare("another", first, account);
    };
    await project.up();
    const writesBefore = writesOf(emulator).length;

    project.program = async () => {
      for (const [number, other] of others.entries())
        declare(`hook ${number}`, { ...first, ...other }, account);
      // Without it, a program that is not looked at would pass as well.
      const accountUserIds = [accountUser.prefixId, accountUser.id];
      declare("another", { ...first, accountUserIds }, account);
    };
    expect((await project.up()).changes).toMatchObject([{ name: "another", shown: ["accountUserIds[0]"] }]);
    expect(writesOf(emulator).slice(writesBefore)).toMatchObject([
      { method: "PUT", body: { account_user_ids: [accountUser.id] } },
    ]);
  });
});

function declare(name: string, args: object, { team }: Account): void {
  new Integration(name, { name, teamIds: [team.id], ...args } as IntegrationArgs);
}
