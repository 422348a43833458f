// What a team has to be on call, in all the forms that a person can give it in the web page.

import type { Emulator } from "../../emulator/src/index.ts";
import { callApi, idOf } from "./call-api.ts";
import { demoAccount } from "./demo-account.ts";

const day = 86_400_000;

/** The ids of what was made. */
export interface OnCallObjects {
  readonly team: { readonly id: string; readonly prefix_id: string };
  /** Business hours by turns of a week, as one event for each day: the ids of all, Monday first. */
  readonly office: readonly string[];
  /** A week each, with a shift that is overridden. */
  readonly weekly: string;
  readonly override: string;
  /** Repeats, with its people on call together. */
  readonly together: string;
  readonly ended: string;
  readonly policy: string;
  readonly rule: string;
  readonly window: string;
}

/**
 * Adds a team `Checkout` to the demo account, on call in Europe/Berlin.
 *
 * @param integrationId - The integration of a maintenance window.
 * @param now - The instant that everything is around.
 */
export async function fillOnCall(
  emulator: Emulator,
  integrationId: string,
  now = Date.now(),
): Promise<OnCallObjects> {
  const { ada, grace, alan, platform } = demoAccount(emulator);
  const send = async (method: "POST" | "PUT", path: string, body: Record<string, unknown>) =>
    idOf(await callApi(emulator, method, path, body));
  const members = { member_account_user_ids: [ada.id, grace.id, alan.id], admin_account_user_ids: [ada.id] };
  const teamId = await send("POST", "/teams", { name: "Checkout", ...members });
  const team = emulator.store.find("teams", teamId);
  if (team === undefined) throw new Error("the team was not stored");
  // A Monday without a change of the clocks in its week, long ago.
  const monday = Date.parse("2026-01-05T08:00:00Z");
  const at = (instant: number) => new Date(instant).toISOString();
  const event = (start: number, hours: number, more: Record<string, unknown>) =>
    send("POST", "/events", {
      schedule_ids: [team.schedule_id],
      account_user_ids: [ada.id, grace.id],
      layer: 1,
      time_zone: "Europe/Berlin",
      start_time: at(start),
      end_time: at(start + hours * 3_600_000),
      ...more,
    });
  const repeating = { repeat: true, frequency: 1, rotation: true };
  const office: string[] = [];
  for (let index = 0; index < 5; index += 1) {
    office.push(await event(monday + index * day, 8, { ...repeating, frequency_unit: "weekly", layer: 2 }));
  }
  const weekly = await event(monday, 7 * 24, { ...repeating, frequency_unit: "weekly" });
  const together = await event(monday, 24, {
    ...repeating,
    ...{ frequency_unit: "daily", rotation: false, layer: 3 },
  });
  const ended = await event(monday, 24, {
    ...repeating,
    ...{ frequency_unit: "daily", repeat_end_datetime: at(monday + 7 * day) },
  });
  // Of the shift after the next, from its first midnight in Berlin on.
  const shift = monday + (Math.floor((now - monday) / (7 * day)) + 2) * 7 * day;
  const local = (days: number) => `${at(shift + days * day).slice(0, 10)} 00:00`;
  const [hours] = new Intl.DateTimeFormat("en", {
    ...{ hour: "numeric", hourCycle: "h23", timeZone: "Europe/Berlin" },
  })
    .format(shift)
    .split(":");
  const override = await send("POST", `/events/${weekly}/override`, {
    start_time: local(1),
    end_time: local(2),
    layer: 1,
    time_zone: "Europe/Berlin",
    account_user_ids: [alan.id],
    // Hand-offs are at 09:00 there, in summer too.
    action_time: at(shift + (9 - Number(hours)) * 3_600_000),
  });
  const policy = team.escalation_policy_id ?? "";
  await send("PUT", `/escalation_policies/${policy}`, { repeat: 2, reassign_team_ids: [platform.id] });
  const rules =
    "rules: [{match: {always: true}, actions: [{type: notify, channels: [push, sms], timeout: 2m}]}]";
  const rule = await send("POST", "/notification_rules", { name: "Loud", rules });
  await send("PUT", `/account_users/${alan.id}`, { notification_rule_id: rule });
  const windowFrom = (start: number, name: string) =>
    send("POST", "/maintenance_windows", {
      name,
      time_zone: "Europe/Berlin",
      start_datetime: at(start),
      end_datetime: at(start + 3_600_000),
      integration_ids: [integrationId],
    });
  const window = await windowFrom(shift, "Upgrade");
  await windowFrom(monday, "Long over");
  return { team, office, weekly, override, together, ended, policy, rule, window };
}
