/** Words of a rotation's arguments; light, since a program loads them. */

/** The days of the week in PagerTree's order, in which Sunday is 0: https://pagertree.com/docs/api/events */
export const daysOfWeek = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

/** A day of the week. */
export type DayOfWeek = (typeof daysOfWeek)[number];

/** When the next person's turn comes. */
export const turns = ["shift", "week"] as const;

/**
 * When the next person's turn comes: with each shift, which is all that PagerTree's own rotations know, or a week after
 * the last one, so that one person has all shifts of seven days.
 */
export type Turn = (typeof turns)[number];
