/** The inputs of a maintenance window in their normal form. */
import { normaliseIds } from "../common/ids.ts";
import { readWallClock, wallClockText } from "../on-call/wall-clock.ts";
import { ianaZoneOf } from "../on-call/zone-names.ts";

/** What a program declares of a maintenance window, every default filled. */
export interface MaintenanceWindowInputs {
  name: string;
  /** Absent if there is none. PagerTree does not show it. */
  description?: string | undefined;
  /** IANA name. */
  timeZone: string;
  /** Wall clock, such as `2026-12-24T18:00`. */
  startTime: string;
  endTime: string;
  /** ULIDs, sorted. */
  integrationIds: string[];
}

/** The normal form of inputs: two that declare the same window are equal in it. */
export function normaliseWindow(inputs: MaintenanceWindowInputs): MaintenanceWindowInputs {
  const { name, description, timeZone } = inputs;
  return {
    name,
    // Left out, not undefined: the engine's protocol does not know undefined.
    ...(description !== undefined && description !== "" && { description }),
    timeZone: ianaZoneOf(timeZone) ?? timeZone,
    startTime: wallText(inputs.startTime),
    endTime: wallText(inputs.endTime),
    integrationIds: normaliseIds(inputs.integrationIds),
  };
}

function wallText(text: string): string {
  const wall = readWallClock(text);
  return wall === undefined ? text : wallClockText(wall);
}
