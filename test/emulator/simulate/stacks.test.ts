// Simulations of what a state or a plan tells of an account.
import { describe, expect, it } from "vitest";
import { showSimulation } from "../../../emulator/src/simulate/show.ts";
import { createSimulator } from "../../../emulator/src/simulate/simulator.ts";
import {
  encrypted,
  fileWith,
  notKnown,
  type PulumiResource,
  pulumiPlan,
} from "../../helpers/pulumi-state.ts";
import {
  chat,
  database,
  integration,
  NOON,
  network,
  pagedOf,
  people,
  rotation,
  router,
  rule,
  stack,
  stateFile,
} from "./stack.ts";

async function simulatorOf(...parameters: Parameters<typeof stateFile>) {
  return createSimulator({ state: await stateFile(...parameters) });
}

describe("a state", () => {
  it.each(["dynamic", "native"] as const)(
    "of the %s door says who is paged, and by which rule",
    async (door) => {
      const simulator = await simulatorOf(stack, door);
      const simulation = await simulator.simulate({ to: "prometheus", at: NOON });
      expect(simulation).toMatchObject({
        ...{ action: "create", reaches: "somebody", problem: null },
        integration: { name: "prometheus", type: "Prometheus", resource: "prometheus" },
        alert: { title: "InstanceDown", urgency: "critical", status: "open" },
        teams: [{ kind: "team", name: "Database", resource: "database" }],
      });
      expect(pagedOf(simulation)).toEqual([[people.grace, "Database", 1, 0]]);
      expect(simulation.routers).toMatchObject([
        { matched: "rules[1]", byDefault: false, receivers: [{ name: "Database" }] },
      ]);
      const [first, second] = simulation.routers[0]?.rules ?? [];
      expect(first).toMatchObject({
        matches: false,
        conditions: [{ field: "alert.urgency", asked: "low", found: "critical", holds: false }],
      });
      expect(second).toMatchObject({
        matches: true,
        conditions: [{ field: "log.data.commonLabels.job", found: "node", holds: true }],
      });
    },
  );

  it("pages whoever has the turn of the week, and nobody between two shifts", async () => {
    const office = rotation(network, people.ada, {
      frequencyUnit: "daily",
      shiftHours: 8,
      daysOfWeek: ["monday"],
    });
    const simulator = await simulatorOf([
      ...[database, network, rotation(database, people.grace), office],
      ...[router([rule({ "alert.urgency": "critical" }, database)]), integration("prometheus")],
      integration("webhook"),
    ]);
    const nextWeek = await simulator.simulate({ to: "prometheus", at: "2026-01-12T12:00:00Z" });
    expect(pagedOf(nextWeek)).toEqual([[people.ada, "Database", 1, 0]]);
    const onMonday = await simulator.simulate({ to: "webhook", at: NOON });
    expect(pagedOf(onMonday)).toEqual([[people.ada, "Network", 1, 0]]);
    const atNight = await simulator.simulate({ to: "webhook", at: "2026-01-05T23:00:00Z" });
    expect(atNight).toMatchObject({
      reaches: "nobody",
      teams: [{ name: "Network" }],
      alert: { status: "dropped" },
    });
  });

  it("tells a rule that was not looked at from one that does not match, and the way of $or", async () => {
    const either = { $or: [{ "alert.urgency": "low" }, { "alert.title": "InstanceDown" }] };
    const simulator = await simulatorOf([
      ...[database, network, router([rule(either, database), rule({ always: true }, network)])],
      integration("prometheus"),
    ]);
    const { routers } = await simulator.simulate({ to: "prometheus", at: NOON });
    expect(routers[0]?.rules).toMatchObject([
      {
        matches: true,
        conditions: [{ field: "$or", holds: true, of: [[{ holds: false }], [{ holds: true }]] }],
      },
      { matches: null, conditions: [{ field: "always", holds: undefined }] },
    ]);
  });

  it("says of a team without a rotation that it is not known who is on call, and does not drop the alert", async () => {
    const simulator = await simulatorOf([
      database,
      integration("datadog", { teamIds: [database.id], routerIds: [] }),
      chat,
    ]);
    const simulation = await simulator.simulate({ to: "datadog" });
    expect(simulation).toMatchObject({ reaches: "somebody", alert: { status: "open" } });
    expect(pagedOf(simulation)).toEqual([[null, "Database", 1, 0]]);
    expect(simulation.gaps.join("\n")).toMatch(/after layer 1 of team "Database" is not known/);
    expect(simulation.webhooks.map(({ event }) => event)).toEqual(["alert.open"]);
  });

  it("says of what the stack only names that it is not in the stack", async () => {
    const elsewhere = integration("datadog", { teamIds: ["01GDBEYARHS4W4QM6X370Z5TMB"], routerIds: [] });
    const simulation = await (await simulatorOf([elsewhere])).simulate({ to: "datadog" });
    expect(pagedOf(simulation)).toEqual([[null, "01GDBEYARHS4W4QM6X370Z5TMB", 1, 0]]);
    expect(simulation.gaps).toContain(
      "team 01GDBEYARHS4W4QM6X370Z5TMB is not in the stack: who is on call there is not known; read the account for it",
    );
  });

  it("takes the sender for the right one where the token is a secret, and shows no secret", async () => {
    const simulator = await simulatorOf([
      database,
      integration("webhook", { options: { token: encrypted }, teamIds: [database.id], routerIds: [] }),
      chat,
    ]);
    const simulation = await simulator.simulate({ to: "webhook" });
    expect(simulation).toMatchObject({ action: "create", reaches: "somebody" });
    expect(simulation.gaps).toContain(
      'integration "webhook" asks the sender for a secret (token), which is assumed to be right',
    );
    expect(simulation.webhooks).toMatchObject([
      { integration: { name: "chat" }, event: "alert.open", after: 0 },
    ]);
    expect(JSON.stringify(simulation)).not.toContain("ciphertext");
  });

  it("says which outgoing webhook has rules that are a secret, and shows no body of it", async () => {
    const rules = { alertOpen: true, webhookUrl: encrypted, outgoingRules: encrypted };
    const hook = integration(
      "outgoing-webhook",
      { routerIds: [], teamIds: [database.id], options: rules },
      "hook",
    );
    const simulator = await simulatorOf([
      database,
      hook,
      integration("datadog", { teamIds: [database.id], routerIds: [] }),
    ]);
    const { webhooks, gaps } = await simulator.simulate({ to: "datadog" });
    expect(webhooks).toMatchObject([{ event: "alert.open", body: null }]);
    expect(gaps.join("\n")).toMatch(/outgoing webhook "hook": outgoing_rules is a secret/);
  });

  it("ends an alert by the sample that resolves", async () => {
    const hook = integration(
      "outgoing-webhook",
      { routerIds: [], teamIds: [database.id], options: { alertResolved: true } },
      "hook",
    );
    const simulator = await simulatorOf([...stack, hook]);
    const simulation = await simulator.simulate({ to: "prometheus", sample: "resolve", at: NOON });
    expect(simulation).toMatchObject({
      ...{ action: "resolve", reaches: "ends", paged: [], alert: { status: "resolved" } },
      webhooks: [{ event: "alert.resolved", after: 0 }],
    });
  });

  it("of 300 integrations is simulated", async () => {
    const many = Array.from({ length: 300 }, (_, index) => ({
      ...integration("datadog", { teamIds: [database.id], routerIds: [] }, `number-${index}`),
      id: `01M8H6DBP2FWRTZDWWFDAN0${String(index).padStart(3, "0")}`,
    }));
    const simulator = await simulatorOf([...stack, ...many]);
    const simulation = await simulator.simulate({ to: "number-299", at: NOON });
    expect(pagedOf(simulation)).toEqual([[people.grace, "Database", 1, 0]]);
  });
});

