/** What overrides have left of the shifts of a rotation: events of their own, which PagerTree keeps when the series ends. */
import { isEqual } from "es-toolkit";
import type { EngineContext } from "../lifecycle/context.ts";
import type { Occurrence, OnCallEvent } from "../on-call/event.ts";
import { shiftsLeftOut } from "../on-call/occurrences.ts";
import { offsetText } from "../on-call/wall-clock.ts";
import { remove } from "./carry-out.ts";
import { isPartOf } from "./passed-on.ts";

/**
 * Ends what is still to come of them: events within a shift that is left out of a series, with just the people of that
 * shift. Overrides with other people stay, and so does what another series has left out as well, as one has that takes
 * the place of this one.
 *
 * @param readEvents - Gives all events of the schedule; called only if a shift is left out.
 */
export async function endLeftOver(
  series: readonly OnCallEvent[],
  readEvents: () => Promise<readonly OnCallEvent[]>,
  now: number,
  context: EngineContext,
): Promise<void> {
  const shifts = series.flatMap(shiftsLeftOut).filter(({ endsAt }) => endsAt > now);
  if (shifts.length === 0) {
    return;
  }
  const events = await readEvents();
  const others = events.filter(({ id }) => series.every((one) => one.id !== id)).flatMap(shiftsLeftOut);
  const ending = shifts.filter((shift) => !others.some((other) => isSameShift(shift, other)));
  const parts = events.filter(
    (event) => event.endsAt > now && ending.some((shift) => isPartOf(event, shift)),
  );
  for (const part of parts) {
    if (part.startsAt >= now) {
      await remove(part, context);
    } else {
      await context.api.update("events", part.id, { end_time: offsetText(now, part.timeZone) });
    }
  }
}

function isSameShift(one: Occurrence, other: Occurrence): boolean {
  return (
    one.event.layer === other.event.layer &&
    one.startsAt === other.startsAt &&
    one.endsAt === other.endsAt &&
    isEqual(one.accountUserIds, other.accountUserIds)
  );
}
