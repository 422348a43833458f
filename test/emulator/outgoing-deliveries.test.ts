// How the emulator's outgoing webhooks are delivered: retries, outages, refusals, the record.
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Delivery, Emulator } from "../../emulator/src/index.ts";
import { control, createAlert, createOutgoing, makeAllEventsHappen } from "../helpers/alerts.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";
import { eventsOf, withWebhookReceiver } from "../helpers/webhook-receiver.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

const deliveriesOf = ({ store }: Emulator): readonly Delivery[] => store.all("deliveries");
const CREATED_ONLY = { option_alert_open: false };

describe("a delivery", () => {
  it.each([200, 201, 204, 299])("is a success at %i", async (status) => {
    const receiver = await withWebhookReceiver();
    receiver.answerWith(status);
    const emulator = await withEmulator();
    await createOutgoing(emulator, receiver.url, CREATED_ONLY);
    await createAlert(emulator);
    await emulator.webhooks.settled();
    expect(deliveriesOf(emulator)).toMatchObject([
      {
        event: "alert.created",
        status: "success",
        attempts: [{ status, error: null }],
        next_attempt_at: null,
      },
    ]);
  });

  it.each([300, 400, 401, 404, 422, 429, 500, 503])("is tried again at %i", async (status) => {
    const receiver = await withWebhookReceiver();
    receiver.answerWith(status);
    const emulator = await withEmulator();
    await createOutgoing(emulator, receiver.url, CREATED_ONLY);
    await createAlert(emulator);
    await emulator.webhooks.settled();
    expect(deliveriesOf(emulator)).toMatchObject([{ status: "retrying", attempts: [{ status }] }]);
  });

  it("follows no redirect", async () => {
    const [receiver, elsewhere] = [await withWebhookReceiver(), await withWebhookReceiver()];
    receiver.answerWith(307, { location: elsewhere.url });
    const emulator = await withEmulator();
    await createOutgoing(emulator, receiver.url, CREATED_ONLY);
    await createAlert(emulator);
    await emulator.webhooks.settled();
    expect(deliveriesOf(emulator)[0]?.attempts).toMatchObject([{ status: 307 }]);
    expect(elsewhere.received).toEqual([]);
  });

  it("times out", async () => {
    const receiver = await withWebhookReceiver();
    receiver.answerWith("hang");
    const emulator = await withEmulator({ switches: { webhookTimeoutMs: 20 } });
    await createOutgoing(emulator, receiver.url, CREATED_ONLY);
    await createAlert(emulator);
    await emulator.webhooks.settled();
    expect(deliveriesOf(emulator)).toMatchObject([
      { status: "retrying", attempts: [{ status: null, error: "timeout" }] },
    ]);
  });

  it("says when nothing listens, and names no URL", async () => {
    const emulator = await withEmulator();
    await createOutgoing(emulator, "http://127.0.0.1:1/hook?secret=s3cret", CREATED_ONLY);
    await createAlert(emulator);
    await emulator.webhooks.settled();
    const [attempt] = deliveriesOf(emulator)[0]?.attempts ?? [];
    expect(attempt?.status).toBeNull();
    expect(attempt?.error).toBeTruthy();
    expect(attempt?.error).not.toContain("s3cret");
  });

  it("waits twice as long each time, an hour at most, and is given up after 14 retries", async () => {
    let now = Date.parse("2026-01-01T00:00:00Z");
    const receiver = await withWebhookReceiver();
    receiver.answerWith(500);
    const emulator = await withEmulator({ clock: () => now });
    await createOutgoing(emulator, receiver.url, CREATED_ONLY);
    await createAlert(emulator);
    await emulator.webhooks.settled();

    const waits: number[] = [];
    for (let next = deliveriesOf(emulator)[0]?.next_attempt_at; next; ) {
      waits.push((Date.parse(next) - now) / 1000);
      now = Date.parse(next);
      await emulator.webhooks.retryNow();
      next = deliveriesOf(emulator)[0]?.next_attempt_at ?? null;
    }

    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600]);
    expect(deliveriesOf(emulator)).toMatchObject([{ status: "failure" }]);
    expect(receiver.received).toHaveLength(15);
  });

  it("is retried by itself when its time has come", async () => {
    const receiver = await withWebhookReceiver();
    receiver.answerWith(500);
    const emulator = await withEmulator({ switches: { webhookRetryMs: 0 } });
    await createOutgoing(emulator, receiver.url, CREATED_ONLY);
    await createAlert(emulator);
    await expect.poll(() => deliveriesOf(emulator)[0]?.status).toBe("failure");
    expect(receiver.received).toHaveLength(15);
  });

  it.each([
    ["another host", "http://receiver.example.com/hook"],
    ["a private address", "http://10.0.0.1/hook"],
    ["the cloud's metadata", "http://169.254.169.254/latest"],
  ])("to %s is cancelled and never sent", async (_what, url) => {
    const emulator = await withEmulator();
    await createOutgoing(emulator, url, CREATED_ONLY);
    await createAlert(emulator);
    await emulator.webhooks.settled();
    expect(deliveriesOf(emulator)).toMatchObject([{ status: "cancelled", attempts: [] }]);
  });

  it("to a host that deliverTo names is tried", async () => {
    const emulator = await withEmulator({ deliverTo: ["receiver.invalid"] });
    await createOutgoing(emulator, "http://receiver.invalid/hook", CREATED_ONLY);
    await createAlert(emulator);
    await emulator.webhooks.settled();
    expect(deliveriesOf(emulator)).toMatchObject([{ status: "retrying", attempts: [{ status: null }] }]);
  });
});

