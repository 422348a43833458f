// An alert to a team that nobody is on call in: PagerTree drops it, and the receiver that a probe has reached is told.
// That a preview warns of such a team is in coverage-watch.test.ts.
import { expect, it } from "vitest";
import { createAlert, createOutgoing } from "../../helpers/alerts.ts";
import { callApi, idOf } from "../../helpers/call-api.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { eventsOf, withWebhookReceiver } from "../../helpers/webhook-receiver.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { environmentOf, runCommand } from "../commands/run.ts";

it("is dropped at once, as the receiver of probe --send shows, until a shift is there", async () => {
  const emulator = await withEmulator();
  const { ada } = demoAccount(emulator);
  const people = { member_account_user_ids: [ada.id], admin_account_user_ids: [ada.id] };
  const teamId = idOf(await callApi(emulator, "POST", "/teams", { name: "Checkout", ...people }));
  const receiver = await withWebhookReceiver();
  const { prefix_id } = await createOutgoing(emulator, receiver.url);

  const probed = await runCommand(["probe", prefix_id, "--send"], environmentOf(emulator));
  expect([probed.status, eventsOf(receiver)]).toEqual([0, ["alert.resolved"]]);

  const dropped = await createAlert(emulator, { destination_team_ids: [teamId] });
  await emulator.webhooks.settled();
  expect([dropped.status, eventsOf(receiver).slice(1)]).toEqual([
    "dropped",
    ["alert.created", "alert.open", "alert.dropped"],
  ]);

  await callApi(emulator, "POST", "/events", {
    schedule_ids: [emulator.store.find("teams", teamId)?.schedule_id],
    account_user_ids: [ada.id],
    layer: 1,
    time_zone: "UTC",
    start_time: new Date(Date.now() - 60_000).toISOString(),
    end_time: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const open = await createAlert(emulator, { destination_team_ids: [teamId] });
  await emulator.webhooks.settled();
  expect([open.status, eventsOf(receiver).slice(4)]).toEqual(["open", ["alert.created", "alert.open"]]);
});
