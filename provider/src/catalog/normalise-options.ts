/** The normal form of an integration's options: two sets of options that PagerTree holds as equal are equal in it. */
import { type CatalogOption, type OptionDefault, optionsOf } from "./catalog.ts";
import type { IntegrationTypeName } from "./option-types.ts";

/**
 * Options in their normal form: every default is filled, and an option that holds nothing is absent.
 *
 * For a text option without a default, `""` holds nothing, as every adapter asks whether the text is blank and
 * never whether it is nil. With a default it stands: `sanitize_level` refuses `""`, `form_title` keeps it. Text of
 * white space alone stands too, for the server keeps it. Whatever the type does not have, or is of the wrong type,
 * is left as it is: to refuse it is left to `check-options.ts`.
 *
 * @param options - By their names in a program.
 */
export function normaliseOptions<Value>(
  type: IntegrationTypeName,
  options: Readonly<Record<string, Value>>,
): Record<string, Exclude<Value, undefined> | OptionDefault> {
  const known = optionsOf(type);
  const names = new Set(known.map((option) => option.name));
  const rest = Object.entries(options).filter(([name]) => !names.has(name));
  return definedEntries([
    ...known.map((option) => [option.name, normaliseOption(option, options[option.name])] as const),
    ...rest,
  ]);
}

function normaliseOption<Value>(
  option: CatalogOption,
  value: Value | undefined,
): Value | OptionDefault | undefined {
  const holdsNothing = value === "" && option.type === "string" && option.default === undefined;
  return value === undefined || value === null || holdsNothing ? option.default : value;
}

function definedEntries<Value>(
  entries: readonly (readonly [string, Value])[],
): Record<string, Exclude<Value, undefined>> {
  return Object.fromEntries(
    entries.filter((entry): entry is [string, Exclude<Value, undefined>] => entry[1] !== undefined),
  );
}
