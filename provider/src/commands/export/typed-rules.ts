/**
 * Whether the types of this package's public surface know all that stands in rules. Of what PagerTree takes they leave
 * out the odd and the useless, such as a comparison with a whole list: rules with that in them are declared as text.
 */
import { z } from "zod";
import { alertEvents, webhookEvents } from "../../receivers/events.ts";
import type { Receiver } from "../../receivers/receiver.ts";
import type { Rule } from "../../rules/rules.ts";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const comparable = z.union([z.string(), z.number()]);

/** `RuleOperators` of a kind of values. */
function operators(value: z.ZodType): z.ZodType {
  const schema: z.ZodType = z.strictObject({
    $eq: value.optional(),
    $ne: value.optional(),
    $in: z.array(value).optional(),
    $nin: z.array(value).optional(),
    $gt: comparable.optional(),
    $gte: comparable.optional(),
    $lt: comparable.optional(),
    $lte: comparable.optional(),
    $exists: z.boolean().optional(),
    $regex: z.string().optional(),
    $options: z.string().optional(),
    $mod: z.tuple([z.number(), z.number()]).optional(),
    $type: z.string().optional(),
    $size: z.number().optional(),
    $all: z.array(value).optional(),
    $elemMatch: z.lazy(() => z.union([operators(scalar), z.record(fieldName, condition)])).optional(),
    $not: z.union([value, z.lazy(() => schema)]).optional(),
  });
  return schema;
}

const fieldName = z.string().regex(/^[^$]/);
const condition: z.ZodType = z.union([scalar, operators(z.json())]);

const times = {
  $day: z
    .looseObject({ timezone: z.string().optional() })
    .refine(isOf(z.number(), ["timezone"]))
    .optional(),
  $now: z
    .looseObject({ timezone: z.string().optional(), format: z.string().optional() })
    .refine(isOf(z.string(), ["timezone", "format"]))
    .optional(),
  $timeBetween: z
    .strictObject({
      timezone: z.string().optional(),
      timeformat: z.string().optional(),
      starttime: z.string(),
      endtime: z.string(),
    })
    .optional(),
};

/** What stands beside some parameters must be operators on values of one kind. */
function isOf(value: z.ZodType, parameters: readonly string[]) {
  const schema = operators(value);
  return (given: Readonly<Record<string, unknown>>) => {
    const rest = Object.entries(given).filter(([key]) => !parameters.includes(key));
    return schema.safeParse(Object.fromEntries(rest)).success;
  };
}

/** A match with these fields, and with dotted ones below these roots. */
function match(fields: z.ZodRawShape, roots: readonly string[]): z.ZodType {
  const dotted = new RegExp(`^(${roots.join("|")})\\.`);
  const own = z.strictObject({ always: z.boolean().optional(), ...times, ...fields });
  const schema: z.ZodType = z.record(z.string(), z.unknown()).refine((given) => {
    const { $and, $or, $nor, $not, ...others } = given;
    const entries = Object.entries(others);
    const isField = ([key]: readonly [string, unknown]) => dotted.test(key);
    return (
      [$and, $or, $nor].every((group) => z.array(schema).optional().safeParse(group).success) &&
      schema.optional().safeParse($not).success &&
      entries.filter(isField).every(([, value]) => condition.safeParse(value).success) &&
      own.safeParse(Object.fromEntries(entries.filter((entry) => !isField(entry)))).success
    );
  });
  return schema;
}

const routerRule = z.object({
  match: match({ log_parsed: z.union([z.boolean(), operators(z.boolean())]).optional() }, ["alert", "log"]),
  // Actions are checked as strictly by the provider as they are typed.
  actions: z.array(z.unknown()),
});

/** Whether rules of a router can be declared as objects; or notification rules, whose matches are the same. */
export function areTypedRouterRules(rules: readonly Rule[]): boolean {
  return z.array(routerRule).safeParse(rules).success;
}

function outgoingRule(events: readonly string[]) {
  const event = z.enum(events);
  return z.object({
    match: match({ event: z.union([event, operators(event)]).optional() }, ["alert", "integration"]),
    actions: z.array(z.unknown()),
  });
}

const outgoingRuleOf: Readonly<Record<Receiver, z.ZodType>> = {
  any: outgoingRule(webhookEvents),
  rootly: outgoingRule(alertEvents),
};

/** Whether rules of an outgoing webhook to this receiver can be declared as objects. */
export function areTypedOutgoingRules(rules: readonly Rule[], receiver: Receiver): boolean {
  return z.array(outgoingRuleOf[receiver]).safeParse(rules).success;
}
