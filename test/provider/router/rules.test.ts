// A router's rules in both forms: every operator and action of https://pagertree.com/docs/routers, what is refused and
// where, and what makes no difference.

import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import type {
  RouterAction,
  RouterRule,
  RouterRuleMatch,
} from "../../../provider/src/rules/router-rule-types.ts";
import { providersFor } from "../../helpers/resource-providers.ts";

const { router } = providersFor({ apiKey: "key", baseUrl: "http://127.0.0.1:9/never" });
const team = "01GDBEYARHS4W4QM6X370Z5TMB";
const assign = { type: "assign", receiver: "tem_K22OuvPYNmCyvJ" } as const;
const always = { always: true } as const;

const operators: Record<string, { match: RouterRuleMatch; yaml: string }> = {
  "no operator": { match: { "alert.urgency": "high" }, yaml: "alert.urgency: high" },
  $in: { match: { "alert.urgency": { $in: ["high", "low"] } }, yaml: "alert.urgency: { $in: [high, low] }" },
  $nin: { match: { "alert.urgency": { $nin: ["low"] } }, yaml: "alert.urgency:\n  $nin:\n  - low" },
  $exists: { match: { "log.data.id": { $exists: true } }, yaml: "log.data.id: { $exists: true }" },
  $gte: { match: { "log.data.load": { $gte: 5 } }, yaml: "log.data.load: { $gte: 5 }" },
  $gt: { match: { "log.data.load": { $gt: 0.5 } }, yaml: "log.data.load: { $gt: 0.5 }" },
  $lte: { match: { "log.data.load": { $lte: -1 } }, yaml: "log.data.load: { $lte: -1 }" },
  $lt: { match: { "log.data.load": { $lt: 100 } }, yaml: "log.data.load: { $lt: 100 }" },
  $eq: { match: { log_parsed: { $eq: true } }, yaml: "log_parsed: { $eq: true }" },
  $ne: { match: { "log.subject": { $ne: null } }, yaml: "log.subject: { $ne: null }" },
  $mod: { match: { "alert.tiny_id": { $mod: [2, 0] } }, yaml: "alert.tiny_id: { $mod: [2, 0] }" },
  $all: { match: { "alert.tags": { $all: ["a", "b"] } }, yaml: "alert.tags: { $all: [a, b] }" },
  $and: {
    match: { $and: [{ "alert.urgency": "high" }, { log_parsed: false }] },
    yaml: "$and:\n- alert.urgency: high\n- log_parsed: false",
  },
  $or: { match: { $or: [always, always] }, yaml: "$or: [{ always: true }, { always: true }]" },
  $nor: { match: { $nor: [{ "log.from": "a@b.example" }] }, yaml: "$nor:\n- log.from: a@b.example" },
  $size: { match: { "log.to": { $size: 2 } }, yaml: "log.to: { $size: 2 }" },
  $type: { match: { "log.data": { $type: "object" } }, yaml: "log.data: { $type: object }" },
  $regex: {
    match: { "alert.title": { $regex: "Critical Systems? Down", $options: "i" } },
    yaml: 'alert.title:\n  "$regex": "Critical Systems? Down"\n  "$options": "i" # case insensitive',
  },
  $elemMatch: {
    match: { "log.data.labels": { $elemMatch: { name: "env", value: "live" } } },
    yaml: "log.data.labels: { $elemMatch: { value: live, name: env } }",
  },
  "$not of a value": {
    match: { "alert.title": { $not: { $regex: "^test" } } },
    yaml: 'alert.title: { $not: { $regex: "^test" } }',
  },
  "$not of a match": {
    match: { $not: { "log.headers.x-env": "test" } },
    yaml: "$not: { log.headers.x-env: test }",
  },
  $day: {
    match: { $day: { timezone: "Europe/London", $in: [6, 7] } },
    yaml: '$day:\n  timezone: "Europe/London"\n  $in:\n  - 6\n  - 7',
  },
  "$day of the default time zone": { match: { $day: { $in: [1] } }, yaml: "$day: { $in: [1] }" },
  "$now in the default format": {
    match: { $now: { $regex: "12-25$" } },
    yaml: '$now: { $regex: "12-25$" }',
  },
  "$timeBetween in the default format": {
    match: { $timeBetween: { starttime: "10:00 pm", endtime: "06:00 am" } },
    yaml: '$timeBetween:\n  starttime: "10:00 pm"\n  endtime: "06:00 am"',
  },
  $now: {
    match: { $now: { timezone: "America/Chicago", format: "MM-DD", $in: ["01-01", "12-25"] } },
    yaml: '$now:\n  timezone: "America/Chicago"\n  format: "MM-DD"\n  $in:\n  - "01-01" # New Year\n  - "12-25"',
  },
  $timeBetween: {
    match: {
      $timeBetween: {
        timezone: "America/Los_Angeles",
        timeformat: "hh:mm a",
        starttime: "08:00 am",
        endtime: "05:00 pm",
      },
    },
    yaml: '$timeBetween:\n  timezone: "America/Los_Angeles"\n  timeformat: "hh:mm a"\n  starttime: "08:00 am"\n  endtime: "05:00 pm"',
  },
};

