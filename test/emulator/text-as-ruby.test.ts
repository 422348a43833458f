// Text as Ruby writes it, from the body of a payload to the alert, its duplicates, rules, templates, webhooks, answers.
import { rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Emulator, Integration } from "../../emulator/src/index.ts";
import { createOutgoing, integrationLogs, onlyAlert, sendPayload } from "../helpers/alerts.ts";
import { type Body, callApi } from "../helpers/call-api.ts";
import { createIntegration } from "../helpers/demo-account.ts";
import { withWebhookReceiver } from "../helpers/webhook-receiver.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

async function withWebhook(options: Body = {}): Promise<{ emulator: Emulator; webhook: Integration }> {
  const emulator = await withEmulator();
  const webhook = await createIntegration(emulator, "Webhook", {
    option_capture_additional_data: true,
    ...options,
  });
  return { emulator, webhook };
}

/** The alert of a payload with these further members, as text of JSON, and what became of each of them. */
async function dataOf(members: string, change: (emulator: Emulator) => void = () => {}) {
  const { emulator, webhook } = await withWebhook();
  change(emulator);
  await sendPayload(emulator, webhook, `{"event_type":"create","id":"i","title":"t",${members}}`);
  return onlyAlert(emulator).additional_data.map((datum) => [datum.get("label"), datum.get("value")]);
}

/** What an outgoing webhook sends of an alert, as the text that it is. */
async function sentFor(payload: string, attributes: Body): Promise<{ text: string; emulator: Emulator }> {
  const { emulator, webhook } = await withWebhook();
  const receiver = await withWebhookReceiver();
  await createOutgoing(emulator, receiver.url, { option_alert_open: false, ...attributes });
  await sendPayload(emulator, webhook, payload);
  await emulator.webhooks.settled();
  return { text: receiver.received[0]?.text ?? "", emulator };
}

