// How people are told of an alert: by the notification rules that a stack or the account gives them.
import { describe, expect, it } from "vitest";
import { checkRoutes, expectRoutes } from "../../../emulator/src/simulate/cases/check-routes.ts";
import { showSimulation } from "../../../emulator/src/simulate/show.ts";
import { createSimulator } from "../../../emulator/src/simulate/simulator.ts";
import { callApi } from "../../helpers/call-api.ts";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import {
  encrypted,
  fileWith,
  type PulumiResource,
  pulumiPlan,
  pulumiState,
} from "../../helpers/pulumi-state.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { database, integration, NOON, people, rotation } from "./stack.ts";

/** Grace is on call: 10 minutes, and then once more. */
const policy: PulumiResource = {
  type: "EscalationPolicy",
  name: "database-policy",
  id: "01M8H6DATV556DSQ9R88Q5K4B1",
  inputs: { teamId: database.id, layers: [{ timeout: 10, timeoutUnit: "minutes" }], repeat: 1 },
};
const sender = integration("datadog", { teamIds: [database.id], routerIds: [] });
const onCall = [database, rotation(database, people.grace), policy, sender];

/** A notification rule that people have. */
function notificationRule(rules: readonly object[], changes: object = {}): PulumiResource {
  return {
    type: "NotificationRule",
    name: "loud",
    id: "01M8H6DATV556DSQ9R88Q5K4E1",
    inputs: {
      ...{ name: "Loud", enabled: true, accountUserIds: [people.grace] },
      rules: JSON.stringify({ rules }),
      ...changes,
    },
    computed: { prefixId: "ntr_loud" },
  };
}

function always(...actions: readonly object[]): object {
  return { match: { always: true }, actions };
}

async function simulate(...resources: readonly PulumiResource[]) {
  const state = await fileWith(pulumiState([...onCall, ...resources]));
  return (await createSimulator({ state })).simulate({ to: "datadog", at: NOON });
}

/** What is sent to each one who is paged, in short. */
function sentOf({ paged }: Awaited<ReturnType<typeof simulate>>): unknown[] {
  return paged.map(({ after, notifications }) => [
    after,
    notifications?.sent.map((sent) => [sent.after, ...sent.channels]),
  ]);
}

describe("a notification rule", () => {
  it("says by which channels somebody is told and when, until the layer is over", async () => {
    const simulation = await simulate(
      notificationRule([
        always(
          { type: "notify", channels: ["push", "sms"], channel_options: { sms: "secondary" }, timeout: "2m" },
          { type: "notify", channels: ["voice"], timeout: "3m" },
          { type: "repeat", times: 3 },
        ),
      ]),
    );
    const cycle = (begin: number) => [
      [begin, "push", "sms"],
      [begin + 120, "voice"],
    ];
    expect(sentOf(simulation)).toEqual([
      [0, [...cycle(0), ...cycle(300)]],
      [600, [...cycle(600), ...cycle(900)]],
    ]);
    expect(simulation.paged[0]?.notifications).toMatchObject({
      rule: { kind: "notification rule", name: "Loud", resource: "loud", prefixId: "ntr_loud" },
      ...{ matched: "rules[0]", ignored: false, problem: null },
    });
    expect(showSimulation(simulation)).toContain(
      [
        `  at once: ${people.grace} (team Database, layer 1)`,
        '    rules[0] of notification rule "Loud" (loud in the program)',
        "      at once by push, sms (secondary)",
        "      after 2 min by voice",
      ].join("\n"),
    );
  });

  it("that ignores the alert leaves its people out: nobody is paged", async () => {
    const simulation = await simulate(
      notificationRule([
        { match: { "alert.urgency": "low" }, actions: [{ type: "notify", channels: ["push"] }] },
        always({ type: "ignore" }),
      ]),
    );
    expect(simulation).toMatchObject({ action: "create", reaches: "nobody" });
    expect(simulation.paged[0]?.notifications).toMatchObject({
      matched: "rules[1]",
      ignored: true,
      sent: [],
    });
    const text = showSimulation(simulation);
    expect(text).toContain(
      'rules[1] of notification rule "Loud" (loud in the program) ignores it: THEY ARE NOT NOTIFIED',
    );
    expect(text).toContain("NOBODY IS PAGED.");
  });

  it("that ignores the alert counts in cases: its people are not among those who are paged", async () => {
    const ignoring = notificationRule([always({ type: "ignore" })]);
    const state = await fileWith(pulumiState([...onCall, ignoring]));
    const paging = (users: string[]) => ({
      state,
      cases: [{ integration: "datadog", at: NOON, expect: { teams: ["Database"], users } }],
    });
    await expectRoutes(paging([]));
    const { results } = await checkRoutes(paging([people.grace]));
    const said = results[0]?.failures.join("\n");
    expect(said).toContain(`users: expected ${people.grace}, but it pages nobody`);
    expect(said).toContain('rules[0] of notification rule "Loud" (loud in the program) ignores it');
  });

  it("without a rule for the opening of alerts, or one that matches, leaves it to the default channels", async () => {
    const simulation = await simulate(
      notificationRule([
        { types: ["alert.resolved"], ...always({ type: "ignore" }) },
        { match: { "alert.urgency": "silent" }, actions: [{ type: "ignore" }] },
      ]),
    );
    expect(simulation.reaches).toBe("somebody");
    expect(simulation.paged[0]?.notifications).toMatchObject({ matched: null, ignored: false, sent: [] });
    expect(showSimulation(simulation)).toContain("matches: by their default channels");
  });

  it("without a timeout leaves open when the next one is sent", async () => {
    const notify = (channel: string) => ({ type: "notify", channels: [channel] });
    const simulation = await simulate(notificationRule([always(notify("push"), notify("voice"))]));
    expect(sentOf(simulation)[0]).toEqual([
      0,
      [
        [0, "push"],
        [null, "voice"],
      ],
    ]);
  });

  it("that is not in use does not count", async () => {
    const simulation = await simulate(notificationRule([always({ type: "ignore" })], { enabled: false }));
    expect(simulation.reaches).toBe("somebody");
    expect(simulation.paged[0]?.notifications).toBeNull();
  });

  it("that cannot be read says why", async () => {
    const simulation = await simulate(notificationRule([{ match: { always: true } }]));
    expect(simulation.reaches).toBe("somebody");
    expect(simulation.paged[0]?.notifications?.problem).toContain("the actions of rule 1 are no list");
    expect(showSimulation(simulation)).toContain(
      'The rules of notification rule "Loud" (loud in the program) cannot be used',
    );
  });
});