const actions: Record<string, { action: RouterAction; yaml: string }> = {
  aggregate: {
    action: {
      type: "aggregate",
      by: ["alert.urgency", "alert.title"],
      timeout: "5m",
      receiver: "tem_K22OuvPYNmCyvJ",
    },
    yaml: "type: aggregate\nby: [alert.urgency, alert.title]\ntimeout: 5m\nreceiver: tem_K22OuvPYNmCyvJ",
  },
  "assign to one": {
    action: { type: "assign", receiver: "usr_ODCWagoG9" },
    yaml: "receiver: usr_ODCWagoG9\ntype: assign",
  },
  "assign to several, later": {
    action: {
      type: "assign",
      receiver: ["usr_ODCWagoG9", "tem_ODCWagoG9", "rtr_ODCWagoG9"],
      delay: "1 hour",
    },
    yaml: "type: assign\nreceiver:\n- usr_ODCWagoG9\n- tem_ODCWagoG9\n- rtr_ODCWagoG9\ndelay: 1 hour",
  },
  ignore: { action: { type: "ignore" }, yaml: "type: ignore" },
  incident: {
    action: { type: "incident", severity: "SEV-2", message: "Join the call - https://example.com/123" },
    yaml: "type: incident\nseverity: SEV-2\nmessage: Join the call - https://example.com/123",
  },
  "incident of a template": {
    action: { type: "incident", handlebars: true, severity: "{{log.data.severity}}" },
    yaml: 'type: incident\nhandlebars: true\nseverity: "{{log.data.severity}}"',
  },
  setval: {
    action: {
      type: "setval",
      map: { title: "t", description: "d", tags: ["some", "tags"], urgency: "critical" },
    },
    yaml: "type: setval\nmap: { tags: [some, tags], urgency: critical, title: t, description: d }",
  },
  "setval of a template": {
    action: { type: "setval", handlebars: true, map: { urgency: "{{log.data.urgency}}" } },
    yaml: 'type: setval\nhandlebars: true\nmap:\n  urgency: "{{log.data.urgency}}"',
  },
  stakeholder: {
    action: { type: "stakeholder", ids: ["stk_K22OuvPYNmCyvJ"] },
    yaml: "type: stakeholder\nids:\n- stk_K22OuvPYNmCyvJ",
  },
};

function check(rules: unknown) {
  return router.check({ name: "By service", teamId: team, rules });
}

/** The one text of rules that `check` accepts. */
async function textOf(rules: unknown): Promise<unknown> {
  const inputs = await router.checked({ name: "By service", teamId: team, rules });
  return inputs["rules"];
}

function indent(text: string): string {
  return text.replaceAll("\n", "\n    ");
}

