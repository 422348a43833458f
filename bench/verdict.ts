// One figure, the bound that it is to keep, and how figures are written.

/** One figure and the bound that it is to keep. */
export interface Verdict {
  readonly what: string;
  readonly figure: string;
  readonly bound: string;
  readonly holds: boolean;
}

/** Holds a figure against the most that it may be. */
export function atMost(what: string, figure: number, bound: number): Verdict {
  const holds = figure <= bound;
  // One that misses its bound by a little is not to look like it.
  const places = !holds && format(figure) === format(bound) ? 3 : 2;
  return { what, figure: format(figure, places), bound: `at most ${format(bound)}`, holds };
}

/** Whole numbers as they are, others to two places. */
export function format(value: number, places = 2): string {
  return value.toLocaleString("en", { maximumFractionDigits: places });
}
