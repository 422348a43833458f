// An outgoing webhook that names its receiver, through the provider's calls: what check refuses, what read keeps,
// and that formatting is no difference.

import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import { pickBy } from "es-toolkit";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import { alertEvents, switchOf } from "../../../provider/src/receivers/events.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { type Properties, providerFor, withIntegrationProvider } from "../../helpers/resource-providers.ts";

const ulid = "01GDBEYARHS4W4QM6X370Z5TMB";
const url = "https://rootly.example.com/planted-path?secret=planted-secret";
const alertSource = "https://webhooks.rootly.com/webhooks/incoming/planted_webhooks";
const common = { name: "Rootly", type: "outgoing-webhook", teamIds: [ulid] };
const rootly = { ...common, receiver: "rootly", events: [...alertEvents], options: { webhookUrl: url } };
const rules = { rules: [{ match: { "alert.urgency": "low" }, actions: [{ type: "ignore" }] }] };
const rulesText = 'rules:\n  - match:\n      alert.urgency: "low"\n    actions:\n      - type: "ignore"\n';

/** The bridge with other options. */
function withOptions(options: Properties, others: Properties = {}): Properties {
  return { ...rootly, ...others, options: { ...rootly.options, ...options } };
}

/** The provider with an account, and a team of that account. */
async function online() {
  const { emulator, checked } = await withIntegrationProvider();
  return { checked, teamIds: [demoAccount(emulator).platform.id] };
}

/** The provider without an account: check asks nothing of it. */
function offline() {
  return providerFor({ apiKey: "key", baseUrl: "http://127.0.0.1:9/never" });
}