describe("rules, as objects and as YAML alike,", () => {
  it.each(Object.entries(operators))("take the operator %s", async (_name, { match, yaml }) => {
    const rules: RouterRule[] = [{ match, actions: [assign] }];
    const text = `---\nrules:\n- match:\n    ${indent(yaml)}\n  actions:\n  - ${indent(stringify(assign)).trim()}\n`;
    expect(await textOf(text)).toBe(await textOf(rules));
    expect(parse(String(await textOf(rules)))).toEqual({ rules });
  });

  it.each(Object.entries(actions))("take the action %s", async (_name, { action, yaml }) => {
    const rules: RouterRule[] = [{ match: always, actions: [action] }];
    const text = `rules:\n- actions:\n  - ${indent(yaml)}\n  match: { always: true }`;
    expect(await textOf(text)).toBe(await textOf(rules));
    expect(parse(String(await textOf(rules)))).toEqual({ rules });
  });

  it("take every operator and action that PagerTree documents", () => {
    const documented =
      "$in $nin $exists $gte $gt $lte $lt $eq $ne $mod $all $and $or $nor $size $type $regex $elemMatch $not $day $now $timeBetween";
    const covered = Object.keys(operators).map((name) => name.split(" ")[0]);
    expect(documented.split(" ").filter((name) => !covered.includes(name))).toEqual([]);
    const types = new Set(Object.values(actions).map(({ action }) => action.type));
    expect([...types].sort()).toEqual(["aggregate", "assign", "ignore", "incident", "setval", "stakeholder"]);
  });

  const [match, action] = [{ match: always }, { actions: [assign] }];
  const withMatch = (value: unknown) => [{ match: value, ...action }];
  const withAction = (value: unknown) => [{ ...match, actions: [assign, value] }];
  const [aggregate, incident] = [actions["aggregate"]?.action, actions["incident"]?.action];

  it.each<[what: string, rules: unknown, property: string, reason: string]>([
    ["what is no list", { 0: { ...match, ...action } }, "rules", "must be a list of rules, or YAML text"],
    ["a rule without a match", [action], "rules[0].match", "must be a mapping"],
    ["a rule without actions", [match], "rules[0].actions", "must be a list of actions"],
    ["an empty list of actions", [{ ...match, actions: [] }], "rules[0].actions", "must hold an action"],
    ["a key that no rule has", [{ ...match, ...action, name: "x" }], "rules[0]", 'has no "name"'],
    ["a match that is a text", withMatch("always"), "rules[0].match", "must be a mapping"],
    [
      "a field of nothing",
      withMatch({ urgency: "low" }),
      "rules[0].match.urgency",
      "written as alert.urgency",
    ],
    [
      "a misspelt operator",
      withMatch({ "alert.title": { $regexp: "a" } }),
      "rules[0].match.alert.title.$regexp",
      'did you mean "$regex"?',
    ],
    [
      "an operator that runs code",
      withMatch({ $where: "true" }),
      "rules[0].match.$where",
      "is not an operator",
    ],
    [
      "a regular expression that is none",
      withMatch({ "alert.title": { $regex: "(" } }),
      "rules[0].match.alert.title",
      "cannot be applied",
    ],
    [
      "a misspelt field of an alert",
      withMatch({ "alert.titel": "x" }),
      "rules[0].match.alert.titel",
      'is not a field of an alert; did you mean "alert.title"?',
    ],
    [
      "a misspelt field above others",
      withMatch({ $or: [{ "alert.metas.key": "x" }] }),
      "rules[0].match.$or[0].alert.metas.key",
      'did you mean "alert.meta.key"?',
    ],
    [
      "a regular expression between slashes, with flags",
      withMatch({ "alert.title": { $regex: "/disk/ig" } }),
      "rules[0].match.alert.title.$regex",
      'write $regex: "disk" and $options: "i"',
    ],
    [
      "a regular expression between slashes, with anchors",
      withMatch({ "alert.title": { $not: { $regex: "/^disk/" } } }),
      "rules[0].match.alert.title.$not.$regex",
      'write $regex: "^disk"',
    ],
    ...["(?i)disk", "(?i:disk)"].map((pattern): [string, unknown, string, string] => [
      `a regular expression that begins with flags: ${pattern}`,
      withMatch({ "alert.title": { $regex: pattern } }),
      "rules[0].match.alert.title.$regex",
      'and $options: "i"',
    ]),
    ...["five", "25:00 pm", "08:61 am", ""].map((time): [string, unknown, string, string] => [
      `a time that cannot be read: ${time}`,
      withMatch({ $timeBetween: { starttime: time, endtime: "05:00 pm" } }),
      "rules[0].match.$timeBetween.starttime",
      "is not a time of day in the format hh:mm a",
    ]),
    ...["Monday", "1", 0, 8].map((day): [string, unknown, string, string] => [
      `a day that is none: ${JSON.stringify(day)}`,
      withMatch({ $day: { $in: [1, day] } }),
      "rules[0].match.$day.$in[1]",
      "must be a number from 1 (Monday) to 7 (Sunday)",
    ]),
    [
      "a date that is never written so",
      withMatch({ $now: { $eq: "12-25" } }),
      "rules[0].match.$now.$eq",
      "must be a text in the format YYYY-MM-DD",
    ],
    [
      "a date of another format than the rule names",
      withMatch({ $now: { format: "MM-DD", $nin: ["12-25", "12-32"] } }),
      "rules[0].match.$now.$nin[1]",
      "must be a text in the format MM-DD",
    ],
    [
      "a time zone that is none",
      withMatch({ $day: { timezone: "Mars", $in: [1] } }),
      "rules[0].match.$day.timezone",
      "time zone",
    ],
    [
      "a misspelt action",
      withAction({ type: "asign" }),
      "rules[0].actions[1].type",
      'did you mean "assign"?',
    ],
    [
      "an action of nothing",
      withAction({ type: "email" }),
      "rules[0].actions[1].type",
      "the actions are aggregate, assign, ignore, incident, setval, and stakeholder",
    ],
    ["an action without a type", withAction({ receiver: "tem_ODCWagoG9" }), "rules[0].actions[1].type", ""],
    [
      "a parameter that the action does not take",
      withAction({ type: "ignore", delay: "5m" }),
      "rules[0].actions[1]",
      'has no "delay"',
    ],
    [
      "a misspelt parameter",
      withAction({ ...assign, deley: "5m" }),
      "rules[0].actions[1]",
      'has no "deley"; it takes receiver and delay',
    ],
    [
      "a delay without a unit that is known",
      withAction({ ...assign, delay: "5 moons" }),
      "rules[0].actions[1].delay",
      "must be a duration as text",
    ],
    [
      "a delay that is a number",
      withAction({ ...assign, delay: 5 }),
      "rules[0].actions[1].delay",
      "must be a duration as text",
    ],
    ["no receiver", withAction({ type: "assign" }), "rules[0].actions[1].receiver", "must be the prefix id"],
    [
      "no receivers",
      withAction({ type: "assign", receiver: [] }),
      "rules[0].actions[1].receiver",
      "must name a receiver",
    ],
    [
      "a ULID as a receiver",
      withAction({ ...assign, receiver: team }),
      "rules[0].actions[1].receiver",
      "its prefixId, not its id",
    ],
    [
      "a receiver that is too short to be an id",
      withAction({ ...assign, receiver: ["tem_ODCWagoG9", "tem_x"] }),
      "rules[0].actions[1].receiver[1]",
      "must be the prefix id of a team, a router or an account user",
    ],
    [
      "an integration as a receiver",
      withAction({ ...assign, receiver: ["tem_ODCWagoG9", "int_ODCWagoG9"] }),
      "rules[0].actions[1].receiver[1]",
      "must be the prefix id of a team, a router or an account user",
    ],
    [
      "a list of receivers of an aggregate",
      withAction({ ...aggregate, receiver: ["tem_ODCWagoG9"] }),
      "rules[0].actions[1].receiver",
      "must be the prefix id",
    ],
    [
      "an aggregate by nothing",
      withAction({ ...aggregate, by: [] }),
      "rules[0].actions[1].by",
      "must hold properties",
    ],
    [
      "an aggregate for ever",
      withAction({ ...aggregate, timeout: undefined }),
      "rules[0].actions[1].timeout",
      "must be a duration",
    ],
    [
      "a severity that PagerTree does not know",
      withAction({ ...incident, severity: "SEV-6" }),
      "rules[0].actions[1].severity",
      "must be one of SEV-1",
    ],
    [
      "a value that no alert has",
      withAction({ type: "setval", map: { colour: "red" } }),
      "rules[0].actions[1].map",
      'has no "colour"',
    ],
    [
      "an urgency that PagerTree does not know",
      withAction({ type: "setval", map: { urgency: "urgent" } }),
      "rules[0].actions[1].map.urgency",
      "must be one of silent",
    ],
    [
      "a stakeholder that is a team",
      withAction({ type: "stakeholder", ids: ["tem_ODCWagoG9"] }),
      "rules[0].actions[1].ids[0]",
      "stk_",
    ],
  ])("refuse %s, on its path", async (_what, rules, property, reason) => {
    const expected = [{ property, reason: expect.stringContaining(reason) }];
    expect((await check(JSON.parse(JSON.stringify(rules)))).failures).toEqual(expected);
    if (Array.isArray(rules)) expect((await check(stringify({ rules }))).failures).toEqual(expected);
  });

  it.each([
    [
      "a list without its key",
      "- match: { always: true }\n  actions: [{ type: ignore }]\n",
      'put "rules:" above the list',
    ],
    ["a text", "always\n", 'must be a mapping with the list "rules"'],
  ])("say what YAML takes whose top is %s", async (_what, text, reason) => {
    expect((await check(text)).failures).toEqual([
      { property: "rules", reason: expect.stringContaining(reason) },
    ]);
  });

  it.each<[what: string, match: RouterRuleMatch]>([
    ["fields that the documentation does not name", { "alert.region": "eu" }],
    ["a path between slashes", { "log.data.path": { $regex: "/api/" } }],
    [
      "times with and without what stands around them",
      { $timeBetween: { starttime: "8am", endtime: "17:30" } },
    ],
    ["formats that only momentjs knows", { $now: { format: "dddd", $in: ["Monday"] } }],
    ["a time of now", { $now: { format: "HH:mm", $eq: "08:00" } }],
  ])("take %s", async (_what, match) => {
    expect((await check([{ match, actions: [assign] }])).failures).toEqual([]);
  });

  it("name every mistake at once", async () => {
    const { failures } = await check([
      { match: { "alert.title": { $regexp: "a" } }, actions: [assign] },
      { match: always, actions: [assign, { type: "ingore" }] },
    ]);
    expect(failures?.map(({ property }) => property)).toEqual([
      "rules[0].match.alert.title.$regexp",
      "rules[1].actions[1].type",
    ]);
  });

  it.each([
    ["does not parse", "rules: [", "are not YAML at line 1"],
    ["has another root", "- match: {}", 'must be a mapping with the list "rules"'],
    [
      "means two things",
      "rules:\n- match: { always: yes }\n  actions: [{ type: ignore }]",
      "read differently",
    ],
    ["is too long", `# ${"x".repeat(70_000)}`, "longer than 65536 characters"],
  ])("refuse YAML that %s", async (_what, rules, reason) => {
    expect((await check(rules)).failures).toEqual([
      { property: expect.anything(), reason: expect.stringContaining(reason) },
    ]);
  });

  it.each([undefined, null, "", " \n", "# nothing yet", "---\n", "rules: []", []])(
    "are none where they are %j",
    async (rules) => {
      expect(
        await router.checked(
          rules === undefined ? { name: "n", teamId: team } : { name: "n", teamId: team, rules },
        ),
      ).toEqual({
        name: "n",
        enabled: true,
        teamId: team,
      });
    },
  );

  it("wait for up where a part is not known yet, and are checked as far as they are known", async () => {
    const rules = (receiver: unknown, type = "assign") => [
      { match: { "alert.title": { $in: unknownValue } }, actions: [{ type, receiver }] },
    ];
    expect(await textOf(unknownValue)).toBe(unknownValue);
    expect(await textOf(rules(unknownValue))).toBe(unknownValue);
    expect(await textOf(rules(["tem_ODCWagoG9", unknownValue]))).toBe(unknownValue);
    expect(await textOf([{ match: unknownValue, actions: unknownValue }])).toBe(unknownValue);
    expect((await check(rules(unknownValue, "asign"))).failures).toMatchObject([
      { property: "rules[0].actions[0].type" },
    ]);
    expect((await check(rules(["int_ODCWagoG9", unknownValue]))).failures).toMatchObject([
      { property: "rules[0].actions[0].receiver[0]" },
    ]);
  });
});

