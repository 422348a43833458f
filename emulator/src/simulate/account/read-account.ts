// Reads an account through the API, with nothing but GET, and fills the store with it.
import type { z } from "zod";
import { INTEGRATION_TYPES } from "../../catalog.ts";
import type { Store } from "../../store.ts";
import { type AccountSource, readList, unlessForbidden } from "./client.ts";
import type { Gaps } from "./gaps.ts";
import { findTypeByName } from "./options.ts";
import { insertUser } from "./records.ts";
import {
  event,
  integration,
  maintenance,
  notificationRule,
  policy,
  router,
  scalar,
  schedule,
  team,
  user,
} from "./wire.ts";

/**
 * Reads all that decides who is paged. What the key may not read is a gap.
 *
 * @returns the account's id
 * @throws {SimulationError} if it cannot be read
 */
export async function readAccount(source: AccountSource, store: Store, gaps: Gaps): Promise<string> {
  const rowsOf = <T>(path: string, row: z.ZodType<T>) => readList(source, path, row);
  const teams = await rowsOf("teams", team);
  const people = await rowsOf("account_users", user);
  const routers = await rowsOf("routers", router);
  const integrations = await rowsOf("integrations", integration);
  const [policies, schedules, events, windows, notificationRules] = await Promise.all([
    unlessForbidden(rowsOf("escalation_policies", policy)),
    unlessForbidden(rowsOf("schedules", schedule)),
    unlessForbidden(rowsOf("events", event)),
    unlessForbidden(rowsOf("maintenance_windows", maintenance)),
    unlessForbidden(rowsOf("notification_rules", notificationRule)),
  ]);
  const accountId =
    [...teams, ...people, ...integrations].find((row) => row.account_id)?.account_id ?? "account";

  for (const { user: person, ...row } of people) {
    insertUser(store, accountId, row, person.name ?? row.id);
    const held = store.find("account_users", row.id);
    if (held) {
      const { notification_rule_id } = row;
      store.update("account_users", row.id, {
        user: { ...held.user, emails: person.emails ?? [] },
        notification_rule_id,
      });
    }
    if (row.notification_rule_id !== null && notificationRules === undefined) {
      gaps.unknownNotifications.add(row.id);
      gaps.add(
        row.id,
        `how ${person.name ?? row.id} is notified is not known: the API key may not read notification rules`,
      );
    }
  }
  for (const row of notificationRules ?? []) {
    const { name, enabled, rules } = row;
    store.insert(
      "notification_rules",
      accountId,
      { name: name ?? row.id, enabled: enabled ?? true, rules },
      row,
    );
  }
  for (const row of schedules ?? []) store.insert("schedules", accountId, { name: row.name ?? row.id }, row);
  for (const row of policies ?? []) {
    const { reassign_team_ids, reassign_account_user_ids } = row;
    const escalation_layers = (row.escalation_layers ?? [])
      .map((layer) => ({
        ...{ id: layer.id, prefix_id: layer.id, color_hex: null },
        ...{ layer: layer.layer, timeout: layer.timeout, timeout_unit: wholeUnit(layer.timeout_unit) },
      }))
      .toSorted((a, b) => a.layer - b.layer);
    store.insert(
      "escalation_policies",
      accountId,
      {
        ...{ name: row.name ?? row.id, repeat: row.repeat ?? 0 },
        ...{ reassign_team_ids, reassign_account_user_ids, escalation_layers },
      },
      row,
    );
  }
  for (const row of events ?? []) insertEvent(store, accountId, row);
  for (const row of teams) {
    store.insert(
      "teams",
      accountId,
      {
        ...{ name: row.name, notes: null, drop_notifications: "none", handoff_notifications: "none" },
        ...{ schedule_id: row.schedule_id ?? "", escalation_policy_id: row.escalation_policy_id ?? "" },
        member_account_user_ids: row.member_account_user_ids,
        admin_account_user_ids: row.admin_account_user_ids,
        ...{ drop_notification_account_user_ids: [], handoff_notification_account_user_ids: [] },
      },
      row,
    );
    if (events === undefined) gaps.unknownSchedules.add(row.id);
    if (policies === undefined) gaps.unknownPolicies.add(row.id);
  }
  for (const row of routers) {
    const { default_receiver_team_id, default_receiver_router_id, default_receiver_account_user_id } = row;
    store.insert(
      "routers",
      accountId,
      {
        ...{ name: row.name, enabled: row.enabled ?? true, rules: row.rules },
        ...{ default_receiver_team_id, default_receiver_router_id, default_receiver_account_user_id },
      },
      row,
    );
  }
  for (const row of integrations) insertIntegration(store, accountId, row);
  for (const row of windows ?? []) {
    const { start_datetime, end_datetime, time_zone, integration_ids } = row;
    store.insert(
      "maintenance_windows",
      accountId,
      {
        name: row.name ?? row.id,
        description: null,
        start_datetime,
        end_datetime,
        time_zone,
        integration_ids,
      },
      row,
    );
  }
  return accountId;
}

function insertEvent(store: Store, accountId: string, row: z.infer<typeof event>): void {
  store.insert(
    "events",
    accountId,
    {
      ...{ start_time: row.start_time, end_time: row.end_time, layer: row.layer, time_zone: row.time_zone },
      attendees: (row.event_attendees ?? [])
        .toSorted((a, b) => a.position - b.position)
        .map(({ id: attendeeId, attendee_id }, index) => ({
          id: attendeeId,
          attendee_id,
          position: index + 1,
        })),
      schedule_ids: row.schedule_ids,
      repeat: row.repeat ?? false,
      frequency: row.frequency ?? null,
      frequency_unit: row.frequency_unit ?? null,
      days_of_week: row.days_of_week ?? [],
      repeat_end_datetime: row.repeat_end_datetime ?? null,
      rotation: row.rotation ?? false,
      parent_id: row.parent_id,
      exceptions: row.exceptions ?? [],
      made_by_override: null,
    },
    row,
  );
}

function insertIntegration(store: Store, accountId: string, row: z.infer<typeof integration>): void {
  const { name = "", id: typeId = "" } = row.integration_type;
  const type = findTypeByName(name) ?? INTEGRATION_TYPES.find((known) => known.id === typeId);
  const options = Object.entries(row.options).flatMap(([key, value]) => {
    const { data } = scalar.safeParse(value);
    return data === undefined ? [] : [[key, data] as const];
  });
  store.insert(
    "integrations",
    accountId,
    {
      ...{ name: row.name, enabled: row.enabled, urgency: row.urgency },
      integration_type_id: type?.id ?? `type ${name}`,
      options: Object.fromEntries(options),
      ...{ team_ids: row.team_ids, router_ids: row.router_ids, account_user_ids: row.account_user_ids },
    },
    row,
  );
}

/** PagerTree's third version wrote letters. */
function wholeUnit(unit: string): string {
  return { s: "seconds", m: "minutes", h: "hours", d: "days" }[unit] ?? unit;
}
