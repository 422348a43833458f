/** The rules of routers as a program writes them in TypeScript: https://pagertree.com/docs/routers */
import type * as pulumi from "@pulumi/pulumi";
import type { Urgency } from "../catalog/urgency.ts";
import type {
  AlertFieldConditions,
  IgnoreAction,
  RuleCondition,
  RuleOperators,
  RuleTimes,
} from "./rule-types.ts";

/** The conditions under which a rule applies to an alert; all of them must hold. */
export interface RouterRuleMatch extends RuleTimes, AlertFieldConditions {
  /** True for every alert. */
  always?: boolean;
  /** Whether PagerTree could make sense of what the integration received. */
  log_parsed?: boolean | RuleOperators<boolean>;
  $and?: readonly RouterRuleMatch[];
  $or?: readonly RouterRuleMatch[];
  $nor?: readonly RouterRuleMatch[];
  $not?: RouterRuleMatch;
  /** Any other field of the alert, such as `alert.meta.key`. */
  [field: `alert.${string}`]: RuleCondition | undefined;
  /** A field of what the integration received, such as `log.data.service` of a webhook or `log.subject` of a mail. */
  [field: `log.${string}`]: RuleCondition | undefined;
}

/** Sends the first of several equal alerts to a receiver, and adds later ones to it. */
export interface AggregateAction {
  type: "aggregate";
  /** The properties that equal alerts have in common, such as `alert.title`. */
  by: readonly pulumi.Input<string>[];
  /** For how long, in the notation of [ms](https://www.npmjs.com/package/ms), such as `5m`. */
  timeout: pulumi.Input<string>;
  /** The `prefixId` of a team, a router or an account user. */
  receiver: pulumi.Input<string>;
}

/** Sends the alert to one or more receivers. */
export interface AssignAction {
  type: "assign";
  /** The `prefixId` of a team, a router or an account user, or a list of them. */
  receiver: pulumi.Input<string> | readonly pulumi.Input<string>[];
  /**
   * How long to wait first, in the notation of [ms](https://www.npmjs.com/package/ms), such as `5m`.
   * @default not at all
   */
  delay?: pulumi.Input<string>;
}

/** How severe an incident is. */
export type IncidentSeverity = "SEV-1" | "SEV-2" | "SEV-3" | "SEV-4" | "SEV-5" | "SEV-UNKNOWN";

/** Marks the alert as an incident. */
export type IncidentAction = {
  type: "incident";
  /** The text at the top of the alert's page. */
  message?: pulumi.Input<string>;
} & (
  | { severity: pulumi.Input<IncidentSeverity>; handlebars?: false }
  /** Severity and message are Handlebars templates. */
  | { severity: pulumi.Input<string>; handlebars: true }
);

/** Sets values of the alert. */
export type AlertSetvalAction = { type: "setval" } & (
  | { map: AlertValues<Urgency>; handlebars?: false }
  /** The values are Handlebars templates. */
  | { map: AlertValues<string>; handlebars: true }
);

/** What a rule can set of an alert. */
export interface AlertValues<UrgencyText extends string> {
  title?: pulumi.Input<string>;
  description?: pulumi.Input<string>;
  tags?: readonly pulumi.Input<string>[];
  urgency?: pulumi.Input<UrgencyText>;
}

/** Attaches stakeholders to the alert. */
export interface StakeholderAction {
  type: "stakeholder";
  /** Prefix ids (`stk_…`). */
  ids: readonly pulumi.Input<string>[];
}

/** What a router's rule does. */
export type RouterAction =
  | AggregateAction
  | AssignAction
  | IgnoreAction
  | IncidentAction
  | AlertSetvalAction
  | StakeholderAction;

/** One rule of a router. */
export interface RouterRule {
  match: RouterRuleMatch;
  /** At least one. */
  actions: readonly RouterAction[];
}
