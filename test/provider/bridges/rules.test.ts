// What check says of a bridge's rules: whether they can be applied, and what they would keep from the receiver.

import { describe, expect, it } from "vitest";
import { checkOutgoingRules } from "../../../provider/src/receivers/check-outgoing-rules.ts";
import { alertEvents, type WebhookEvent } from "../../../provider/src/receivers/events.ts";
import type { Receiver } from "../../../provider/src/receivers/receiver.ts";
import type { OutgoingRuleMatch, OutgoingRules } from "../../../provider/src/rules/rule-types.ts";
import { longestRules } from "../../../provider/src/rules/rules-text.ts";

const ignore = { type: "ignore" } as const;

function verdict(
  rules: unknown,
  receiver: Receiver = "any",
  events: readonly WebhookEvent[] = alertEvents,
): string[] {
  return checkOutgoingRules(typeof rules === "string" ? rules : JSON.stringify(rules), { receiver, events });
}

/** A rule that ignores what matches, as a program writes it and as it comes without types. */
function ignoring(...matches: unknown[]) {
  return { rules: matches.map((match) => ({ match, actions: [ignore] })) };
}

describe("checkOutgoingRules", () => {
  it.each<[what: string, rules: OutgoingRules<WebhookEvent> | string]>([
    ["no rules", "# nothing yet"],
    ["an empty list of rules", { rules: [] }],
    ["another urgency", ignoring({ "alert.urgency": { $ne: "critical" } }) as OutgoingRules<WebhookEvent>],
    [
      "every operator",
      {
        rules: [
          {
            match: {
              $and: [{ "alert.urgency": { $in: ["low"], $nin: ["high"] } }, { always: true }],
              $or: [
                { "alert.title": { $regex: "^Disk", $options: "i" } },
                { "alert.tinyId": { $mod: [2, 1] } },
              ],
              $nor: [{ "alert.tags": { $all: ["a"], $size: 2 } }],
              $not: { "alert.source_id": { $type: "string", $not: { $eq: "int_x" } } },
              $day: { timezone: "Europe/London", $in: [1, 2] },
              $now: { timezone: "America/Chicago", format: "MM-DD", $nin: ["12-25"] },
              $timeBetween: { timeformat: "hh:mm a", starttime: "08:00 am", endtime: "05:00 pm" },
              event: "alert.open",
              "alert.tinyId": { $gt: 1, $gte: 2, $lt: 9, $lte: 8 },
              "alert.meta.key": { $exists: true, $ne: null },
              "alert.additional_data": { $elemMatch: { label: "Subject" } },
              "integration.name": "Rootly",
            },
            actions: [{ type: "setval", map: { note: ["x", { a: 1 }] }, handlebars: true }, ignore],
          },
        ],
      },
    ],
    [
      "YAML with a document's beginning",
      '---\nrules:\n- match:\n    alert.d_team_id: "tem_xxx"\n  actions:\n  - type: ignore\n',
    ],
  ])("accepts %s", (_what, rules) => {
    expect(verdict(rules)).toEqual([]);
  });

  it.each<[what: string, rules: unknown, reason: string]>([
    ["text that is no YAML", "rules: [\n", "the bridge's rules are not YAML at line 2, column 1"],
    ["an alias to nothing", "rules: *x", "the bridge's rules are not YAML: Unresolved alias"],
    [
      "a tag",
      "rules: !ruby/object:Gem::Installer []",
      "the bridge's rules are not YAML at line 1, column 8: Unresolved tag",
    ],
    ["two documents", "---\nrules: []\n---\nrules: []\n", "the bridge's rules are not YAML"],
    ["a key twice", "rules: []\nrules: []", "Map keys must be unique"],
    [
      "a word that is a text or false",
      "rules: [{match: {alert.title: no}, actions: [{type: ignore}]}]",
      "hold at rules[0].match.alert.title what YAML 1.1 and 1.2 read differently: put it in quotes",
    ],
    [
      "a time without quotes",
      "rules: [{match: {$timeBetween: {starttime: 8:00}}, actions: []}]",
      "put it in quotes",
    ],
    ["a list", "- match", 'must be a mapping with the list "rules"'],
    ["a text", '"rules"', 'must be a mapping with the list "rules"'],
    ["another key", { rules: [], rule: [] }, 'has no "rule"; it takes rules'],
    ["rules that are no list", { rules: {} }, "rules must be a list of rules"],
    ["a rule without a match", { rules: [{ actions: [ignore] }] }, "rules[0].match must be a mapping"],
    ["a rule without actions", { rules: [{ match: {} }] }, "rules[0].actions must be a list of actions"],
    [
      "a rule with no action",
      { rules: [{ match: {}, actions: [] }] },
      "rules[0].actions must hold an action",
    ],
    [
      "a rule with another key",
      { rules: [{ match: {}, actions: [ignore], action: 1 }] },
      'rules[0] has no "action"; it takes match and actions',
    ],
    ["an action without a type", { rules: [{ match: {}, actions: [{}] }] }, "rules[0].actions[0].type"],
    [
      "a misspelt action",
      { rules: [{ match: {}, actions: [{ type: "ignored" }] }] },
      'rules[0].actions[0].type is not an action; did you mean "ignore"?',
    ],
    [
      "an action of nothing",
      { rules: [{ match: {}, actions: [{ type: "page" }] }] },
      "the actions are ignore and setval",
    ],
    [
      "an action of routers",
      { rules: [{ match: {}, actions: [{ type: "assign", receiver: "tem_x" }] }] },
      "is an action of routers",
    ],
    [
      "an action of a prototype",
      { rules: [{ match: {}, actions: [{ type: "constructor" }] }] },
      "is not an action",
    ],
    [
      "a parameter of ignore",
      { rules: [{ match: {}, actions: [{ ...ignore, map: {} }] }] },
      'has no "map"; it takes no parameter',
    ],
    [
      "setval without a map",
      { rules: [{ match: {}, actions: [{ type: "setval" }] }] },
      "actions[0].map must be a mapping",
    ],
    [
      "a data that no rule sees",
      ignoring({ urgency: "low" }),
      "rules[0].match.urgency is not among the data that rules can see: always, alert, integration, event; a field of the alert is written as alert.urgency",
    ],
    [
      "a nested alert, which never matches",
      ignoring({ alert: { urgency: "low" } }),
      "rules[0].match.alert compares all of alert with a mapping: write alert.urgency",
    ],
    [
      "a misspelt operator",
      ignoring({ "alert.urgency": { $inn: ["low"] } }),
      'rules[0].match.alert.urgency.$inn is not an operator; did you mean "$in"?',
    ],
    [
      "an operator that runs code",
      ignoring({ "alert.urgency": { $where: "process.exit()" } }),
      "$where is not an operator",
    ],
    ["the same among matches", ignoring({ $where: "process.exit()" }), "$where is not an operator"],
    [
      "an operator inside of $not",
      ignoring({ "alert.urgency": { $not: { $where: "1" } } }),
      "$not.$where is not an operator",
    ],
    [
      "an operator inside of $elemMatch",
      ignoring({ "alert.additional_data": { $elemMatch: { label: { $where: "process.exit()" } } } }),
      "cannot be applied: Unsupported operation: $where",
    ],
    [
      "an operator inside of $and",
      ignoring({ $and: [{ $or: [{ event: { $foo: 1 } }] }] }),
      "$and[0].$or[0].event.$foo is not an operator",
    ],
    ["$in without a list", ignoring({ "alert.urgency": { $in: "low" } }), "$in must be a list of values"],
    ["$and without a list", ignoring({ $and: {} }), "$and must be a list of matches"],
    ["$or on a field", ignoring({ event: { $or: ["a", "b"] } }), "$or joins whole matches"],
    [
      "$exists without a boolean",
      ignoring({ "alert.urgency": { $exists: "yes" } }),
      "$exists must be true or false",
    ],
    [
      "$options without $regex",
      ignoring({ "alert.urgency": { $options: "i" } }),
      "$options goes with $regex",
    ],
    [
      "a regular expression that is none",
      ignoring({ "alert.title": { $regex: "a(" } }),
      "alert.title cannot be applied: Invalid regular expression",
    ],
    [
      "an operator beside a field",
      ignoring({ "alert.meta": { $exists: true, key: 1 } }),
      "alert.meta.key is not an operator",
    ],
    [
      "$mod with one number",
      ignoring({ "alert.tinyId": { $mod: [2] } }),
      "$mod must be a list of a divisor and a remainder",
    ],
    [
      "a time zone that is none",
      ignoring({ $day: { timezone: "London", $in: [1] } }),
      "$day.timezone must be the name of a time zone",
    ],
    [
      "$day without an operator",
      ignoring({ $day: { timezone: "Europe/London" } }),
      "$day needs an operator on its result",
    ],
    [
      "$timeBetween without an end",
      ignoring({ $timeBetween: { starttime: "08:00 am" } }),
      "$timeBetween.endtime must be a time",
    ],
    [
      "$timeBetween with another parameter",
      ignoring({ $timeBetween: { starttime: "1", endtime: "2", format: "x" } }),
      "$timeBetween.format is not a parameter",
    ],
    [
      "a URL that nothing can be sent to",
      {
        rules: [{ match: {}, actions: [{ type: "setval", map: { webhook_url: "http://planted-secret" } }] }],
      },
      "map.webhook_url must be a URL",
    ],
  ])("refuses %s", (_what, rules, reason) => {
    const reasons = verdict(rules);
    expect(reasons.join("\n")).toContain(reason);
    expect(reasons.join("\n")).not.toContain("planted-secret");
  });

  it("tells of every fault at once", () => {
    expect(
      verdict({ rules: [{ match: { urgency: 1, $x: 2 }, actions: [{ type: "a" }, { type: "b" }] }] }),
    ).toHaveLength(4);
  });

  it("never shows a piece of the text, which may hold a URL", () => {
    const broken =
      'rules: [{match: {}, actions: [{type: setval, map: {webhook_url: *planted-secret, x: "planted-secret';
    expect(verdict(broken)).toHaveLength(1);
    expect(verdict(broken).join()).not.toContain("planted");
  });

  it.each([
    ["much text", `# ${"x".repeat(longestRules)}`, `are longer than ${longestRules} characters`],
    ["deep text", `x: ${"[".repeat(20_000)}`, "are not YAML"],
    [
      "aliases of aliases",
      `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefghi"
        .split("")
        .map((name, index) => `${name}: &${name} [${Array(9).fill(`*${"abcdefgh"[index]}`).join()}]`)
        .join("\n")}`,
      "are not YAML: Excessive alias count",
    ],
    [
      "a regular expression without end",
      ignoring({ event: { $regex: "((((((.*)*)*)*)*)*)*x" } }),
      "take too long to apply",
    ],
  ])("comes to an end with %s", (_what, rules, reason) => {
    expect(verdict(rules)).toEqual([expect.stringContaining(reason)]);
  });
});