describe("formatting", () => {
  const ruleLists = fc.array(
    fc.record(
      {
        match: fc.constantFrom(...Object.values(operators).map(({ match }) => match)),
        actions: fc.array(fc.constantFrom(...Object.values(actions).map(({ action }) => action)), {
          minLength: 1,
          maxLength: 3,
        }),
      },
      { noNullPrototype: true },
    ),
    { minLength: 1, maxLength: 4 },
  );
  const styles = fc.record({
    indent: fc.integer({ min: 1, max: 6 }),
    indentSeq: fc.boolean(),
    lineWidth: fc.constantFrom(0, 80),
    defaultStringType: fc.constantFrom("PLAIN", "QUOTE_SINGLE", "QUOTE_DOUBLE"),
    collectionStyle: fc.constantFrom("any", "block", "flow"),
    sortMapEntries: fc.boolean(),
  });

  it("of any kind never shows a difference", async () => {
    await fc.assert(
      fc.asyncProperty(ruleLists, styles, fc.boolean(), async (rules, style, hasComments) => {
        const yaml = stringify({ rules }, style);
        const text = hasComments ? `# by hand\n---\n${yaml}\n# the end\n` : yaml;
        const declared = await router.checked({ name: "n", teamId: team, rules });
        const written = await router.checked({ name: "n", teamId: team, rules: text });
        expect(written).toEqual(declared);
        // As the web page may have left it.
        expect((await router.diff({ ...declared, rules: text }, declared)).changes).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
