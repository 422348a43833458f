/** An override as PagerTree has it, in the words of the program. */
import type { EventWire } from "../api/on-call-wire.ts";
import { readEvent } from "../on-call/read-event.ts";
import { wallClockText } from "../on-call/wall-clock.ts";
import { zoneClock } from "../on-call/zone-clock.ts";
import { normaliseOverride, type OverrideEventState, type OverrideInputs } from "./inputs.ts";
import { isSamePeople } from "./pieces.ts";

/** An event as the state keeps it. */
export function toEventState(
  row: EventWire,
  { insteadOfAccountUserIds, isOfSeries }: Pick<OverrideEventState, "insteadOfAccountUserIds" | "isOfSeries">,
): OverrideEventState {
  const event = readEvent(row);
  const text = (instant = 0) => new Date(instant).toISOString();
  return {
    id: row.id,
    startTime: text(event?.startsAt),
    endTime: text(event?.endsAt),
    insteadOfAccountUserIds,
    isOfSeries,
  };
}

/**
 * The inputs as PagerTree has them: what differs from what the stack knows is as it is there, and all else as the program
 * has it.
 */
export function seenInputs(
  known: OverrideInputs,
  states: readonly OverrideEventState[],
  rows: readonly EventWire[],
): OverrideInputs {
  const events = rows.flatMap((row) => readEvent(row) ?? []);
  const clock = zoneClock(known.timeZone);
  const text = (instant: number) => wallClockText(clock.wallAt(instant));
  const starts = events.map(({ startsAt }) => startsAt);
  const ends = events.map(({ endsAt }) => endsAt);
  const isChanged = (before: string[], now: number[], pick: (...times: number[]) => number) =>
    pick(...before.map(Date.parse)) !== pick(...now);
  const other = events.find(({ accountUserIds }) => !isSamePeople(accountUserIds, known.accountUserIds));
  const moved = events.find(({ layer }) => layer !== known.layer);
  const repeating = events.some(({ repeats }) => repeats !== undefined);
  return normaliseOverride({
    ...known,
    ...(isChanged(
      states.map((each) => each.startTime),
      starts,
      Math.min,
    ) && {
      startTime: text(Math.min(...starts)),
    }),
    ...((isChanged(
      states.map((each) => each.endTime),
      ends,
      Math.max,
    ) ||
      repeating) && {
      endTime: repeating ? "none: it repeats" : text(Math.max(...ends)),
    }),
    ...(other !== undefined && { accountUserIds: [...other.accountUserIds] }),
    ...(moved !== undefined && { layer: moved.layer }),
  });
}