describe("what a stack declares besides", () => {
  const sender = integration("datadog", { teamIds: [database.id], routerIds: [] });
  const onCall = [database, network, rotation(database, people.grace), rotation(network, people.ada), sender];
  const policy: PulumiResource = {
    type: "EscalationPolicy",
    name: "database-policy",
    id: "01M8H6DATV556DSQ9R88Q5K4B1",
    inputs: {
      teamId: database.id,
      layers: [{ timeout: 20, timeoutUnit: "seconds" }],
      ...{ repeat: 1, reassignTeamIds: [network.id], reassignAccountUserIds: [], onDestroy: "restore" },
    },
    computed: { original: { layers: [{ timeout: 5, timeoutUnit: "minutes" }], repeat: 0 } },
  };
  const override: PulumiResource = {
    type: "Override",
    name: "swap",
    id: "01M8H6DATV556DSQ9R88Q5K4C1",
    inputs: {
      ...{ teamId: database.id, layer: 1, accountUserIds: [people.ada], timeZone: "Europe/Berlin" },
      ...{ startTime: "2026-01-05T12:00", endTime: "2026-01-05T14:00" },
    },
  };
  const maintenance: PulumiResource = {
    type: "MaintenanceWindow",
    name: "move",
    id: "01M8H6DATV556DSQ9R88Q5K4D1",
    inputs: {
      ...{ name: "Move", timeZone: "Europe/Berlin", integrationIds: [sender.id] },
      ...{ startTime: "2026-01-05T12:00", endTime: "2026-01-05T14:00" },
    },
  };

  it.each(["dynamic", "native"] as const)(
    "pages by the escalation policy that the %s door declares, up to whom it reassigns to",
    async (door) => {
      const simulator = await simulatorOf([...onCall, policy], door);
      const simulation = await simulator.simulate({ to: "datadog", at: NOON });
      expect(pagedOf(simulation)).toEqual([
        [people.grace, "Database", 1, 0],
        [people.grace, "Database", 1, 20],
        [people.ada, "Network", 1, 40],
      ]);
      expect(simulation.gaps.join("\n")).not.toContain('of team "Database" is not known');
    },
  );

  it("gives a policy back that the plan deletes", async () => {
    const state = await stateFile([...onCall, policy]);
    const plan = await fileWith(pulumiPlan([{ op: "delete", before: policy }]), "plan.json");
    const simulation = await (await createSimulator({ state, plan })).simulate({ to: "datadog", at: NOON });
    expect(pagedOf(simulation)).toEqual([[people.grace, "Database", 1, 0]]);
    expect(simulation).toMatchObject({ teams: [{ name: "Database" }] });
  });

  it.each(["dynamic", "native"] as const)(
    "puts the people of an override of the %s door in the place of others, and only in its time",
    async (door) => {
      const simulator = await simulatorOf([...onCall, override], door);
      const pagedAt = async (at: string) => pagedOf(await simulator.simulate({ to: "datadog", at }));
      expect(await pagedAt("2026-01-05T10:59:00Z")).toEqual([[people.grace, "Database", 1, 0]]);
      expect(await pagedAt("2026-01-05T11:00:00Z")).toEqual([[people.ada, "Database", 1, 0]]);
      expect(await pagedAt("2026-01-05T12:59:00Z")).toEqual([[people.ada, "Database", 1, 0]]);
      expect(await pagedAt("2026-01-05T13:00:00Z")).toEqual([[people.grace, "Database", 1, 0]]);
      expect(await pagedAt("2026-01-12T12:00:00Z")).toEqual([[people.ada, "Database", 1, 0]]);
    },
  );

  it("knows by an override who is on call, in its time, where no rotation is known", async () => {
    const simulator = await simulatorOf([database, sender, override]);
    expect(pagedOf(await simulator.simulate({ to: "datadog", at: NOON }))).toEqual([
      [people.ada, "Database", 1, 0],
    ]);
    expect(pagedOf(await simulator.simulate({ to: "datadog", at: "2026-01-06T12:00:00Z" }))).toEqual([
      [null, "Database", 1, 0],
    ]);
  });

  it.each(["dynamic", "native"] as const)(
    "makes no alert while a maintenance window of the %s door runs",
    async (door) => {
      const simulator = await simulatorOf([...onCall, maintenance], door);
      expect(await simulator.simulate({ to: "datadog", at: NOON })).toMatchObject({ action: "maintenance" });
      expect(await simulator.simulate({ to: "datadog", at: "2026-01-05T13:00:00Z" })).toMatchObject({
        action: "create",
      });
    },
  );
});

