// What types differ in beside their payloads: who may send, by which method, what is answered, what they ask for.
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import type { Emulator, Integration } from "../../../emulator/src/index.ts";
import { onlyAlert, sendPayload } from "../../helpers/alerts.ts";
import type { Body } from "../../helpers/call-api.ts";
import { createIntegration } from "../../helpers/demo-account.ts";
import { samplesOf, sendSample } from "../../helpers/sample-requests.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

async function withIntegration(typeName: string, attributes: Body = {}) {
  const emulator = await withEmulator();
  return { emulator, integration: await createIntegration(emulator, typeName, attributes) };
}

/** Sends the type's create sample with other headers, and gives the status. */
async function statusWith(
  emulator: Emulator,
  integration: Integration,
  type: string,
  headers: Readonly<Record<string, string>>,
): Promise<number> {
  const { body } = samplesOf(type).create ?? {};
  return (await sendPayload(emulator, integration, body, headers)).status;
}

it.each([
  ["Cloudflare", "cloudflare", "option_webhook_secret", "cf-webhook-auth", ""],
  ["HetrixTools", "hetrixtools", "option_authentication_token", "authorization", "Bearer "],
  ["Honeybadger", "honeybadger", "option_token", "honeybadger-token", ""],
  ["Webhook", "webhook", "option_token", "pagertree-token", ""],
])("%s takes what brings its secret in the header %s", async (name, type, option, header, prefix) => {
  const { emulator, integration } = await withIntegration(name, { [option]: "made-up" });
  expect(await statusWith(emulator, integration, type, {})).toBe(403);
  expect(await statusWith(emulator, integration, type, { [header]: `${prefix}other` })).toBe(403);
  expect(emulator.store.all("logs")).toEqual([]);
  expect(await statusWith(emulator, integration, type, { [header]: `${prefix}made-up` })).toBe(200);
});

it.each([
  ["Slack (Outgoing Webhook)", "slack-outgoing-webhook"],
  ["Mattermost (Outgoing Webhook)", "mattermost-outgoing-webhook"],
])("%s takes what brings its token as a parameter", async (name, type) => {
  const { emulator, integration } = await withIntegration(name, { option_token: "another" });
  expect(await statusWith(emulator, integration, type, {})).toBe(403);
  const { body } = samplesOf(type).create ?? {};
  const answer = await sendPayload(emulator, integration, { ...Object(body), token: "another" });
  expect(answer.status).toBe(200);
});

it("Sentry takes what is signed with its secret, and what is not signed", async () => {
  const { emulator, integration } = await withIntegration("Sentry", { option_client_secret: "made-up" });
  const body = JSON.stringify(samplesOf("sentry").create?.body);
  const signature = createHmac("sha256", "made-up").update(body).digest("hex");
  const statusOf = async (headers: Readonly<Record<string, string>>) =>
    (await sendPayload(emulator, integration, body, { "sentry-hook-resource": "issue", ...headers })).status;
  expect(await statusOf({ "sentry-hook-signature": "00" })).toBe(403);
  expect(await statusOf({ "sentry-hook-signature": signature })).toBe(200);
  expect(await statusOf({})).toBe(200);
});

it("UptimeRobot's endpoint takes GET with /g at its end, and no other type's does", async () => {
  const { emulator, integration } = await withIntegration("UptimeRobot");
  await sendSample(emulator, integration, samplesOf("uptimerobot").create);
  expect(onlyAlert(emulator)).toMatchObject({ title: "Shop front page is DOWN", thirdparty_id: "777123456" });
  const datadog = await createIntegration(emulator, "Datadog");
  expect((await fetch(`${emulator.inboundUrl}/${datadog.prefix_id}/g?ALERT_ID=1`)).status).toBe(404);
});

it("the query counts too, and over the body", async () => {
  const { emulator, integration } = await withIntegration("Webhook");
  const query = "event_type=create&id=disk-1&title=Query";
  await fetch(`${emulator.inboundUrl}/${integration.prefix_id}?${query}`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: "title=Body&tags[]=a&tags[]=b",
  });
  expect(onlyAlert(emulator)).toMatchObject({ title: "Query", tag_list: ["a", "b"] });
});

it("the log shows the parameters, with the integration's id as the last", async () => {
  const { emulator, integration } = await withIntegration("PRTG Network Monitor");
  await sendSample(emulator, integration, samplesOf("prtg-network-monitor").create);
  const last = onlyAlert(emulator).additional_data.at(-1);
  expect(last).toEqual(
    new Map([
      ["format", "text"],
      ["label", "pagertree_integration_id"],
      ["value", integration.prefix_id],
    ]),
  );
});

it("a key named action or controller is dropped, as what Rails calls its own is", async () => {
  const { emulator, integration } = await withIntegration("Webhook", {
    option_capture_additional_data: true,
  });
  const body = {
    event_type: "create",
    id: "1",
    title: "Down",
    action: "a",
    controller: "b",
    in: { action: 1 },
  };
  await sendPayload(emulator, integration, body);
  const labels = onlyAlert(emulator).additional_data.map((datum) => datum.get("label"));
  expect(labels).toEqual(["in"]);
  expect([...(emulator.store.all("logs")[0]?.data?.keys() ?? [])]).not.toContain("action");
});

