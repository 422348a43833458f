// What Rails raises or drops where a client would rather be told.
import { expect, it } from "vitest";
import { createAlert } from "../helpers/alerts.ts";
import { callApi, messagesOf } from "../helpers/call-api.ts";
import { demoAccount, postIntegration } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

it("an unknown word gives 500 with unknownWordAnswers500", async () => {
  const emulator = await withEmulator({ switches: { unknownWordAnswers500: true } });
  const { platform } = demoAccount(emulator);

  const answers = [
    await postIntegration(emulator, "Datadog", { urgency: "urgent" }),
    await callApi(emulator, "PUT", `/teams/${platform.id}`, { drop_notifications: "everybody" }),
    await callApi(emulator, "POST", "/alerts", {
      title: "Disk full",
      urgency: "urgent",
      destination_team_ids: [platform.id],
    }),
  ];

  for (const answer of answers) {
    expect([answer.status, messagesOf(answer)]).toEqual([500, ["Internal Server Error"]]);
  }
});

it("an alert's thirdparty_id is dropped with alertThirdPartyIdDropped", async () => {
  const emulator = await withEmulator();
  const kept = await createAlert(emulator, { thirdparty_id: "a" });
  emulator.switches.alertThirdPartyIdDropped = true;

  const dropped = await createAlert(emulator, { thirdparty_id: "a" });

  expect([kept.thirdparty_id, dropped.thirdparty_id]).toEqual(["a", null]);
});

it("prefix ids hold letters, digits, hyphens and underscores", async () => {
  const { store } = await withEmulator();

  const ids = Array.from({ length: 200 }, () => store.ids.prefixId("int"));

  for (const id of ids) expect(id).toMatch(/^int_[A-Za-z0-9_-]{14}$/);
  expect(ids.some((id) => id.slice(4).includes("-"))).toBe(true);
  expect(ids.some((id) => id.slice(4).includes("_"))).toBe(true);
});