describe("numbers", () => {
  it("of 64 bits that differ make two alerts, and resolving one leaves the other open", async () => {
    const { emulator, webhook } = await withWebhook();
    for (const id of ["9007199254740992", "9007199254740993"]) {
      await sendPayload(emulator, webhook, `{"event_type":"create","id":${id},"title":"t"}`);
    }
    await sendPayload(emulator, webhook, '{"event_type":"resolve","id":9007199254740993}');
    const alerts = emulator.store.all("alerts");
    expect(alerts.map(({ thirdparty_id, status }) => [thirdparty_id, status])).toEqual([
      ["9007199254740992", "open"],
      ["9007199254740993", "resolved"],
    ]);
  });

  it("of 64 bits that are deduplication keys join what has the same one, and nothing else", async () => {
    const { emulator, webhook } = await withWebhook();
    for (const key of ["9007199254740992", "9007199254740993", "9007199254740993"]) {
      await sendPayload(emulator, webhook, `{"event_type":"create","title":"t","dedup_keys":[${key}]}`);
    }
    expect(emulator.store.all("alerts").map(({ dedup_count }) => dedup_count)).toEqual([0, 1]);
  });

  it.each([
    ["1", "1"],
    ["1.0", "1.0"],
    ["1.50", "1.5"],
    ["1e21", "1.0e+21"],
    ["1E-7", "1.0e-07"],
    ["123456789012345678901234567890", "123456789012345678901234567890"],
    ["[1.0, 9007199254740993]", "[1.0, 9007199254740993]"],
  ])("%s is the text %s of an alert", async (json, text) => {
    expect(await dataOf(`"value":${json}`)).toEqual([["value", text]]);
  });

  it("are the same in a webhook and in the API's answer as in the payload", async () => {
    const meta = '{"count":1.0,"huge":1.0e+21,"id":9007199254740993}';
    const { text, emulator } = await sentFor(`{"event_type":"create","title":"t","meta":${meta}}`, {});
    expect(text).toContain('"meta":{"count":1.0,"huge":1.0e+21,"id":9007199254740993,');
    const answer = await callApi(emulator, "GET", `/alerts/${onlyAlert(emulator).id}`);
    expect(answer.text).toContain('"meta":{"count":1.0,"huge":1.0e+21,"id":9007199254740993,');
  });

  it("that are equal but for their last digits are told apart by a rule", async () => {
    const isIgnored = async (condition: string) => {
      const rules = `rules: [{ match: { alert.meta.id: ${condition} }, actions: [{ type: ignore }] }]`;
      const payload = '{"event_type":"create","title":"t","meta":{"id":9007199254740993}}';
      return (await sentFor(payload, { option_outgoing_rules: rules })).text === "";
    };
    expect(await isIgnored("9007199254740993")).toBe(true);
    expect(await isIgnored("9007199254740992")).toBe(false);
    expect(await isIgnored("{ $gt: 5 }")).toBe(true);
    expect(await isIgnored("{ $lt: 9007199254740993 }")).toBe(false);
  });

  it("that a rule sets keep their text", async () => {
    const rules =
      "rules: [{ match: { always: true }, actions: [{ type: setval, map: { 10: 1.0, 2: 9007199254740993 } }] }]";
    const { text } = await sentFor('{"event_type":"create","title":"t"}', { option_outgoing_rules: rules });
    expect(text).toMatch(/"10":1\.0,"2":9007199254740993\}$/);
  });

  it("beyond 2^53 keep their digits in a template, and in the JSON that it makes", async () => {
    const template = '{"id": {{alert.meta.id}}, "meta": {{{JSONstringify alert.meta}}}, "count": 1.0}';
    const payload = '{"event_type":"create","title":"t","meta":{"id":9007199254740993}}';
    const { text } = await sentFor(payload, { option_template: template });
    expect(text).toMatch(/^\{"id":9007199254740993,"meta":\{"id":9007199254740993,.*\},"count":1\.0\}$/);
  });

  it("survive a restart with a data file", async () => {
    const dataFile = path.join(os.tmpdir(), `text-as-ruby-${process.pid}.json`);
    onTestFinished(() => rm(dataFile, { force: true }));
    const first = await withEmulator({ dataFile });
    const webhook = await createIntegration(first, "Webhook", { option_capture_additional_data: true });
    await sendPayload(
      first,
      webhook,
      '{"event_type":"create","title":"t","meta":{"10":1.0,"2":[9007199254740993]},"load":2.0}',
    );
    await first.close();
    const second = await withEmulator({ dataFile });
    expect(onlyAlert(second)).toEqual(onlyAlert(first));
    expect(second.store.all("logs")).toEqual(first.store.all("logs"));
  });
});

describe("maps", () => {
  it("keep the order of their keys, digits included", async () => {
    expect(await dataOf('"10":"a","2":"b","z":"c"')).toEqual([
      ["10", "a"],
      ["2", "b"],
      ["z", "c"],
    ]);
  });

  it.each([
    ["3.4", '{"10" => nil, "2" => {"a" => "\\"\\#{x}\\n"}}'],
    ["3.3", '{"10"=>nil, "2"=>{"a"=>"\\"\\#{x}\\n"}}'],
  ] as const)("are the text of Ruby %s where the switch says so", async (rubyHashText, text) => {
    const data = await dataOf('"map":{"10":null,"2":{"a":"\\"#{x}\\n"}}', ({ switches }) => {
      switches.rubyHashText = rubyHashText;
    });
    expect(data).toEqual([["map", text]]);
  });

  it("with a key twice have the last value", async () => {
    expect(await dataOf('"a":1,"b":2,"a":3')).toEqual([
      ["a", "3"],
      ["b", "2"],
    ]);
  });
});

