/** Makes an override: each shift that it is cut out of is overridden once, whatever becomes of the answer. */
import type { EventWire } from "../api/on-call-wire.ts";
import { OwnershipError, PagerTreeError } from "../common/errors.ts";
import type { EngineContext } from "../lifecycle/context.ts";
import { hasGivenUp, mayHaveMade } from "../lifecycle/unclear.ts";
import type { Occurrence } from "../on-call/event.ts";
import { occurrencesOf } from "../on-call/occurrences.ts";
import { readEvent } from "../on-call/read-event.ts";
import { offsetText, shownTime, wallClockText } from "../on-call/wall-clock.ts";
import { zoneClock } from "../on-call/zone-clock.ts";
import { railsZoneOf } from "../on-call/zone-names.ts";
import { makeOne, mostAttempts, pausesBeforeLooks, remove } from "../rotation/carry-out.ts";
import { type OverrideInputs, spanOf } from "./inputs.ts";
import { isPlainEvent, isSamePeople, type Piece, piecesOf, plainEvent, thisMinute } from "./pieces.ts";

/** An event of an override that is there now, and the shift that it was cut out of. */
export interface MadeEvent {
  readonly row: EventWire;
  readonly shift: Occurrence | undefined;
}

/**
 * Puts people on call from the override's start on, or from now on if that has been.
 *
 * @param mayTakeOver - Whether an interrupted run may have left parts of it.
 * @throws OwnershipError if it cannot be known whether a part was made.
 */
export async function putOnCall(
  inputs: OverrideInputs,
  scheduleId: string,
  mayTakeOver: boolean,
  context: EngineContext,
): Promise<MadeEvent[]> {
  const { from, to } = spanOf(inputs);
  const rows = await context.api.scheduleEvents(scheduleId);
  const events = rows.flatMap((row) => readEvent(row) ?? []);
  const pieces = piecesOf(events, inputs.layer, { from: Math.max(from, thisMinute(Date.now())), to });
  const made: MadeEvent[] = [];
  for (const piece of pieces) {
    const { shift } = piece;
    const left = rows.find(({ id }) => mayTakeOver && id === shift?.event.id && !context.ownership.knows(id));
    const isLeft = left !== undefined && isPlainEvent(plainEvent(piece, inputs, inputs.accountUserIds), left);
    const row = isLeft ? left : await makePiece(piece, inputs, scheduleId, rows, context);
    context.ownership.make(row.id);
    made.push({ row, shift: isLeft ? undefined : shift });
  }
  return made;
}

async function makePiece(
  piece: Piece,
  inputs: OverrideInputs,
  scheduleId: string,
  rows: readonly EventWire[],
  context: EngineContext,
): Promise<EventWire> {
  const before = new Set(rows.map(({ id }) => id));
  const { shift } = piece;
  if (shift === undefined) {
    return makeOne(plainEvent(piece, inputs, inputs.accountUserIds), scheduleId, before, context);
  }
  return overrideShift({ ...piece, shift }, inputs, scheduleId, before, context);
}

type OfShift = Piece & { readonly shift: Occurrence };

async function overrideShift(
  piece: OfShift,
  inputs: OverrideInputs,
  scheduleId: string,
  before: ReadonlySet<string>,
  context: EngineContext,
): Promise<EventWire> {
  const wanted = plainEvent(piece, inputs, inputs.accountUserIds);
  const { event } = piece.shift;
  for (let attempt = 1; ; attempt += 1) {
    let failure: unknown;
    try {
      const sent = context.api.act(event.id, "override", overrideBody(piece, inputs));
      const answer = await context.unlessCancelled(sent);
      if (answer !== undefined && answer.id !== event.id && isPlainEvent(wanted, answer)) {
        return answer;
      }
    } catch (error) {
      if (!mayHaveMade(error)) {
        throw error;
      }
      failure = error;
    }
    const rows = await rowsOnceDone(piece, scheduleId, context);
    if (rows !== undefined) {
      return asDeclared(piece, inputs, scheduleId, rows, before, context);
    }
    if (!hasGivenUp(failure) || attempt >= mostAttempts) {
      throw notKnown(piece, failure);
    }
  }
}

