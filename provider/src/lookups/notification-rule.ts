/** Notification rules as lookups give them. */
import { type CommonAttributes, commonAttributes } from "../api/common-attributes.ts";
import { byName, type Lookup } from "./find-one.ts";

/**
 * A notification rule (https://pagertree.com/docs/api/notification-rules). `notificationRuleId` of an account user says
 * whose rule it is.
 */
export interface GetNotificationRuleResult extends CommonAttributes {
  /** Its name. */
  name: string;
  /** Whether its rules are in use; if not, people are notified by their default channels. */
  enabled: boolean;
  /** Its rules, as YAML text. */
  rules: string | undefined;
}

/** How notification rules are looked up. */
export const notificationRuleLookup: Lookup<"notificationRules", GetNotificationRuleResult> = {
  kind: "notificationRules",
  caller: "getNotificationRule",
  noun: "notification rule",
  ...byName,
  resultOf: (wire) => ({
    ...commonAttributes(wire),
    name: wire.name,
    enabled: wire.enabled ?? true,
    rules: wire.rules ?? undefined,
  }),
};
