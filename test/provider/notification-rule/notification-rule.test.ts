// The life cycle of a notification rule on the emulator, and of whose rule it is.
import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { describe, expect, it, vi } from "vitest";
import type { Switches } from "../../../emulator/src/switches.ts";
import { callApi } from "../../helpers/call-api.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { type Properties, providersFor, withProviders } from "../../helpers/resource-providers.ts";

const rules = [
  {
    match: { "alert.urgency": "critical" },
    actions: [
      {
        type: "notify",
        channels: ["push"],
        channel_options: { sms: "primary", sms_fallback: true },
        timeout: "2m",
      },
      { type: "repeat", times: 2 },
    ],
  },
  { types: ["alert.dropped", "broadcast.sent"], match: { always: true }, actions: [{ type: "ignore" }] },
];

async function withPeople(switches: Partial<Switches> = {}) {
  const { emulator, notificationRule: provider } = await withProviders({ switches });
  const { ada, grace, alan } = demoAccount(emulator);
  const whose = (id: string) =>
    emulator.store
      .all("account_users")
      .filter((user) => user.notification_rule_id === id)
      .map((user) => user.id)
      .sort();
  const next = () => providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url }).notificationRule;
  const declared = { name: "Loud", rules, accountUserIds: [ada.id, grace.prefix_id] };
  return { emulator, provider, next, declared, whose, ada, grace, alan };
}

describe("two notification rules of one program", () => {
  it("are refused if they name one person, with the name of the other rule", async () => {
    const { provider, declared, ada, grace, alan } = await withPeople();
    const inputs = await provider.checked(declared);
    await provider.checked(declared);
    const { failures } = await provider.check({
      name: "Calm",
      rules,
      accountUserIds: [alan.id, ada.prefix_id],
    });
    expect(failures).toEqual([
      {
        property: "accountUserIds[1]",
        reason: expect.stringContaining('Ada Lovelace has notification rule "Loud" in this program'),
      },
    ]);
    await provider.checked({ ...declared, accountUserIds: [grace.id] }, inputs);
  });

  it("may hand a person on in one run, whichever the engine names first", async () => {
    const { provider, next, declared, ada, grace } = await withPeople();
    const inputs = await provider.checked(declared);
    const calm = { name: "Calm", rules, accountUserIds: [ada.id] };
    const [first, second] = [next(), next()];
    await first.checked(calm);
    await first.checked({ ...declared, accountUserIds: [grace.id] }, inputs);
    await second.checked({ ...declared, accountUserIds: [grace.id] }, inputs);
    await second.checked(calm);
  });
});

describe("check of a notification rule", () => {
  const { notificationRule: offline } = providersFor({ apiKey: "key", baseUrl: "http://127.0.0.1:9/never" });

  it("takes rules as objects and as YAML, which mean the same, and lets pass what is not known yet", async () => {
    const one = await offline.checked({ name: "Loud", rules });
    const other = await offline.checked({ name: "Loud", rules: JSON.stringify({ rules }) });
    expect(one).toEqual(other);
    expect(one).toMatchObject({ enabled: true, rules: expect.stringContaining("alert.dropped") });
    expect(one).not.toHaveProperty("accountUserIds");
    const unknown = { name: unknownValue, rules: unknownValue, accountUserIds: [unknownValue] };
    expect(await offline.checked(unknown)).toMatchObject(unknown);
  });

  it.each<[what: string, changes: Properties, property: string, reason: string]>([
    ["no rules", { rules: undefined }, "rules", "must be a list of rules"],
    ["a blank name", { name: "" }, "name", "must not be blank"],
    ["a team", { accountUserIds: ["tem_K22OuvPYNmCyvJ"] }, "accountUserIds[0]", "prefix id of a team"],
    ["text that is no YAML", { rules: "rules: [" }, "rules", "are not YAML"],
    [
      "a type that there is not",
      { rules: [{ ...rules[1], types: ["alert.gone"] }] },
      "rules[0].types[0]",
      "must be one of alert.open",
    ],
    [
      "an action of routers",
      { rules: [{ match: {}, actions: [{ type: "assign", receiver: "x" }] }] },
      "rules[0].actions[0].type",
      "is an action of routers",
    ],
    [
      "a channel that there is not",
      { rules: [{ match: {}, actions: [{ type: "notify", channels: ["pager"] }] }] },
      "rules[0].actions[0].channels[0]",
      "must be one of push",
    ],
    [
      "too many repeats",
      { rules: [{ match: {}, actions: [{ type: "repeat", times: 4 }] }] },
      "rules[0].actions[0].times",
      "from 0 to 3",
    ],
    [
      "a wait that is none",
      { rules: [{ match: {}, actions: [{ type: "notify", channels: ["push"], timeout: "soon" }] }] },
      "rules[0].actions[0].timeout",
      "must be a duration",
    ],
    [
      "an option that there is not",
      {
        rules: [
          {
            match: {},
            actions: [{ type: "notify", channels: ["push"], channel_options: { fax: "primary" } }],
          },
        ],
      },
      "rules[0].actions[0].channel_options",
      'has no "fax"',
    ],
  ])("refuses %s", async (_what, changes, property, reason) => {
    const { failures } = await offline.check(JSON.parse(JSON.stringify({ name: "Loud", rules, ...changes })));
    expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
  });
});

