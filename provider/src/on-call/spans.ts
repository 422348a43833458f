/** Who is on call over a span of time, from the events of a schedule. */
import { isEqual, uniq } from "es-toolkit";
import type { Occurrence, OnCallEvent } from "./event.ts";
import { occurrencesOf } from "./occurrences.ts";

/** From one instant up to, and without, another, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A span in which the same people are on call. */
export interface OnCallSpan extends Span {
  /** ULIDs of account users, sorted, each once; nobody if it is empty. */
  readonly accountUserIds: readonly string[];
}

/** Who is on call in one layer, or in several together: spans without a gap between them, from end to end of the span. */
export function onCallSpans(
  events: readonly OnCallEvent[],
  layers: readonly number[],
  { from, to }: Span,
): OnCallSpan[] {
  const shifts = events
    .filter(({ layer }) => layers.includes(layer))
    .flatMap((event) => occurrencesOf(event, from, to))
    .filter(({ accountUserIds }) => accountUserIds.length > 0);
  const spans: OnCallSpan[] = [];
  const add = (next: OnCallSpan) => {
    const last = spans.at(-1);
    if (last !== undefined && isEqual(last.accountUserIds, next.accountUserIds)) {
      spans[spans.length - 1] = { ...last, to: next.to };
    } else if (next.from < next.to) {
      spans.push(next);
    }
  };
  const handOffs = uniq([from, to, ...shifts.flatMap((shift) => [shift.startsAt, shift.endsAt])])
    .filter((instant) => instant >= from && instant <= to)
    .sort((one, other) => one - other);
  const coming = shifts.toSorted((one, other) => one.startsAt - other.startsAt);
  let running: Occurrence[] = [];
  let next = 0;
  handOffs.slice(0, -1).forEach((start, index) => {
    running = running.filter(({ endsAt }) => endsAt > start);
    for (let shift = coming[next]; shift !== undefined && shift.startsAt <= start; shift = coming[next]) {
      if (shift.endsAt > start) {
        running.push(shift);
      }
      next += 1;
    }
    const accountUserIds = uniq(running.flatMap((shift) => shift.accountUserIds)).sort();
    add({ from: start, to: handOffs[index + 1] ?? to, accountUserIds });
  });
  return spans;
}

/** The parts of a span in which nobody is on call in any of these layers. */
export function gapsIn(events: readonly OnCallEvent[], layers: readonly number[], span: Span): Span[] {
  return onCallSpans(events, layers, span)
    .filter(({ accountUserIds }) => accountUserIds.length === 0)
    .map(({ from, to }) => ({ from, to }));
}

/** A part of a span in which other people are on call than before. */
export interface OnCallChange extends Span {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Where two ways to be on call differ: each difference from its beginning to its end. */
export function changesBetween(before: readonly OnCallSpan[], after: readonly OnCallSpan[]): OnCallChange[] {
  const at = (spans: readonly OnCallSpan[], instant: number) =>
    spans.find(({ from, to }) => from <= instant && instant < to)?.accountUserIds ?? [];
  const instants = uniq([...before, ...after].flatMap(({ from, to }) => [from, to])).sort(
    (one, other) => one - other,
  );
  const changes: OnCallChange[] = [];
  instants.slice(0, -1).forEach((from, index) => {
    const change = {
      from,
      to: instants[index + 1] ?? from,
      before: at(before, from),
      after: at(after, from),
    };
    const last = changes.at(-1);
    if (isEqual(change.before, change.after)) {
      return;
    }
    const goesOn =
      last?.to === from && isEqual(last.before, change.before) && isEqual(last.after, change.after);
    if (goesOn) {
      changes[changes.length - 1] = { ...last, to: change.to };
    } else {
      changes.push(change);
    }
  });
  return changes;
}