describe("an outage of the receiver", () => {
  it("loses no event, and none comes twice", async () => {
    const receiver = await withWebhookReceiver();
    const emulator = await withEmulator();
    await createOutgoing(emulator, receiver.url);
    receiver.answerWith(500);
    await makeAllEventsHappen(emulator);
    const during = receiver.received.length;

    receiver.answerWith(200);
    await emulator.webhooks.retryNow();
    await emulator.webhooks.retryNow();

    expect(during).toBe(8);
    expect(eventsOf(receiver).slice(during)).toEqual(eventsOf(receiver).slice(0, during));
    expect(deliveriesOf(emulator).map(({ status }) => status)).toEqual(Array(8).fill("success"));
  });

  it("of one receiver does not hold up another", async () => {
    const [broken, working] = [await withWebhookReceiver(), await withWebhookReceiver()];
    broken.answerWith("hang");
    const emulator = await withEmulator();
    await createOutgoing(emulator, broken.url);
    await createOutgoing(emulator, working.url);
    await createAlert(emulator);
    await expect.poll(() => eventsOf(working)).toEqual(["alert.created", "alert.open"]);
  });

  it("outlasts a restart with a data file", async () => {
    const dataFile = join(await temporaryFolder(), "data.json");
    const receiver = await withWebhookReceiver();
    receiver.answerWith(500);
    const first = await withEmulator({ dataFile });
    await createOutgoing(first, receiver.url, CREATED_ONLY);
    await createAlert(first);
    await first.webhooks.settled();
    await first.close();

    receiver.answerWith(200);
    const second = await withEmulator({ dataFile });
    await second.webhooks.retryNow();

    expect(deliveriesOf(second)).toMatchObject([
      { status: "success", attempts: [{ status: 500 }, { status: 200 }] },
    ]);
  });
});

describe("/_emulator/deliveries", () => {
  it("gives the record without what is secret, and retries on request", async () => {
    const receiver = await withWebhookReceiver();
    receiver.answerWith(401);
    const emulator = await withEmulator();
    await createOutgoing(emulator, `${receiver.url}/hook?secret=s3cret`, {
      ...CREATED_ONLY,
      option_username: "ada",
      option_password: "pa55word",
    });
    await createAlert(emulator);
    await control(emulator, "POST", "/deliveries/settle");

    const before = await control(emulator, "GET", "/deliveries");
    receiver.answerWith(200);
    const after = await control(emulator, "POST", "/deliveries/retry");

    expect(JSON.parse(before.text)).toMatchObject([
      { event: "alert.created", receiver: receiver.url, status: "retrying", attempts: [{ status: 401 }] },
    ]);
    expect(JSON.parse(after.text)).toMatchObject([{ status: "success" }]);
    expect(before.text).not.toContain("s3cret");
    expect(before.text).not.toContain(Buffer.from("ada:pa55word").toString("base64"));
  });

  it("stops with a reset: nothing that waited is sent", async () => {
    const receiver = await withWebhookReceiver();
    receiver.answerWith(500);
    const emulator = await withEmulator();
    await createOutgoing(emulator, receiver.url, CREATED_ONLY);
    await createAlert(emulator);
    await emulator.webhooks.settled();

    await control(emulator, "POST", "/reset");
    await emulator.webhooks.retryNow();

    expect(receiver.received).toHaveLength(1);
    expect(deliveriesOf(emulator)).toEqual([]);
  });
});
