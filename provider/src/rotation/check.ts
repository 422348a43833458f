/** Validates the arguments of a rotation, each failure on its property path. */
import { isEqual, pick } from "es-toolkit";
import { z } from "zod";
import { type Failure, toCheckFailure } from "../common/failure.ts";
import { isUnknown, orUnknown } from "../common/unknown.ts";
import { destinationIdSchema } from "../destinations/ids.ts";
import { followArguments } from "../destinations/routes.ts";
import { checkArguments, givenArguments, switchSchema } from "../lifecycle/check-arguments.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { Checked } from "../lifecycle/resource-definition.ts";
import { frequencyUnits } from "../on-call/event.ts";
import { readDate } from "../on-call/wall-clock.ts";
import {
  idArguments,
  layerSchema,
  peopleSchema,
  timeZoneSchema,
  wallClockSchema,
  wholeNumber,
} from "./arguments.ts";
import { declaredEvents } from "./declared-events.ts";
import { normaliseRotation, type RotationInputs } from "./inputs.ts";
import { hasShiftsToCome, planCreation } from "./plan-change.ts";
import { checkTeam } from "./team.ts";
import { findTraps } from "./traps.ts";
import { daysOfWeek, turns } from "./words.ts";

const minutesOfAnHour = 60;

const argumentsSchema = z.object({
  teamId: destinationIdSchema("teams", idArguments),
  layer: layerSchema,
  accountUserIds: peopleSchema("in the order in which they follow each other"),
  timeZone: timeZoneSchema,
  firstHandOff: wallClockSchema,
  frequency: wholeNumber("must be a whole number, 1 or more").default(1),
  frequencyUnit: orUnknown(z.enum(frequencyUnits, `must be one of ${frequencyUnits.join(", ")}`)).default(
    "weekly",
  ),
  shiftHours: orUnknown(
    z
      .number("must be a number of hours")
      .positive("must be more than 0")
      .refine(
        (hours) => Math.abs(hours * minutesOfAnHour - Math.round(hours * minutesOfAnHour)) < 1e-6,
        "must be whole minutes",
      ),
  ).optional(),
  daysOfWeek: orUnknown(
    z
      .array(z.enum(daysOfWeek, `must be one of ${daysOfWeek.join(", ")}`), "must be a list of days")
      .min(1, "must hold at least one day"),
  ).optional(),
  turn: orUnknown(z.enum(turns, `must be one of ${turns.join(", ")}`)).default("shift"),
  lastDay: orUnknown(
    z
      .string("must be a day, such as 2026-12-31")
      .refine((text) => readDate(text) !== undefined, "must be a day, such as 2026-12-31"),
  ).optional(),
  restartAtOnce: switchSchema.optional(),
});

/** The arguments that say when somebody is on call. */
const timeArguments = [
  "timeZone",
  "firstHandOff",
  "frequency",
  "frequencyUnit",
  "shiftHours",
  "daysOfWeek",
  "turn",
  "lastDay",
] as const satisfies (keyof RotationInputs)[];

/** Whoever it puts on call, the team is covered then. */
function noteNewRotation(inputs: RotationInputs, isTimeKnown: boolean, { coverage }: ProviderContext): void {
  const { accountUserIds } = inputs;
  const known = {
    ...inputs,
    accountUserIds: isUnknown(accountUserIds) ? [String(accountUserIds)] : accountUserIds,
  };
  const isKnown = isTimeKnown && !isUnknown(inputs.layer);
  coverage.plan(
    inputs.teamId,
    isKnown ? (events) => [...events, ...planCreation(known, Date.now()).makes] : undefined,
  );
}

/** What has been is not changed: a rotation of before stays without complaint when it is over. */
function overFailures(inputs: RotationInputs, previous: Partial<RotationInputs>): Failure[] {
  const now = Date.now();
  const isOver =
    inputs.lastDay !== undefined && !declaredEvents(inputs).some((event) => hasShiftsToCome(event, now));
  const reason =
    "is in the past, and a rotation that is over cannot be made or changed: take the resource out of the program";
  return isOver && !isEqual(inputs, previous) ? [{ path: ["lastDay"], reason }] : [];
}

/** Checks what a program declares of a rotation and brings it to its normal form. */
export async function checkRotation(
  declared: Record<string, unknown>,
  previous: Partial<RotationInputs>,
  context: ProviderContext,
): Promise<Checked<RotationInputs>> {
  const { data, failures } = checkArguments(givenArguments(declared), argumentsSchema, "a rotation");
  if (data === undefined) {
    return { failures: failures.map(toCheckFailure) };
  }
  const isTimeKnown = !Object.values(pick(data, timeArguments)).some(isUnknown);
  const traps = isTimeKnown ? findTraps(normaliseRotation(data)) : [];
  const followed = await followArguments(data, previous, idArguments, "a rotation", context, ["teamId"]);
  const inputs = normaliseRotation(followed.inputs);
  const over = isTimeKnown && traps.length === 0 ? overFailures(inputs, previous) : [];
  const ofTeam = isUnknown(inputs.teamId) ? [] : await checkTeam(inputs, "rotation", context);
  if (previous.teamId === undefined && traps.length === 0) {
    noteNewRotation(inputs, isTimeKnown, context);
  }
  return {
    inputs,
    failures: [...traps, ...over, ...followed.failures, ...ofTeam].map(toCheckFailure),
  };
}
