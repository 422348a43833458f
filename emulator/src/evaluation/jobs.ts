// What the evaluator asks of its worker: text that a user wrote (a template, rules, a path) and the data it works on.
import type { RubyHash, RubyValue } from "../ruby/values.ts";

/** One piece of work. */
export type Job =
  /** Renders a Handlebars template to text. */
  | { readonly kind: "render"; readonly template: string; readonly data: RubyHash }
  /** Renders a template and reads the result as JSON; comments in it are fine. */
  | { readonly kind: "render-json"; readonly template: string; readonly data: RubyHash }
  /** Applies outgoing rules, YAML, to data at a time (milliseconds since 1970). */
  | { readonly kind: "rules"; readonly rules: string; readonly data: RubyHash; readonly now: number }
  /** Finds what the rules of a router do with an alert, likewise. */
  | { readonly kind: "route"; readonly rules: string; readonly data: RubyHash; readonly now: number }
  /**
   * Says of each rule of a router whether it matches, and why, likewise; of a notification rule, of those that are for
   * an event.
   */
  | {
      readonly kind: "explain";
      readonly rules: string;
      readonly data: RubyHash;
      readonly now: number;
      /** Such as `alert.open`. @default all rules are looked at */
      readonly event?: string;
    }
  /** Finds what a custom definition, YAML, reads of what came in, likewise. */
  | { readonly kind: "define"; readonly definition: string; readonly log: RubyHash; readonly now: number }
  /** Searches data with a JMESPath expression. */
  | { readonly kind: "search"; readonly expression: string; readonly data: RubyHash };

/** What the jobs give. */
export interface Results {
  readonly render: string;
  readonly "render-json": RubyValue;
  readonly rules: RulesResult;
  /** The actions of the rule that matches, their templates rendered; null if none does. */
  readonly route: readonly RubyHash[] | null;
  readonly explain: readonly RuleExplanation[];
  /** The actions of the rule that matches, their templates rendered; none if none does. */
  readonly define: readonly RubyHash[];
  readonly search: RubyValue;
}

/** What became of one rule. */
export interface RuleExplanation {
  /** Undefined if nobody looked at it: a rule above it matched, or it is for other events. */
  readonly matches: boolean | undefined;
  /** What it asks for, in its order; all of it must hold. */
  readonly conditions: readonly Condition[];
  /** Its actions as they are written. */
  readonly actions: unknown;
}

/** One condition of a rule's match. */
export interface Condition {
  /** A path such as `alert.urgency`, or an operator such as `$or`. */
  readonly field: string;
  /** What is asked of it, as JSON's values. */
  readonly asked: unknown;
  /** What is there; undefined if nothing is, or if the field is an operator. */
  readonly found: unknown;
  /** Undefined if nobody looked at it. */
  readonly holds: boolean | undefined;
  /** For `$and`, `$or` and `$nor`: the conditions of each of the list. */
  readonly of?: readonly (readonly Condition[])[];
}

/** What the rules say about one event. */
export interface RulesResult {
  /** Nothing is sent. */
  readonly isIgnored: boolean;
  /** What `setval` sets. */
  readonly values: RubyHash;
}

/**
 * Why a job gave nothing: `parse` is a rendered text that is no JSON, `limit` is too much time or memory, `failure`
 * is all else.
 */
export interface Problem {
  readonly kind: "parse" | "limit" | "failure";
  readonly message: string;
}

/** How a job ended. */
export type Outcome<T> = { readonly value: T } | { readonly problem: Problem };

/** What the worker sends back. Threads copy what they send each other, so nothing but data crosses. */
export type Answer = Outcome<unknown>;

/** A rendered text that is no JSON. */
export class JsonTextError extends Error {
  override readonly name = "JsonTextError";
}