describe("checkOutgoingRules, of events that a bridge promises", () => {
  it.each<[match: OutgoingRuleMatch<WebhookEvent>, dropped: string]>([
    [{}, alertEvents.join(", ")],
    [{ always: true }, alertEvents.join(", ")],
    [{ event: "alert.open" }, "alert.open"],
    [{ event: { $in: ["alert.open", "alert.timeout", "comment.created"] } }, "alert.open, alert.timeout"],
    [
      { event: { $regex: "d$" } },
      "alert.created, alert.acknowledged, alert.rejected, alert.resolved, alert.dropped",
    ],
    [{ event: { $ne: "alert.open" } }, alertEvents.filter((event) => event !== "alert.open").join(", ")],
    [{ $or: [{ event: "alert.open" }, { "alert.urgency": "low" }] }, "alert.open"],
    [
      { $not: { "alert.urgency": "low", event: "alert.open" } },
      alertEvents.filter((event) => event !== "alert.open").join(", "),
    ],
    [{ $nor: [{ event: "alert.open" }] }, alertEvents.filter((event) => event !== "alert.open").join(", ")],
    [{ $or: [{ "alert.urgency": "low" }, { "alert.urgency": { $ne: "low" } }] }, alertEvents.join(", ")],
    [{ "alert.urgency": { $in: ["silent", "low", "medium", "high", "critical"] } }, alertEvents.join(", ")],
    [{ "alert.status": "resolved" }, "alert.resolved"],
    [{ "alert.status": { $in: ["open", "acknowledged"] } }, "alert.open, alert.acknowledged, alert.handoff"],
  ])("names the rule %j, which drops %s", (match, dropped) => {
    expect(verdict(ignoring({ "alert.source_id": "int_x" }, match))).toEqual([
      `the bridge's rules[1] (match ${JSON.stringify(match)}) keeps every ${dropped} from the receiver: narrow it, or leave the event out of the bridge's events`,
    ]);
  });

  it.each<[match: OutgoingRuleMatch<WebhookEvent>]>([
    [{ event: "comment.created" }],
    [{ always: false }],
    [{ "alert.urgency": { $ne: "critical" } }],
    [{ "alert.source_id": { $ne: "int_x" } }],
    [{ "alert.title": { $exists: true } }],
    [{ "alert.title": { $not: { $regex: "production" } } }],
    [{ event: "alert.open", "alert.tags": "noise" }],
    [{ $or: [{ "alert.source_id": "int_x" }, { "integration.name": "x" }] }],
    [{ $day: { $in: [1, 2, 3, 4, 5, 6, 7] } }],
    [{ $not: { $timeBetween: { starttime: "08:00 am", endtime: "05:00 pm" } } }],
  ])("lets pass the rule %j, which narrows what is sent", (match) => {
    expect(verdict(ignoring(match))).toEqual([]);
  });

  it("names the rules that drop an event together", () => {
    const low = { "alert.urgency": { $in: ["silent", "low"] } };
    const others = { $nor: [low], event: "alert.open" };
    expect(verdict(ignoring(low, others))).toEqual([
      `the bridge's rules[0] (match ${JSON.stringify(low)}) with rules[1] (match ${JSON.stringify(others)}) keeps every alert.open from the receiver: narrow it, or leave the event out of the bridge's events`,
    ]);
  });

  it("asks only for those that are on", () => {
    const rules = ignoring({ event: { $ne: "alert.open" } });
    expect(verdict(rules, "any", ["alert.open"])).toEqual([]);
    expect(verdict(rules, "any", ["alert.open", "comment.updated"])).toEqual([
      expect.stringContaining("comment.updated"),
    ]);
  });

  it("shortens a long match", () => {
    const match = { event: { $in: Array<string>(50).fill("alert.open") } };
    const [reason = ""] = verdict(ignoring(match));
    expect(reason.length).toBeLessThan(260);
  });
});

