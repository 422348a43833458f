/** The events of schedules as a program declares them: as rotations, and as overrides where they take place once. */
import { sortBy } from "es-toolkit";
import type { EventWire } from "../../api/on-call-wire.ts";
import type { TeamWire } from "../../api/wire.ts";
import type { OnCallEvent } from "../../on-call/event.ts";
import { occurrencesOf } from "../../on-call/occurrences.ts";
import { readEvent } from "../../on-call/read-event.ts";
import { wallClockText } from "../../on-call/wall-clock.ts";
import { zoneClock } from "../../on-call/zone-clock.ts";
import { readDeclared } from "../../override/adopt.ts";
import { checkOverride } from "../../override/check.ts";
import { normaliseOverride, type OverrideInputs, spanOf } from "../../override/inputs.ts";
import { overlap } from "../../override/overlap.ts";
import type { RotationInputs } from "../../rotation/inputs.ts";
import type { AccountContext } from "../account-context.ts";
import { declaredRotation, type FoundRotation, isToCome } from "../declared-rotation.ts";
import type { Outcome } from "./declaration.ts";
import { type DeclaredArguments, ObjectId } from "./declared.ts";

/** What all outcomes of an event have. */
interface Found {
  readonly kind: "events";
  readonly object: EventWire;
  readonly name: string;
}

/** The resources that declare events as they are, team by team, or why there are none. What is over is left out. */
export async function declareEvents(
  rows: readonly EventWire[],
  teams: readonly TeamWire[],
  now: number,
  context: AccountContext,
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  const declared = new Set<string>();
  const overrides: DeclaredOverride[] = [];
  for (const { row, team } of byTeam(rows, teams)) {
    const event = readEvent(row);
    if (declared.has(row.id) || (event !== undefined && isOver(event, now))) continue;
    const found: Found = {
      kind: "events",
      object: row,
      name: `${team?.name ?? "No team"}, layer ${row.layer}`,
    };
    if (team === undefined) {
      outcomes.push({ ...found, reasons: ["it is in the schedule of no team, and so pages nobody"] });
    } else if (event === undefined) {
      outcomes.push({ ...found, reasons: ["its times or its time zone cannot be read"] });
    } else if (event.repeats === undefined) {
      outcomes.push(await declareOverride(row, event, team, overrides, now, context));
    } else {
      const rotation = await declaredRotation(row, now, context);
      const events = "events" in rotation ? rotation.events : [];
      for (const { id } of events) declared.add(id);
      outcomes.push(
        "reasons" in rotation
          ? {
              ...found,
              reasons: [...rotation.reasons, "no other class of this package declares an event that repeats"],
            }
          : outcomeOf(
              { ...found, object: rows.find(({ id }) => id === events[0]?.id) ?? row },
              rotation,
              now,
            ),
      );
    }
  }
  return outcomes;
}

/** The events in the order of their teams and layers; those of no team come last. */
function byTeam(rows: readonly EventWire[], teams: readonly TeamWire[]) {
  const places = new Map(teams.map(({ schedule_id: id }, index) => [id, index]));
  const placed = rows.map((row) => {
    const place = Math.min(...row.schedule_ids.map((id) => places.get(id) ?? teams.length), teams.length);
    return { row, team: teams[place], place, layer: row.layer };
  });
  return sortBy(placed, ["place", "layer", ({ row }) => Date.parse(row.start_time)]);
}

/** Whether no shift of it is to come, nor running. */
function isOver(event: OnCallEvent, now: number): boolean {
  return !isToCome(event, now) && occurrencesOf(event, now, now + 1).length === 0;
}

function outcomeOf(found: Found, { inputs, events }: FoundRotation, now: number): Outcome {
  const isLast = !events.some((event) => isToCome(event, now));
  const leftOut = events.flatMap(({ repeats }) => repeats?.exceptions ?? []);
  return {
    ...found,
    resourceClass: "Rotation",
    args: rotationArguments(inputs),
    notes: [
      ...(isLast ? ["Its last shift is running: take it out once that is over."] : []),
      ...(leftOut.some((instant) => instant > now)
        ? ["Shifts that are left out in PagerTree, such as overridden ones, stay so."]
        : []),
    ],
  };
}

function rotationArguments({ teamId, accountUserIds, turn, ...inputs }: RotationInputs): DeclaredArguments {
  const { layer, timeZone, firstHandOff, frequency, frequencyUnit, shiftHours, daysOfWeek, lastDay } = inputs;
  return {
    teamId: new ObjectId("teams", "id", teamId),
    ...(layer !== 1 && { layer }),
    timeZone,
    firstHandOff,
    ...(frequencyUnit !== "weekly" && { frequencyUnit }),
    ...(frequency !== 1 && { frequency }),
    ...(shiftHours !== undefined && { shiftHours }),
    ...(daysOfWeek !== undefined && { daysOfWeek }),
    ...(turn !== "shift" && { turn }),
    ...(lastDay !== undefined && { lastDay }),
    accountUserIds: users(accountUserIds),
  };
}

/** An event that an override of the program declares. */
interface DeclaredOverride {
  readonly row: EventWire;
  readonly inputs: OverrideInputs;
}

/**
 * An event that takes place once, whether it takes the place of a shift or not.
 *
 * @param declared - Those that are declared already: a program has no two overrides that overlap. It is added to them.
 */
async function declareOverride(
  row: EventWire,
  { startsAt, endsAt, timeZone, parentId }: OnCallEvent,
  team: TeamWire,
  declared: DeclaredOverride[],
  now: number,
  context: AccountContext,
): Promise<Outcome> {
  const day = wallClockText(zoneClock(timeZone).wallAt(startsAt)).slice(0, 10);
  const found: Found = { kind: "events", object: row, name: `${team.name}, ${day}` };
  const { held } = await readDeclared(row, team.id, context);
  const inputs = normaliseOverride(held);
  const other = declared.find((each) => overlap(each.inputs, inputs, now));
  if (other !== undefined) {
    const reason = `it overlaps event ${other.row.prefix_id} on the same layer, which is declared, and a program cannot have two overrides that do`;
    return { ...found, reasons: [reason] };
  }
  const checked = await checkOverride({ ...inputs }, {}, context);
  const { from, to } = spanOf(inputs);
  if (checked.inputs === undefined || checked.failures.length > 0) {
    return { ...found, reasons: checked.failures.map(({ property, reason }) => `${property} ${reason}`) };
  }
  if (from !== startsAt || to !== endsAt) {
    return { ...found, reasons: ["it does not begin and end with a minute that clocks show once"] };
  }
  declared.push({ row, inputs });
  const { layer, accountUserIds, startTime, endTime } = inputs;
  return {
    ...found,
    resourceClass: "Override",
    args: {
      teamId: new ObjectId("teams", "id", team.id),
      ...(layer !== 1 && { layer }),
      ...{ timeZone: inputs.timeZone, startTime, endTime },
      accountUserIds: users(accountUserIds),
    },
    notes: [
      ...(parentId === undefined
        ? ["A shift that takes place once, such as what an override has left of one."]
        : []),
      "Take it out once it is over.",
    ],
  };
}

function users(ids: readonly string[]): ObjectId[] {
  return ids.map((id) => new ObjectId("accountUsers", "id", id));
}
