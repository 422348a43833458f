/** Carries out what becomes of a rotation's events: the new ones first, so that nobody is ever missing. */
import { readUnlessGone } from "../account/read-unless-gone.ts";
import type { EventWire } from "../api/on-call-wire.ts";
import { ApiError, NotFoundError, OwnershipError, PagerTreeError } from "../common/errors.ts";
import type { EngineContext } from "../lifecycle/context.ts";
import { hasGivenUp, mayHaveChanged, mayHaveMade } from "../lifecycle/unclear.ts";
import type { OnCallEvent } from "../on-call/event.ts";
import { nextOccurrence, occurrencesOf, shiftsLeftOut } from "../on-call/occurrences.ts";
import { readEvent } from "../on-call/read-event.ts";
import { offsetText, shownTime } from "../on-call/wall-clock.ts";
import { eventBody } from "./event-body.ts";
import { isPartOf, passedOn } from "./passed-on.ts";
import type { Ending, Plan } from "./plan-change.ts";
import { isSameEvent } from "./same-event.ts";

/** How often a request is sent that PagerTree answers with a fault of its own. */
export const mostAttempts = 3;
/** How long to wait before each look for what may have been made, in milliseconds. */
export const pausesBeforeLooks = [0, 500, 1_000, 1_500, 2_000];

/** What is there once a plan has been carried out. */
export interface CarriedOut {
  /** The series of the rotation. */
  readonly made: readonly EventWire[];
  readonly bridges: readonly EventWire[];
}

/**
 * @param present - The events that the schedule has.
 * @param mayTakeOver - Whether an interrupted run may have left some of them: what is planned and there already is not
 *   made again.
 * @param former - The series of this schedule in whose place others come: what of their shifts is overridden or left out
 *   stays so.
 * @throws OwnershipError if it cannot be known what was made; it says which event.
 */
export async function carryOut(
  plan: Plan,
  scheduleId: string,
  present: readonly EventWire[],
  mayTakeOver: boolean,
  context: EngineContext,
  former: readonly OnCallEvent[],
): Promise<CarriedOut> {
  const made = await makeAll(plan.makes, scheduleId, present, mayTakeOver, context);
  await leaveOut(former, plan.from, made, context);
  await passOn(present, former, plan, context);
  const bridges = await makeAll(plan.bridges, scheduleId, present, mayTakeOver, context);
  for (const ending of plan.ends) {
    await end(ending, context);
  }
  return { made, bridges };
}

async function makeAll(
  events: readonly OnCallEvent[],
  scheduleId: string,
  present: readonly EventWire[],
  mayTakeOver: boolean,
  context: EngineContext,
): Promise<EventWire[]> {
  const made: EventWire[] = [];
  const before = new Set(present.map(({ id }) => id));
  const leftBehind = mayTakeOver ? present : [];
  for (const event of events) {
    const found = leftBehind.find((wire) => !context.ownership.knows(wire.id) && isThis(event, wire));
    const wire = found ?? (await makeOne(event, scheduleId, before, context));
    context.ownership.make(wire.id);
    made.push(wire);
  }
  return made;
}

/**
 * Makes one event, whatever becomes of the answer.
 *
 * @param before - The ids of the events that the schedule had.
 * @throws OwnershipError if it cannot be known whether it was made.
 */
export async function makeOne(
  event: OnCallEvent,
  scheduleId: string,
  before: ReadonlySet<string>,
  context: EngineContext,
): Promise<EventWire> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const body = eventBody(event, scheduleId);
      return await asSent(await context.unlessCancelled(context.api.create("events", body)), event, context);
    } catch (error) {
      if (!mayHaveMade(error)) {
        throw error;
      }
      const made = await findMade(event, scheduleId, before, context);
      if (made !== undefined) {
        return made;
      }
      if (!hasGivenUp(error) || attempt >= mostAttempts) {
        throw notKnown(event, error);
      }
    }
  }
}

