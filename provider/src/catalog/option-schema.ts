/** One option of the catalog as one zod schema for its value; rules between options are in `check-options.ts`. */
import { z } from "zod";
import { isBlank } from "../common/is-blank.ts";
import type { CatalogOption } from "./catalog.ts";
import { formats } from "./formats.ts";

/** A schema whose messages say what would be right, and show the value unless the option is secret. */
export function optionSchema(option: CatalogOption): z.ZodType {
  if (option.oneOf !== undefined) {
    return z.enum(
      option.oneOf,
      expected(option, `one of ${option.oneOf.map((text) => JSON.stringify(text)).join(", ")}`),
    );
  }
  switch (option.type) {
    case "boolean":
      return z.boolean(expected(option, "a boolean"));
    case "integer":
      return integerSchema(option);
    case "string":
      return textSchema(option);
  }
}

function integerSchema(option: CatalogOption): z.ZodType {
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = option;
  const range = option.min === undefined && option.max === undefined ? "" : ` from ${min} to ${max}`;
  const error = expected(option, `a whole number${range}`);
  return z.int(error).min(min, error).max(max, error);
}

function textSchema(option: CatalogOption): z.ZodType {
  const text = z.string(expected(option, "a text"));
  const format = option.format && formats[option.format];
  return format === undefined
    ? text
    : text.refine(
        (value) => (format.allowsBlank && isBlank(value)) || format.accepts(value),
        expected(option, format.expects),
      );
}

/** The error of a zod schema. A secret's message tells of its value no more than what kind it is of. */
function expected(option: CatalogOption, what: string): { error: (issue: { input?: unknown }) => string } {
  return {
    error: ({ input }) => {
      const isOfRightKind = typeof input === (option.type === "integer" ? "number" : option.type);
      return option.secret && isOfRightKind
        ? `must be ${what}`
        : `must be ${what}, not ${describe(option, input)}`;
    },
  };
}

function describe(option: CatalogOption, value: unknown): string {
  if (Array.isArray(value)) {
    return "a list";
  }
  if (typeof value === "object") {
    return "an object";
  }
  const kind = typeof value === "string" ? "text" : typeof value;
  return option.secret ? `a ${kind}` : `the ${kind} ${JSON.stringify(value)}`;
}
