// Where alerts lead: what `check` and `diff` refuse of destinations that the account does not have, and what they tell
// of those that lead to nobody.

import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { describe, expect, it, vi } from "vitest";
import { createIntegration, demoAccount } from "../../helpers/demo-account.ts";
import { type Properties, providersFor, withProviders } from "../../helpers/resource-providers.ts";

const unknownId = "01GDBEYARHS4W4QM6X370Z5TMB";

/** The demo account, and everything that is told. */
async function arrange() {
  const providers = await withProviders();
  const told = vi.spyOn(console, "error").mockReturnValue();
  return {
    ...providers,
    ...demoAccount(providers.emulator),
    warnings: () => told.mock.calls.flat().map(String),
    /** The providers of another run. */
    nextRun: () => providersFor({ apiKey: providers.emulator.apiKey, baseUrl: providers.emulator.url }),
  };
}

type Arranged = Awaited<ReturnType<typeof arrange>>;

const integrationTo = (destinations: Properties) => ({ name: "Datadog", type: "datadog", ...destinations });
const rulesTo = (...receivers: unknown[]) => [
  { match: { always: true }, actions: [{ type: "ignore" }] },
  { match: { always: true }, actions: [{ type: "assign", receiver: receivers }] },
];

describe("check", () => {
  it.each<[what: string, declared: (account: Arranged) => Properties, path: string, reason: string]>([
    [
      "a ULID that the account does not have, with the names that it has",
      () => integrationTo({ teamIds: [unknownId] }),
      "teamIds[0]",
      '01GDBEYARHS4W4QM6X370Z5TMB is not the id of a team of this account; it has <payments> ("Payments"), <platform> ("Platform")',
    ],
    [
      "a misspelt one, with the one that is near",
      ({ platform }) => integrationTo({ teamIds: [misspelt(platform.id)] }),
      "teamIds[0]",
      'did you mean <platform> ("Platform")?',
    ],
    [
      "a misspelt prefix id",
      ({ platform }) => integrationTo({ teamIds: [misspelt(platform.prefix_id)] }),
      "teamIds[0]",
      'did you mean <platform prefix> ("Platform")?',
    ],
    [
      "a router among the teams",
      ({ platform, mainRouter }) => integrationTo({ teamIds: [platform.id, mainRouter.id] }),
      "teamIds[1]",
      '<router> is not the id of a team, but of router <router prefix> "Main Router", which belongs in routerIds',
    ],
    [
      "a team among the routers",
      ({ platform }) => integrationTo({ routerIds: [platform.id] }),
      "routerIds[0]",
      '<platform> is not the id of a router, but of team <platform prefix> "Platform", which belongs in teamIds',
    ],
    [
      "the id of the user inside of an account user",
      ({ ada }) => integrationTo({ accountUserIds: [ada.user.id] }),
      "accountUserIds[0]",
      '<ada user> is the id of the user "Ada Lovelace", not of an account user; that one\'s is <ada>',
    ],
    [
      "the id of that user among the teams",
      ({ ada }) => integrationTo({ teamIds: [ada.user.id] }),
      "teamIds[0]",
      "that one's is <ada>, which belongs in accountUserIds",
    ],
  ])("refuses %s", async (_what, declared, path, reason) => {
    const account = await arrange();
    const { failures } = await account.integration.check(declared(account));
    expect(failures).toEqual([{ property: path, reason: expect.stringContaining(withIds(reason, account)) }]);
  });

  it("refuses an integration as a destination", async () => {
    const { emulator, integration } = await arrange();
    const made = await createIntegration(emulator, "Datadog", { name: "Other" });
    const { failures } = await integration.check(integrationTo({ teamIds: [made.id] }));
    expect(failures).toMatchObject([
      { property: "teamIds[0]", reason: expect.stringContaining(`integration ${made.prefix_id} "Other"`) },
    ]);
  });

  it("refuses each list and receiver of teams and routers, on its path", async () => {
    const { team, router, ada } = await arrange();
    const lists = ["drop", "handoff"].flatMap((event) => `${event}NotificationAccountUserIds`);
    const ids = ["memberAccountUserIds", "adminAccountUserIds", ...lists];
    const ofTeam = await team.check({
      name: "Checkout",
      ...Object.fromEntries(ids.map((list) => [list, [ada.id, unknownId]])),
    });
    expect(ofTeam.failures?.map(({ property }) => property).sort()).toEqual(
      ids.map((list) => `${list}[1]`).sort(),
    );
    for (const receiver of ["teamId", "routerId", "accountUserId"]) {
      const { failures } = await router.check({ name: "By service", [receiver]: unknownId });
      expect(failures?.map(({ property }) => property)).toEqual([receiver]);
    }
  });

  it("refuses a receiver in rules, as objects and as YAML alike", async () => {
    const { router, platform, payments } = await arrange();
    const rules = rulesTo(platform.prefix_id, "tem_ODCWagoG9");
    for (const form of [rules, JSON.stringify({ rules })]) {
      const { failures } = await router.check({ name: "By service", teamId: platform.id, rules: form });
      expect(failures).toEqual([
        {
          property: "rules[1].actions[0].receiver[1]",
          reason: `tem_ODCWagoG9 is not the id of a team of this account; it has ${payments.prefix_id} ("Payments"), ${platform.prefix_id} ("Platform")`,
        },
      ]);
    }
  });

  it("says that there is none to choose from", async () => {
    const { emulator, integration, mainRouter } = await arrange();
    emulator.store.remove("routers", mainRouter.id);
    const { failures } = await integration.check(integrationTo({ routerIds: [mainRouter.id] }));
    expect(failures?.[0]?.reason).toBe(
      `${mainRouter.id} is not the id of a router of this account; it has none`,
    );
  });

  it("lets pass what is not known yet", async () => {
    const { emulator, integration, team, router } = await arrange();
    await integration.checked(integrationTo({ teamIds: [unknownValue], routerIds: unknownValue }));
    await team.checked({
      name: "n",
      memberAccountUserIds: unknownValue,
      adminAccountUserIds: [unknownValue],
    });
    await router.checked({ name: "n", teamId: unknownValue, rules: rulesTo(unknownValue) });
    expect(emulator.requests.map(({ path }) => path)).toEqual(["/integration_types"]);
  });

  it.each([
    ["does not answer", 503],
    ["does not let the key see it", 403],
  ])("goes on where PagerTree %s, and says so once", async (_what, status) => {
    const { emulator, integration, team, warnings } = await arrange();
    emulator.faults.add({ kind: "answer", status, path: "/teams", times: null });
    emulator.faults.add({ kind: "answer", status, path: "/account_users", times: null });
    await integration.checked(integrationTo({ teamIds: [unknownId] }));
    const requests = emulator.requests.length;
    for (let more = 0; more < 5; more += 1)
      await integration.checked(integrationTo({ teamIds: [unknownId] }));
    expect(emulator.requests).toHaveLength(requests);
    await team.checked({ name: "n", memberAccountUserIds: [unknownId], adminAccountUserIds: [unknownId] });
    expect(warnings()).toEqual([
      expect.stringContaining("warning: not checked against the PagerTree account: list teams"),
    ]);
  });

  it("takes a team that this run has made, although the list was read before", async () => {
    const { integration, team, platform, ada } = await arrange();
    await integration.checked(integrationTo({ teamIds: [platform.id] }));
    const { id } = await team.up({
      name: "New",
      memberAccountUserIds: [ada.id],
      adminAccountUserIds: [ada.id],
    });
    await integration.checked(integrationTo({ teamIds: [id] }));
  });
});

