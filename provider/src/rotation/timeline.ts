/** Who is on call before and after a change of a rotation, as a person reads it. */
import { uniq } from "es-toolkit";
import { enumeration } from "../common/enumeration.ts";
import type { OnCallEvent } from "../on-call/event.ts";
import { changesBetween, onCallSpans, type Span } from "../on-call/spans.ts";
import { shownTime } from "../on-call/wall-clock.ts";
import { passedOn } from "./passed-on.ts";
import type { Plan } from "./plan-change.ts";

/** The events of a schedule once a plan has been carried out. */
export function eventsAfter(events: readonly OnCallEvent[], plan: Plan): OnCallEvent[] {
  const endings = new Map(plan.ends.map(({ event, before }) => [event.id, before]));
  const former = plan.ends.map(({ event }) => event);
  const heirs = new Map(passedOn(events, former, plan).map(({ part, heir }) => [part.id, heir]));
  const remaining = events.flatMap((event) => {
    if (heirs.has(event.id)) {
      const heir = heirs.get(event.id);
      return heir === undefined
        ? []
        : [{ ...event, layer: heir.event.layer, accountUserIds: heir.accountUserIds }];
    }
    const before = endings.get(event.id);
    if (before === undefined) {
      return [event];
    }
    if (event.startsAt >= before) {
      return [];
    }
    const { repeats } = event;
    const lastStart = Math.min(before - 1, repeats?.lastStart ?? Number.POSITIVE_INFINITY);
    return [repeats === undefined ? event : { ...event, repeats: { ...repeats, lastStart } }];
  });
  return [...remaining, ...plan.makes, ...plan.bridges];
}

/** Nobody reads of more changes. */
const mostLines = 8;

/**
 * What changes over a span, a line each, such as `Thu 5 Nov 2026 09:00: Grace instead of Alan`.
 *
 * @param nameOf - The name of an account user.
 */
export function describeChanges(
  before: readonly OnCallEvent[],
  after: readonly OnCallEvent[],
  span: Span,
  timeZone: string,
  nameOf: (accountUserId: string) => string,
): string[] {
  const layers = uniq([...before, ...after].map(({ layer }) => layer)).sort((one, other) => one - other);
  const changes = layers.flatMap((layer) =>
    changesBetween(onCallSpans(before, [layer], span), onCallSpans(after, [layer], span)).map((change) => ({
      layer,
      change,
    })),
  );
  const isOneLayer = uniq(changes.map(({ layer }) => layer)).length < 2;
  const names = (people: readonly string[]) =>
    people.length === 0 ? "nobody" : enumeration(people.map(nameOf));
  const lines = changes
    .toSorted((one, other) => one.change.from - other.change.from)
    .map(({ layer, change }) => {
      const where = isOneLayer ? "" : ` on layer ${layer}`;
      return `${shownTime(change.from, timeZone)}${where}: ${names(change.after)} instead of ${names(change.before)}`;
    });
  return lines.length <= mostLines
    ? lines
    : [...lines.slice(0, mostLines), `and ${lines.length - mostLines} more changes`];
}
