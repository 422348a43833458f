// What an export takes for rules that the public types know, the compiler takes too.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  areTypedOutgoingRules,
  areTypedRouterRules,
} from "../../provider/src/commands/export/typed-rules.ts";
import { outgoingRules } from "../../provider/src/rules/outgoing-rules.ts";
import { routerRules } from "../../provider/src/rules/router-rules.ts";
import { checkRules, type RuleDialect } from "../../provider/src/rules/rules.ts";
import { Editor } from "./compiler.ts";

const editor = new Editor();

const scalars = fc.constantFrom<unknown>("a", "alert.open", "comment.created", 1, true, null);
const values = fc.oneof(scalars, fc.constantFrom<unknown>([1, "a"], { a: 1 }, {}, { $gt: 1 }, []));
const operators = fc.dictionary(
  fc.constantFrom(
    "$eq",
    "$ne",
    "$in",
    "$nin",
    "$gt",
    "$lte",
    "$exists",
    "$regex",
    "$options",
    "$all",
    "$size",
    "$not",
    "$elemMatch",
    "$mod",
    "$type",
  ),
  fc.oneof(values, fc.constantFrom<unknown>([2, 1], { $eq: 1 }, { "a.b": { $in: [1] } }, ["a"], "string")),
  { maxKeys: 2, noNullPrototype: true },
);
const conditions = fc.oneof(values, operators);
const fields = fc.constantFrom(
  ...[
    "always",
    "alert.title",
    "alert.urgency",
    "log.data.x",
    "log_parsed",
    "event",
    "integration.name",
    "log",
    "alert",
  ],
);
const times = fc.constantFrom(
  { $day: { timezone: "UTC", $in: [1, 2] } },
  { $day: { $in: ["1"] } },
  { $now: { format: "HH", $gte: "08" } },
  { $now: { $eq: 8 } },
  { $timeBetween: { starttime: "08:00 am", endtime: "05:00 pm" } },
);
const flat = fc.dictionary(fields, conditions, { minKeys: 1, maxKeys: 2, noNullPrototype: true });
const matches = fc.oneof(
  flat,
  times,
  fc
    .tuple(fc.constantFrom("$and", "$or", "$nor"), fc.array(flat, { minLength: 1, maxLength: 2 }))
    .map(([key, list]) => ({ [key]: list })),
  flat.map((match) => ({ $not: match })),
);
const routerActions = fc.constantFrom<object>(
  { type: "ignore" },
  { type: "assign", receiver: "tem_K22OuvPYNmCyvJ", delay: "5m" },
  { type: "assign", receiver: ["tem_K22OuvPYNmCyvJ", "usr_K22OuvPYNmCyvJ"] },
  { type: "aggregate", by: ["alert.title"], timeout: "1h", receiver: "rtr_K22OuvPYNmCyvJ" },
  { type: "incident", severity: "SEV-1", message: "m" },
  { type: "incident", severity: "{{x}}", handlebars: true },
  { type: "setval", map: { urgency: "low", tags: ["a"] } },
  { type: "setval", map: { urgency: "{{x}}" }, handlebars: true },
  { type: "stakeholder", ids: ["stk_K22OuvPYNmCyvJ"] },
);
const outgoingActions = fc.constantFrom<object>(
  { type: "ignore" },
  { type: "setval", map: { a: [1, { b: null }] } },
  { type: "setval", map: { a: "{{x}}" }, handlebars: true },
);

/** Rules that the provider takes and an export would write as objects, as TypeScript. */
function typedRules(
  dialect: RuleDialect,
  actions: fc.Arbitrary<object>,
  areTyped: (rules: Parameters<typeof areTypedRouterRules>[0]) => boolean,
): string[] {
  const rule = fc.record({ match: matches, actions: fc.array(actions, { minLength: 1, maxLength: 2 }) });
  return fc.sample(rule, 1_000).flatMap((drawn) => {
    const checked = checkRules({ rules: [drawn] }, dialect);
    return "rules" in checked && areTyped(checked.rules) ? [JSON.stringify(drawn)] : [];
  });
}

describe("rules that an export writes as objects", { timeout: 120_000 }, () => {
  it("are rules of a router to the compiler", () => {
    const rules = typedRules(routerRules, routerActions, areTypedRouterRules);
    expect(rules.length).toBeGreaterThan(50);
    const program = rules.map((rule) => `(${rule} satisfies pagertree.RouterRule);`);
    expect(editor.errors(program.join("\n"))).toEqual([]);
  });

  it.each([
    ["any", "pagertree.WebhookEvent"],
    ["rootly", "pagertree.AlertEvent"],
  ] as const)("are rules of a webhook to %s", (receiver, events) => {
    const rules = typedRules(outgoingRules, outgoingActions, (each) => areTypedOutgoingRules(each, receiver));
    expect(rules.length).toBeGreaterThan(50);
    const program = rules.map((rule) => `(${rule} satisfies pagertree.OutgoingRule<${events}>);`);
    expect(editor.errors(program.join("\n"))).toEqual([]);
  });
});
