/**
 * What PagerTree's API answers, as zod schemas; the types are inferred from them. Snake case, as on the wire.
 * Strict in what this package relies on and open in all else, so that new fields do no harm. Ids and times are held to
 * their form here, since they go on as they are: into paths, commands to run, programs and pictures.
 */
import { z } from "zod";
import { isUlid, mayBePrefixId } from "../common/ids.ts";

/** A prefix id. */
const prefixId = z.string().refine(mayBePrefixId, "must be a prefix id, such as int_ODCWagoG9");

/** A ULID; a prefix id is taken as well, which tells an object as surely. */
export const id = z
  .string()
  .refine(
    (given) => isUlid(given) || mayBePrefixId(given),
    "must be an id, such as 01GDBEYARHS4W4QM6X370Z5TMB",
  );

/** The id of an object, or nothing where there is none. */
export const idOrNone = z.union([id, z.literal("")]).nullish();

/** A time in ISO 8601, or as Rails writes one by itself. Which one PagerTree writes is not documented. */
export const time = z
  .string()
  .refine(
    (given) => /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,9})?)? ?(Z|UTC|[+-]\d\d:?\d\d)?)?$/.test(given),
    "must be a time, such as 2026-01-31T12:00:00.000Z",
  )
  .refine((given) => !Number.isNaN(Date.parse(given)), "must be a real time");

/** A list of ids, or nothing where PagerTree leaves one out. */
export const ids = z
  .array(id)
  .nullish()
  .transform((list) => list ?? []);

/** A text that PagerTree may leave empty or out. */
export const text = z.string().nullish();

/** A hash of the object's own keys. */
export const hash = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => value ?? {});

/** The documentation types a few texts of a user as lists of text; PagerTree's own client reads text. Both are taken. */
const textOrTexts = z.union([z.string(), z.array(z.string()).transform((list) => list.join(" "))]).nullish();

/** Attributes of every object (https://pagertree.com/docs/api/common-model-attributes). */
export const common = {
  id,
  prefix_id: prefixId,
  tiny_id: z.number(),
  account_id: id,
  created_at: time,
  updated_at: time,
};

/** https://pagertree.com/docs/api/integrations, "List all Integration Types". No more than these two fields is known. */
export const integrationTypeSchema = z.looseObject({ id, name: z.string() });
export type IntegrationTypeWire = z.infer<typeof integrationTypeSchema>;

/** https://pagertree.com/docs/api/integrations, "The Integration Object". */
export const integrationSchema = z.looseObject({
  ...common,
  name: z.string(),
  enabled: z.boolean(),
  urgency: text,
  integration_type: z.looseObject({ id, name: text }),
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
  escalation_policy_id: idOrNone,
  schedule_id: idOrNone,
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
  default_receiver_account_user_id: idOrNone,
  default_receiver_router_id: idOrNone,
  default_receiver_team_id: idOrNone,
});
export type RouterWire = z.infer<typeof routerSchema>;

/** When somebody last signed in: null or blank for nobody who has, and left out where PagerTree does not say. */
const lastSignIn = z.union([time, z.literal("")]).nullish();

/** https://pagertree.com/docs/api/account-users, "The Account User Object". */
export const accountUserSchema = z.looseObject({
  ...common,
  notification_rule_id: idOrNone,
  roles: hash,
  user: z.looseObject({
    id: idOrNone,
    prefix_id: z.union([prefixId, z.literal("")]).nullish(),
    name: textOrTexts,
    time_zone: textOrTexts,
    // It is documented for users, and not here.
    last_sign_in_at: lastSignIn.catch(undefined),
    emails: z
      .array(z.looseObject({ email: text, primary: z.unknown() }))
      .nullish()
      .transform((list) => list ?? []),
    phones: z
      .array(z.looseObject({ phone: text, primary: z.unknown(), blocked: z.boolean().nullish() }))
      .nullish(),
  }),
});
export type AccountUserWire = z.infer<typeof accountUserSchema>;

/** https://pagertree.com/docs/api/users, "The User Object". The rest of it is in the account user. */
export const userSchema = z.object({ id, last_sign_in_at: lastSignIn });
export type UserWire = z.infer<typeof userSchema>;

/** One page of a list (https://pagertree.com/docs/api/pagination-and-filters). The rows are parsed apart. */
export const pageSchema = z.looseObject({
  data: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  total_count: z.number().nullish(),
});