/** https://pagertree.com/docs/api/events, "Override an Event". */
function overrideBody({ from, to, shift }: OfShift, { layer, timeZone, accountUserIds }: OverrideInputs) {
  const clock = zoneClock(timeZone);
  const text = (instant: number) => wallClockText(clock.wallAt(instant)).replace("T", " ");
  return {
    start_time: text(from),
    end_time: text(to),
    layer,
    time_zone: railsZoneOf(timeZone),
    account_user_ids: accountUserIds,
    action_time: offsetText(shift.startsAt, shift.event.timeZone),
  };
}

/** The events of the schedule, as soon as the shift is not what it was; undefined if it stays. */
async function rowsOnceDone(
  { shift }: OfShift,
  scheduleId: string,
  context: EngineContext,
): Promise<EventWire[] | undefined> {
  for (const pause of pausesBeforeLooks) {
    await context.wait(pause);
    const rows = await context.api.scheduleEvents(scheduleId).catch(() => undefined);
    const row = rows?.find(({ id }) => id === shift.event.id);
    const event = row && readEvent(row);
    const isThere =
      event !== undefined &&
      occurrencesOf(event, shift.startsAt, shift.startsAt + 1).some(
        ({ startsAt, endsAt }) => startsAt === shift.startsAt && endsAt === shift.endsAt,
      );
    if (rows !== undefined && !isThere) {
      return rows;
    }
  }
  return undefined;
}

/**
 * The shift in the parts that are meant: PagerTree's documentation does not say in which zone it reads the times of an
 * override, nor with what it answers. What is missing is made, and what it has cut otherwise is taken back.
 */
async function asDeclared(
  piece: OfShift,
  inputs: OverrideInputs,
  scheduleId: string,
  rows: readonly EventWire[],
  before: ReadonlySet<string>,
  context: EngineContext,
): Promise<EventWire> {
  const { from, to, shift } = piece;
  const { event } = shift;
  const wanted = plainEvent(piece, inputs, inputs.accountUserIds);
  const rest = [
    { from: shift.startsAt, to: from },
    { from: to, to: shift.endsAt },
  ].filter((span) => span.from < span.to);
  const all = [wanted, ...rest.map((span) => plainEvent(span, event, shift.accountUserIds))];
  const parts = rows.filter((row) => isPartOf(shift, inputs, row, before, context));
  const [override = wanted, ...others] = all.map(
    (each) => parts.find((row) => isPlainEvent(each, row)) ?? each,
  );
  const kept = [override, ...others];
  const present = new Set([...before, ...rows.map(({ id }) => id)]);
  const made = await make(override);
  for (const other of others) {
    await make(other);
  }
  for (const part of parts.filter((row) => !kept.includes(row))) {
    await remove(part, context);
  }
  return made;

  async function make(part: EventWire | typeof wanted): Promise<EventWire> {
    return "prefix_id" in part ? part : makeOne(part, scheduleId, present, context);
  }
}

/** Whether an event is what PagerTree may have made of the shift. */
function isPartOf(
  { event, startsAt, endsAt, accountUserIds }: Occurrence,
  inputs: OverrideInputs,
  row: EventWire,
  before: ReadonlySet<string>,
  context: EngineContext,
): boolean {
  const seen = readEvent(row);
  const isItself = row.id === event.id;
  const day = 24 * 3_600_000;
  return (
    seen !== undefined &&
    seen.repeats === undefined &&
    (isItself || !(before.has(row.id) || context.ownership.knows(row.id))) &&
    seen.layer === event.layer &&
    seen.startsAt < endsAt + day &&
    seen.endsAt > startsAt - day &&
    [inputs.accountUserIds, accountUserIds].some((people) => isSamePeople(people, seen.accountUserIds))
  );
}

function notKnown({ from, shift }: OfShift, error: unknown): OwnershipError {
  const what = error instanceof PagerTreeError ? error.what : "PagerTree shows the shift as it was.";
  return new OwnershipError(
    `${what} It is not known whether the shift of ${shownTime(from, shift.event.timeZone)} is overridden.`,
    "Until it is, the same people stay on call. The next `pulumi up` looks first; wait a minute, or look in PagerTree yourself.",
  );
}
