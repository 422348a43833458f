/** The rules by which a person is told: what they see, and what they can do. */
import { z } from "zod";
import { notificationChannels, notificationEvents } from "./notification-words.ts";
import { duration, parameters, routerRules } from "./router-rules.ts";
import { type RuleDialect, unrecognised } from "./rules.ts";

const channels = z
  .array(
    z.enum(notificationChannels, `must be one of ${notificationChannels.join(", ")}`),
    "must be a list of channels",
  )
  .min(1, "must hold a channel");

const address = z
  .string('must be "primary", "secondary" or an address')
  .min(1, "must not be blank")
  .optional();
const fallback = z.boolean("must be true or false").optional();
const channelOptions = {
  email: address,
  email_fallback: fallback,
  sms: address,
  sms_fallback: fallback,
  voice: address,
  voice_fallback: fallback,
  whatsapp: address,
  whatsapp_fallback: fallback,
};
const timesMessage = "must be a whole number from 0 to 3";

/** Source: https://pagertree.com/docs/notification-rules */
export const notificationRules: RuleDialect = {
  types: notificationEvents,
  // Those of routers: https://pagertree.com/docs/notification-rules
  fields: routerRules.fields,
  actions: {
    notify: parameters({
      channels,
      channel_options: z
        .strictObject(channelOptions, {
          error: (issue) => unrecognised(issue, Object.keys(channelOptions)) ?? "must be a mapping",
        })
        .optional(),
      timeout: duration.optional(),
    }),
    repeat: parameters({ times: z.int(timesMessage).min(0, timesMessage).max(3, timesMessage) }),
    ignore: parameters({}),
  },
  otherActions: Object.fromEntries(
    ["aggregate", "assign", "incident", "setval", "stakeholder"].map((action) => [
      action,
      "is an action of routers; notification rules know notify, repeat and ignore",
    ]),
  ),
};
