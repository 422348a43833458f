/** Whose rule it is: PagerTree keeps that with each account user, https://pagertree.com/docs/api/account-users */
import type { EngineContext } from "../lifecycle/context.ts";
import { tellNamesNotTaken } from "../lifecycle/not-taken.ts";
import { type NotificationRuleInputs, normaliseNotificationRule } from "./inputs.ts";

/** The account users who have a rule. */
async function readAttached(id: string, context: EngineContext): Promise<string[]> {
  const users = await context.objects.all("accountUsers");
  return users.filter(({ notification_rule_id: ruleId }) => ruleId === id).map((user) => user.id);
}

/**
 * Gives the rule to just these account users, whom it neither makes nor invites: only `notification_rule_id` is sent.
 *
 * @param accountUserIds - Undefined where it is left to others.
 */
export async function writeAttached(
  id: string,
  accountUserIds: NotificationRuleInputs["accountUserIds"],
  context: EngineContext,
): Promise<void> {
  if (accountUserIds === undefined) {
    return;
  }
  const present = await readAttached(id, context);
  const added = accountUserIds.filter((each) => !present.includes(each));
  const removed = present.filter((each) => !accountUserIds.includes(each));
  for (const userId of [...added, ...removed]) {
    const isAdded = added.includes(userId);
    const sent = { notification_rule_id: isAdded ? id : null };
    const user = await context.api.update("accountUsers", userId, sent);
    if ((user.notification_rule_id === id) !== isAdded) {
      tellNamesNotTaken(["accountUserIds"], `notification rule ${id}`, `the people of ${id}`, context);
    }
  }
}

/** The inputs with the people who have the rule, where the program declares them. */
export async function withAttached(
  id: string,
  inputs: NotificationRuleInputs,
  isManaged: boolean,
  context: EngineContext,
): Promise<NotificationRuleInputs> {
  return isManaged
    ? normaliseNotificationRule({ ...inputs, accountUserIds: await readAttached(id, context) })
    : inputs;
}
