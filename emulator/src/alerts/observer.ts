// What a simulation hears of an alert on its way: how it was read, and what each router made of it.
import type { RuleExplanation } from "../evaluation/jobs.ts";
import type { CollectionName, Router } from "../models.ts";
import type { RubyHash } from "../ruby/values.ts";
import type { Reading } from "./reading.ts";

/** What one router did with an alert. */
export interface RouterPassage {
  readonly router: Router;
  /** Every rule from the top; why there are none, if they do not work. */
  readonly rules: readonly RuleExplanation[] | { readonly problem: string };
  /** What the rule that matches does; none if there is no such rule. */
  readonly actions: readonly RubyHash[];
  /** The receivers that the actions name and the account has. */
  readonly assigned: readonly { readonly collection: CollectionName; readonly id: string }[];
  /** Receivers that the actions name and the account does not have. */
  readonly missing: readonly string[];
}

/** Hears of each step as it is done. */
export interface Observer {
  read(reading: Reading): void;
  routed(passage: RouterPassage): void;
}