describe("checkOutgoingRules, of what Rootly needs", () => {
  const setting = (map: object, match: object = { "alert.urgency": "low" }, handlebars = false) => ({
    rules: [{ match, actions: [{ type: "setval", map, ...(handlebars && { handlebars }) }] }],
  });
  const data = { id: "1", sid: "2", title: "3", description: "4", status: "5", urgency: "6" };

  it.each<[what: string, rules: object, reason: string]>([
    [
      "another type",
      setting({ type: "page" }),
      "makes a body that has a type that is not one of the eight events",
    ],
    ["no type", setting({ type: null }), "has no type"],
    [
      "data without a title",
      setting({ data: { ...data, title: "" } }),
      "has no data.title, which Rootly needs",
    ],
    [
      "another URL for every event",
      setting({ webhook_url: "https://planted.example.com/" }, { always: true }),
      "keeps every alert.created, ",
    ],
  ])("refuses a rule that sets %s", (_what, rules, reason) => {
    expect(verdict(rules, "rootly")).toEqual([expect.stringContaining(`the bridge's rules[0] (match `)]);
    expect(verdict(rules, "rootly").join()).toContain(reason);
    expect(verdict(rules, "rootly").join()).not.toContain("planted");
    expect(verdict(rules, "any")).toEqual([]);
  });

  it.each<[what: string, rules: object]>([
    ["something else", setting({ note: "x" })],
    ["whole data", setting({ data })],
    ["a type by a template", setting({ type: "{{event}}" }, {}, true)],
    ["another URL for some alerts", setting({ webhook_url: "https://example.com/" })],
    ["the URL that is there", setting({ webhook_url: null }, { always: true })],
  ])("accepts a rule that sets %s", (_what, rules) => {
    expect(verdict(rules, "rootly")).toEqual([]);
  });
});
