/** Holds the table of integration types to its shape, and its entries to each other. */
import { camelCase, snakeCase } from "es-toolkit/string";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { optionsOf, typeNames } from "../../provider/src/catalog/catalog.ts";
import catalogData from "../../provider/src/catalog/integration-types.json" with { type: "json" };
import { optionSchema } from "../../provider/src/catalog/option-schema.ts";

const sentenceSchema = z.string().regex(/^[A-Z].*\.$/s);
const conditionSchema = z.record(z.string(), z.boolean()).optional();

const optionSchemas = z.record(
  z.string().regex(/^[a-z][a-z0-9_]*$/),
  z.strictObject({
    description: sentenceSchema,
    type: z.enum(["string", "boolean", "integer"]),
    default: z.union([z.string(), z.boolean(), z.int()]).optional(),
    required: z.literal(true).optional(),
    requiredWhen: conditionSchema,
    format: z.enum(["public-url", "time-zone", "email-recipients", "yaml", "handlebars"]).optional(),
    formatWhen: conditionSchema,
    oneOf: z.array(z.string()).optional(),
    min: z.int().optional(),
    max: z.int().optional(),
    secret: z.literal(true).optional(),
  }),
);

const typeSchema = z.strictObject({
  name: z.string(),
  description: sentenceSchema,
  adapter: z.string().regex(/^[a-z0-9_]+(\/[a-z0-9_]+)*\/v[34]$/),
  guide: z.string().regex(/^[a-z0-9-]+(\/[a-z0-9-]+)?$/),
  incoming: z.boolean(),
  outgoing: z.boolean(),
  titleTemplate: z.boolean(),
  descriptionTemplate: z.boolean(),
  attachments: z.array(z.string()).optional(),
  options: optionSchemas,
});

const catalogSchema = z.strictObject({
  optionsOfEveryType: optionSchemas,
  types: z.record(z.string(), typeSchema),
});

const everyOption = typeNames.flatMap((type) => optionsOf(type).map((option) => ({ type, option })));

describe("integration-types.json", () => {
  it("has the shape that the catalog reads", () => {
    expect(catalogSchema.safeParse(catalogData).error).toBeUndefined();
  });

  it("has the 59 types of PagerTree's adapters, each adapter once", () => {
    const adapters = Object.values(catalogData.types).map((type) => type.adapter);
    expect(new Set(adapters).size).toBe(59);
    expect(adapters).toHaveLength(59);
  });

  it.each(Object.entries(catalogData.types))("%s is its display name in kebab-case", (typeName, { name }) => {
    const words = name
      .replaceAll(/['’]/g, "")
      .replaceAll(/[^A-Za-z0-9]+/g, " ")
      .trim();
    expect(typeName.replaceAll("-", "")).toBe(words.replaceAll(" ", "").toLowerCase());
    expect(typeName).toBe(typeName.toLowerCase());
  });

  it("has no two types whose display names differ by case, spaces or punctuation alone", () => {
    const names = Object.values(catalogData.types).map(({ name }) =>
      name.toLowerCase().replaceAll(/\W/g, ""),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it.each(Object.entries(catalogData.types))("%s sends or takes in", (_, { incoming, outgoing }) => {
    expect(incoming || outgoing).toBe(true);
  });

  it.each(everyOption)("$type.$option.key goes to camelCase and back unchanged", ({ option }) => {
    expect(option.name).toBe(camelCase(option.key));
    expect(snakeCase(option.name)).toBe(option.key);
  });

  it.each(everyOption.filter(({ option }) => option.default !== undefined))(
    "$type.$option.key accepts its own default",
    ({ option }) => {
      expect(optionSchema(option).safeParse(option.default).success).toBe(true);
    },
  );

  it.each(
    everyOption.filter(({ option }) => option.requiredWhen !== undefined || option.formatWhen !== undefined),
  )("$type.$option.key depends on booleans of its type", ({ type, option }) => {
    const keys = Object.keys({ ...option.requiredWhen, ...option.formatWhen });
    const kinds = keys.map((key) => optionsOf(type).find((other) => other.key === key)?.type);
    expect(new Set(kinds)).toEqual(new Set(["boolean"]));
  });

  it.each(everyOption.filter(({ option }) => option.required))(
    "$type.$option.key is required and so has no default",
    ({ option }) => {
      expect(option.default).toBeUndefined();
    },
  );
});