describe("what is not known of notifications", () => {
  it("is said of people whom no rule of the stack names", async () => {
    const { gaps, paged } = await simulate();
    expect(paged[0]?.notifications).toBeNull();
    expect(gaps).toContain(
      `account user ${people.grace} is not in the stack: their name and how they are notified are not known; read the account for it`,
    );
  });

  it("is said of rules that are a secret", async () => {
    const { gaps } = await simulate(notificationRule([], { rules: encrypted }));
    expect(gaps).toContain(
      'the text of notification rule "Loud" is a secret, which a state and a plan do not show',
    );
  });
});

describe("a plan", () => {
  it("that gives somebody a rule, and one that takes it back, say how they will be told", async () => {
    const ignoring = notificationRule([always({ type: "ignore" })]);
    const without = notificationRule([always({ type: "ignore" })], { accountUserIds: [people.ada] });
    const state = await fileWith(pulumiState([...onCall, ignoring]));
    const planned = async (step: Parameters<typeof pulumiPlan>[0][number]) => {
      const plan = await fileWith(pulumiPlan([step], { same: 4 }), "plan.json");
      return (await createSimulator({ state, plan })).simulate({ to: "datadog", at: NOON });
    };
    expect(await planned({ op: "same", before: ignoring, after: ignoring })).toMatchObject({
      reaches: "nobody",
    });
    expect(await planned({ op: "update", before: ignoring, after: without })).toMatchObject({
      reaches: "somebody",
    });
    expect(await planned({ op: "delete", before: ignoring })).toMatchObject({ reaches: "somebody" });
  });
});

describe("the account", () => {
  it("tells which rule each person has", async () => {
    const emulator = await withEmulator();
    const { platform } = demoAccount(emulator);
    const { id } = await createIntegration(emulator, "Webhook", { name: "In", team_ids: [platform.id] });
    const [rule] = emulator.store.all("notification_rules");
    await callApi(emulator, "PUT", `/notification_rules/${rule?.id}`, {
      rules: JSON.stringify({ rules: [always({ type: "notify", channels: ["voice"] })] }),
    });
    const account = { url: emulator.url, apiKey: emulator.apiKey };
    const { paged, gaps } = await (await createSimulator({ account })).simulate({ to: id });
    expect(paged[0]).toMatchObject({
      user: { name: "Ada Lovelace" },
      notifications: { rule: { name: "Everybody" }, sent: [{ channels: ["voice"], after: 0 }] },
    });
    expect(gaps).toEqual([]);
  });
});
