// Puts somebody into the teams of which it is not known who is on call, so that an alert to them is not dropped.
import { fixedPrefixId, fixedUlid } from "../../ids.ts";
import type { Store } from "../../store.ts";
import type { Gaps } from "./gaps.ts";
import { insertUser } from "./records.ts";

/** Before any alert, and after it. */
const [BEGIN, END] = ["1970-01-01T00:00:00.000Z", "9999-12-31T00:00:00.000Z"];

export function completeTeams(store: Store, gaps: Gaps): void {
  for (const { id, account_id, name, schedule_id, escalation_policy_id } of store.all("teams")) {
    const given = (prefix: string) => ({
      id: fixedUlid(`${prefix}/${id}`),
      prefix_id: fixedPrefixId(prefix, id),
    });
    if (!store.find("schedules", schedule_id)) {
      const schedule = store.insert("schedules", account_id, { name }, given("skd"));
      store.update("teams", id, { schedule_id: schedule.id });
    }
    const scheduleId = store.find("teams", id)?.schedule_id ?? "";
    if (gaps.unknownSchedules.has(id)) {
      const standIn = given("usr");
      insertUser(store, account_id, standIn, `whoever is on call in ${name}`);
      gaps.standIns.add(standIn.id);
      store.insert("events", account_id, {
        ...ALWAYS,
        ...attendedBy(standIn.id),
        schedule_ids: [scheduleId],
      });
    }
    if (!gaps.unknownPolicies.has(id) && store.find("escalation_policies", escalation_policy_id)) continue;
    gaps.unknownPolicies.add(id);
    const layers = store.all("events").filter(({ schedule_ids }) => schedule_ids.includes(scheduleId));
    const last = Math.max(1, ...layers.map(({ layer }) => layer));
    const policy = store.insert("escalation_policies", account_id, {
      ...{ name, repeat: 0, reassign_team_ids: [], reassign_account_user_ids: [] },
      escalation_layers: Array.from({ length: last }, (_, index) => ({
        ...{ id: `${id}/${index}`, prefix_id: `${id}/${index}`, color_hex: null },
        ...{ layer: index + 1, timeout: 5, timeout_unit: "minutes" },
      })),
    });
    store.update("teams", id, { escalation_policy_id: policy.id });
  }
}

const ALWAYS = {
  ...{ start_time: BEGIN, end_time: END, layer: 1, time_zone: "UTC", repeat: false, rotation: false },
  ...{ frequency: null, frequency_unit: null, days_of_week: [], repeat_end_datetime: null },
  ...{ parent_id: null, exceptions: [], made_by_override: null },
};

function attendedBy(userId: string) {
  return { attendees: [{ id: userId, attendee_id: userId, position: 1 }] };
}