describe("a title template", () => {
  it("words the title, and says where it is not shown or does not work", async () => {
    const titled = (titleTemplate: unknown) =>
      integration("prometheus", { options: { titleTemplateEnabled: true, titleTemplate } });
    const simulate = async (titleTemplate: unknown) =>
      (await simulatorOf([router([]), titled(titleTemplate)])).simulate({ to: "prometheus", at: NOON });
    expect((await simulate("{{data.commonLabels.job}} is down")).alert?.title).toBe("node is down");
    expect((await simulate(encrypted)).gaps).toContain(
      'integration "prometheus": its title template is not shown, and the title is the one without it',
    );
    const failed = await simulate("{{#if}");
    expect(failed.alert?.title).toBe("InstanceDown");
    expect(failed.gaps.join("\n")).toContain('integration "prometheus": its title template does not work: ');
  });
});

describe("a rule with a delay", () => {
  it("says who is paged once it is over", async () => {
    const delayed = {
      match: { always: true },
      actions: [{ type: "assign", receiver: "tem_Database", delay: "5m" }],
    };
    const others = stack.filter(({ type }) => type !== "Router");
    const simulator = await simulatorOf([...others, router([delayed])]);
    const simulation = await simulator.simulate({ to: "prometheus", at: NOON });
    expect(simulation).toMatchObject({ reaches: "somebody", teams: [], alert: { status: "queued" } });
    expect(pagedOf(simulation)[0]).toEqual([people.grace, "Database", 1, 300]);
    expect(showSimulation(simulation)).toContain(`after 5 min: ${people.grace} (team Database, layer 1)`);
  });
});

