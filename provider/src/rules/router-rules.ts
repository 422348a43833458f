import ms, { type StringValue } from "ms";
import { z } from "zod";
import { destinations } from "../api/destination-kinds.ts";
import type { Failure } from "../common/failure.ts";
import { isPrefixId, isUlid } from "../common/ids.ts";
import { type Rule, type RuleDialect, unrecognised } from "./rules.ts";

const severities = ["SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5", "SEV-UNKNOWN"];
const urgencies = ["silent", "low", "medium", "high", "critical"];

const prefixes = Object.values(destinations).map(({ prefix }) => prefix);
const receiverForm = "must be the prefix id of a team, a router or an account user: use its prefixId";
const receiver = z.string(receiverForm).superRefine((id, context) => {
  if (!isPrefixId(id) || !prefixes.some((prefix) => id.startsWith(`${prefix}_`))) {
    context.addIssue({ code: "custom", message: isUlid(id) ? `${receiverForm}, not its id` : receiverForm });
  }
});
const receivers = z.unknown().superRefine((value, context) => {
  const schema = Array.isArray(value) ? z.array(receiver).min(1, "must name a receiver") : receiver;
  for (const { message, path } of schema.safeParse(value).error?.issues ?? []) {
    context.addIssue({ code: "custom", message, path });
  }
});

export const duration = z.unknown().refine(isDuration, "must be a duration as text, such as 5m or 1h");
const texts = (of: string) =>
  z.array(z.string("must be a text"), `must be a list of ${of}`).min(1, `must hold ${of}`);
const text = z.string("must be a text").optional();
const handlebars = z.boolean("must be true or false").optional();

/** Source: https://pagertree.com/docs/routers#actions-block */
export const routerRules: RuleDialect = {
  fields: ["always", "alert", "log", "log_parsed"],
  actions: {
    aggregate: parameters({
      by: texts("properties, such as alert.title"),
      timeout: duration,
      receiver,
    }),
    assign: parameters({ receiver: receivers, delay: duration.optional() }),
    ignore: parameters({}),
    incident: parameters({
      severity: z.string(`must be one of ${severities.join(", ")}`),
      message: text,
      handlebars,
    })
      // A template can become anything.
      .refine(({ severity, handlebars: isTemplate }) => isTemplate || severities.includes(severity), {
        path: ["severity"],
        message: `must be one of ${severities.join(", ")}`,
      }),
    setval: parameters({
      map: z.strictObject(
        {
          title: text,
          description: text,
          tags: z.array(z.string("must be a text"), "must be a list of texts").optional(),
          urgency: text,
        },
        {
          error: (issue) =>
            unrecognised(issue, ["title", "description", "tags", "urgency"]) ??
            "must be a mapping of the values to set",
        },
      ),
      handlebars,
    }).refine(
      ({ map: { urgency }, handlebars: isTemplate }) =>
        isTemplate || urgency === undefined || urgencies.includes(urgency),
      {
        path: ["map", "urgency"],
        message: `must be one of ${urgencies.join(", ")}`,
      },
    ),
    stakeholder: parameters({
      ids: z
        .array(
          z
            .string("must be a text")
            .regex(/^stk_[\w-]+$/, "must be the prefix id of a stakeholder, such as stk_K22OuvPYNmCyvJ"),
          "must be a list of prefix ids of stakeholders",
        )
        .min(1, "must name a stakeholder"),
    }),
  },
  otherActions: {},
};

/** A receiver that rules name. */
export interface NamedReceiver {
  /** Its place in the rules. */
  readonly path: Failure["path"];
  /** Its prefix id. */
  readonly id: string;
}

/** Every receiver that rules name. */
export function receiversOf(rules: readonly Rule[]): NamedReceiver[] {
  return rules.flatMap(({ actions }, index) =>
    actions.flatMap(({ type, receiver: named }, position) => {
      const path = ["rules", index, "actions", position, "receiver"];
      if (!["aggregate", "assign"].includes(type)) {
        return [];
      }
      return Array.isArray(named)
        ? named.map((id, place) => ({ path: [...path, place], id: String(id) }))
        : [{ path, id: String(named) }];
    }),
  );
}

export function parameters<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) => unrecognised(issue, names.length === 0 ? ["no parameter"] : names),
  });
}

function isDuration(value: unknown): boolean {
  // The package that PagerTree's documentation names; it takes no text that is empty or long.
  return (
    typeof value === "string" && value !== "" && value.length <= 100 && (ms(value as StringValue) ?? 0) > 0
  );
}