describe("a notification rule", () => {
  it("is given to people, of whom it changes nothing else, and taken from them when it is destroyed", async () => {
    const { emulator, provider, next, declared, whose, ada, grace } = await withPeople();
    const before = emulator.store.find("account_users", ada.id);
    const made = await provider.up(declared);
    expect(whose(made.id)).toEqual([ada.id, grace.id].sort());
    expect(
      emulator.requests
        .filter(({ method }) => method !== "GET")
        .map(({ method, path }) => `${method} ${path}`),
    ).toEqual([
      "POST /notification_rules",
      ...[ada.id, grace.id].sort().map((id) => `PUT /account_users/${id}`),
    ]);
    expect(emulator.store.find("account_users", ada.id)).toEqual({
      ...before,
      notification_rule_id: made.id,
      updated_at: expect.anything(),
    });
    expect(await provider.read(made.id, made.outputs)).toEqual(made);
    expect((await provider.diff(made.outputs, made.inputs, made.id)).changes).toBe(false);
    await next().delete(made);
    expect(whose(made.id)).toEqual([]);
    expect(emulator.store.find("notification_rules", made.id)).toBeUndefined();
  });

  it("is given to others when it changes", async () => {
    const { provider, declared, whose, alan } = await withPeople();
    const made = await provider.up(declared);
    const changed = await provider.checked(
      { ...declared, enabled: false, accountUserIds: [alan.id] },
      made.inputs,
    );
    const after = await provider.update(made, changed);
    expect(whose(made.id)).toEqual([alan.id]);
    expect(await provider.read(made.id, after.outputs)).toEqual(after);
  });

  it("leaves to others whose it is, if the program does not say so", async () => {
    const { emulator, provider, declared, ada } = await withPeople();
    const made = await provider.up({ name: declared.name, rules });
    await callApi(emulator, "PUT", `/account_users/${ada.id}`, { notification_rule_id: made.id });
    expect(await provider.read(made.id, made.outputs)).toEqual(made);
    expect((await provider.read(made.id))?.inputs).toMatchObject({ accountUserIds: [ada.id] });
  });

  it.each<[property: string, change: Properties, seen: Properties]>([
    ["name", { name: "Quiet" }, { name: "Quiet" }],
    ["enabled", { enabled: false }, { enabled: false }],
    ["rules", { rules: "rules: []" }, { rules: "rules: []\n" }],
  ])("shows that %s was changed in the web page", async (_property, change, seen) => {
    const { emulator, provider, declared } = await withPeople();
    const made = await provider.up(declared);
    await callApi(emulator, "PUT", `/notification_rules/${made.id}`, change);
    const read = await provider.read(made.id, made.outputs);
    expect(read?.inputs).toMatchObject(seen);
    expect((await provider.diff(read?.outputs ?? {}, made.inputs, made.id)).changes).toBe(true);
  });

  it("shows that its people were changed in the web page, and gives it back to them", async () => {
    const { emulator, provider, declared, whose, ada, grace } = await withPeople();
    const made = await provider.up(declared);
    await callApi(emulator, "PUT", `/account_users/${ada.id}`, { notification_rule_id: null });
    const { notificationRule: next } = providersFor({ apiKey: emulator.apiKey, baseUrl: emulator.url });
    const read = await next.read(made.id, made.outputs);
    expect(read?.inputs).toMatchObject({ accountUserIds: [grace.id] });
    await next.update(read ?? made, made.inputs);
    expect(whose(made.id)).toEqual([ada.id, grace.id].sort());
  });

  it("tells whose rule it takes the place of", async () => {
    const { provider, next, declared } = await withPeople();
    await provider.up(declared);
    const told = vi.spyOn(console, "error").mockImplementation(() => {});
    await next().checked({ ...declared, name: "Quiet", accountUserIds: [declared.accountUserIds[0]] });
    expect(told.mock.calls.flat()).toEqual([
      'warning: notification rule "Quiet" takes the place of "Loud" for Ada Lovelace',
    ]);
  });

  it("stays in the state if a person cannot be given it", async () => {
    const { emulator, provider, declared, ada } = await withPeople();
    emulator.faults.add({ kind: "answer", method: "PUT", path: `/account_users/${ada.id}`, status: 403 });
    const error: unknown = await provider
      .up({ ...declared, accountUserIds: [ada.id] })
      .catch((reason) => reason);
    const [rule] = emulator.store.all("notification_rules").filter(({ name }) => name === "Loud");
    expect(error).toMatchObject({ id: rule?.id, properties: { name: "Loud" } });
  });

  it("is made once where the answer is lost, and stops at an equal one", async () => {
    const { emulator, provider, next, declared } = await withPeople();
    emulator.faults.add({
      kind: "answer",
      method: "POST",
      path: "/notification_rules",
      status: 504,
      afterCommit: true,
    });
    const made = await provider.up(declared);
    expect(emulator.store.all("notification_rules").filter(({ name }) => name === "Loud")).toHaveLength(1);
    emulator.faults.clear();
    await expect(next().up(declared)).rejects.toThrow(
      /PagerTree already has notification rule .*, which is exactly/,
    );
    vi.spyOn(console, "error").mockImplementation(() => {});
    expect((await next().up({ ...declared, adopt: made.id })).id).toBe(made.id);
  });

  it.each<[what: string, switches: Partial<Switches>]>([
    ["rules in use are not deleted", { usedRuleDeletionRefused: true }],
    ["rules are stored unchecked", { notificationRulesUnchecked: true }],
    ["rules must not be blank", { blankRulesRefused: true }],
    ["names are unique", { onCallNamesUnique: true }],
    ["roles that are left out stay", { rolesMerged: true }],
    ["people are nested with an id only", { nestedUserNeedsId: true }],
    ["people show when they signed in", { accountUsersShowSignIn: true }],
    ["changes of people send nothing", { changesSendNothing: true }],
    ["an unknown rule of a person is 404", { unknownReference: 404 }],
    ["an unknown rule of a person is 500", { unknownReference: 500 }],
  ])("is right where %s", async (_what, switches) => {
    const { emulator, provider, next, declared } = await withPeople(switches);
    const others = () =>
      emulator.store.all("account_users").map(({ roles, user, verifications_sent }) => ({
        ...{ roles, user, verifications_sent },
      }));
    const before = others();
    const made = await provider.up(declared);
    expect(others()).toEqual(before);
    await next().delete(made);
    expect(emulator.store.find("notification_rules", made.id)).toBeUndefined();
    expect(others()).toEqual(before);
  });
});
