/** The filters of a lookup that gives a list: a program in JavaScript may pass anything, and a misspelt one would fit everything. */
import { LookupError } from "../common/errors.ts";
import { nearest } from "../common/nearest.ts";
import { plainText } from "../common/plain-text.ts";

/** Every filter that a function has, with the type of its value. */
export type FilterTypes = Readonly<Record<string, "string" | "boolean">>;

/**
 * Makes sure that each filter is one.
 *
 * @param caller - The function that the program calls, such as `getTeams`.
 * @throws LookupError if one is not
 */
export function checkFilters(caller: string, filters: unknown, types: FilterTypes = {}): void {
  const names = Object.keys(types);
  for (const [filter, value] of Object.entries(filters ?? {})) {
    const wanted = names.includes(filter) ? types[filter] : undefined;
    if (wanted === undefined) {
      const guess = nearest(filter, names);
      const takes = names.length === 0 ? "It takes none" : `It takes ${names.join(", ")}`;
      throw new LookupError(
        `${caller}: there is no filter ${plainText(filter)}.`,
        guess === undefined ? `${takes}.` : `Did you mean ${guess}?`,
      );
    }
    if (value !== undefined && value !== null && typeof value !== wanted) {
      throw new LookupError(
        `${caller}: ${filter} must be a ${wanted === "string" ? "text" : "boolean"}.`,
        "Correct it, or leave it out.",
      );
    }
  }
}