describe("check of a bridge to Rootly", () => {
  it("turns the events into options, all others off", async () => {
    const { checked, teamIds } = await online();
    const inputs = await checked({ ...rootly, teamIds, events: ["alert.open", "alert.resolved"] });
    expect(inputs).not.toHaveProperty("events");
    expect(inputs).toMatchObject({ receiver: "rootly" });
    const on = pickBy(Object(inputs["options"]), (value) => value === true);
    expect(Object.keys(on).sort()).toEqual(["alertOpen", "alertResolved"]);
  });

  it("lets pass what is not known yet, and judges the rest", async () => {
    const { emulator, check } = await withIntegrationProvider();
    const teamIds = [emulator.store.all("teams")[0]?.id];
    const unknown = {
      ...withOptions({ webhookUrl: unknownValue, template: unknownValue, outgoingRules: unknownValue }),
      teamIds,
    };
    for (const declared of [
      unknown,
      { ...unknown, events: unknownValue },
      { ...unknown, events: ["alert.open", unknownValue] },
      { ...unknown, options: unknownValue },
      { ...unknown, receiver: unknownValue },
    ]) {
      expect((await check(declared)).failures).toEqual([]);
    }
    expect(emulator.requests.filter(({ method }) => method !== "GET")).toEqual([]);
    const options = { webhookUrl: unknownValue, template: '{"a": 1}' };
    const { failures } = await check({ ...unknown, options });
    expect(failures).toEqual([{ property: "options.template", reason: expect.stringContaining("no data") }]);
  });

  it.each<[what: string, declared: Properties, property: string, reason: string]>([
    ["no secret", withOptions({ webhookUrl: "https://a.b/c" }), "options.webhookUrl", "carries no secret"],
    [
      "a blank secret",
      withOptions({ webhookUrl: "https://a.b/c?secret=" }),
      "options.webhookUrl",
      "carries no secret",
    ],
    [
      "a secret of spaces",
      withOptions({ webhookUrl: "https://a.b/c?secret=%20" }),
      "options.webhookUrl",
      "carries no secret",
    ],
    [
      "another secret",
      withOptions({ webhookUrl: `${url}&secret=planted-other` }),
      "options.webhookUrl",
      "already has another secret in its query",
    ],
    [
      "a line end in the secret",
      withOptions({ webhookUrl: `${url}%0A` }),
      "options.webhookUrl",
      "white space",
    ],
    [
      "a URL that is none",
      withOptions({ webhookUrl: "planted-url?secret=s" }),
      "options.webhookUrl",
      "must be a URL",
    ],
    [
      "the URL of an alert source as Rootly gives it",
      withOptions({ webhookUrl: `${alertSource}/notify/<TYPE>/<ID>?secret=planted-secret` }),
      "options.webhookUrl",
      "Remove it from /notify on, and Rootly's alert routes decide",
    ],
    [
      "a URL that PagerTree takes and Rootly does not",
      withOptions({ webhookUrl: `${alertSource}/notify/TYPE/ID?secret=planted-secret` }),
      "options.webhookUrl",
      "does not say whom Rootly should notify",
    ],
    [
      "a template",
      withOptions({ template: '{"a": 1}' }),
      "options.template",
      "the bridge's template makes a body that has no type",
    ],
    [
      "a rule",
      withOptions({ outgoingRules: "rules: [{match: {}, actions: [{type: ignore}]}]" }),
      "options.outgoingRules",
      "rules[0]",
    ],
    ["rules as an object", withOptions({ outgoingRules: {} }), "options.outgoingRules", "must be a text"],
    [
      "an event of comments",
      { ...rootly, events: ["comment.created"] },
      "options.commentCreated",
      "Rootly does not take comment.created",
    ],
    ["a misspelt event", { ...rootly, events: ["alert.opened"] }, "events[0]", 'did you mean "alert.open"?'],
    ["no event", { ...rootly, events: [] }, "events", "sends nothing"],
    ["a receiver that is none", { ...rootly, receiver: "Rootly" }, "receiver", "must be one of any, rootly"],
    [
      "a receiver of a type that has none",
      { ...common, type: "datadog", receiver: "any" },
      "receiver",
      'goes with type "outgoing-webhook"',
    ],
    [
      "events of a type that has none",
      { ...common, type: "datadog", events: ["alert.open"] },
      "events",
      'goes with type "outgoing-webhook"',
    ],
  ])("refuses %s, and shows neither URL nor secret", async (_what, declared, property, reason) => {
    const { failures } = await offline().check(declared);
    expect(failures).toEqual([{ property, reason: expect.stringContaining(reason) }]);
    expect(JSON.stringify(failures)).not.toContain("planted");
  });

  it("judges only the events that are on", async () => {
    const { checked, teamIds } = await online();
    const outgoingRules = JSON.stringify({
      rules: [{ match: { event: "alert.open" }, actions: [{ type: "ignore" }] }],
    });
    const declared = withOptions({ outgoingRules }, { events: ["alert.resolved"], teamIds });
    expect(await checked(declared)).toMatchObject({ options: { alertResolved: true } });
  });
});

describe("check of an outgoing webhook without a receiver", () => {
  it("takes any text for template and rules, as PagerTree's adapter does, and leaves it as it is", async () => {
    const { checked, teamIds } = await online();
    const options = { webhookUrl: "https://a.b/c", template: "{{#if", outgoingRules: "rules: [ # open" };
    const inputs = await checked({ ...common, teamIds, options });
    expect(inputs).toMatchObject({ options });
    expect(inputs).not.toHaveProperty("receiver");
  });

  it("takes events as well, beside which an option stands", async () => {
    const { checked, teamIds } = await online();
    const options = { webhookUrl: "https://a.b/c", alertResolved: true };
    expect(await checked({ ...common, teamIds, events: ["alert.open"], options })).toMatchObject({
      options: { ...options, alertOpen: true, alertCreated: false },
    });
  });
});

