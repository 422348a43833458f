/** The inputs of a notification rule in their normal form, and PagerTree's names of them. */
import { normaliseIds } from "../common/ids.ts";
import { canonicalRules } from "../rules/rules-text.ts";

/** What a program declares of a notification rule, every default filled. */
export interface NotificationRuleInputs {
  name: string;
  enabled: boolean;
  /** YAML in its normal form. */
  rules: string;
  /** ULIDs, sorted; absent where the program leaves it to others whose rule it is. */
  accountUserIds?: string[] | undefined;
}

/** PagerTree's names of the arguments: https://pagertree.com/docs/api/notification-rules */
export const attributeNames = { name: "name", enabled: "enabled", rules: "rules" } as const;

/** The arguments that take ids of objects. */
export const idArguments = { accountUserIds: "accountUsers" } as const;

/** The normal form of inputs: two that declare the same notification rule are equal in it. */
export function normaliseNotificationRule(inputs: NotificationRuleInputs): NotificationRuleInputs {
  const { name, enabled, rules, accountUserIds } = inputs;
  return {
    name,
    enabled,
    rules: canonicalRules(rules),
    // Left out, not undefined: the engine's protocol does not know undefined.
    ...(accountUserIds !== undefined && { accountUserIds: normaliseIds(accountUserIds) }),
  };
}
