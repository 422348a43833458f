// The emulator's /maintenance_windows, and what they keep away.
import { describe, expect, it } from "vitest";
import type { Emulator, Integration } from "../../../emulator/src/index.ts";
import { sendPayload } from "../../helpers/alerts.ts";
import { type Body, callApi, idOf, messagesOf } from "../../helpers/call-api.ts";
import { createIntegration } from "../../helpers/demo-account.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const NOON = Date.parse("2026-10-23T12:00:00Z");
const MINUTE = 60_000;

function postWindow(emulator: Emulator, integrations: readonly Integration[], attributes: Body = {}) {
  return callApi(emulator, "POST", "/maintenance_windows", {
    name: "Database upgrade",
    start_datetime: "2026-10-23T12:10:00Z",
    end_datetime: "2026-10-23T12:20:00Z",
    time_zone: "Eastern Time (US & Canada)",
    integration_ids: integrations.map(({ id }) => id),
    ...attributes,
  });
}

describe("/maintenance_windows", () => {
  it("are made and read in their zone, without the description", async () => {
    const emulator = await withEmulator();
    const webhook = await createIntegration(emulator, "Webhook");

    const made = await postWindow(emulator, [webhook], { description: "db-1" });

    expect(made.status, made.text).toBe(201);
    expect(made.body).toMatchObject({
      name: "Database upgrade",
      start_datetime: "2026-10-23T08:10:00.000-04:00",
      end_datetime: "2026-10-23T08:20:00.000-04:00",
      time_zone: "Eastern Time (US & Canada)",
      integration_ids: [webhook.id],
    });
    expect(made.body).not.toHaveProperty("description");
    expect((await callApi(emulator, "GET", `/maintenance_windows/${idOf(made)}`)).body).toEqual(made.body);
  });

  it("name everything that is missing", async () => {
    const emulator = await withEmulator();

    expect(messagesOf(await callApi(emulator, "POST", "/maintenance_windows", {}))).toEqual([
      "name can't be blank",
      "integrations can't be blank",
      "time_zone can't be blank",
      "start_datetime can't be blank",
      "end_datetime can't be blank",
    ]);
  });

  it.each([
    ["reversedWindowsStored", { end_datetime: "2026-10-23T12:00:00Z" }, [422, 201]],
    ["pastWindowsRefused", { start_datetime: "2020-01-01", end_datetime: "2020-01-02" }, [201, 422]],
  ])("have the switch %s", async (name, attributes, statuses) => {
    const emulator = await withEmulator();
    const webhook = await createIntegration(emulator, "Webhook");
    const post = async () => (await postWindow(emulator, [webhook], attributes)).status;

    const before = await post();
    Object.assign(emulator.switches, { [name]: true });

    expect([before, await post()]).toEqual(statuses);
  });
});

it("what comes in while a window runs is answered with 200 and makes no alert, of its integrations alone", async () => {
  const emulator = await withEmulator({ clock: () => NOON });
  const [webhook, other] = [
    await createIntegration(emulator, "Webhook"),
    await createIntegration(emulator, "Webhook"),
  ];
  const made = await postWindow(emulator, [webhook]);
  const send = async (integration: Integration, id: string) =>
    (await sendPayload(emulator, integration, { event_type: "create", id, title: "Disk full" })).status;

  expect(await send(webhook, "before")).toBe(200);
  emulator.clock.moveBy(10 * MINUTE);
  expect([await send(webhook, "during"), await send(other, "other")]).toEqual([200, 200]);
  emulator.clock.moveBy(10 * MINUTE);
  await send(webhook, "after");
  emulator.clock.moveTo(NOON + 15 * MINUTE);
  await callApi(emulator, "DELETE", `/maintenance_windows/${idOf(made)}`);
  await send(webhook, "deleted");

  expect(emulator.store.all("alerts").map(({ thirdparty_id }) => thirdparty_id)).toEqual([
    "before",
    "other",
    "after",
    "deleted",
  ]);
});