describe("the life of a bridge", () => {
  it("sends its receiver to nobody, and keeps it", async () => {
    const provider = await withIntegrationProvider();
    const teamIds = [provider.emulator.store.all("teams")[0]?.id];
    const made = await provider.up({ ...rootly, teamIds });
    expect(JSON.stringify(provider.emulator.requests)).not.toContain("receiver");
    expect(made.outputs).toMatchObject({ receiver: "rootly" });
    const read = await provider.read(made.id, made.outputs);
    expect(read?.inputs).toEqual(made.inputs);
    expect(read?.outputs).toEqual(made.outputs);
    expect(await provider.read(made.id)).not.toHaveProperty("inputs.receiver");
    const updated = await provider.update(made, { ...made.inputs, name: "Other" });
    expect(updated.outputs).toMatchObject({ receiver: "rootly", name: "Other" });
  });

  it("shows an event that somebody switched off, and nothing else", async () => {
    const provider = await withIntegrationProvider();
    const { emulator } = provider;
    const made = await provider.up({ ...rootly, teamIds: [emulator.store.all("teams")[0]?.id] });
    const held = emulator.store.find("integrations", made.id);
    if (held === undefined) throw new Error("nothing was made");
    Object.assign(held.options, { alert_open: false });
    const read = await provider.read(made.id, made.outputs);
    expect(read?.inputs).toEqual({
      ...made.inputs,
      options: { ...Object(made.inputs["options"]), [switchOf("alert.open")]: false },
    });
  });

  it.each([
    ["objects", JSON.stringify(rules)],
    ["YAML", stringify(rules)],
    [
      "YAML with comments and another order",
      "# quiet\nrules:\n- actions: [ { type: ignore } ] # nothing\n  match: { 'alert.urgency': low }\n",
    ],
  ])(
    "makes the same integration of rules as %s, and finds no difference to any other form",
    async (_what, text) => {
      const provider = await withIntegrationProvider();
      const { emulator } = provider;
      const others = { teamIds: [emulator.store.all("teams")[0]?.id] };
      const made = await provider.up(withOptions({ outgoingRules: text }, others));
      const held = emulator.store.find("integrations", made.id);
      expect(held?.options["outgoing_rules"]).toBe(rulesText);
      Object.assign(held?.options ?? {}, { outgoing_rules: `${text}\n# edited on the web page` });
      const read = await provider.read(made.id, made.outputs);
      expect(read?.inputs).toEqual(made.inputs);
      const again = await provider.checked(withOptions({ outgoingRules: rulesText }, others), made.inputs);
      expect(await provider.diff(made.outputs, again)).toMatchObject({ changes: false });
      const changed = await provider.checked(withOptions({ outgoingRules: "" }, others), made.inputs);
      expect(await provider.diff(made.outputs, changed)).toMatchObject({ changes: true });
    },
  );

  it("shows rules that mean something else, and puts them right", async () => {
    const provider = await withIntegrationProvider();
    const { emulator } = provider;
    const others = { teamIds: [emulator.store.all("teams")[0]?.id] };
    const made = await provider.up(withOptions({ outgoingRules: rulesText }, others));
    const held = emulator.store.find("integrations", made.id);
    Object.assign(held?.options ?? {}, { outgoing_rules: "rules: [" });
    const read = await provider.read(made.id, made.outputs);
    expect(read?.inputs).toMatchObject({ options: { outgoingRules: "rules: [" } });
    if (read === undefined) throw new Error("it is gone");
    await provider.update(read, made.inputs);
    expect(parse(String(emulator.store.find("integrations", made.id)?.options["outgoing_rules"]))).toEqual(
      rules,
    );
  });

  it("keeps a URL that somebody set in a rule out of a state that holds no secret rules", async () => {
    const provider = await withIntegrationProvider();
    const { emulator } = provider;
    const others = { teamIds: [emulator.store.all("teams")[0]?.id] };
    const made = await provider.up(withOptions({ outgoingRules: rulesText }, others));
    const held = emulator.store.find("integrations", made.id);
    const theirs =
      "rules: [{match: {}, actions: [{type: setval, map: {webhook_url: 'https://a.b/planted'}}]}]";
    Object.assign(held?.options ?? {}, { outgoing_rules: theirs });
    const read = await provider.read(made.id, made.outputs);
    if (read === undefined) throw new Error("it is gone");
    expect(JSON.stringify(read)).not.toContain("a.b/planted");
    await provider.update(read, made.inputs);
    expect(emulator.store.find("integrations", made.id)?.options["outgoing_rules"]).toBe(rulesText);
  });
});
