/** A type's options as PagerTree takes them; the `option_` prefix is left to the wire. */
import { type OptionDefault, optionsOf } from "./catalog.ts";
import { normaliseOptions } from "./normalise-options.ts";
import type { IntegrationTypeName } from "./option-types.ts";

/**
 * Every option of the type by PagerTree's name. One that holds nothing is null, which clears it at PagerTree.
 *
 * @param options - By their names in a program.
 */
export function writeOptions<Value>(
  type: IntegrationTypeName,
  options: Readonly<Record<string, Value>>,
): Record<string, Exclude<Value, undefined> | OptionDefault | null> {
  const normal = normaliseOptions(type, options);
  return Object.fromEntries(optionsOf(type).map(({ key, name }) => [key, normal[name] ?? null]));
}
