/** The inputs of a rotation in their normal form. */
import { normaliseId } from "../common/ids.ts";
import type { FrequencyUnit } from "../on-call/event.ts";
import { readWallClock, wallClockText } from "../on-call/wall-clock.ts";
import { ianaZoneOf } from "../on-call/zone-names.ts";
import { type DayOfWeek, daysOfWeek, type Turn } from "./words.ts";

/** What a program declares of a rotation, every default filled. */
export interface RotationInputs {
  /** ULID. */
  teamId: string;
  layer: number;
  /** ULIDs, in the order in which people follow each other. */
  accountUserIds: string[];
  /** IANA name. */
  timeZone: string;
  /** Wall clock, such as `2026-10-05T09:00`. */
  firstHandOff: string;
  frequency: number;
  frequencyUnit: FrequencyUnit;
  /** Absent where shifts are as long as the period. */
  shiftHours?: number | undefined;
  /** In the order of the week from Sunday; absent where every day counts. */
  daysOfWeek?: DayOfWeek[] | undefined;
  turn: Turn;
  /** Absent where it has no end. */
  lastDay?: string | undefined;
  /** Absent if false. It is the stack's alone: PagerTree does not know it. */
  restartAtOnce?: boolean | undefined;
}

/** The normal form of inputs: two that declare the same rotation are equal in it. */
export function normaliseRotation(inputs: RotationInputs): RotationInputs {
  const { daysOfWeek: days, shiftHours, lastDay, restartAtOnce } = inputs;
  const wall = readWallClock(inputs.firstHandOff);
  return {
    teamId: normaliseId(inputs.teamId),
    layer: inputs.layer,
    accountUserIds: Array.isArray(inputs.accountUserIds)
      ? inputs.accountUserIds.map(normaliseId)
      : inputs.accountUserIds,
    timeZone: ianaZoneOf(inputs.timeZone) ?? inputs.timeZone,
    firstHandOff: wall === undefined ? inputs.firstHandOff : wallClockText(wall),
    frequency: inputs.frequency,
    frequencyUnit: inputs.frequencyUnit,
    // Left out, not undefined: the engine's protocol does not know undefined.
    ...(shiftHours !== undefined && shiftHours !== periodHours(inputs) && { shiftHours }),
    ...(days !== undefined && isSomeDays(days) && { daysOfWeek: inOrder(days) }),
    turn: inputs.turn,
    ...(lastDay !== undefined && { lastDay }),
    ...(restartAtOnce && { restartAtOnce }),
  };
}

/** How many hours the wall clock moves from one shift to the next; undefined where that differs from shift to shift. */
export function periodHours({
  frequency,
  frequencyUnit,
}: Pick<RotationInputs, "frequency" | "frequencyUnit">): number | undefined {
  const hours = { hourly: 1, daily: 24, weekly: 7 * 24, monthly: undefined, yearly: undefined }[
    frequencyUnit
  ];
  return hours === undefined ? undefined : hours * frequency;
}

/** What is not known yet is no list. */
function isSomeDays(days: readonly DayOfWeek[]): boolean {
  return !Array.isArray(days) || (days.length > 0 && days.length < daysOfWeek.length);
}

function inOrder(days: DayOfWeek[]): DayOfWeek[] {
  return Array.isArray(days) ? daysOfWeek.filter((day) => days.includes(day)) : days;
}
