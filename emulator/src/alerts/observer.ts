// What a simulation or the emulator's page hears of an alert on its way: how it was read, and what each router made of it.
import type { RuleExplanation } from "../evaluation/jobs.ts";
import type { CollectionName, Router } from "../models.ts";
import type { RubyHash } from "../ruby/values.ts";
import type { Reading } from "./reading.ts";

/** What became of one payload. */
export interface Receipt {
  readonly logId: string;
  readonly reading: Reading;
  /** The alert that it was about; null if there is none. */
  readonly alertId: string | null;
}

/** What one router did with an alert. */
export interface RouterPassage {
  readonly alertId: string;
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

/** Hears of each step once it is done. */
export interface Observer {
  received(receipt: Receipt): void;
  routed(passage: RouterPassage): void;
  /** Everything is back to the beginning. */
  reset(): void;
}