describe("a destination that was deleted since the last up", () => {
  it("is refused by the diff, and names are given", async () => {
    const { emulator, integration, nextRun, payments, platform } = await arrange();
    const made = await integration.up(integrationTo({ teamIds: [payments.id, platform.id] }));
    emulator.store.remove("teams", payments.id);
    const next = nextRun().integration;
    const inputs = await next.checked(integrationTo({ teamIds: [payments.id, platform.id] }), made.inputs);
    await expect(next.diff(made.outputs, inputs, made.id)).rejects.toThrow(
      `${payments.id} is not the id of a team of this account; it has ${platform.id} ("Platform").`,
    );
  });

  it("is told to be made again by a refresh, if it is the stack's own", async () => {
    const { emulator, integration, team, router, nextRun, ada, warnings } = await arrange();
    const declaredTeam = { name: "New", memberAccountUserIds: [ada.id], adminAccountUserIds: [ada.id] };
    const own = await team.up(declaredTeam);
    const made = await integration.up(integrationTo({ teamIds: [own.id] }));
    const rules = rulesTo(own.outputs["prefixId"]);
    const madeRouter = await router.up({ name: "n", accountUserId: ada.id, rules });
    emulator.store.remove("teams", own.id);
    const next = nextRun();
    await next.team.diff(own.outputs, await next.team.checked(declaredTeam, own.inputs), own.id);
    await expect(next.integration.diff(made.outputs, made.inputs, made.id)).rejects.toThrow(
      `${own.id} is a team of this stack that PagerTree does not have any more; run the command with --refresh`,
    );
    await next.router.diff(madeRouter.outputs, madeRouter.inputs, madeRouter.id);
    expect(warnings()).toEqual([
      `warning: router "n" sends to nobody by rules[1].actions[0].receiver[0]: ${own.outputs["prefixId"]} is a team of this stack that PagerTree does not have any more; run the command with --refresh, and it is made again`,
    ]);
  });

  it("does not keep a refresh from telling so", async () => {
    const { emulator, integration, nextRun, payments, platform } = await arrange();
    const made = await integration.up(integrationTo({ teamIds: [payments.id, platform.id] }));
    emulator.store.remove("teams", payments.id);
    const next = nextRun().integration;
    const read = await next.read(made.id, made.outputs);
    expect(read?.inputs["teamIds"]).toEqual([platform.id]);
    expect((await next.diff(read?.outputs ?? {}, made.inputs, made.id)).changes).toBe(true);
  });
});

