// Reminders of going on and off call: whom outgoing webhooks name, and when, on a clock that the tests move.
import { expect, it } from "vitest";
import { z } from "zod";
import type { Switches } from "../../../emulator/src/index.ts";
import { createOutgoing } from "../../helpers/alerts.ts";
import { callApi, idOf } from "../../helpers/call-api.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { type WebhookReceiver, withWebhookReceiver } from "../../helpers/webhook-receiver.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const SUNDAY = Date.parse("2026-10-25T12:00:00Z");
const HOUR = 60 * 60 * 1000;
const ON = { option_event_reminder_going_on_call: true, option_event_reminder_going_off_call: true };

const bodySchema = z.object({
  type: z.string(),
  data: z.object({
    event: z.object({
      start_time: z.string(),
      account_user: z.object({ user: z.object({ name: z.string() }) }),
    }),
  }),
});

/** An account in which Ada and Grace take weekly turns from Monday 09:00 in Berlin on, and nobody else is on call. */
async function withRotation(switches: Partial<Switches> = {}) {
  const emulator = await withEmulator({ clock: () => SUNDAY, switches });
  const { ada, grace, platform } = demoAccount(emulator);
  for (const { id } of emulator.store.all("events")) emulator.store.remove("events", id);
  const answer = await callApi(emulator, "POST", "/events", {
    schedule_ids: [platform.schedule_id],
    account_user_ids: [ada.id, grace.id],
    layer: 1,
    time_zone: "Berlin",
    start_time: "2026-10-12T09:00:00+02:00",
    end_time: "2026-10-19T09:00:00+02:00",
    ...{ repeat: true, frequency: 1, frequency_unit: "weekly", rotation: true },
  });
  return { emulator, eventId: idOf(answer), ada, grace, platform };
}

/** The reminders that came: what, of whom, and of which shift. */
function told({ received }: WebhookReceiver): string[] {
  return received.map(({ body }) => {
    const { type, data } = bodySchema.parse(body);
    const { start_time, account_user } = data.event;
    const name = account_user.user.name.split(" ")[0];
    return `${type.replace("event_reminder.", "")} ${name} ${start_time.slice(0, 10)}`;
  });
}

it("go out an hour before each shift begins and ends, each once, whenever the clock is moved over it", async () => {
  const { emulator } = await withRotation();
  const receiver = await withWebhookReceiver();
  await createOutgoing(emulator, receiver.url, ON);

  // The clocks go back on October 25, so 09:00 in Berlin is 08:00 UTC after it.
  emulator.clock.moveTo("2026-10-26T06:59:59Z");
  await emulator.webhooks.settled();
  expect(told(receiver)).toEqual([]);
  emulator.clock.moveTo("2026-10-26T07:00:00Z");
  emulator.clock.moveTo("2026-11-02T12:00:00Z");
  emulator.clock.moveBy(HOUR);
  await emulator.webhooks.settled();

  expect(told(receiver)).toEqual([
    "going_on_call Ada 2026-10-26",
    "going_off_call Grace 2026-10-19",
    "going_on_call Grace 2026-11-02",
    "going_off_call Ada 2026-10-26",
  ]);
});

it("show the shift on the clocks of its zone, with the teams and the person", async () => {
  const { emulator, eventId, ada, platform } = await withRotation();
  const receiver = await withWebhookReceiver();
  await createOutgoing(emulator, receiver.url, { option_event_reminder_going_on_call: true });

  emulator.clock.moveTo("2026-10-26T12:00:00Z");
  await emulator.webhooks.settled();

  expect(receiver.received.map(({ body }) => body)).toEqual([
    {
      type: "event_reminder.going_on_call",
      data: {
        id: expect.any(String),
        prefix_id: expect.any(String),
        event: {
          id: eventId,
          prefix_id: expect.stringMatching(/^evt_/),
          start_time: "2026-10-26T09:00:00.000+01:00",
          end_time: "2026-11-02T09:00:00.000+01:00",
          time_zone: "Berlin",
          iana_time_zone: "Europe/Berlin",
          layer: 1,
          teams: [
            {
              id: platform.id,
              tiny_id: platform.tiny_id,
              prefix_id: platform.prefix_id,
              name: "Platform",
            },
          ],
          account_user: {
            id: ada.id,
            prefix_id: ada.prefix_id,
            user: {
              id: ada.user.id,
              prefix_id: ada.user.prefix_id,
              name: "Ada Lovelace",
              email: "ada@example.com",
            },
          },
        },
      },
    },
  ]);
});

it("are those of an override too, and not of the shift that it takes the place of", async () => {
  const { emulator, eventId, grace } = await withRotation();
  const receiver = await withWebhookReceiver();
  await createOutgoing(emulator, receiver.url, { option_event_reminder_going_on_call: true });
  await callApi(emulator, "POST", `/events/${eventId}/override`, {
    account_user_ids: [grace.id],
    layer: 1,
    time_zone: "Berlin",
    start_time: "2026-10-26 09:00",
    end_time: "2026-11-02 09:00",
    action_time: "2026-10-26T09:00:00.000+01:00",
  });

  emulator.clock.moveTo("2026-10-27T12:00:00Z");
  await emulator.webhooks.settled();

  expect(told(receiver)).toEqual(["going_on_call Grace 2026-10-26"]);
});

it("are not made up for once somebody awaits them", async () => {
  const { emulator } = await withRotation();
  const receiver = await withWebhookReceiver();
  emulator.clock.moveTo("2026-10-26T12:00:00Z");

  await createOutgoing(emulator, receiver.url, ON);
  emulator.clock.moveBy(HOUR);
  await emulator.webhooks.settled();

  expect(told(receiver)).toEqual([]);
});

it.each([
  [0, "2026-10-26T08:00:00Z"],
  [12 * HOUR, "2026-10-25T20:00:00Z"],
])("come as long before as the switch reminderLeadMs says: %j", async (reminderLeadMs, at) => {
  const { emulator } = await withRotation({ reminderLeadMs });
  const receiver = await withWebhookReceiver();
  await createOutgoing(emulator, receiver.url, { option_event_reminder_going_on_call: true });

  emulator.clock.moveTo(Date.parse(at) - 1);
  await emulator.webhooks.settled();
  expect(told(receiver)).toEqual([]);
  emulator.clock.moveTo(at);
  await emulator.webhooks.settled();
  expect(told(receiver)).toEqual(["going_on_call Ada 2026-10-26"]);
});

it("come to nobody with null as reminderLeadMs, and before a shift whose time to be reminded is over", async () => {
  for (const reminderLeadMs of [null, 24 * HOUR]) {
    const { emulator } = await withRotation({ reminderLeadMs });
    const receiver = await withWebhookReceiver();
    await createOutgoing(emulator, receiver.url, { option_event_reminder_going_on_call: true });
    emulator.clock.moveTo("2026-10-26T12:00:00Z");
    await emulator.webhooks.settled();
    expect(told(receiver)).toEqual([]);
  }
});
