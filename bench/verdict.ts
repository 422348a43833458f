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
  return { what, figure: format(figure), bound: `at most ${format(bound)}`, holds: figure <= bound };
}

/** Whole numbers as they are, others to two places. */
export function format(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 2 });
}
