/**
 * The helpers of PagerTree's templates (https://pagertree.com/docs/integration-guides/outgoing-webhook#custom-format),
 * each behind a guard: it gets and gives nothing but data, and works within a budget.
 */
import registerHelpers from "@budibase/handlebars-helpers";
import { mapValues } from "es-toolkit";
import Handlebars, { type HelperDelegate } from "handlebars";
import { plainValue, refuseReachingPath } from "./plain-value.ts";
import { standIns } from "./stand-ins.ts";

/** What one rendering may use up; far more than any template of an alert needs. */
export interface Budget {
  /** Calls of helpers, and passes through their blocks. */
  steps: number;
  /** Characters that helpers and their blocks make. */
  characters: number;
}

/** Those that read files, tell paths of this machine, or write to the terminal. */
const withheld = ["embed", "absolute", "resolve", "mm"];

/** What Handlebars calls by itself; they do no more than the other helpers let them. */
const internal = ["helperMissing", "blockHelperMissing"];

/** An instance of Handlebars with all helpers, which draw on the budget that is current when they are called. */
export function createHandlebars(current: () => Budget): typeof Handlebars {
  const handlebars = Handlebars.create();
  registerHelpers({ handlebars });
  handlebars.registerHelper({ ...standIns });
  for (const name of withheld) {
    handlebars.unregisterHelper(name);
  }
  for (const [name, helper] of Object.entries(handlebars.helpers)) {
    if (!internal.includes(name)) {
      handlebars.registerHelper(name, guarded(helper, current));
    }
  }
  return handlebars;
}

function guarded(helper: HelperDelegate, current: () => Budget): HelperDelegate {
  return function (this: unknown, ...parameters: unknown[]): unknown {
    const options = parameters.pop();
    const result: unknown = Reflect.apply(helper, this, [
      ...parameters.map(plainArgument),
      guardedOptions(options, current),
    ]);
    return charge(result instanceof Handlebars.SafeString ? result : plainValue(result), current());
  };
}

/** Handlebars' last argument to a helper: the named arguments are data, the blocks draw on the budget. */
function guardedOptions(options: unknown, current: () => Budget): unknown {
  if (typeof options !== "object" || options === null) {
    return options;
  }
  return Object.fromEntries(
    Object.entries(options).map(([name, value]) => {
      if (name === "hash") {
        return [name, mapValues(value, plainArgument)];
      }
      const isBlock = (name === "fn" || name === "inverse") && typeof value === "function";
      return [name, isBlock ? (...parameters: unknown[]) => charge(value(...parameters), current()) : value];
    }),
  );
}

function plainArgument(value: unknown): unknown {
  refuseReachingPath(value);
  return value instanceof Handlebars.SafeString ? value.toString() : plainValue(value);
}

function charge<Result>(result: Result, budget: Budget): Result {
  budget.steps -= 1;
  budget.characters -= typeof result === "string" ? result.length : 0;
  if (budget.steps < 0 || budget.characters < 0) {
    throw new Error("it does more than any body needs");
  }
  return result;
}
