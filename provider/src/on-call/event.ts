/** An event of a schedule as the sums of on-call time take it; https://pagertree.com/docs/api/events */

/** PagerTree's words for how often an event repeats. */
export const frequencyUnits = ["hourly", "daily", "weekly", "monthly", "yearly"] as const;

/** One of PagerTree's words for how often an event repeats. */
export type FrequencyUnit = (typeof frequencyUnits)[number];

/** A shift, or a series of shifts. Instants are milliseconds since 1970 in UTC. */
export interface OnCallEvent {
  readonly id: string;
  readonly layer: number;
  /** The zone whose clock the shifts keep to, by its IANA or Rails name. */
  readonly timeZone: string;
  /** The first shift, from the first instant up to, and without, the second. */
  readonly startsAt: number;
  readonly endsAt: number;
  /** The attendees, in order. */
  readonly accountUserIds: readonly string[];
  /** Absent for an event that takes place once. */
  readonly repeats?: Repeats | undefined;
  /** The event that this one overrides. */
  readonly parentId?: string | undefined;
}

/** How an event repeats. */
export interface Repeats {
  /** A whole number, 1 or more. */
  readonly frequency: number;
  readonly unit: FrequencyUnit;
  /** Sunday is 0; none means all. They count for `daily` alone. */
  readonly daysOfWeek: readonly number[];
  /** The last instant at which a shift may begin. */
  readonly lastStart?: number | undefined;
  /** Whether one attendee after the other has a shift; else all have each. */
  readonly rotates: boolean;
  /** The starts of shifts that are left out. */
  readonly exceptions: readonly number[];
}

/** A series as it would be if no shift of it were left out. */
export function withoutExceptions(event: OnCallEvent): OnCallEvent {
  return event.repeats === undefined ? event : { ...event, repeats: { ...event.repeats, exceptions: [] } };
}

/** A shift. */
export interface Occurrence {
  readonly event: OnCallEvent;
  readonly startsAt: number;
  readonly endsAt: number;
  /** Who has it; empty if PagerTree knows nobody. */
  readonly accountUserIds: readonly string[];
  /** The how-manieth of its event it is, from 0; those that are left out count. */
  readonly turn: number;
}
