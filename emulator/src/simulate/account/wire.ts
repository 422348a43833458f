// What the API answers, as far as it decides who is paged. Anything else in it is left alone.
import { z } from "zod";
import { FREQUENCY_UNITS } from "../../on-call-models.ts";

const id = z.string();
const ids = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);
const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const common = { id, prefix_id: z.string(), account_id: z.string().optional() };
export const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

export const integration = z.looseObject({
  ...common,
  name: z.string(),
  enabled: z.boolean().default(true),
  urgency: z.string().default("high"),
  integration_type: z.looseObject({ id: z.string().optional(), name: z.string().optional() }).default({}),
  options: z.record(z.string(), z.unknown()).default({}),
  ...{ team_ids: ids, router_ids: ids, account_user_ids: ids },
});
export const team = z.looseObject({
  ...common,
  name: z.string(),
  schedule_id: text,
  escalation_policy_id: text,
  ...{ member_account_user_ids: ids, admin_account_user_ids: ids },
});
export const router = z.looseObject({
  ...common,
  name: z.string(),
  enabled: z.boolean().nullish(),
  rules: text,
  ...{
    default_receiver_team_id: text,
    default_receiver_router_id: text,
    default_receiver_account_user_id: text,
  },
});
export const user = z.looseObject({
  ...common,
  notification_rule_id: text,
  user: z.looseObject({
    name: z.union([z.string(), z.array(z.string()).transform((names) => names.join(" "))]).nullish(),
    emails: z
      .array(
        z.looseObject({ id: z.string().default(""), email: z.string(), primary: z.boolean().default(false) }),
      )
      .nullish(),
  }),
});
export const policy = z.looseObject({
  ...common,
  name: text,
  repeat: z.number().nullish(),
  ...{ reassign_team_ids: ids, reassign_account_user_ids: ids },
  escalation_layers: z
    .array(
      z.looseObject({
        id,
        layer: z.number(),
        timeout: z.number(),
        timeout_unit: z.string().default("minutes"),
      }),
    )
    .nullish(),
});
export const schedule = z.looseObject({ ...common, name: text });
const time = z.string().transform((value, context) => {
  const instant = Date.parse(value);
  if (!Number.isNaN(instant)) return new Date(instant).toISOString();
  context.addIssue("is no time");
  return z.NEVER;
});
export const event = z.preprocess(
  (value) =>
    // The names of the two times changed in 2026.
    typeof value === "object" && value !== null
      ? {
          start_time: Reflect.get(value, "start_datetime"),
          end_time: Reflect.get(value, "end_datetime"),
          ...value,
        }
      : value,
  z.looseObject({
    ...common,
    ...{ start_time: time, end_time: time },
    layer: z.number(),
    time_zone: z.string(),
    schedule_ids: ids,
    event_attendees: z
      .array(z.looseObject({ id: z.string().default(""), attendee_id: id, position: z.number().default(0) }))
      .nullish(),
    repeat: z.boolean().nullish(),
    frequency: z.number().nullish(),
    frequency_unit: z.enum(FREQUENCY_UNITS).nullish().catch(null),
    days_of_week: z.array(z.number()).nullish(),
    repeat_end_datetime: time.nullish(),
    rotation: z.boolean().nullish(),
    parent_id: text,
    exceptions: z.array(z.looseObject({ id: z.string().default(""), start_datetime: time })).nullish(),
  }),
);
export const notificationRule = z.looseObject({
  ...common,
  name: text,
  enabled: z.boolean().nullish(),
  rules: text,
});
export const maintenance = z.looseObject({
  ...common,
  name: text,
  ...{ start_datetime: time, end_datetime: time },
  time_zone: z.string().default("UTC"),
  integration_ids: ids,
});
