/** What PagerTree's API answers of schedules, events and escalation policies, as zod schemas like those of `wire.ts`. */
import { z } from "zod";
import { common, id, idOrNone, ids, text, time } from "./wire.ts";

/** https://pagertree.com/docs/api/schedules, "The Schedule Object". */
export const scheduleSchema = z.looseObject({ ...common, name: z.string() });
export type ScheduleWire = z.infer<typeof scheduleSchema>;

/** A list that PagerTree may leave out. */
function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);
}

/**
 * The two times of an event. Until June 2026 they were called `start_datetime` and `end_datetime`; both names are read.
 */
const timeOrNone = z.union([time, z.literal("")]).nullish();
const times = {
  start_time: timeOrNone,
  end_time: timeOrNone,
  start_datetime: timeOrNone,
  end_datetime: timeOrNone,
};

interface Times {
  readonly start_time?: string | null | undefined;
  readonly end_time?: string | null | undefined;
  readonly start_datetime?: string | null | undefined;
  readonly end_datetime?: string | null | undefined;
}

/** The same with the names of today. */
function withTimes<Row extends Times>(row: Row, context: z.RefinementCtx) {
  const start = row.start_time ?? row.start_datetime;
  const end = row.end_time ?? row.end_datetime;
  if (!start || !end) {
    const path = [start ? "end_time" : "start_time"];
    context.addIssue({ code: "custom", message: "Invalid input: expected string", path });
    return z.NEVER;
  }
  return { ...row, start_time: start, end_time: end };
}

/** https://pagertree.com/docs/api/events, "The Event Object". */
export const eventSchema = z
  .looseObject({
    ...common,
    ...times,
    layer: z.number(),
    time_zone: z.string(),
    schedule_ids: ids,
    event_attendees: listOf(z.looseObject({ attendee_id: id, position: z.number().nullish() })),
    repeat: z.boolean().nullish(),
    frequency: z.number().nullish(),
    frequency_unit: text,
    days_of_week: listOf(z.number()),
    repeat_end_datetime: timeOrNone,
    rotation: z.boolean().nullish(),
    parent_id: idOrNone,
    exceptions: listOf(z.looseObject({ start_datetime: timeOrNone })),
  })
  .transform(withTimes);
export type EventWire = z.infer<typeof eventSchema>;

/**
 * Who is on call, from when to when: https://pagertree.com/docs/api/schedules. PagerTree's own client reads a bare list;
 * a list in pages is read too.
 */
const occurrenceSchema = z
  .looseObject({
    ...times,
    layer: z.number(),
    time_zone: text,
    attendees: listOf(z.looseObject({ attendee_id: id })),
  })
  .transform(withTimes);
export type OccurrenceWire = z.infer<typeof occurrenceSchema>;

export const occurrencesSchema = z.union([
  z.array(occurrenceSchema),
  z.looseObject({ data: z.array(occurrenceSchema) }).transform(({ data }) => data),
]);

/** https://pagertree.com/docs/api/escalation-policies, "The Escalation Policy Object". */
export const escalationPolicySchema = z.looseObject({
  ...common,
  name: z.string(),
  repeat: z.number().nullish(),
  reassign_team_ids: ids,
  reassign_account_user_ids: ids,
  team_ids: ids,
  escalation_layers: listOf(
    z.looseObject({
      id,
      layer: z.number(),
      timeout: z.number().nullish(),
      timeout_unit: text,
      color_hex: text,
    }),
  ),
});
export type EscalationPolicyWire = z.infer<typeof escalationPolicySchema>;

/** https://pagertree.com/docs/api/notification-rules, "The Notification Rule Object". */
export const notificationRuleSchema = z.looseObject({
  ...common,
  name: z.string(),
  enabled: z.boolean().nullish(),
  rules: text,
});
export type NotificationRuleWire = z.infer<typeof notificationRuleSchema>;

/** https://pagertree.com/docs/api/maintenance-windows, "The Maintenance Window Object". */
export const maintenanceWindowSchema = z.looseObject({
  ...common,
  name: z.string(),
  start_datetime: time,
  end_datetime: time,
  time_zone: z.string(),
  integration_ids: ids,
});
export type MaintenanceWindowWire = z.infer<typeof maintenanceWindowSchema>;
