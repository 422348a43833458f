/** A rotation takes over events that PagerTree has already. */
import { isEqual } from "es-toolkit";
import type { EventWire } from "../api/on-call-wire.ts";
import type { TeamWire } from "../api/wire.ts";
import { LookupError } from "../common/errors.ts";
import { takenError } from "../lifecycle/adopt.ts";
import { checkEventAdoption } from "../lifecycle/check-event-adoption.ts";
import type { EngineContext } from "../lifecycle/context.ts";
import type { Checked } from "../lifecycle/resource-definition.ts";
import type { OnCallEvent } from "../on-call/event.ts";
import { readEvent } from "../on-call/read-event.ts";
import { changeRotation, heldRotation, tellChange } from "./change.ts";
import type { Made } from "./create.ts";
import { declaredEvents } from "./declared-events.ts";
import { type HeldRotation, inputsOf, toEventState } from "./held.ts";
import { normaliseRotation, type RotationInputs } from "./inputs.ts";
import { isInStep, isSameRotation } from "./same-event.ts";
import { rotationTitle, scheduleOf } from "./team.ts";

/** Checks what a resource names in `adopt`, and tells what will change. */
export function checkAdopt(
  adopt: unknown,
  previous: Partial<RotationInputs>,
  checked: Checked<RotationInputs>,
  context: EngineContext,
): Promise<Checked<RotationInputs>> {
  return checkEventAdoption(adopt, previous, checked, context, (row, inputs) =>
    tellAdoption(row, inputs, context),
  );
}

/** Takes events over, and changes them at the next hand-off if they are not what the inputs declare. */
export async function adoptRotation(
  adopt: string,
  inputs: RotationInputs,
  context: EngineContext,
): Promise<Made> {
  const row = await context.api.read("events", adopt);
  const { events, team, rows } = await eventsOfRotation(row, context);
  if (!context.ownership.adopt(row.id)) {
    throw takenError(adopt);
  }
  const held = heldBefore(events, team, inputs);
  if (isWhatIsDeclared(events, inputs)) {
    return { id: row.id, outputs: heldRotation(inputs, scheduleOf(team), rows, []) };
  }
  return { id: row.id, outputs: await changeRotation(held, inputs, context) };
}

/**
 * What a program would write to declare the rotation of an event.
 *
 * @throws LookupError if a rotation cannot be what the event is.
 */
export async function declarationOf(
  row: EventWire,
  context: EngineContext,
): Promise<{ inputs: RotationInputs; events: OnCallEvent[] }> {
  const { events, team } = await eventsOfRotation(row, context);
  const inputs = inputsOf(events, team.id);
  if (!isWhatIsDeclared(events, inputs)) {
    throw new LookupError(
      `event ${row.prefix_id} is not a rotation: ${whyNoRotation(events)}.`,
      "Leave it to PagerTree's web page, or declare a rotation that names it in `adopt` and takes its place at the next hand-off.",
    );
  }
  return { inputs, events };
}

function whyNoRotation(events: readonly OnCallEvent[]): string {
  if (events.some(({ repeats }) => repeats === undefined)) {
    return "it takes place once";
  }
  return events.some(({ repeats }) => repeats?.rotates === false)
    ? "its people are on call together, and do not take turns"
    : "no arguments of a rotation describe it";
}

/** The events that are one rotation with this one: the same people in the same order, on other days of the same week. */
async function eventsOfRotation(
  row: EventWire,
  context: EngineContext,
): Promise<{ events: OnCallEvent[]; rows: EventWire[]; team: TeamWire }> {
  const teams = await context.objects.all("teams");
  const team = teams.find(({ schedule_id: id }) => id && row.schedule_ids.includes(id));
  const event = readEvent(row);
  if (team === undefined || event === undefined) {
    throw new LookupError(
      `event ${row.prefix_id} is in the schedule of no team of the account.`,
      "A rotation must be an event in the schedule of a team.",
    );
  }
  if (event.repeats?.unit !== "weekly") {
    return { events: [event], rows: [row], team };
  }
  const all = await context.api.scheduleEvents(scheduleOf(team));
  const siblings = all.filter((each) => {
    const other = readEvent(each);
    return each.id === row.id || (other !== undefined && isOtherDay(event, other));
  });
  const sorted = siblings.toSorted((one, other) => Date.parse(one.start_time) - Date.parse(other.start_time));
  return { events: sorted.flatMap((each) => readEvent(each) ?? []), rows: sorted, team };
}

function isOtherDay(event: OnCallEvent, other: OnCallEvent): boolean {
  const week = 7 * 24 * 60 * 60 * 1000;
  const isShort = event.endsAt - event.startsAt <= week / 7;
  return (
    isShort &&
    event.startsAt !== other.startsAt &&
    Math.abs(event.startsAt - other.startsAt) < week &&
    isEqual(event.accountUserIds, other.accountUserIds) &&
    isSameRotation(event, other)
  );
}

async function tellAdoption(row: EventWire, inputs: RotationInputs, context: EngineContext): Promise<void> {
  const { events, team } = await eventsOfRotation(row, context);
  const title = `adopts event ${row.prefix_id} (${rotationTitle(team, inputs)})`;
  if (isWhatIsDeclared(events, inputs)) {
    context.tell(`${title}: nothing changes`);
    return;
  }
  context.tell(title);
  await tellChange(heldBefore(events, team, inputs), inputs, context);
}

function heldBefore(events: readonly OnCallEvent[], team: TeamWire, inputs: RotationInputs): HeldRotation {
  return {
    ...inputsOf(events, team.id),
    // Whatever it is, it is not what is declared.
    lastDay: inputs.lastDay === undefined ? "1970-01-01" : undefined,
    scheduleId: scheduleOf(team),
    events: events.map(toEventState),
    passingEventIds: [],
  };
}

/** Whether the events put the declared people on call in the declared order, whichever of them comes first. */
function isWhatIsDeclared(events: readonly OnCallEvent[], inputs: RotationInputs): boolean {
  const declared = declaredEvents(normaliseRotation(inputs));
  const isSame = (one: OnCallEvent) =>
    events.some((event) => isSameRotation(one, event) && isInStep(one, event));
  return declared.length === events.length && declared.every(isSame);
}
