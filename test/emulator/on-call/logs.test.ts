// The emulator's /logs: what came in, and what became of an alert.
import { expect, it } from "vitest";
import { onlyAlert, sendPayload } from "../../helpers/alerts.ts";
import { callApi, idOf, rowsOf } from "../../helpers/call-api.ts";
import { createIntegration } from "../../helpers/demo-account.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const NOON = Date.parse("2026-10-23T12:00:00Z");

it("has the request that made an alert, whole unless logMessagesAreText", async () => {
  const emulator = await withEmulator();
  const webhook = await createIntegration(emulator, "Webhook");
  const payload = { event_type: "create", id: "a", title: "Disk full" };
  await sendPayload(emulator, webhook, payload);
  const path = `/logs/${onlyAlert(emulator).source_log_id}`;

  const whole = await callApi(emulator, "GET", path);
  emulator.switches.logMessagesAreText = true;
  const text = await callApi(emulator, "GET", path);

  expect(whole.body).toMatchObject({
    level: "info",
    format: "json",
    owner_id: webhook.id,
    owner_type: "Integration",
    details: { message: payload, sublogs: [] },
  });
  expect(text.body).toMatchObject({ details: { message: "received" } });
});

it("tells whom an alert asks, until when, and its end; by owner_id", async () => {
  const emulator = await withEmulator({ clock: () => NOON });
  const webhook = await createIntegration(emulator, "Webhook");
  await sendPayload(emulator, webhook, { event_type: "create", id: "a", title: "Disk full" });
  const { id } = onlyAlert(emulator);
  emulator.clock.moveBy(5 * 60_000);
  await callApi(emulator, "POST", `/alerts/${id}/acknowledge`);

  const logs = rowsOf(await callApi(emulator, "GET", `/logs?owner_id=${id}&sort=created_at`));

  expect(logs.map(({ owner_type, details }) => [owner_type, Object(details).message])).toEqual([
    ["Alert", "[Platform] Notify layer 1. Wait until 2026-10-23 12:05:00 UTC (300 seconds)."],
    ["Alert", "[Platform] Notify layer 2. Wait until 2026-10-23 12:15:00 UTC (600 seconds)."],
    ["Alert", "Alert acknowledged."],
  ]);
});

it("cannot be written", async () => {
  const emulator = await withEmulator();
  const webhook = await createIntegration(emulator, "Webhook");
  await sendPayload(emulator, webhook, { event_type: "create", id: "a", title: "Disk full" });
  const [log] = rowsOf(await callApi(emulator, "GET", "/logs"));

  for (const method of ["PUT", "DELETE"]) {
    expect((await callApi(emulator, method, `/logs/${idOf({ body: log ?? {} })}`)).status).toBe(404);
  }
});
