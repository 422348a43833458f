/** Looks up notification rules. */
import type * as pulumi from "@pulumi/pulumi";
import { type GetNotificationRuleResult, notificationRuleLookup } from "../../lookups/notification-rule.ts";
import { find, lookUp, lookUpAll, lookUpOutput, type NameOrIdOutput } from "./look-up.ts";

export type { GetNotificationRuleResult } from "../../lookups/notification-rule.ts";

/** Which notification rule: by its name or its id. */
export type GetNotificationRuleArgs =
  | {
      /** Its ULID or prefix id (`ntr_…`). */
      id: string;
      name?: never;
    }
  | {
      /** Its exact name. Names need not be unique: two of that name are an error. */
      name: string;
      id?: never;
    };

/** {@link GetNotificationRuleArgs}, with outputs. */
export type GetNotificationRuleOutputArgs = NameOrIdOutput;

/**
 * Finds one notification rule by its name or id.
 *
 * ```typescript
 * const loud = await getNotificationRule({ name: "Loud" });
 * ```
 *
 * @throws LookupError if there is no such notification rule, or more than one; ConfigError, ApiError, TransportError.
 */
export function getNotificationRule(args: GetNotificationRuleArgs): Promise<GetNotificationRuleResult> {
  return lookUp("getNotificationRule", args, () => find(notificationRuleLookup, args));
}

/** {@link getNotificationRule} for arguments that may be outputs; returns an output. */
export function getNotificationRuleOutput(
  args: GetNotificationRuleOutputArgs,
): pulumi.Output<GetNotificationRuleResult> {
  return lookUpOutput(args, getNotificationRule);
}

/**
 * All notification rules of the account. Mocks answer with `{ notificationRules: [...] }`.
 *
 * ```typescript
 * const notificationRules = await getNotificationRules();
 * ```
 */
export function getNotificationRules(): Promise<GetNotificationRuleResult[]>;
export function getNotificationRules(filters: object = {}): Promise<GetNotificationRuleResult[]> {
  return lookUpAll("getNotificationRules", "notificationRules", filters, notificationRuleLookup);
}

/** {@link getNotificationRules} as an output. */
export function getNotificationRulesOutput(): pulumi.Output<GetNotificationRuleResult[]>;
export function getNotificationRulesOutput(filters: object = {}): pulumi.Output<GetNotificationRuleResult[]> {
  return lookUpOutput(filters, getNotificationRules);
}