/** Looks until the schedule shows an event that is just what was to be made, and nobody's. */
async function findMade(
  event: OnCallEvent,
  scheduleId: string,
  before: ReadonlySet<string>,
  context: EngineContext,
): Promise<EventWire | undefined> {
  for (const pause of pausesBeforeLooks) {
    await context.wait(pause);
    const shown = await context.api.scheduleEvents(scheduleId).catch(() => []);
    const found = shown.find(
      (wire) => !before.has(wire.id) && !context.ownership.knows(wire.id) && isThis(event, wire),
    );
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

function isThis(event: OnCallEvent, wire: EventWire): boolean {
  const seen = readEvent(wire);
  return seen !== undefined && isSameEvent(event, seen);
}

/** PagerTree may keep times or the order of people otherwise than they were sent. Such an event is taken back. */
async function asSent(wire: EventWire, event: OnCallEvent, context: EngineContext): Promise<EventWire> {
  if (isThis(event, wire)) {
    return wire;
  }
  await context.api.delete("events", wire.id);
  throw new PagerTreeError(
    "ownership",
    `create the shifts from ${shownTime(event.startsAt, event.timeZone)}: PagerTree keeps other times or another order of people than were sent.`,
    "The event was deleted again, and nothing else was changed. A newer version of pulumi-pagertree may know this answer.",
  );
}

/** What people have left out of the series of before is left out of the new one too, where it has a shift just then. */
async function leaveOut(
  former: readonly OnCallEvent[],
  from: number,
  made: readonly EventWire[],
  context: EngineContext,
): Promise<void> {
  const exceptions = former
    .flatMap(shiftsLeftOut)
    .map(({ startsAt }) => startsAt)
    .filter((instant) => instant >= from);
  for (const instant of exceptions) {
    for (const wire of made) {
      const event = readEvent(wire);
      const hasShift =
        event !== undefined &&
        occurrencesOf(event, instant, instant + 1).some(({ startsAt }) => startsAt === instant);
      if (hasShift) {
        await context.api.act(wire.id, "add_exception", { action_time: offsetText(instant, event.timeZone) });
      }
    }
  }
}

/** Hands what overrides have left of the shifts from then on to those who have them in the new series. */
async function passOn(
  present: readonly EventWire[],
  former: readonly OnCallEvent[],
  plan: Plan,
  context: EngineContext,
): Promise<void> {
  for (const { part, heir } of passedOn(eventsOf(present), former, plan)) {
    if (heir === undefined) {
      await remove(part, context);
    } else if (!isPartOf(part, heir)) {
      await context.api.update("events", part.id, {
        layer: heir.event.layer,
        account_user_ids: heir.accountUserIds,
      });
    }
  }
}

/**
 * Ends an event before its first shift at or after an instant; deletes one that has no shift before that.
 *
 * @throws OwnershipError if it cannot be known whether it has ended.
 */
export async function end({ event, before }: Ending, context: EngineContext): Promise<void> {
  const first = event.repeats === undefined ? event : nextOccurrence(event, event.startsAt);
  if (first === undefined || first.startsAt >= before) {
    await remove(event, context);
    return;
  }
  for (let attempt = 1; ; attempt += 1) {
    const now = attempt === 1 ? event : await readAgain(event, context);
    const next = now?.repeats && nextOccurrence(now, before);
    if (next === undefined) {
      return;
    }
    if (attempt > mostAttempts) {
      throw notEnded(event, next.startsAt);
    }
    await terminate(event, next.startsAt, context);
  }
}

async function terminate(event: OnCallEvent, at: number, context: EngineContext): Promise<void> {
  try {
    await context.api.act(event.id, "terminate_on", { action_time: offsetText(at, event.timeZone) });
  } catch (error) {
    if (error instanceof NotFoundError) {
      return;
    }
    if (!mayHaveChanged(error)) {
      throw alsoOnCall(error, event, at);
    }
  }
}

/** Deletes an event, which may be gone. */
export async function remove({ id }: Pick<OnCallEvent, "id">, context: EngineContext): Promise<void> {
  try {
    await context.api.delete("events", id);
  } catch (error) {
    const isGone = error instanceof NotFoundError;
    if (!isGone && !(mayHaveChanged(error) && (await readEventRow(id, context)) === undefined)) {
      throw error;
    }
  }
}

async function readAgain({ id }: OnCallEvent, context: EngineContext): Promise<OnCallEvent | undefined> {
  const wire = await readEventRow(id, context);
  return wire && readEvent(wire);
}

/** Every event of a schedule; undefined if the schedule is gone, so that nobody is on call by it. */
export function readScheduleRows(
  scheduleId: string,
  context: EngineContext,
  state: object,
): Promise<EventWire[] | undefined> {
  const read = () => context.api.scheduleEvents(scheduleId);
  return readUnlessGone(read, context.leastAge(scheduleId), state, context);
}

/** Every event of a schedule, as the sums of on-call time take it; none if the schedule is gone. */
export async function readScheduleEvents(
  scheduleId: string,
  context: EngineContext,
  state: object,
): Promise<OnCallEvent[]> {
  const rows = await readScheduleRows(scheduleId, context, state);
  return eventsOf(rows ?? []);
}

/** The events of these rows that can be read. */
export function eventsOf(rows: readonly EventWire[]): OnCallEvent[] {
  return rows.flatMap((row) => readEvent(row) ?? []);
}

/** An event of the account; undefined if it is gone. */
export function readEventRow(
  id: string,
  context: EngineContext,
  state: object = {},
): Promise<EventWire | undefined> {
  return readUnlessGone(() => context.api.read("events", id), context.leastAge(id), state, context);
}

function notKnown(event: OnCallEvent, error: unknown): OwnershipError {
  const what = error instanceof PagerTreeError ? error.what : String(error);
  return new OwnershipError(
    `${what} It is not known whether PagerTree made the shifts from ${shownTime(event.startsAt, event.timeZone)} on layer ${event.layer}.`,
    "The previous shifts continue. The next `pulumi up` looks for the new ones first, and takes them over if it finds them.",
  );
}

function notEnded(event: OnCallEvent, at: number): OwnershipError {
  return new OwnershipError(
    `end event ${event.id}: PagerTree still shows a shift of it at ${shownTime(at, event.timeZone)}, so from then on the previous people and the new ones are on call together.`,
    "Run `pulumi up` again before then, or end it in PagerTree.",
  );
}

function alsoOnCall(error: unknown, event: OnCallEvent, at: number): unknown {
  if (!(error instanceof ApiError)) {
    return error;
  }
  return new OwnershipError(
    `${error.what} The new shifts already exist, so from ${shownTime(at, event.timeZone)} on the previous people and the new ones are on call together.`,
    "Run `pulumi up` again before then: it ends the previous shifts and makes no others.",
  );
}
