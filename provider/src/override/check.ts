/** Validates the arguments of an override, each failure on its property path. */
import { isEqual } from "es-toolkit";
import { z } from "zod";
import { type Failure, toCheckFailure } from "../common/failure.ts";
import { isUnknown } from "../common/unknown.ts";
import { destinationIdSchema } from "../destinations/ids.ts";
import { followArguments } from "../destinations/routes.ts";
import { checkArguments, givenArguments } from "../lifecycle/check-arguments.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { Checked } from "../lifecycle/resource-definition.ts";
import { spanFailures } from "../on-call/span-failures.ts";
import {
  idArguments,
  layerSchema,
  peopleSchema,
  timeZoneSchema,
  wallClockSchema,
} from "../rotation/arguments.ts";
import { checkTeam } from "../rotation/team.ts";
import { normaliseOverride, type OverrideInputs, spanOf } from "./inputs.ts";
import { overlapFailures } from "./overlap.ts";
import { plainEvent } from "./pieces.ts";

const argumentsSchema = z.object({
  teamId: destinationIdSchema("teams", idArguments),
  layer: layerSchema,
  accountUserIds: peopleSchema(),
  timeZone: timeZoneSchema,
  startTime: wallClockSchema,
  endTime: wallClockSchema,
});

/** Checks what a program declares of an override and brings it to its normal form. */
export async function checkOverride(
  declared: Record<string, unknown>,
  previous: Partial<OverrideInputs>,
  context: ProviderContext,
): Promise<Checked<OverrideInputs>> {
  const { data, failures } = checkArguments(givenArguments(declared), argumentsSchema, "an override");
  if (data === undefined) {
    return { failures: failures.map(toCheckFailure) };
  }
  const followed = await followArguments(data, previous, idArguments, "an override", context, ["teamId"]);
  const inputs = normaliseOverride(followed.inputs);
  const ofTeam = isUnknown(inputs.teamId) ? [] : await checkTeam(inputs, "override", context);
  const ofTime = timeFailures(inputs, previous);
  if (!isEqual(inputs, previous) && ofTime.length === 0) {
    noteOverride(inputs, context);
  }
  const overlaps = ofTime.length === 0 ? await overlapFailures(inputs, previous, context) : [];
  return {
    inputs,
    failures: [...ofTime, ...overlaps, ...followed.failures, ...ofTeam].map(toCheckFailure),
  };
}

/** Whoever it puts on call, the team is covered then. */
function noteOverride(inputs: OverrideInputs, { coverage }: ProviderContext): void {
  const { teamId, layer, timeZone, startTime, endTime, accountUserIds } = inputs;
  const isKnown = ![layer, timeZone, startTime, endTime].some(isUnknown);
  const people = isUnknown(accountUserIds) ? [String(accountUserIds)] : accountUserIds;
  coverage.plan(
    teamId,
    isKnown ? (events) => [...events, plainEvent(spanOf(inputs), inputs, people)] : undefined,
  );
}

/** What has been is not changed: what it was before stays without complaint. */
function timeFailures(inputs: OverrideInputs, previous: Partial<OverrideInputs>): Failure[] {
  return isEqual(inputs, previous) ? [] : spanFailures(inputs, "an override", Date.now());
}
