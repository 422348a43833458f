/** A rotation of the stack is changed: what a preview tells of it, and how it is done. */
import { isEqual, omit, uniqBy } from "es-toolkit";
import { commonOutputs } from "../api/common-attributes.ts";
import type { EventWire } from "../api/on-call-wire.ts";
import type { TeamWire } from "../api/wire.ts";
import { OwnershipError } from "../common/errors.ts";
import { nameOf } from "../destinations/titles.ts";
import type { EngineContext } from "../lifecycle/context.ts";
import type { OnCallEvent } from "../on-call/event.ts";
import { occurrencesOf } from "../on-call/occurrences.ts";
import { readEvent } from "../on-call/read-event.ts";
import { shownTime } from "../on-call/wall-clock.ts";
import { day } from "../on-call/zone-clock.ts";
import { carryOut, eventsOf, readEventRow, readScheduleEvents } from "./carry-out.ts";
import { type HeldRotation, toEventState } from "./held.ts";
import { normaliseRotation, type RotationInputs } from "./inputs.ts";
import { endLeftOver } from "./left-over.ts";
import { keptUntil } from "./passed-on.ts";
import { hasShiftsToCome, type Plan, planChange } from "./plan-change.ts";
import { isSameEvent, isSameRotation } from "./same-event.ts";
import { rotationTitle, scheduleOf } from "./team.ts";
import { describeChanges, eventsAfter } from "./timeline.ts";

/** For how long a preview tells who is on call before and after. */
const told = 42 * day;

/** Tells who will be on call instead of whom. */
export async function tellChange(
  olds: HeldRotation,
  news: RotationInputs,
  context: EngineContext,
): Promise<void> {
  const team = await context.objects.find("teams", news.teamId);
  if (team === undefined || isSameButForTheStack(olds, news)) {
    return;
  }
  const now = Date.now();
  const { plan } = await planFor(olds, news, now, context);
  context.coverage.plan(team.id, (events) => eventsAfter(events, plan));
  if (olds.teamId !== team.id) {
    context.coverage.plan(olds.teamId, (events) => eventsAfter(events, { ...plan, makes: [], bridges: [] }));
  }
  const schedules = await Promise.all(
    [...new Set([olds.scheduleId ?? scheduleOf(team), scheduleOf(team)])].map((id) =>
      readScheduleEvents(id, context, olds),
    ),
  );
  const present = uniqBy(schedules.flat(), ({ id }) => id);
  const users = await context.objects.all("accountUsers");
  const names = new Map(users.map((user) => [user.id, nameOf(user)]));
  const lines = describeChanges(
    present,
    eventsAfter(present, plan),
    { from: now, to: now + told },
    news.timeZone,
    (id) => names.get(id) ?? id,
  );
  const title = rotationTitle(team, news);
  const text = lines.length === 0 ? "the same people are on call in the next six weeks" : lines.join("; ");
  context.tell(`${title} changes at the hand-off on ${shownTime(plan.from, news.timeZone)}: ${text}`);
}

/** Ends the running series at its next hand-off and begins the new one there. */
export async function changeRotation(
  olds: HeldRotation,
  news: RotationInputs,
  context: EngineContext,
): Promise<HeldRotation> {
  if (isSameButForTheStack(olds, news)) {
    return { ...omit(olds, ["restartAtOnce"]), ...normaliseRotation(news) };
  }
  const team = await context.api.read("teams", news.teamId);
  const scheduleId = scheduleOf(team);
  return context.turns.run(`events ${scheduleId}`, async () => {
    const { plan, passing } = await planFor(olds, news, Date.now(), context);
    const rows = await context.api.scheduleEvents(scheduleId);
    refuseLeftBehind(plan, rows, team, news, context);
    const former = plan.ends.map(({ event }) => event);
    const isMoved = olds.scheduleId !== undefined && olds.scheduleId !== scheduleId;
    const formerEvents = isMoved ? await readScheduleEvents(olds.scheduleId, context, olds) : eventsOf(rows);
    if (isMoved) {
      await endLeftOver(former, async () => formerEvents, plan.from, context);
    }
    const { made, bridges } = await carryOut(plan, scheduleId, rows, true, context, isMoved ? [] : former);
    const ended = plan.ends.filter(
      ({ event, before }) => occurrencesOf(event, Date.now(), before).length > 0,
    );
    const passingEventIds = [
      ...passing,
      ...ended.map(({ event }) => event.id),
      ...bridges.map(({ id }) => id),
      // PagerTree forgets a series of which only shifts are left that are overridden.
      ...keptUntil(plan.from, formerEvents, former, Date.now()).map(({ id }) => id),
    ];
    return heldRotation(news, scheduleId, made, [...new Set(passingEventIds)]);
  });
}

/** What the stack keeps of a rotation that these events are. */
export function heldRotation(
  inputs: RotationInputs,
  scheduleId: string,
  rows: readonly EventWire[],
  passingEventIds: readonly string[],
): HeldRotation {
  const [first] = rows;
  return {
    ...normaliseRotation(inputs),
    ...(first !== undefined && commonOutputs(first)),
    scheduleId,
    events: rows.flatMap((row) => readEvent(row) ?? []).map(toEventState),
    passingEventIds,
  };
}

async function planFor(
  olds: HeldRotation,
  news: RotationInputs,
  now: number,
  context: EngineContext,
): Promise<{ plan: Plan; passing: string[] }> {
  const old = await eventsWithIds(olds.events?.map(({ id }) => id) ?? [], olds, context);
  const passing = await eventsWithIds(olds.passingEventIds ?? [], olds, context);
  const coming = passing.filter((event) => hasShiftsToCome(event, now));
  return { plan: planChange(old, coming, news, now), passing: coming.map(({ id }) => id) };
}

async function eventsWithIds(
  ids: readonly string[],
  state: object,
  context: EngineContext,
): Promise<OnCallEvent[]> {
  const rows = await Promise.all(ids.map((id) => readEventRow(id, context, state)));
  return rows.flatMap((row) => (row === undefined ? [] : (readEvent(row) ?? [])));
}

/**
 * A run that was interrupted between its requests may have left a new series, while the one of before still goes on. It is
 * taken over if it is just what is to be made now. If time has gone on since, it is not, and nobody but the user can know
 * whose it is.
 *
 * @throws OwnershipError that names it.
 */
function refuseLeftBehind(
  plan: Plan,
  rows: readonly EventWire[],
  team: TeamWire,
  inputs: RotationInputs,
  context: EngineContext,
): void {
  for (const make of plan.makes) {
    const alike = rows.filter((row) => {
      const event = context.ownership.knows(row.id) ? undefined : readEvent(row);
      const isOld = plan.ends.some((ending) => ending.event.id === row.id);
      return event !== undefined && !isOld && isSameRotation(make, event) && !isSameEvent(make, event);
    });
    const [found] = alike;
    if (found !== undefined) {
      throw new OwnershipError(
        `change the ${rotationTitle(team, inputs)}: PagerTree already has event ${found.prefix_id} with the same people and times, from ${shownTime(readEvent(found)?.startsAt ?? 0, inputs.timeZone)} on, and it is not known to belong to a resource of the stack. Nothing was sent.`,
        "An interrupted run may have left it behind: delete it in PagerTree and run `pulumi up` again.",
      );
    }
  }
}

function isSameButForTheStack(olds: RotationInputs, news: RotationInputs): boolean {
  return isEqual(
    omit(normaliseRotation(olds), ["restartAtOnce"]),
    omit(normaliseRotation(news), ["restartAtOnce"]),
  );
}
