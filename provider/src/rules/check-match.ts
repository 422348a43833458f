/**
 * Checks the `match` of a rule: every field, operator and its value. The operators are those of sift, with three
 * of PagerTree's own: https://pagertree.com/docs/routers#operators
 */
import { isPlainObject, omit } from "es-toolkit";
import tzdata from "tzdata";
import { z } from "zod";
import type { Failure } from "../common/failure.ts";
import { nearest } from "../common/nearest.ts";
import { alertFields } from "./alert-fields.ts";
import { conditionTest, type ValueOperator } from "./condition.ts";
import { canBeRead, mayBeWritten } from "./time-formats.ts";

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
  $regex: z.string("must be a regular expression as text").superRefine((pattern, context) => {
    const message = misunderstoodPattern(pattern);
    if (message !== undefined) {
      context.addIssue({ code: "custom", message });
    }
  }),
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
    return [{ path, reason: `is not among the data that rules can see: ${fields.join(", ")}${suggestion}` }];
  }
  const misspelt = root === "alert" ? misspeltField(below) : undefined;
  if (misspelt !== undefined) {
    return [{ path, reason: misspelt }];
  }
  const isOfManyFields = !["event", "always", "log_parsed"].includes(root);
  if (below.length === 0 && isOfManyFields && isPlainObject(condition) && !hasOperators(condition)) {
    const [inner = "urgency"] = Object.keys(condition);
    return [{ path, reason: `compares all of ${root} with a mapping: write ${root}.${inner}` }];
  }
  const failures = checkCondition(condition, path);
  return failures.length > 0 ? failures : checkByTrial(condition, path);
}

/** What is near to no field may be one that the documentation does not name. */
function misspeltField([field, ...below]: readonly string[]): string | undefined {
  if (field === undefined || alertFields.some((known) => known === field)) {
    return undefined;
  }
  const guess = nearest(field, alertFields);
  return guess === undefined
    ? undefined
    : `is not a field of an alert; did you mean "${["alert", guess, ...below].join(".")}"?`;
}

/** Patterns as other languages write them, which in JavaScript's own form match something else or nothing. */
function misunderstoodPattern(pattern: string): string | undefined {
  const [, flags = "", rest = ""] = /^\(\?([a-z]+)(?:-[a-z]+)?[:)](.*)$/s.exec(pattern) ?? [];
  if (flags !== "") {
    return `must not begin with its flags, which JavaScript does not read there: write $regex: ${quoted(rest)} and $options: ${quoted(flags)}`;
  }
  const [, inner = "", ending = ""] = /^\/(.+)\/([gimsuy]*)$/s.exec(pattern) ?? [];
  // Between slashes alone, it may be a path.
  if (ending !== "" || /^\^|[^\\]\$$/.test(inner)) {
    const options = ending.replaceAll("g", "");
    return `must be written without slashes, which would be part of it: write $regex: ${quoted(inner)}${options === "" ? "" : ` and $options: ${quoted(options)}`}`;
  }
  return undefined;
}

function quoted(text: string): string {
  return JSON.stringify(text);
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
    const unknown = Object.keys(rest).map((key) => ({
      path: [...path, key],
      reason: `is not a parameter; the parameters are ${known}`,
    }));
    return [...unknown, ...checkTimesOfDay(data, path)];
  }
  if (!hasOperators(rest)) {
    return [{ path, reason: "needs an operator on its result, such as $in" }];
  }
  const failures = checkCondition(rest, path);
  return failures.length > 0 ? failures : checkResults(operator, data, rest, path);
}

function checkTimesOfDay(data: Record<string, unknown>, path: Path): Failure[] {
  const { timeformat = "hh:mm a" } = data;
  return ["starttime", "endtime"]
    .filter((name) => !canBeRead(String(data[name]), String(timeformat)))
    .map((name) => ({
      path: [...path, name],
      reason: `is not a time of day in the format ${timeformat}, so that the rule never applies`,
    }));
}

/** The values that `$day` and `$now` are compared with: one that they never are is a mistake. */
function checkResults(
  operator: string,
  { format = "YYYY-MM-DD" }: Record<string, unknown>,
  operators: Record<string, unknown>,
  path: Path,
): Failure[] {
  const isPossible = (value: unknown) =>
    operator === "$day"
      ? Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 7
      : typeof value === "string" && mayBeWritten(value, String(format));
  const reason =
    operator === "$day"
      ? "must be a number from 1 (Monday) to 7 (Sunday)"
      : `must be a text in the format ${format}, as it is compared with one`;
  return ["$eq", "$ne", "$in", "$nin"].flatMap((name) => {
    const given = operators[name];
    const values = Array.isArray(given) ? [...given.entries()] : [[undefined, given] as const];
    return values
      .filter(([, value]) => name in operators && !isPossible(value))
      .map(([index]) => ({ path: [...path, name, ...(index === undefined ? [] : [index])], reason }));
  });
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
