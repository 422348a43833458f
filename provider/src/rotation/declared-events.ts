/** The events of PagerTree's that a rotation is: one, or one for each day where turns last a week. */
import type { OnCallEvent } from "../on-call/event.ts";
import { dayOfWeek, occurrencesOf } from "../on-call/occurrences.ts";
import { readDate, readWallClock } from "../on-call/wall-clock.ts";
import { day, hour, type ZoneClock, zoneClock } from "../on-call/zone-clock.ts";
import { periodHours, type RotationInputs } from "./inputs.ts";
import { daysOfWeek } from "./words.ts";

/** What is not at PagerTree yet has no id. */
const noId = "";

/** The rotation as it is written down: from its first hand-off on, with the first person first. */
export function declaredEvents(inputs: RotationInputs): OnCallEvent[] {
  const clock = zoneClock(inputs.timeZone);
  const first = readWallClock(inputs.firstHandOff) ?? 0;
  const days = (inputs.daysOfWeek ?? []).map((name) => daysOfWeek.indexOf(name));
  if (inputs.turn === "shift") {
    return [eventFrom(first, { unit: inputs.frequencyUnit, daysOfWeek: days }, inputs, clock)];
  }
  return Array.from({ length: 7 }, (_, index) => first + index * day)
    .filter((wall) => days.length === 0 || days.includes(dayOfWeek(wall)))
    .map((wall) => eventFrom(wall, { unit: "weekly", daysOfWeek: [] }, inputs, clock));
}

/** How long a shift is on the wall clock, in milliseconds. */
export function shiftLength(inputs: RotationInputs): number {
  return (inputs.shiftHours ?? periodHours(inputs) ?? 0) * hour;
}

/** Whether somebody is always on call: each shift ends where the next one begins. */
export function isContinuous(inputs: RotationInputs): boolean {
  const isEveryDay = inputs.daysOfWeek === undefined;
  return isEveryDay && (inputs.shiftHours ?? periodHours(inputs)) === periodHours(inputs);
}

/** The same series from another of its shifts on, so that this one is its first. */
export function beginningWith(
  event: OnCallEvent,
  startsAt: number,
  accountUserIds: readonly string[],
): OnCallEvent {
  const clock = zoneClock(event.timeZone);
  const length = clock.wallAt(event.endsAt) - clock.wallAt(event.startsAt);
  return { ...event, startsAt, endsAt: clock.instantAt(clock.wallAt(startsAt) + length), accountUserIds };
}

/**
 * Whether the first shift of a series holds as many hours as its clock on the wall says. PagerTree takes the hours of
 * the first one for all: if clocks change in it, every shift ends an hour early or late.
 */
export function isPlainTemplate({ startsAt, endsAt, timeZone }: OnCallEvent): boolean {
  const clock = zoneClock(timeZone);
  return clock.offsetAt(startsAt) === clock.offsetAt(endsAt);
}

/** A list that begins with another of its items. */
export function turned<Item>(items: readonly Item[], by: number): Item[] {
  const index = items.length === 0 ? 0 : ((by % items.length) + items.length) % items.length;
  return [...items.slice(index), ...items.slice(0, index)];
}

interface Recurrence {
  readonly unit: RotationInputs["frequencyUnit"];
  readonly daysOfWeek: readonly number[];
}

function eventFrom(
  wall: number,
  { unit, daysOfWeek: days }: Recurrence,
  inputs: RotationInputs,
  clock: ZoneClock,
): OnCallEvent {
  const event: OnCallEvent = {
    id: noId,
    layer: inputs.layer,
    timeZone: inputs.timeZone,
    startsAt: clock.instantAt(wall),
    endsAt: clock.instantAt(wall + shiftLength(inputs)),
    accountUserIds: inputs.accountUserIds,
    repeats: { frequency: inputs.frequency, unit, daysOfWeek: days, rotates: true, exceptions: [] },
  };
  return inputs.lastDay === undefined ? event : endingOn(event, inputs.lastDay, clock);
}

/**
 * The start of the last shift is the end that PagerTree is told: whether it takes an end for an instant or for the
 * whole of its day, that shift is the last one.
 */
function endingOn(event: OnCallEvent, lastDay: string, clock: ZoneClock): OnCallEvent {
  const { repeats } = event;
  const end = clock.instantAt((readDate(lastDay) ?? 0) + day);
  const lastStart = occurrencesOf(event, Math.max(event.startsAt, end - 800 * day), end)
    .filter(({ startsAt }) => startsAt < end)
    .at(-1)?.startsAt;
  return repeats === undefined
    ? event
    : { ...event, repeats: { ...repeats, lastStart: lastStart ?? event.startsAt - 1 } };
}