describe("parameters", () => {
  it("lose null out of lists, unless the switch says otherwise", async () => {
    expect(await dataOf('"list":[1,null,[null]]')).toEqual([["list", "[1, []]"]]);
    const kept = await dataOf('"list":[1,null,[null]]', ({ switches }) => {
      switches.keepsNullInLists = true;
    });
    expect(kept).toEqual([["list", "[1, nil, [nil]]"]]);
  });

  it("that are the same in lower case: the first stays in Rails 7, the last in Rails 8", async () => {
    expect(await dataOf('"Key":"first","key":"last"')).toEqual([["key", "first"]]);
    const last = await dataOf('"Key":"first","key":"last"', ({ switches }) => {
      switches.railsVersion = "8";
    });
    expect(last).toEqual([["key", "last"]]);
  });

  it("of a form are read as Rack reads them", async () => {
    const { emulator, webhook } = await withWebhook();
    await sendPayload(
      emulator,
      webhook,
      "event_type=create&title=t&tags[]=a&tags[]=b&tags[]&map[10]=x&map[2]=y&maps[][a]=1&maps[][a]=2",
      { "content-type": "application/x-www-form-urlencoded" },
    );
    const { tag_list, additional_data } = onlyAlert(emulator);
    expect(tag_list).toEqual(["a", "b"]);
    expect(additional_data.map((datum) => datum.get("value"))).toEqual([
      '{"10" => "x", "2" => "y"}',
      '[{"a" => "1"}, {"a" => "2"}]',
    ]);
  });

  it("of the query count before those of the body", async () => {
    const { emulator, webhook } = await withWebhook();
    const { prefix_id } = webhook;
    const payload = { event_type: "other", title: "of the body" };
    await sendPayload(emulator, { prefix_id: `${prefix_id}?event_type=create&id=a&z=1` }, payload);
    expect(onlyAlert(emulator)).toMatchObject({ thirdparty_id: "a", title: "of the body" });
  });
});

describe("a body", () => {
  it("may have comments", async () => {
    expect(await dataOf('/* a */ "a": 1 // b\n')).toEqual([["a", "1"]]);
  });

  it.each([
    ["nested deeper than 100", `{"a":${"[".repeat(100)}${"]".repeat(100)}}`],
    ["nested 100,000 deep", '{"a":'.repeat(100_000)],
    ["with half a character", '{"a":"\\ud800"}'],
    ["with a control character", '{"a":"\t"}'],
    ["with an unknown escape", '{"a":"\\x"}'],
    ["with a comma at the end", '{"a":1,}'],
    ["of white space", " "],
    ["that is no JSON", "{"],
  ])("%s is answered with 400", async (_what, body) => {
    const { emulator, webhook } = await withWebhook();
    expect((await sendPayload(emulator, webhook, body)).status).toBe(400);
    expect(emulator.store.all("alerts")).toEqual([]);
  });

  it("that is no map, or of a type that Rails does not read, makes nothing", async () => {
    const { emulator, webhook } = await withWebhook();
    const create = '{"event_type":"create","title":"t"}';
    expect((await sendPayload(emulator, webhook, `[${create}]`)).status).toBe(200);
    expect((await sendPayload(emulator, webhook, create, { "content-type": "text/plain" })).status).toBe(200);
    expect(emulator.store.all("alerts")).toEqual([]);
  });
});

describe("a template", () => {
  it.each([
    ["nested deeper than 100", `${"[".repeat(101)}${"]".repeat(101)}`],
    ["with half a character", '{"a":"\\ud800"}'],
    ["with a number that is none", '{"a":01}'],
  ])("that makes JSON %s sends the default body", async (_what, template) => {
    const { text, emulator } = await sentFor('{"event_type":"create","title":"t"}', {
      option_template: template,
    });
    expect(JSON.parse(text)).toMatchObject({ type: "alert.created", data: { title: "t" } });
    expect(integrationLogs(emulator).at(-1)).toContain("the template makes no JSON");
  });
});

describe("outgoing rules", () => {
  it.each(["false", "null", "~"])("that set webhook_url to %s leave the URL", async (url) => {
    const rules = `rules: [{ match: { always: true }, actions: [{ type: setval, map: { webhook_url: ${url}, a: 1 } }] }]`;
    const { text } = await sentFor('{"event_type":"create","title":"t"}', { option_outgoing_rules: rules });
    expect(text).toMatch(/"a":1\}$/);
  });
});
