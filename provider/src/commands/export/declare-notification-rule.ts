/** A notification rule as a program declares it, with the people who have it. */
import { z } from "zod";
import type { NotificationRuleWire } from "../../api/on-call-wire.ts";
import { notificationRuleDefinition } from "../../notification-rule/definition.ts";
import { notificationRules } from "../../rules/notification-rules.ts";
import { checkRules } from "../../rules/rules.ts";
import { readRules } from "../../rules/rules-text.ts";
import type { AccountContext } from "../account-context.ts";
import type { Outcome } from "./declaration.ts";
import { argumentValues, type Declared, type DeclaredArguments, ObjectId } from "./declared.ts";
import { misfits } from "./fits.ts";
import { areTypedRouterRules } from "./typed-rules.ts";

/** The resource that declares a notification rule as it is, or why there is none. */
export async function declareNotificationRule(
  rule: NotificationRuleWire,
  context: AccountContext,
): Promise<Outcome> {
  const { name, enabled, rules } = rule;
  const users = await context.objects.all("accountUsers");
  const people = users.filter(({ notification_rule_id: id }) => id === rule.id).map(({ id }) => id);
  const args: DeclaredArguments = {
    name,
    ...(enabled === false && { enabled }),
    rules: declaredRules(rules ?? ""),
    ...(people.length > 0 && {
      accountUserIds: people.sort().map((id) => new ObjectId("accountUsers", "id", id)),
    }),
  };
  const reasons = await misfits(notificationRuleDefinition, rule, argumentValues(args), context);
  const found = { kind: "notificationRules", object: rule, name } as const;
  return reasons.length > 0
    ? { ...found, reasons }
    : { ...found, resourceClass: "NotificationRule", args, notes: [] };
}

/** The rules as objects, where the types of this package know all that stands in them; else as text. */
function declaredRules(text: string): Declared {
  const read = readRules(text);
  const checked = "problem" in read ? read : checkRules(read.rules, notificationRules);
  return "rules" in checked && areTypedRouterRules(checked.rules) ? z.json().parse(checked.rules) : text;
}
