/** Reads a type's options out of what PagerTree answers, where a value may be of another JSON type. */
import { type CatalogOption, type OptionDefault, optionsOf } from "./catalog.ts";
import { normaliseOptions } from "./normalise-options.ts";
import type { IntegrationTypeName } from "./option-types.ts";

/** Options as PagerTree answers them, told apart by whether the catalog knows them. */
export interface ReadOptions<Value> {
  /** The type's options by their names in a program, in normal form. */
  readonly options: Record<string, Exclude<Value, undefined> | OptionDefault>;
  /** Options that the type does not have in the catalog, untouched, by PagerTree's names. */
  readonly rest: Record<string, Value>;
}

/** What Rails reads as false; all else that is set is true. */
export const falseValues: ReadonlySet<unknown> = new Set<unknown>([
  false,
  0,
  "0",
  "f",
  "F",
  "false",
  "FALSE",
  "off",
  "OFF",
]);

/**
 * The options of an integration, in the very form that `normaliseOptions` gives to what a program declares.
 *
 * @param answered - By PagerTree's names without the `option_` prefix.
 */
export function readOptions<Value>(
  type: IntegrationTypeName,
  answered: Readonly<Record<string, Value>>,
): ReadOptions<Value> {
  const known = optionsOf(type);
  const keys = new Set(known.map((option) => option.key));
  const present = known.filter((option) => Object.hasOwn(answered, option.key));
  const cast = present.map((option) => [option.name, castOption(option, answered[option.key])] as const);
  return {
    options: normaliseOptions(type, Object.fromEntries(cast)),
    rest: Object.fromEntries(Object.entries(answered).filter(([key]) => !keys.has(key))),
  };
}

/** A value as Rails would cast it; what is no scalar is left as it is, and so shows as a difference. */
function castOption<Value>(option: CatalogOption, value: Value): Value | OptionDefault | undefined {
  if (!["string", "number", "boolean"].includes(typeof value)) {
    return value;
  }
  switch (option.type) {
    case "boolean":
      return value === "" ? undefined : !falseValues.has(value);
    case "integer":
      return value === "" ? undefined : castInteger(value);
    case "string":
      return typeof value === "boolean" ? (value ? "t" : "f") : String(value);
  }
}

function castInteger<Value>(value: Value): Value | number {
  if (typeof value === "boolean") {
    return value ? 1 : 0;
  }
  const number = Math.trunc(typeof value === "number" ? value : Number.parseInt(String(value), 10));
  return Number.isNaN(number) ? 0 : number;
}
