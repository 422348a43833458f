/** Whether a rotation goes on as before once a shift of it is overridden. */
import { groupBy, maxBy } from "es-toolkit";
import type { OccurrenceWire } from "../api/on-call-wire.ts";
import { enumeration } from "../common/enumeration.ts";
import { PagerTreeError } from "../common/errors.ts";
import type { EngineContext } from "../lifecycle/context.ts";
import type { Occurrence } from "../on-call/event.ts";
import { nextOccurrence } from "../on-call/occurrences.ts";
import { shownTime } from "../on-call/wall-clock.ts";
import { minute } from "../on-call/zone-clock.ts";
import { namesOf } from "./people.ts";

/**
 * PagerTree's documentation does not say whether a shift that is left out of a rotation takes its turn with it. PagerTree is
 * asked for the next shift, and it is told if other people have it than would without the override.
 *
 * @param shifts - Those that were overridden.
 * @param title - What the message calls the override.
 */
export async function tellMovedTurns(
  shifts: readonly Occurrence[],
  scheduleId: string,
  title: string,
  context: EngineContext,
): Promise<void> {
  const rotating = shifts.filter(({ event }) => event.repeats?.rotates && event.accountUserIds.length > 1);
  for (const ofSeries of Object.values(groupBy(rotating, ({ event }) => event.id))) {
    const last = maxBy(ofSeries, ({ endsAt }) => endsAt);
    const next = last && nextOccurrence(last.event, last.endsAt);
    const rows = next && (await onCallAt(next, scheduleId, context));
    const ids = rows?.flatMap(({ attendees }) => attendees.map((attendee) => attendee.attendee_id));
    if (next !== undefined && ids !== undefined && !next.accountUserIds.every((id) => ids.includes(id))) {
      const [now, before] = await Promise.all(
        [ids, next.accountUserIds].map((each) => peopleOf(each, context)),
      );
      context.tell(
        `warning: ${title}: PagerTree does not count the shift that is overridden as a turn: from ${shownTime(next.startsAt, next.event.timeZone)} on ${now} is on call, and not ${before}, and later turns have moved too; see the schedule in PagerTree`,
      );
    }
  }
}

/** By PagerTree's own word; undefined if it gives none: the override is made all the same. */
async function onCallAt(
  { event, startsAt }: Occurrence,
  scheduleId: string,
  context: EngineContext,
): Promise<OccurrenceWire[] | undefined> {
  try {
    const rows = await context.api.windowEvents(scheduleId, new Date(startsAt), new Date(startsAt + minute));
    return rows.filter(({ layer }) => layer === event.layer);
  } catch (error) {
    if (error instanceof PagerTreeError) return undefined;
    throw error;
  }
}

async function peopleOf(ids: readonly string[], context: EngineContext): Promise<string> {
  const names = await namesOf(ids, context);
  return ids.length === 0 ? "nobody" : enumeration(ids.map((id, index) => names[index] ?? id));
}
