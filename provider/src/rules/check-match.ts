/**
 * Checks the `match` of a rule: every field, operator and its value. The operators are those of sift, with three
 * of PagerTree's own: https://pagertree.com/docs/routers#operators
 */
import { isPlainObject, omit } from "es-toolkit";
import tzdata from "tzdata";
import { z } from "zod";
import type { Failure } from "../common/failure.ts";
import { nearest } from "../common/nearest.ts";
import { conditionTest, type ValueOperator } from "./condition.ts";

type Path = readonly PropertyKey[];

const list = (of: string) => z.array(z.unknown(), `must be a list of ${of}`);
const comparable = z.union([z.string(), z.number()], "must be a text or a number");

/** The operators on a value, each with a schema of what it takes. */
const valueOperators: Readonly<Record<string, z.ZodType>> & Record<ValueOperator, z.ZodType> = {
  $eq: z.unknown(),
  $ne: z.unknown(),
  $in: list("values"),
  $nin: list("values"),
  $gt: comparable,
  $gte: comparable,
  $lt: comparable,
  $lte: comparable,
  $exists: z.boolean("must be true or false"),
  $regex: z.string("must be a regular expression as text"),
  $options: z.string("must be flags of a regular expression, such as i"),
  $mod: z.tuple([z.number(), z.number()], "must be a list of a divisor and a remainder"),
  $type: z.string("must be the name of a type, such as string"),
  $size: z.int("must be a whole number").min(0, "must not be negative"),
  $all: list("values"),
  $elemMatch: z.custom(isPlainObject, "must be a mapping"),
  $not: z.unknown(),
};

const groupOperators = ["$and", "$or", "$nor"];
const timezone = z
  .string()
  .refine(
    (name) => Object.hasOwn(tzdata.zones, name),
    "must be the name of a time zone, such as Europe/Berlin",
  )
  .optional();

const format = z.string("must be a format of momentjs").optional();

/** The parameters of the operators on the time at which a rule is applied. */
const timeParameters: Readonly<Record<string, z.ZodRawShape>> = {
  $day: { timezone },
  $now: { timezone, format },
  $timeBetween: {
    timezone,
    timeformat: format,
    starttime: z.string("must be a time as text, such as 08:00 am"),
    endtime: z.string("must be a time as text, such as 05:00 pm"),
  },
};
const matchOperators = [...groupOperators, "$not", ...Object.keys(timeParameters)];

/** Every reason why a match cannot be applied, each on its path. */
export function checkMatch(match: unknown, fields: readonly string[], path: Path): Failure[] {
  if (!isPlainObject(match)) {
    return [{ path, reason: "must be a mapping" }];
  }
  return Object.entries(match).flatMap(([key, value]): Failure[] => {
    const place = [...path, key];
    if (groupOperators.includes(key)) {
      return Array.isArray(value) && value.length > 0
        ? value.flatMap((part, index) => checkMatch(part, fields, [...place, index]))
        : [{ path: place, reason: "must be a list of matches" }];
    }
    if (key === "$not") {
      return checkMatch(value, fields, place);
    }
    const parameters = Object.hasOwn(timeParameters, key) ? timeParameters[key] : undefined;
    if (parameters !== undefined) {
      return checkTime(key, parameters, value, place);
    }
    if (key.startsWith("$")) {
      return [{ path: place, reason: unknownOperator(key, matchOperators) }];
    }
    return checkField(key, value, fields, place);
  });
}

function checkField(field: string, condition: unknown, fields: readonly string[], path: Path): Failure[] {
  const [root = "", ...below] = field.split(".");
  if (!fields.includes(root)) {
    const suggestion = fields.includes("alert") ? `; a field of the alert is written as alert.${field}` : "";
    return [{ path, reason: `is not among the data, which are ${fields.join(", ")}${suggestion}` }];
  }
  const isOfManyFields = !["event", "always", "log_parsed"].includes(root);
  if (below.length === 0 && isOfManyFields && isPlainObject(condition) && !hasOperators(condition)) {
    const [inner = "urgency"] = Object.keys(condition);
    return [{ path, reason: `compares all of ${root} with a mapping: write ${root}.${inner}` }];
  }
  const failures = checkCondition(condition, path);
  return failures.length > 0 ? failures : checkByTrial(condition, path);
}

function checkCondition(condition: unknown, path: Path): Failure[] {
  if (!isPlainObject(condition) || !hasOperators(condition)) {
    return [];
  }
  return Object.entries(condition).flatMap(([operator, value]): Failure[] => {
    const place = [...path, operator];
    const schema = Object.hasOwn(valueOperators, operator) ? valueOperators[operator] : undefined;
    if (schema === undefined) {
      const reason = groupOperators.includes(operator)
        ? "joins whole matches: write it in place of a field"
        : unknownOperator(operator, Object.keys(valueOperators));
      return [{ path: place, reason }];
    }
    const { error } = schema.safeParse(value);
    return [
      ...(error?.issues ?? []).map((issue) => ({ path: [...place, ...issue.path], reason: issue.message })),
      ...(operator === "$options" && !("$regex" in condition)
        ? [{ path: place, reason: "goes with $regex" }]
        : []),
      ...(operator === "$not" || operator === "$elemMatch" ? checkCondition(value, place) : []),
    ];
  });
}

/** What is left shows when it is read, such as a regular expression that is none. */
function checkByTrial(condition: unknown, path: Path): Failure[] {
  try {
    conditionTest(condition);
    return [];
  } catch (error) {
    return [{ path, reason: `cannot be applied: ${error instanceof Error ? error.message : "unknown"}` }];
  }
}

function checkTime(operator: string, parameters: z.ZodRawShape, value: unknown, path: Path): Failure[] {
  const { data, error } = z.looseObject(parameters, "must be a mapping").safeParse(value);
  if (data === undefined) {
    return (error?.issues ?? []).map((issue) => ({ path: [...path, ...issue.path], reason: issue.message }));
  }
  const rest: Record<string, unknown> = omit(data, Object.keys(parameters));
  if (operator === "$timeBetween") {
    const known = Object.keys(parameters).join(", ");
    return Object.keys(rest).map((key) => ({
      path: [...path, key],
      reason: `is not a parameter; they are ${known}`,
    }));
  }
  return hasOperators(rest)
    ? checkCondition(rest, path)
    : [{ path, reason: "needs an operator on its result, such as $in" }];
}

function hasOperators(condition: Record<PropertyKey, unknown>): boolean {
  return Object.keys(condition).some((key) => key.startsWith("$"));
}

function unknownOperator(operator: string, known: readonly string[]): string {
  const guess = nearest(operator, known);
  const hint =
    guess === undefined ? `; the operators here are ${known.join(", ")}` : `; did you mean "${guess}"?`;
  return `is not an operator${hint}`;
}
