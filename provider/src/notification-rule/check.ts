/** Validates the arguments of a notification rule, each failure on its property path. */
import { z } from "zod";
import { toCheckFailure } from "../common/failure.ts";
import { isUnknown } from "../common/unknown.ts";
import { destinationIdsSchema } from "../destinations/ids.ts";
import { followRoutes, placesIn, resourceTitle, withUlids } from "../destinations/routes.ts";
import { nameOf } from "../destinations/titles.ts";
import { checkArguments, givenArguments, nameSchema, switchSchema } from "../lifecycle/check-arguments.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { Checked } from "../lifecycle/resource-definition.ts";
import { notificationRules } from "../rules/notification-rules.ts";
import { checkRulesArgument } from "../rules/rules-argument.ts";
import { idArguments, type NotificationRuleInputs, normaliseNotificationRule } from "./inputs.ts";

const argumentsSchema = z.object({
  name: nameSchema("the notification rule"),
  enabled: switchSchema.default(true),
  rules: z.unknown().optional(),
  accountUserIds: destinationIdsSchema("accountUsers", idArguments).optional(),
});

/** Checks what a program declares of a notification rule and brings it to its normal form. */
export async function checkNotificationRule(
  declared: Record<string, unknown>,
  previous: Partial<NotificationRuleInputs>,
  context: ProviderContext,
): Promise<Checked<NotificationRuleInputs>> {
  const given = givenArguments(declared);
  const parsed = checkArguments(given, argumentsSchema, "a notification rule");
  const rules = checkRulesArgument(given["rules"], notificationRules);
  const reasons = [...parsed.failures, ...rules.failures];
  if (parsed.data === undefined || rules.text === undefined || reasons.length > 0) {
    return { failures: reasons.map(toCheckFailure) };
  }
  const inputs = { ...parsed.data, rules: rules.text };
  const routes = await followRoutes(
    placesIn(inputs, idArguments),
    placesIn(previous, idArguments),
    idArguments,
    resourceTitle("notification rule", inputs.name),
    context,
  );
  const checked = normaliseNotificationRule(withUlids(inputs, idArguments, routes));
  await tellOtherRules(checked, previous, context);
  return { inputs: checked, failures: routes.failures.map(toCheckFailure) };
}

/** A person has one notification rule: https://pagertree.com/docs/api/account-users */
async function tellOtherRules(
  { name, accountUserIds = [] }: NotificationRuleInputs,
  previous: Partial<NotificationRuleInputs>,
  context: ProviderContext,
): Promise<void> {
  if (!Array.isArray(accountUserIds)) {
    return;
  }
  const added = accountUserIds.filter((id) => !(isUnknown(id) || previous.accountUserIds?.includes(id)));
  for (const id of added) {
    const user = await context.ask(() => context.objects.find("accountUsers", id), undefined);
    const ruleId = user?.notification_rule_id;
    const rule = ruleId
      ? await context.ask(() => context.objects.find("notificationRules", ruleId), undefined)
      : undefined;
    if (user !== undefined && rule !== undefined && rule.name !== name) {
      context.tell(
        `warning: ${resourceTitle("notification rule", name)} takes the place of "${nameOf(rule)}" for ${nameOf(user)}`,
      );
    }
  }
}