it("ElastAlert is answered with 200 while it is disabled, others with 405", async () => {
  const { emulator, integration } = await withIntegration("ElastAlert", { enabled: false });
  expect((await sendPayload(emulator, integration, {})).status).toBe(200);
  const datadog = await createIntegration(emulator, "Datadog", { enabled: false });
  expect((await sendPayload(emulator, datadog, {})).status).toBe(405);
});

it("a payload that the adapter fails on is answered with 200, and a log tells of the failure", async () => {
  const { emulator, integration } = await withIntegration("Prometheus");
  const answer = await sendPayload(emulator, integration, { status: "firing", commonLabels: "text" });
  expect(answer.status).toBe(200);
  expect(emulator.store.all("alerts")).toEqual([]);
  expect(emulator.store.all("logs").at(-1)?.message).toBe(
    "nothing was done, since the adapter fails: String does not have #dig method",
  );
});

it.each([
  ["Incoming SMS", { NumMedia: "INFINITE" }],
  ["HetrixTools", { monitor_errors: { a: "b" }, monitor_status: "offline", timestamp: "INFINITE" }],
  ["UptimeRobot", { alertTypeFriendlyName: "down", groupSeconds: 60, alertDateTime: "INFINITE" }],
])("%s fails on a number without an end, and is answered with 200", async (name, payload) => {
  for (const number of ["1e999", "-1e999"]) {
    const { emulator, integration } = await withIntegration(name);
    const body = JSON.stringify(payload).replace('"INFINITE"', number);
    expect((await sendPayload(emulator, integration, body)).status).toBe(200);
    expect(emulator.store.all("logs").at(-1)?.message).toMatch(/since the adapter fails: -?Infinity$/);
  }
});

it("UptimeRobot fails on a time that no Float holds, where it groups", async () => {
  const { emulator, integration } = await withIntegration("UptimeRobot");
  const payload = { alertTypeFriendlyName: "down", groupSeconds: 60, alertDateTime: "9".repeat(400) };
  expect((await sendPayload(emulator, integration, payload)).status).toBe(200);
  expect(emulator.store.all("logs").at(-1)?.message).toContain("the adapter fails: Infinity");
});

it("Datadog's Re-Triggered makes another alert where its option is on", async () => {
  const { emulator, integration } = await withIntegration("Datadog", {
    option_support_retriggered_event: true,
  });
  const body = Object(samplesOf("datadog").create?.body);
  await sendPayload(emulator, integration, body);
  await sendPayload(emulator, integration, { ...body, ALERT_TRANSITION: "Re-Triggered" });
  expect(emulator.store.all("alerts")).toHaveLength(2);
});

it("two ids beyond 2^53 are two alerts", async () => {
  const { emulator, integration } = await withIntegration("Pingdom");
  const body = JSON.stringify(samplesOf("pingdom").create?.body);
  for (const id of ["9007199254740992", "9007199254740993"]) {
    await sendPayload(emulator, integration, body.replace("6512001", id));
  }
  expect(emulator.store.all("alerts").map(({ thirdparty_id }) => thirdparty_id)).toEqual([
    "9007199254740992",
    "9007199254740993",
  ]);
});

const CONFIRMATION = { Type: "SubscriptionConfirmation", TopicArn: "arn:aws:sns:eu-west-1:1:pagertree" };

it("AWS SNS' subscription is confirmed on this machine", async () => {
  const asked: (string | undefined)[] = [];
  const sns = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end();
  }).listen(0, "127.0.0.1");
  onTestFinished(() => void sns.close());
  const { emulator, integration } = await withIntegration("AWS CloudWatch");
  const { port } = sns.address() as AddressInfo;
  const message = { ...CONFIRMATION, SubscribeURL: `http://127.0.0.1:${port}/confirm?Token=made-up` };
  await sendPayload(emulator, integration, JSON.stringify(message), { "content-type": "text/plain" });
  await emulator.webhooks.settled();
  expect(asked).toEqual(["GET /confirm?Token=made-up"]);
  expect(emulator.store.all("logs").at(-1)?.message).toBe(
    `a request was made to http://127.0.0.1:${port}/confirm: 200`,
  );
});

it("no subscription is confirmed elsewhere, and its token is not logged", async () => {
  const { emulator, integration } = await withIntegration("AWS CloudWatch");
  const message = { ...CONFIRMATION, SubscribeURL: "https://sns.example.com/?Token=made-up" };
  await sendPayload(emulator, integration, JSON.stringify(message), { "content-type": "text/plain" });
  await emulator.webhooks.settled();
  expect(emulator.store.all("logs").at(-1)?.message).toBe(
    "no request was made to https://sns.example.com/: the emulator asks this machine only",
  );
});
