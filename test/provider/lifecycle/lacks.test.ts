// What PagerTree takes no object without: refused of what is to be sent, and told of what is there already.

import { describe, expect, it, vi } from "vitest";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import {
  type Properties,
  providersFor,
  type ResourceCalls,
  withProviders,
} from "../../helpers/resource-providers.ts";

const toNobody = [{ match: { always: true }, actions: [{ type: "assign", receiver: "tem_gone0001" }] }];

type What = "integration" | "team" | "router" | "router by its rules";

/** The demo account, with one object of each kind that lacks something. */
async function arrange() {
  const providers = await withProviders();
  const { emulator } = providers;
  const { store } = emulator;
  const { payments, platform, mainRouter, grace } = demoAccount(emulator);
  const lost = await createIntegration(emulator, "Datadog", { name: "Lost" });
  store.update("integrations", lost.id, { team_ids: [] });
  store.update("teams", payments.id, {
    member_account_user_ids: [],
    admin_account_user_ids: [],
    drop_notifications: "specific_users",
  });
  const dead = store.duplicate("routers", mainRouter.id);
  store.update("routers", dead.id, { name: "Dead", rules: JSON.stringify({ rules: toNobody }) });
  store.update("routers", mainRouter.id, { default_receiver_team_id: null });
  const declared = {
    integration: { name: "Lost", type: "datadog", adopt: lost.id },
    team: {
      name: "Payments",
      memberAccountUserIds: [],
      adminAccountUserIds: [],
      dropNotifications: "specific_users",
      adopt: payments.prefix_id,
    },
    router: { name: "Main Router", adopt: mainRouter.id },
    "router by its rules": { name: "Dead", teamId: platform.id, rules: toNobody, adopt: dead.id },
  } satisfies Record<What, Properties>;
  const told = vi.spyOn(console, "error").mockReturnValue();
  const since = emulator.requests.length;
  return {
    declared,
    grace,
    of: (what: What): ResourceCalls => providers[kindOf(what)],
    inNextRun: (what: What): ResourceCalls =>
      providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url })[kindOf(what)],
    warnings: () => told.mock.calls.flat().filter((line) => String(line).startsWith("warning: ")),
    writes: () => emulator.requests.slice(since).filter(({ method }) => method !== "GET"),
  };
}

function kindOf(what: What): "integration" | "router" | "team" {
  return what === "router by its rules" ? "router" : what;
}

const kinds: [what: What, lacks: [property: string, reason: string][]][] = [
  ["integration", [["teamIds", "an integration needs at least one destination"]]],
  [
    "team",
    [
      ["memberAccountUserIds", "must hold at least one account user"],
      ["adminAccountUserIds", "must hold at least one account user"],
      ["dropNotificationAccountUserIds", "must hold at least one account user, since dropNotifications is"],
    ],
  ],
  ["router", [["teamId", "a router needs a default receiver"]]],
  ["router by its rules", [["rules[0].actions[0].receiver", "tem_gone0001 is not the id of a team"]]],
];

describe.each(kinds)("what an object lacks (%s)", (what, lacks) => {
  const failures = lacks.map(([property, reason]) => ({ property, reason: expect.stringContaining(reason) }));

  it("is refused of a new one", async () => {
    const { of, declared } = await arrange();
    const { adopt, ...anew } = declared[what];
    expect((await of(what).check(anew)).failures).toEqual(failures);
  });

  it("is told of one that is adopted as it is, in every run", async () => {
    const { of, inNextRun, declared, warnings, writes } = await arrange();
    const expected = lacks.map(([property, reason]) =>
      expect.stringContaining(
        `"${declared[what].name}" stays as PagerTree has it, but ${property}: ${reason}`,
      ),
    );
    const held = await of(what).up(declared[what]);
    expect(warnings()).toEqual(expected);
    const next = inNextRun(what);
    const refreshed = await next.read(held.id, held.outputs);
    const inputs = await next.checked(declared[what], refreshed?.inputs);
    // The engine compares with what it has just read, and then with the program.
    for (const state of [held.outputs, refreshed?.outputs ?? {}]) {
      expect(await next.diff(state, inputs, held.id)).toEqual({ changes: false, replaces: [] });
    }
    expect(warnings().length).toBeGreaterThan(expected.length);
    expect(writes()).toEqual([]);
  });

  it("is refused where something else of it is to change, at its adoption and later", async () => {
    const { of, inNextRun, declared } = await arrange();
    const renamed = { ...declared[what], name: "Renamed" };
    expect((await inNextRun(what).check(renamed)).failures).toEqual(failures);
    const { inputs } = await of(what).up(declared[what]);
    const later = await inNextRun(what).check(renamed, inputs);
    // What rules name is PagerTree's to take, and was there before.
    expect(later.failures).toEqual(what === "router by its rules" ? [] : failures);
  });
});

it("what a team lacks is fixed by the program", async () => {
  const { of, inNextRun, declared, grace } = await arrange();
  const held = await of("team").up(declared.team);
  const fixed = { ...declared.team, memberAccountUserIds: [grace.id], adminAccountUserIds: [grace.id] };
  const next = inNextRun("team");
  const whole = { ...fixed, dropNotifications: "none" };
  await next.update(held, await next.checked(whole, held.inputs));
  expect((await next.read(held.id, held.outputs))?.inputs).toMatchObject({
    memberAccountUserIds: [grace.id],
    dropNotifications: "none",
  });
});
