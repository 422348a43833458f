/** Validates the arguments of a notification rule, each failure on its property path. */
import { z } from "zod";
import { type Failure, toCheckFailure } from "../common/failure.ts";
import { normaliseId } from "../common/ids.ts";
import { isUnknown } from "../common/unknown.ts";
import { destinationIdsSchema } from "../destinations/ids.ts";
import { followArguments, resourceTitle } from "../destinations/routes.ts";
import { nameOf } from "../destinations/titles.ts";
import { checkArguments, givenArguments, nameSchema, switchSchema } from "../lifecycle/check-arguments.ts";
import { claimsByRun } from "../lifecycle/claims.ts";
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

const claim = claimsByRun<NotificationRuleInputs>();

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
  const { inputs: known, failures } = await followArguments(
    { ...parsed.data, rules: rules.text },
    previous,
    idArguments,
    resourceTitle("notification rule", parsed.data.name),
    context,
  );
  const checked = normaliseNotificationRule(known);
  const taken = await takenFailures(known.accountUserIds, checked, previous, context);
  await tellOtherRules(checked, previous, context);
  return { inputs: checked, failures: [...failures, ...taken].map(toCheckFailure) };
}

/**
 * A person has one notification rule (https://pagertree.com/docs/api/account-users): of two that name the same one, the
 * later write would win, and the next run would find the other changed.
 */
async function takenFailures(
  declared: NotificationRuleInputs["accountUserIds"],
  checked: NotificationRuleInputs,
  previous: Partial<NotificationRuleInputs>,
  context: ProviderContext,
): Promise<Failure[]> {
  const others = claim(checked, previous, context);
  const failures: Failure[] = [];
  for (const [index, id] of (Array.isArray(declared) ? declared : []).entries()) {
    const other = isUnknown(id)
      ? undefined
      : others.find(({ accountUserIds }) => accountUserIds?.includes(normaliseId(id)));
    if (other !== undefined) {
      const user = await context.ask(() => context.objects.find("accountUsers", id), undefined);
      const person = user === undefined ? "this person" : nameOf(user);
      const reason = `${person} has ${resourceTitle("notification rule", other.name)} in this program, and PagerTree keeps one rule for each person: take ${person} out of one of the two`;
      failures.push({ path: ["accountUserIds", index], reason });
    }
  }
  return failures;
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
