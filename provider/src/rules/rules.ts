/** What rules are made of, as every kind of rules at PagerTree has it; reading their text is `rules-text.ts`. */
import { isPlainObject } from "es-toolkit";
import { z } from "zod";
import { enumeration } from "../common/enumeration.ts";
import type { Failure } from "../common/failure.ts";
import { nearest } from "../common/nearest.ts";
import { checkMatch } from "./check-match.ts";

/** A rule: what it applies to, and what it does then. */
export interface Rule {
  readonly match: Readonly<Record<string, unknown>>;
  readonly actions: readonly Action[];
}

/** One action; what stands beside its type is its own. */
export interface Action {
  readonly type: string;
  readonly [parameter: string]: unknown;
}

/** What tells one kind of rules from another. */
export interface RuleDialect {
  /** What happens before a rule is looked at, by its name; rules without a list of them are for the first. */
  readonly types?: readonly string[];
  /** The data that `match` can look at; below `alert` or `log` there is more. */
  readonly fields: readonly string[];
  /** The actions by their types, each with a schema of its parameters. */
  readonly actions: Readonly<Record<string, z.ZodType>>;
  /** What else could stand there, and why it must not. */
  readonly otherActions: Readonly<Record<string, string>>;
}

/** Rules that can be applied, or every reason why not, each with its place in them. */
export type CheckedRules = { readonly rules: readonly Rule[] } | { readonly failures: readonly Failure[] };

const text = z.string();
const mapping = z.custom<Readonly<Record<string, unknown>>>(isPlainObject, "must be a mapping");
const rulesSchema = (types: readonly string[] | undefined) => {
  const names = types === undefined ? ["match", "actions"] : ["match", "types", "actions"];
  return z.strictObject(
    {
      rules: z.array(
        z.strictObject(
          {
            ...(types !== undefined && { types: typesSchema(types).optional() }),
            match: mapping,
            actions: z
              .array(
                z.looseObject({ type: text }, "must be a mapping with a type"),
                "must be a list of actions",
              )
              .min(1, "must hold an action"),
          },
          {
            error: (issue) => unrecognised(issue, names) ?? "must be a mapping with match and actions",
          },
        ),
        "must be a list of rules",
      ),
    },
    {
      error: (issue) =>
        unrecognised(issue, ["rules"]) ??
        `must be a mapping with the list "rules"${Array.isArray(issue.input) ? ': put "rules:" above the list, which is at the top here' : ""}`,
    },
  );
};

function typesSchema(types: readonly string[]) {
  const message = `must be one of ${enumeration(types)}`;
  return z.array(z.enum(types, message), "must be a list of types").min(1, "must hold a type");
}

/** Checks that rules are whole, and that every field, operator and action of them is known. */
export function checkRules(value: unknown, dialect: RuleDialect): CheckedRules {
  const { data, error } = rulesSchema(dialect.types).safeParse(value);
  if (data === undefined) {
    return { failures: (error?.issues ?? []).map(({ path, message }) => ({ path, reason: message })) };
  }
  const failures = data.rules.flatMap(({ match, actions }, index) => [
    ...checkMatch(match, dialect.fields, ["rules", index, "match"]),
    ...actions.flatMap((action, position) =>
      checkAction(action, dialect, ["rules", index, "actions", position]),
    ),
  ]);
  return failures.length > 0 ? { failures } : { rules: data.rules };
}

function checkAction({ type, ...parameters }: Action, dialect: RuleDialect, path: PropertyKey[]): Failure[] {
  const schema = Object.hasOwn(dialect.actions, type) ? dialect.actions[type] : undefined;
  if (schema === undefined) {
    const known = Object.keys(dialect.actions);
    const guess = nearest(type, known);
    const hint =
      guess === undefined ? `; the actions are ${enumeration(known)}` : `; did you mean "${guess}"?`;
    const reason = Object.hasOwn(dialect.otherActions, type) ? dialect.otherActions[type] : undefined;
    return [{ path: [...path, "type"], reason: reason ?? `is not an action${hint}` }];
  }
  const { error } = schema.safeParse(parameters);
  return (error?.issues ?? []).map((issue) => ({ path: [...path, ...issue.path], reason: issue.message }));
}

/** The message for keys that a mapping does not have. */
export function unrecognised(
  issue: { readonly code?: string | undefined; readonly keys?: readonly string[] },
  known: readonly string[],
): string | undefined {
  if (issue.code !== "unrecognized_keys") {
    return undefined;
  }
  const keys = (issue.keys ?? []).map((key) => JSON.stringify(key)).join(", ");
  return `has no ${keys}; it takes ${enumeration(known)}`;
}
