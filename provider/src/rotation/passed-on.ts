/** What overrides have left of the later shifts of a rotation, when it changes: it goes to those who have these shifts then. */
import { type Occurrence, type OnCallEvent, withoutExceptions } from "../on-call/event.ts";
import { occurrencesOf, shiftsLeftOut } from "../on-call/occurrences.ts";
import type { Plan } from "./plan-change.ts";

/** An event within a shift that is left out of a series, with just the people of that shift. */
export interface PassedOn {
  readonly part: OnCallEvent;
  /** The shift of the new series that begins just then; undefined if there is none, and nobody takes the part over. */
  readonly heir: Occurrence | undefined;
}

/**
 * What is passed on.
 *
 * @param events - Those of the schedule.
 * @param former - The series that end.
 */
export function passedOn(
  events: readonly OnCallEvent[],
  former: readonly OnCallEvent[],
  { from, makes }: Pick<Plan, "from" | "makes">,
): PassedOn[] {
  const later = former.flatMap(shiftsLeftOut).filter(({ startsAt }) => startsAt >= from);
  return later.flatMap((shift) => {
    const heir = makes
      .flatMap((series) => occurrencesOf(withoutExceptions(series), shift.startsAt, shift.startsAt + 1))
      .find(({ startsAt }) => startsAt === shift.startsAt);
    return events.filter((event) => isPart(event, shift)).map((part) => ({ part, heir }));
  });
}

/** What overrides have left of the shifts from now until a change: it stays with the people of before. */
export function keptUntil(
  from: number,
  events: readonly OnCallEvent[],
  former: readonly OnCallEvent[],
  now: number,
): OnCallEvent[] {
  const shifts = former.flatMap(shiftsLeftOut).filter(({ startsAt }) => startsAt < from);
  return events.filter((event) => event.endsAt > now && shifts.some((shift) => isPart(event, shift)));
}

function isPart(event: OnCallEvent, shift: Occurrence): boolean {
  // An override stays what it is, even of somebody who has the shift anyway.
  return event.parentId === undefined && isPartOf(event, shift);
}

/** Whether an event is what an override has left of a shift. An override with other people is none. */
export function isPartOf(
  event: OnCallEvent,
  { event: series, startsAt, endsAt, accountUserIds }: Occurrence,
): boolean {
  return (
    event.repeats === undefined &&
    event.layer === series.layer &&
    event.startsAt >= startsAt &&
    event.endsAt <= endsAt &&
    event.accountUserIds.toSorted().join() === accountUserIds.toSorted().join()
  );
}
