/** Ends an override: from now on, the people are on call again who would be without it. */
import { isEqual, uniqWith } from "es-toolkit";
import type { EventWire } from "../api/on-call-wire.ts";
import type { EngineContext } from "../lifecycle/context.ts";
import type { OnCallEvent } from "../on-call/event.ts";
import { occurrencesOf } from "../on-call/occurrences.ts";
import { readEvent } from "../on-call/read-event.ts";
import { offsetText } from "../on-call/wall-clock.ts";
import { makeOne, readEventRow, readScheduleRows, remove } from "../rotation/carry-out.ts";
import type { OverrideEventState } from "./inputs.ts";
import { isPlainEvent, isSamePeople, leftOutOf, plainEvent, thisMinute } from "./pieces.ts";

/**
 * PagerTree's API takes no exception back (https://pagertree.com/docs/api/events): what is left out of a series is
 * filled with an event of its own. It is made before the override goes, so that nobody is ever missing.
 *
 * @param known - What the stack knows of the override, by which a key of another account is noticed.
 */
export async function giveBack(
  states: readonly OverrideEventState[],
  scheduleId: string,
  known: object,
  context: EngineContext,
): Promise<void> {
  for (const state of states) {
    const rows = await readScheduleRows(scheduleId, context, known);
    if (rows === undefined) {
      await remove(state, context);
      continue;
    }
    const row = rows.find(({ id }) => id === state.id);
    const event = row && readEvent(row);
    if (event !== undefined) {
      await giveBackOne(event, state, { scheduleId, rows }, context);
    }
  }
}

interface Schedule {
  readonly scheduleId: string;
  readonly rows: readonly EventWire[];
}

async function giveBackOne(
  event: OnCallEvent,
  state: OverrideEventState,
  { scheduleId, rows }: Schedule,
  context: EngineContext,
): Promise<void> {
  const now = thisMinute(Date.now());
  const span = { from: Math.max(now, event.startsAt), to: event.endsAt };
  if (span.from >= span.to) {
    return;
  }
  const others = rows.flatMap((row) => (row.id === event.id ? [] : (readEvent(row) ?? [])));
  const ofSeries = state.isOfSeries ? leftOutOf(others, event.layer, span) : [];
  const fillers = state.isOfSeries
    ? // Two of them are equal while one series takes the place of the other.
      uniqWith(
        ofSeries.map((piece) => plainEvent(piece, event, piece.shift?.accountUserIds ?? [])),
        isEqual,
      )
    : [plainEvent(span, event, state.insteadOfAccountUserIds)];
  const made: EventWire[] = [];
  for (const filler of fillers.filter(({ accountUserIds }) => accountUserIds.length > 0)) {
    const present = new Set(rows.map(({ id }) => id));
    const isThere = rows.some((row) => row.id !== event.id && isPlainEvent(filler, row));
    if (!isThere) {
      made.push(await makeOne(filler, scheduleId, present, context));
    }
  }
  if (state.isOfSeries && ofSeries.length === 0) {
    await removeRest(event, state, rows, now, context);
  }
  if (event.startsAt < now) {
    await context.api.update("events", event.id, { end_time: offsetText(now, event.timeZone) });
    return;
  }
  await remove(event, context);
  for (const { shift } of ofSeries) {
    const series = shift && (await readEventRow(shift.event.id, context));
    const read = series && readEvent(series);
    const isBack =
      shift !== undefined &&
      read !== undefined &&
      occurrencesOf(read, shift.startsAt, shift.startsAt + 1).some(
        ({ startsAt }) => startsAt === shift.startsAt,
      );
    if (isBack) {
      // PagerTree has brought the shift back itself.
      for (const filler of made) {
        await remove(filler, context);
      }
    }
  }
}

/** What the override has left of the shift goes with a series that is gone. */
async function removeRest(
  { startsAt, endsAt, layer }: OnCallEvent,
  { insteadOfAccountUserIds: people }: OverrideEventState,
  rows: readonly EventWire[],
  now: number,
  context: EngineContext,
): Promise<void> {
  const rest = rows
    .flatMap((row) => readEvent(row) ?? [])
    .filter(
      (event) =>
        event.repeats === undefined &&
        event.layer === layer &&
        event.startsAt >= now &&
        (event.endsAt === startsAt || event.startsAt === endsAt) &&
        people.length > 0 &&
        isSamePeople(event.accountUserIds, people),
    );
  for (const event of rest) {
    await remove(event, context);
  }
}