describe("what is not emulated", () => {
  it("is said at its place: rules, options, types", async () => {
    const stakeholder = { match: { always: true }, actions: [{ type: "stakeholder", ids: ["stk_1"] }] };
    const headers = rule({ "log.headers.host": "example.com" }, network);
    const simulator = await simulatorOf([
      ...[database, router([headers, stakeholder])],
      integration("prometheus"),
      integration("email", { options: { customDefinitionEnabled: true, customDefinition: encrypted } }),
      integration("heartbeat"),
    ]);
    const { gaps } = await simulator.simulate({ to: "prometheus", at: NOON });
    expect(gaps).toEqual(
      expect.arrayContaining([
        'router "By job", rules[0]: log.headers is what a sender brings, which is not known here',
        'router "By job", rules[1].actions[0]: stakeholders are not emulated: nobody is informed',
      ]),
    );
    expect(await simulator.simulate({ to: "email" })).toMatchObject({
      ...{ action: "not emulated", reaches: "unknown" },
      problem: "its custom definition is a secret, which a state and a plan do not show",
    });
    expect(await simulator.simulate({ to: "heartbeat" })).toMatchObject({
      ...{ action: "not emulated", reaches: "unknown" },
    });
  });
});

describe("a plan", () => {
  const before = router([rule({ always: true }, network)]);
  const after = router([rule({ "alert.urgency": "critical" }, database), rule({ always: true }, network)]);

  it.each(["dynamic", "native"] as const)("of the %s door says who will be paged", async (door) => {
    const others = stack.filter(({ type }) => type !== "Router");
    const state = await stateFile([...others, before], door);
    const plan = await fileWith(
      pulumiPlan([{ op: "update", before, after }], { same: 6, door }),
      "plan.json",
    );
    const now = await (await createSimulator({ state })).simulate({ to: "prometheus", at: NOON });
    expect(pagedOf(now)).toEqual([[people.ada, "Network", 1, 0]]);
    const planned = await (await createSimulator({ state, plan })).simulate({ to: "prometheus", at: NOON });
    expect(pagedOf(planned)).toEqual([[people.grace, "Database", 1, 0]]);
  });

  it("without a state must tell of all that stays", async () => {
    const plan = await fileWith(pulumiPlan([{ op: "update", before, after }], { same: 6 }), "plan.json");
    await expect(createSimulator({ plan })).rejects.toThrow(
      /leaves out what does not change; give the state too/,
    );
  });

  it("finds what is made in the same run by what a property is made of, and says where it cannot", async () => {
    const made = { ...network, id: undefined };
    const sender = integration("datadog", { teamIds: [notKnown], routerIds: [] });
    const fresh = { ...sender, id: undefined, origins: { teamIds: [made] } };
    const ruled = { ...router("", { rules: notKnown }), id: undefined, origins: { rules: [made] } };
    const routed = {
      ...integration("prometheus", { routerIds: [notKnown] }),
      id: undefined,
      origins: { routerIds: [ruled] },
    };
    const resources = [made, fresh, ruled, routed] as never[];
    const plan = await fileWith(
      pulumiPlan(resources.map((one) => ({ op: "create", after: one }))),
      "plan.json",
    );
    const simulator = await createSimulator({ plan });
    expect(await simulator.simulate({ to: "datadog" })).toMatchObject({ teams: [{ name: "Network" }] });
    const unknown = await simulator.simulate({ to: "prometheus" });
    expect(unknown).toMatchObject({ reaches: "unknown", paged: [], webhooks: [] });
    expect(unknown.gaps).toContain(
      'the text of the rules of router "By job" is not known before `pulumi up`',
    );
  });

  it("leaves out what will be deleted", async () => {
    const state = await stateFile();
    const [gone] = stack.filter(({ name }) => name === "prometheus");
    const plan = await fileWith(pulumiPlan([{ op: "delete", ...(gone && { before: gone }) }]), "plan.json");
    const simulator = await createSimulator({ state, plan });
    await expect(simulator.simulate({ to: "prometheus" })).rejects.toThrow(
      'has no integration "prometheus"; it has "chat"',
    );
  });
});