describe("what leads to nobody", () => {
  it.each<[what: string, change: (account: Arranged) => void, warning: string]>([
    [
      "a disabled router",
      ({ emulator, mainRouter }) => emulator.store.update("routers", mainRouter.id, { enabled: false }),
      'router <router prefix> "Main Router" is disabled: its rules are not used, and all alerts go to its default receiver (integration "Datadog" sends to it)',
    ],
    [
      "a router without a default receiver",
      ({ emulator, mainRouter }) =>
        emulator.store.update("routers", mainRouter.id, { default_receiver_team_id: null }),
      "has no default receiver, so that alerts which no rule assigns reach nobody",
    ],
    [
      "a router whose default receiver is not there",
      ({ emulator, mainRouter }) =>
        emulator.store.update("routers", mainRouter.id, { default_receiver_team_id: unknownId }),
      `has a team in its default receiver that the account does not have: ${unknownId}`,
    ],
    [
      "a router whose rules name a receiver that is not there",
      ({ emulator, mainRouter }) =>
        emulator.store.update("routers", mainRouter.id, {
          rules: JSON.stringify({ rules: rulesTo("usr_ODCWagoG9") }),
        }),
      "has an account user in rules[1].actions[0].receiver[0] that the account does not have: usr_ODCWagoG9",
    ],
    [
      "a team without members, also behind a router",
      ({ emulator, platform }) =>
        emulator.store.update("teams", platform.id, { member_account_user_ids: [] }),
      'team <platform prefix> "Platform" has no members, so that alerts to it reach nobody (router <router prefix> "Main Router" sends to it)',
    ],
  ])("is told: %s, once a run", async (_what, change, warning) => {
    const account = await arrange();
    change(account);
    const { integration, router, mainRouter, warnings } = account;
    await integration.checked(integrationTo({ routerIds: [mainRouter.id] }));
    await integration.checked({ ...integrationTo({ routerIds: [mainRouter.id] }), name: "Grafana" });
    await router.checked({ name: "Other", routerId: mainRouter.id });
    expect(warnings()).toEqual([expect.stringContaining(`warning: `)]);
    expect(warnings()[0]).toContain(withIds(warning, account));
  });

  it("is found behind routers that send to each other, which come to an end", async () => {
    const { emulator, integration, mainRouter, payments, warnings } = await arrange();
    emulator.store.update("teams", payments.id, { member_account_user_ids: [] });
    const other = emulator.store.duplicate("routers", mainRouter.id);
    const to = (...receivers: string[]) => JSON.stringify({ rules: rulesTo(...receivers) });
    emulator.store.update("routers", mainRouter.id, { rules: to(other.prefix_id) });
    emulator.store.update("routers", other.id, { rules: to(mainRouter.prefix_id, payments.prefix_id) });
    await integration.checked(integrationTo({ routerIds: [mainRouter.id] }));
    expect(warnings()).toEqual([
      expect.stringContaining(`(router ${other.prefix_id} "Main Router" sends to it)`),
    ]);
  });

  it("is told of routers that only send to each other, once a run", async () => {
    const { emulator, integration, mainRouter, platform, warnings, nextRun } = await arrange();
    const other = emulator.store.duplicate("routers", mainRouter.id);
    const to = (id: string) => ({
      default_receiver_team_id: null,
      default_receiver_router_id: id,
      rules: null,
    });
    emulator.store.update("routers", mainRouter.id, to(other.id));
    emulator.store.update("routers", other.id, to(mainRouter.id));
    const declared = integrationTo({ routerIds: [mainRouter.id] });
    for (const _ of ["check", "again"]) await integration.checked(declared);
    const title = (router: { prefix_id: string }) => `router ${router.prefix_id} "Main Router"`;
    expect(warnings()).toEqual([
      `warning: ${title(mainRouter)} and ${title(other)} send only to each other, so that alerts to them reach nobody (integration "Datadog" sends to them)`,
    ]);
    // With a way out of the circle, somebody is reached.
    const rules = JSON.stringify({ rules: rulesTo(platform.prefix_id) });
    emulator.store.update("routers", other.id, { ...to(mainRouter.id), rules });
    await nextRun().integration.checked(declared);
    expect(warnings()).toHaveLength(1);
  });

  it("is not told of what the program fixes in the same run", async () => {
    const { emulator, integration, router, nextRun, platform, warnings } = await arrange();
    const declared = { name: "By service", teamId: platform.id };
    const made = await router.up({ ...declared, enabled: false });
    const next = nextRun();
    await next.router.diff(made.outputs, await next.router.checked(declared, made.inputs), made.id);
    await next.integration.checked(integrationTo({ routerIds: [made.id] }));
    expect(warnings()).toEqual([]);
    await integration.checked(integrationTo({ routerIds: [made.id] }));
    expect(warnings()).toHaveLength(1);
    expect(emulator.store.find("routers", made.id)?.enabled).toBe(false);
  });

  it.each<[what: string, declared: (account: Arranged) => Properties, kind: "integration" | "router"]>([
    [
      "by an integration",
      ({ ada, grace }) => integrationTo({ accountUserIds: [grace.id, ada.id] }),
      "integration",
    ],
    [
      "by a router's default receiver and its rules",
      ({ ada, grace }) => ({
        name: "Datadog",
        accountUserId: ada.id,
        rules: rulesTo(grace.prefix_id, ada.prefix_id),
      }),
      "router",
    ],
  ])("is somebody without a phone number, once a run: %s", async (_what, declared, kind) => {
    const { emulator, nextRun, warnings, ...account } = await arrange();
    for (const { id, user } of [account.ada, account.grace]) {
      const phones = id === account.ada.id ? [] : user.phones.map((phone) => ({ ...phone, blocked: true }));
      emulator.store.update("account_users", id, { user: { ...user, phones } });
    }
    const run = nextRun();
    await run[kind].checked(declared({ emulator, nextRun, warnings, ...account }));
    await run.integration.checked(integrationTo({ accountUserIds: [account.ada.id, account.alan.id] }));
    expect(warnings()).toEqual([
      expect.stringMatching(
        new RegExp(
          `^warning: ${kind} "Datadog": (Ada Lovelace and Grace Hopper|Grace Hopper and Ada Lovelace) have no phone number in PagerTree, or only blocked ones`,
        ),
      ),
    ]);
  });

  it("is nobody whom an integration does not page, since it only sends on", async () => {
    const { emulator, integration, ada, warnings } = await arrange();
    emulator.store.update("account_users", ada.id, { user: { ...ada.user, phones: [] } });
    const webhook = { type: "outgoing-webhook", options: { webhookUrl: "https://example.com/hook" } };
    await integration.checked({ name: "Hook", accountUserIds: [ada.id], events: ["alert.open"], ...webhook });
    expect(warnings()).toEqual([]);
  });

  it("is nothing that the API has to be in order for: one that has no use for its answers is passed over", async () => {
    const { emulator, integration, mainRouter, warnings } = await arrange();
    emulator.faults.add({
      kind: "answer",
      status: 200,
      body: { data: [{ ...mainRouter, name: 5 }], has_more: false, total_count: 1 },
      path: "/routers",
      times: null,
    });
    emulator.faults.add({
      kind: "answer",
      status: 200,
      body: { ...mainRouter, name: 5 },
      path: `/routers/${mainRouter.id}`,
      times: null,
    });
    await integration.checked(integrationTo({ routerIds: [mainRouter.id] }));
    expect(warnings()).toEqual([]);
  });
});

/** The same id with another character at its end. */
function misspelt(id: string): string {
  return `${id.slice(0, -1)}${id.endsWith("0") ? "1" : "0"}`;
}

/** Puts the ids of the demo account into a text. */
function withIds(text: string, { platform, payments, mainRouter, ada }: Arranged): string {
  return text
    .replaceAll("<platform>", platform.id)
    .replaceAll("<platform prefix>", platform.prefix_id)
    .replaceAll("<payments>", payments.id)
    .replaceAll("<router>", mainRouter.id)
    .replaceAll("<router prefix>", mainRouter.prefix_id)
    .replaceAll("<ada>", ada.id)
    .replaceAll("<ada user>", ada.user.id);
}
