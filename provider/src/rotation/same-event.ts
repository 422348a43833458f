/** Whether events are the same, whatever their ids. */
import { isEqual } from "es-toolkit";
import { type OnCallEvent, withoutExceptions } from "../on-call/event.ts";
import { nextOccurrence, occurrencesOf } from "../on-call/occurrences.ts";
import { dateText } from "../on-call/wall-clock.ts";
import { day, zoneClock } from "../on-call/zone-clock.ts";
import { isSameZone } from "../on-call/zone-names.ts";
import { turned } from "./declared-events.ts";

/** Whether two events put the same people on call at the same times by the same rule. */
export function isSameEvent(one: OnCallEvent, other: OnCallEvent): boolean {
  return (
    one.startsAt === other.startsAt &&
    isEqual(one.accountUserIds, other.accountUserIds) &&
    isSameRule(one, other)
  );
}

/** The same, save that one of them may begin with another of its shifts. */
export function isSameRotation(one: OnCallEvent, other: OnCallEvent): boolean {
  const count = one.accountUserIds.length;
  const orders = Array.from({ length: count }, (_, by) => turned(one.accountUserIds, by));
  return isSameRule(one, other) && orders.some((order) => isEqual(order, other.accountUserIds));
}

/** Whether one series begins with a shift of the other, be it left out or not. */
export function isInStep(one: OnCallEvent, other: OnCallEvent): boolean {
  const [early, late] = one.startsAt <= other.startsAt ? [one, other] : [other, one];
  return nextOccurrence(withoutExceptions(early), late.startsAt)?.startsAt === late.startsAt;
}

function isSameRule(one: OnCallEvent, other: OnCallEvent): boolean {
  return (
    one.layer === other.layer &&
    isSameZone(one.timeZone, other.timeZone) &&
    wallLength(one) === wallLength(other) &&
    isEqual(ruleOf(one), ruleOf(other)) &&
    lastDayOf(one) === lastDayOf(other)
  );
}

function ruleOf({ repeats }: OnCallEvent) {
  return repeats && [repeats.frequency, repeats.unit, repeats.daysOfWeek, repeats.rotates];
}

/** How long the first shift is on the wall clock, in milliseconds. */
export function wallLength({ startsAt, endsAt, timeZone }: OnCallEvent): number {
  const clock = zoneClock(timeZone);
  return clock.wallAt(endsAt) - clock.wallAt(startsAt);
}

/** The day on which the last shift begins; undefined for a series without an end, and for what does not repeat. */
export function lastDayOf(event: OnCallEvent): string | undefined {
  const lastStart = event.repeats?.lastStart;
  if (lastStart === undefined) {
    return undefined;
  }
  const starts = occurrencesOf(event, lastStart - 800 * day, lastStart + 1).map(({ startsAt }) => startsAt);
  const last = starts.filter((startsAt) => startsAt <= lastStart).at(-1) ?? lastStart;
  return dateText(zoneClock(event.timeZone).wallAt(last));
}
