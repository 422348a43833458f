/** The numbers of a router's rules, as people count: from 1. */

/** The rules in these places, of which the picture has room for so many. */
export function ruleNumbers(places: readonly number[], most: number): string {
  const shown = places.slice(0, most).map((place) => place + 1);
  return `${shown.join(", ")}${places.length > shown.length ? ", …" : ""}`;
}
