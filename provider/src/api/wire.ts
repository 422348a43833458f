/**
 * What PagerTree's API answers, as zod schemas; the types are inferred from them. Snake case, as on the wire.
 * Strict in what this package relies on and open in all else, so that new fields do no harm.
 */
import { z } from "zod";

/** A list of ids, or nothing where PagerTree leaves one out. */
const ids = z
  .array(z.string())
  .nullish()
  .transform((list) => list ?? []);

/** A text that PagerTree may leave empty or out. */
const text = z.string().nullish();

/** A hash of the object's own keys. */
const hash = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? {});

/** The documentation types a few texts of a user as lists of text; PagerTree's own client reads text. Both are taken. */
const textOrTexts = z.union([z.string(), z.array(z.string()).transform((list) => list.join(" "))]).nullish();

/** Attributes of every object (https://pagertree.com/docs/api/common-model-attributes). */
const common = {
  id: z.string().min(1),
  prefix_id: z.string().min(1),
  tiny_id: z.number(),
  account_id: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
};

/** https://pagertree.com/docs/api/integrations, "List all Integration Types". No more than these two fields is known. */
export const integrationTypeSchema = z.looseObject({ id: z.string().min(1), name: z.string() });
export type IntegrationTypeWire = z.infer<typeof integrationTypeSchema>;

/** https://pagertree.com/docs/api/integrations, "The Integration Object". */
export const integrationSchema = z.looseObject({
  ...common,
  name: z.string(),
  enabled: z.boolean(),
  urgency: text,
  integration_type: z.looseObject({ id: z.string().min(1), name: text }),
  options: hash,
  account_user_ids: ids,
  router_ids: ids,
  team_ids: ids,
});
export type IntegrationWire = z.infer<typeof integrationSchema>;

/** https://pagertree.com/docs/api/teams, "The Team Object". */
export const teamSchema = z.looseObject({
  ...common,
  name: z.string(),
  notes: text,
  escalation_policy_id: text,
  schedule_id: text,
  member_account_user_ids: ids,
  admin_account_user_ids: ids,
  drop_notifications: text,
  drop_notification_account_user_ids: ids,
  handoff_notifications: text,
  handoff_notification_account_user_ids: ids,
  meta: hash,
});
export type TeamWire = z.infer<typeof teamSchema>;

/** https://pagertree.com/docs/api/routers, "The Router Object". */
export const routerSchema = z.looseObject({
  ...common,
  name: z.string(),
  enabled: z.boolean().nullish(),
  rules: text,
  default_receiver_account_user_id: text,
  default_receiver_router_id: text,
  default_receiver_team_id: text,
});
export type RouterWire = z.infer<typeof routerSchema>;

/** https://pagertree.com/docs/api/account-users, "The Account User Object". */
export const accountUserSchema = z.looseObject({
  ...common,
  notification_rule_id: text,
  roles: hash,
  user: z.looseObject({
    id: text,
    prefix_id: text,
    name: textOrTexts,
    time_zone: textOrTexts,
    emails: z
      .array(z.looseObject({ email: text, primary: z.unknown() }))
      .nullish()
      .transform((list) => list ?? []),
  }),
});
export type AccountUserWire = z.infer<typeof accountUserSchema>;

/** One page of a list (https://pagertree.com/docs/api/pagination-and-filters). The rows are parsed apart. */
export const pageSchema = z.looseObject({
  data: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  total_count: z.number().nullish(),
});
