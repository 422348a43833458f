// Casts what a client sends as PagerTree's adapters do. What a cast value may be is for validations.ts to say.
import type { OptionEntry, TypeEntry } from "./catalog.ts";
import { OPTIONS_OF_EVERY_TYPE } from "./catalog.ts";
import type { OptionValue } from "./models.ts";
import type { Scalar } from "./params.ts";
import { isBlank } from "./params.ts";

/** What ActiveModel::Type::Boolean takes for false, as JSON and forms can spell it; all else is true. */
const FALSE_VALUES: ReadonlySet<Scalar> = new Set([false, 0, "0", "f", "F", "false", "FALSE", "off", "OFF"]);

/**
 * Options whose default the adapters declare only in `after_initialize` (`self.option_template ||= ""`), not in
 * their OPTIONS. So null stays null until the record is loaded again; every other default is back at once.
 */
const FILLED_AT_LOAD: ReadonlySet<string> = new Set(["outgoing_rules", "template", "time_zone"]);

export type Options = Readonly<Record<string, OptionValue>>;

/** ActiveModel::Type::String: true and false become `t` and `f`. */
export function castString(value: Scalar): string | null {
  if (value === null || typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "t" : "f";
  return Number.isInteger(value) ? BigInt(value).toString() : String(value);
}

/** ActiveModel::Type::Boolean: null only for null and `""`. */
export function castBoolean(value: Scalar): boolean | null {
  if (value === null || value === "") return null;
  return !FALSE_VALUES.has(value);
}

/** ActiveModel::Type::Integer: the leading digits of a text, 0 if it has none, null for a blank one. */
export function castInteger(value: Scalar): number | null {
  if (value === null) return null;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number") return Math.trunc(value);
  if (isBlank(value)) return null;
  // Ruby's String#to_i reads an underscore between two digits as a separator.
  const digits = /^[\t\n\v\f\r ]*([+-]?\d+(?:_\d+)*)/.exec(value)?.[1] ?? "0";
  return Number(digits.replaceAll("_", ""));
}

/**
 * The options of a record after `sent` was assigned to it: cast, and defaults filled in as a save does.
 * @param current what is stored; undefined for a new record
 * @param sent values by option key, as they came
 */
export function castOptions(
  type: TypeEntry,
  current: Options | undefined,
  sent: ReadonlyMap<string, Scalar>,
): Options {
  const options: Record<string, OptionValue> = { ...current };
  for (const [key, entry] of type.options) {
    const before = options[key] ?? null;
    const assigned = sent.get(key);
    let value = castOption(key, entry, assigned === undefined ? before : assigned);
    const isNewRecord = current === undefined;
    if (value === null && entry.default !== undefined && (isNewRecord || !FILLED_AT_LOAD.has(key))) {
      value = entry.default;
    }
    // A store accessor writes only what differs, so a key that was never set is not made by null.
    if (value !== before) options[key] = value;
  }
  return options;
}

/** The options as a load gives them: the defaults that only `after_initialize` declares are back. */
export function loadOptions(type: TypeEntry, stored: Options): Options {
  const options: Record<string, OptionValue> = { ...stored };
  for (const key of FILLED_AT_LOAD) {
    const value = type.options.get(key)?.default;
    if (value !== undefined && (options[key] ?? null) === null) options[key] = value;
  }
  return options;
}

function castOption(key: string, entry: OptionEntry, value: Scalar): OptionValue {
  switch (entry.type) {
    case "boolean":
      // The two template switches have a setter of their own, which knows only `true` and "1".
      return OPTIONS_OF_EVERY_TYPE.has(key) ? value === true || value === "1" : castBoolean(value);
    case "integer":
      return castInteger(value);
    case "string":
      return castString(value);
    default:
      throw new Error(`the catalog gives option ${key} the unknown type ${entry.type}`);
  }
}
