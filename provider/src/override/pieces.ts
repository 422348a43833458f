/** What an override does to the shifts of a schedule, and what is there instead without it. */
import { isEqual } from "es-toolkit";
import type { EventWire } from "../api/on-call-wire.ts";
import { type Occurrence, type OnCallEvent, withoutExceptions } from "../on-call/event.ts";
import { occurrencesOf } from "../on-call/occurrences.ts";
import { readEvent } from "../on-call/read-event.ts";
import type { Span } from "../on-call/spans.ts";
import { minute } from "../on-call/zone-clock.ts";
import type { OverrideInputs } from "./inputs.ts";

/** A part of an override: PagerTree overrides one shift at a time. */
export interface Piece extends Span {
  /** The shift that it is cut out of; undefined where nobody is on call. */
  readonly shift: Occurrence | undefined;
}

/** An override in the parts that PagerTree can make. */
export function piecesOf(events: readonly OnCallEvent[], layer: number, { from, to }: Span): Piece[] {
  const pieces: Piece[] = [];
  let covered = from;
  for (const shift of shiftsOn(events, layer, { from, to })) {
    if (shift.startsAt > covered) {
      pieces.push({ from: covered, to: shift.startsAt, shift: undefined });
    }
    pieces.push({ from: Math.max(from, shift.startsAt), to: Math.min(to, shift.endsAt), shift });
    covered = Math.max(covered, shift.endsAt);
  }
  return covered < to ? [...pieces, { from: covered, to, shift: undefined }] : pieces;
}

/** The parts of a span at which a series would have somebody on call, were that shift not left out. */
export function leftOutOf(events: readonly OnCallEvent[], layer: number, span: Span): Piece[] {
  const whole = events.filter(({ repeats }) => repeats !== undefined).map(withoutExceptions);
  return shiftsOn(whole, layer, span)
    .filter(({ event, startsAt }) =>
      events.find(({ id }) => id === event.id)?.repeats?.exceptions.includes(startsAt),
    )
    .map((shift) => ({
      from: Math.max(span.from, shift.startsAt),
      to: Math.min(span.to, shift.endsAt),
      shift,
    }));
}

function shiftsOn(events: readonly OnCallEvent[], layer: number, { from, to }: Span): Occurrence[] {
  return events
    .filter((event) => event.layer === layer)
    .flatMap((event) => occurrencesOf(event, from, to))
    .toSorted((one, other) => one.startsAt - other.startsAt);
}

/** An event of a single shift. */
export function plainEvent(
  { from, to }: Span,
  { layer, timeZone }: Pick<OverrideInputs, "layer" | "timeZone">,
  accountUserIds: readonly string[],
): OnCallEvent {
  return { id: "", layer, timeZone, startsAt: from, endsAt: to, accountUserIds };
}

/** Whether an event of PagerTree's puts the same people on call at the same time, and does not repeat. */
export function isPlainEvent(wanted: OnCallEvent, wire: EventWire): boolean {
  const seen = readEvent(wire);
  return (
    seen !== undefined &&
    seen.repeats === undefined &&
    seen.startsAt === wanted.startsAt &&
    seen.endsAt === wanted.endsAt &&
    seen.layer === wanted.layer &&
    isSamePeople(seen.accountUserIds, wanted.accountUserIds)
  );
}

/** Whether two lists name the same people. */
export function isSamePeople(one: readonly string[], other: readonly string[]): boolean {
  return isEqual(one.toSorted(), other.toSorted());
}

/** The minute that has begun: PagerTree's times have no seconds. */
export function thisMinute(now: number): number {
  return Math.floor(now / minute) * minute;
}
