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
  /** Searches data with a JMESPath expression. */
  | { readonly kind: "search"; readonly expression: string; readonly data: RubyHash };

/** What the jobs give. */
export interface Results {
  readonly render: string;
  readonly "render-json": RubyValue;
  readonly rules: RulesResult;
  /** The actions of the rule that matches, their templates rendered; null if none does. */
  readonly route: readonly RubyHash[] | null;
  readonly search: RubyValue;
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
