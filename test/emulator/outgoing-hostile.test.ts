// Hostile templates, rules and paths: each ends soon, reaches nothing, and leaves the next one alone.
import { setTimeout } from "node:timers/promises";
import { afterAll, describe, expect, it } from "vitest";
import { Evaluator } from "../../emulator/src/evaluation/evaluator.ts";
import type { Job, Outcome } from "../../emulator/src/evaluation/jobs.ts";
import { toHash } from "../../emulator/src/ruby/mixed.ts";
import { createAlert, createOutgoing, integrationLogs, onlyAlert, sendPayload } from "../helpers/alerts.ts";
import { createIntegration } from "../helpers/demo-account.ts";
import { withWebhookReceiver } from "../helpers/webhook-receiver.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const TEN = Array.from({ length: 10 }, (_, index) => `tag ${index}`);
const DATA = toHash({
  always: true,
  event: "alert.open",
  alert: toHash({ title: "Disk full", tags: TEN, long: "a".repeat(60) }),
});
const HARMLESS: Job = { kind: "render", template: "{{alert.title}}", data: DATA };

const evaluator = new Evaluator();
afterAll(() => evaluator.close());

const render = (template: string): Job => ({ kind: "render", template, data: DATA });
const rules = (match: string): Job => ({
  kind: "rules",
  rules: `rules: [{ match: ${match}, actions: [{ type: ignore }] }]`,
  data: DATA,
  now: 0,
});
const search = (expression: string): Job => ({ kind: "search", expression, data: DATA });

/** What a job comes to within a second, on a worker that has started. */
async function withinOneSecond(job: Job): Promise<Outcome<unknown> | "too late"> {
  await evaluator.evaluate(HARMLESS);
  // On a busy machine this timer is as late as the evaluator's.
  return Promise.race([evaluator.evaluate(job), setTimeout(1000, "too late" as const, { ref: false })]);
}

/** Twelve loops, one within the other. */
const ENDLESS = `${"{{#each @root.alert.tags}}".repeat(12)}x${"{{/each}}".repeat(12)}`;

const ALIAS_BOMB = `a: &a [x,x,x,x,x,x,x,x,x]
b: &b [*a,*a,*a,*a,*a,*a,*a,*a]
c: &c [*b,*b,*b,*b,*b,*b,*b,*b]
d: &d [*c,*c,*c,*c,*c,*c,*c,*c]
rules: [*d,*d,*d,*d,*d,*d,*d,*d]`;

describe("work without an end", () => {
  it.each<[string, Job]>([
    ["a loop", render(ENDLESS)],
    ["a regular expression in a template", render("{{regexMatch alert.long '^(a+)+$x'}}")],
    ["a regular expression in a rule", rules("{ alert.long: { $regex: '^(a|aa)+$x' } }")],
    ["an alias bomb", { kind: "rules", rules: ALIAS_BOMB, data: DATA, now: 0 }],
    ["a cycle in YAML", { kind: "rules", rules: "rules: &r [*r]", data: DATA, now: 0 }],
    ["deep nesting in YAML", { kind: "rules", rules: "[".repeat(50_000), data: DATA, now: 0 }],
    ["deep nesting in a rule", rules(`${"{ $not: ".repeat(6000)}{ a: 1 }${" }".repeat(6000)}`)],
    ["deep nesting in JSON", { kind: "render-json", template: "[".repeat(60_000), data: DATA }],
    ["a long template", render("{{alert.title}}".repeat(10_000))],
    ["a deep path", search(`${"(".repeat(30_000)}a${")".repeat(30_000)}`)],
    ["a long path", search(`alert${".title".repeat(20_000)}`)],
  ])("%s ends within a second with a problem", { timeout: 60_000 }, async (_what, job) => {
    expect(await withinOneSecond(job)).toHaveProperty("problem");
    expect(await evaluator.evaluate(HARMLESS)).toEqual({ value: "Disk full" });
  });
});

