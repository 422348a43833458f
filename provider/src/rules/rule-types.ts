/** Rules as a program writes them in TypeScript; the operators are those of https://pagertree.com/docs/routers */
import type * as pulumi from "@pulumi/pulumi";
import type { AlertField } from "./alert-fields.ts";

/** A value that a rule compares with, or sets: what JSON knows. */
export type RuleValue =
  | pulumi.Input<string>
  | pulumi.Input<number>
  | pulumi.Input<boolean>
  | null
  | readonly RuleValue[]
  | { readonly [key: string]: RuleValue };

/** Operators on one value. Several in one object must all hold. */
export interface RuleOperators<Value = RuleValue> {
  $eq?: Value;
  $ne?: Value;
  $in?: readonly Value[];
  $nin?: readonly Value[];
  $gt?: pulumi.Input<string> | pulumi.Input<number>;
  $gte?: pulumi.Input<string> | pulumi.Input<number>;
  $lt?: pulumi.Input<string> | pulumi.Input<number>;
  $lte?: pulumi.Input<string> | pulumi.Input<number>;
  /** Whether the value is there at all. */
  $exists?: boolean;
  /** A JavaScript regular expression that matches any part of the text. */
  $regex?: pulumi.Input<string>;
  /** The flags of `$regex`, such as `i`. */
  $options?: string;
  /** A divisor and the remainder. */
  $mod?: readonly [number, number];
  /** The kind of the value, such as `string`. */
  $type?: string;
  /** The length of a list. */
  $size?: number;
  /** What a list must contain. */
  $all?: readonly Value[];
  /** What an element of a list must be like. */
  $elemMatch?: RuleOperators | { readonly [field: string]: RuleCondition };
  $not?: Value | RuleOperators<Value>;
}

/** What a value must be: a value to equal (in a list: to be among), or operators. */
export type RuleCondition =
  | pulumi.Input<string>
  | pulumi.Input<number>
  | pulumi.Input<boolean>
  | null
  | RuleOperators;

/** Conditions on the fields of an alert, by names such as `alert.title`. */
export type AlertFieldConditions = { [Field in AlertField as `alert.${Field}`]?: RuleCondition };

/** Conditions on the time at which the rule is applied. */
export interface RuleTimes {
  /** The ISO day of the week: 1 is Monday, 7 is Sunday. */
  $day?: { timezone?: string } & RuleOperators<number>;
  /** The time as text in a momentjs format, by default `YYYY-MM-DD`. */
  $now?: { timezone?: string; format?: string } & RuleOperators<string>;
  /** Whether the time of day lies between two times, both included, in a momentjs format, by default `hh:mm a`. */
  $timeBetween?: { timezone?: string; timeformat?: string; starttime: string; endtime: string };
}

/** The conditions under which a rule applies to an event; all of them must hold. */
export interface OutgoingRuleMatch<Event extends string = string> extends RuleTimes, AlertFieldConditions {
  /** True for every event. */
  always?: boolean;
  /** The event, such as `alert.resolved`. */
  event?: Event | RuleOperators<Event>;
  $and?: readonly OutgoingRuleMatch<Event>[];
  $or?: readonly OutgoingRuleMatch<Event>[];
  $nor?: readonly OutgoingRuleMatch<Event>[];
  $not?: OutgoingRuleMatch<Event>;
  /** Any other field of the alert, such as `alert.meta.key`. */
  [field: `alert.${string}`]: RuleCondition | undefined;
  /** A field of the integration. */
  [field: `integration.${string}`]: RuleCondition | undefined;
}

/** An outgoing webhook sends nothing; a router suppresses the alert. */
export interface IgnoreAction {
  type: "ignore";
}

/**
 * Sets values at the top level of the body that is sent. `webhook_url` is not sent: the body goes to this URL instead
 * of the integration's.
 */
export interface SetvalAction {
  type: "setval";
  map: { readonly [key: string]: RuleValue };
  /** Whether the values are Handlebars templates. */
  handlebars?: boolean;
}

/** One outgoing rule. */
export interface OutgoingRule<Event extends string = string> {
  match: OutgoingRuleMatch<Event>;
  actions: readonly (IgnoreAction | SetvalAction)[];
}

/**
 * Rules that keep events from being sent or change what is sent, applied from top to bottom.
 *
 * Source: https://pagertree.com/docs/integration-guides/outgoing-webhook#outgoing-rules
 */
export interface OutgoingRules<Event extends string = string> {
  rules: readonly OutgoingRule<Event>[];
}
