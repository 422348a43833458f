/** The inputs of an override in their normal form, and what the stack knows of one besides. */
import { normaliseId, normaliseIds } from "../common/ids.ts";
import type { Span } from "../on-call/spans.ts";
import { readWallClock, wallClockText } from "../on-call/wall-clock.ts";
import { zoneClock } from "../on-call/zone-clock.ts";
import { ianaZoneOf } from "../on-call/zone-names.ts";

/** What a program declares of an override, every default filled. */
export interface OverrideInputs {
  /** ULID. */
  teamId: string;
  layer: number;
  /** ULIDs, sorted. */
  accountUserIds: string[];
  /** IANA name. */
  timeZone: string;
  /** Wall clock, such as `2026-10-21T18:00`. */
  startTime: string;
  endTime: string;
}

/** An event of an override as the state knows it. */
export interface OverrideEventState {
  /** ULID. */
  readonly id: string;
  /** When it begins and ends, ISO 8601 in UTC. */
  readonly startTime: string;
  readonly endTime: string;
  /** The ULIDs of the people who would have been on call; empty where nobody would. */
  readonly insteadOfAccountUserIds: readonly string[];
  /** Whether that shift was one of a series. */
  readonly isOfSeries: boolean;
}

/** What the stack last knew of an override, besides its inputs. */
export interface OverrideState {
  readonly scheduleId?: string;
  readonly events?: readonly OverrideEventState[];
}

/** The inputs of an override, and what the stack knows besides. */
export type HeldOverride = OverrideInputs & OverrideState;

/** The normal form of inputs: two that declare the same override are equal in it. */
export function normaliseOverride(inputs: OverrideInputs): OverrideInputs {
  return {
    teamId: normaliseId(inputs.teamId),
    layer: inputs.layer,
    accountUserIds: normaliseIds(inputs.accountUserIds),
    timeZone: ianaZoneOf(inputs.timeZone) ?? inputs.timeZone,
    startTime: wallText(inputs.startTime),
    endTime: wallText(inputs.endTime),
  };
}

/** The span of an override whose times are known. */
export function spanOf({ timeZone, startTime, endTime }: OverrideInputs): Span {
  const clock = zoneClock(timeZone);
  const instantOf = (text: string) => clock.instantAt(readWallClock(text) ?? 0);
  return { from: instantOf(startTime), to: instantOf(endTime) };
}

function wallText(text: string): string {
  const wall = readWallClock(text);
  return wall === undefined ? text : wallClockText(wall);
}