describe("a template", () => {
  it.each([
    "{{constructor.name}}",
    "{{alert.constructor.name}}",
    "{{alert.title.constructor.name}}",
    "{{alert.__proto__.constructor}}",
    "{{lookup alert 'constructor'}}",
    "{{lookup (lookup alert 'constructor') 'name'}}",
    "{{get 'constructor.name' alert}}",
    "{{get '__proto__.constructor.name' alert}}",
    "{{#with (get 'constructor' alert)}}{{name}}{{/with}}",
    "{{#with (getObject 'constructor' alert)}}{{constructor.name}}{{/with}}",
    "{{#with alert as |a|}}{{#with (lookup a 'toString')}}{{this.name}}{{/with}}{{/with}}",
    "{{#each (pluck alert.tags 'constructor')}}{{this.name}}{{/each}}",
    "{{@root.constructor.name}}",
  ])("%s reaches no prototype", async (template) => {
    const outcome = await evaluator.evaluate({ kind: "render", template, data: DATA });
    expect("value" in outcome ? outcome.value : "").not.toMatch(/Object|Function|Array|String|native code/);
  });

  it.each([
    "{{embed '/etc/hostname'}}",
    "{{read '/etc/hostname'}}",
    "{{absolute 'a'}}",
    "{{resolve 'a'}}",
    "{{readdir '/'}}",
  ])("%s reaches no file", async (template) => {
    expect(await evaluator.evaluate({ kind: "render", template, data: DATA })).toHaveProperty("problem");
  });

  it("changes nothing for the next one", async () => {
    for (const template of [
      `{{extend (JSONparse '{}') (JSONparse '{"__proto__":{"polluted":1}}')}}`,
      `{{merge (JSONparse '{}') (JSONparse '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}')}}`,
      `{{#with (lookup this "__proto__")}}{{/with}}`,
    ]) {
      await evaluator.evaluate({ kind: "render", template, data: DATA });
    }
    expect(
      await evaluator.evaluate({
        kind: "render",
        template: "[{{polluted}}{{get 'polluted' alert}}]",
        data: DATA,
      }),
    ).toEqual({ value: "[]" });
  });
});

describe("a rule", () => {
  it.each([
    "{ $where: 'true' }",
    "{ alert: { $where: 'this.title' } }",
    "{ alert.title.constructor.name: String }",
    "{ alert.__proto__: { $exists: true } }",
    "{ $and: [{ 'alert.constructor.name': Object }] }",
  ])("%s is turned down", async (match) => {
    expect(await evaluator.evaluate(rules(match))).toHaveProperty("problem");
  });

  it.each(["{ alert.toString: { $exists: true } }", "{ alert.hasOwnProperty: { $ne: null } }"])(
    "%s finds nothing that was not sent",
    async (match) => {
      const outcome = await evaluator.evaluate(rules(match.replace("$ne: null", "$type: object")));
      expect(outcome).not.toMatchObject({ value: { isIgnored: true } });
    },
  );
});

describe("a path", () => {
  it.each([
    "constructor",
    "alert.constructor",
    "alert.toString",
    "alert.__proto__",
    "`{}`.constructor",
    "&alert",
  ])("%s finds nothing that was not sent", async (expression) => {
    const outcome = await evaluator.evaluate({ kind: "search", expression, data: DATA });
    expect(JSON.stringify(outcome)).not.toMatch(/function|native/i);
    if ("value" in outcome) expect(outcome.value === null || typeof outcome.value === "object").toBe(true);
  });
});

describe("an integration with hostile options", () => {
  it("still sends, with the default body and without the rules", { timeout: 60_000 }, async () => {
    const receiver = await withWebhookReceiver();
    const emulator = await withEmulator();
    await createOutgoing(emulator, receiver.url, {
      option_alert_open: false,
      option_template: ENDLESS,
      option_outgoing_rules: ALIAS_BOMB,
    });
    await createAlert(emulator, { tags: TEN });
    await emulator.webhooks.settled();
    expect(receiver.received.map(({ body }) => body["type"])).toEqual(["alert.created"]);
    expect(integrationLogs(emulator)).toHaveLength(2);
    expect(integrationLogs(emulator)[1]).toContain("it takes too much time or memory");
  });

  it("still takes payloads", async () => {
    const emulator = await withEmulator();
    const webhook = await createIntegration(emulator, "Webhook", { option_wrapper_key: "(".repeat(30_000) });
    await sendPayload(emulator, webhook, { event_type: "create", title: "Disk full" });
    expect(onlyAlert(emulator).title).toBe("Disk full");
  });
});
