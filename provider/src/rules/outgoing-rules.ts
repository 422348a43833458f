/** The rules of outgoing webhooks: what they see, and the two actions that they know. */
import { isPlainObject } from "es-toolkit";
import { z } from "zod";
import { isPublicUrl } from "../catalog/public-url.ts";
import { type RuleDialect, unrecognised } from "./rules.ts";

const asRouter = "is an action of routers; outgoing rules know only ignore and setval";

/** Source: https://pagertree.com/docs/integration-guides/outgoing-webhook#outgoing-rules */
export const outgoingRules: RuleDialect = {
  fields: ["always", "alert", "integration", "event"],
  actions: {
    ignore: z.strictObject({}, { error: (issue) => unrecognised(issue, ["no parameter"]) }),
    setval: z
      .strictObject(
        {
          map: z.custom(isPlainObject, "must be a mapping of the values to set"),
          handlebars: z.boolean("must be true or false").optional(),
        },
        { error: (issue) => unrecognised(issue, ["map", "handlebars"]) },
      )
      .superRefine(({ map, handlebars }, context) => {
        const { webhook_url: url = null } = z.looseObject({}).parse(map);
        // PagerTree does not look at this one, and what it cannot send to gets nothing.
        const isRight = url === null || (typeof url === "string" && (handlebars || isPublicUrl(url)));
        if (!isRight) {
          const message =
            'must be a URL that begins with "http://" or "https://" and has a dot in its host, or null';
          context.addIssue({ code: "custom", path: ["map", "webhook_url"], message });
        }
      }),
  },
  otherActions: { assign: asRouter, aggregate: asRouter, incident: asRouter, stakeholder: asRouter },
};
