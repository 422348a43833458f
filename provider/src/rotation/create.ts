/** A rotation is made: its events, each once. */
import type { EventWire } from "../api/on-call-wire.ts";
import { allowsDuplicate } from "../lifecycle/allow-duplicate.ts";
import type { EngineContext } from "../lifecycle/context.ts";
import { untilOwnersAreKnown } from "../lifecycle/refuse-twin.ts";
import type { OnCallEvent } from "../on-call/event.ts";
import { readEvent } from "../on-call/read-event.ts";
import { carryOut } from "./carry-out.ts";
import { heldRotation } from "./change.ts";
import type { HeldRotation } from "./held.ts";
import type { RotationInputs } from "./inputs.ts";
import { planCreation } from "./plan-change.ts";
import { isInStep, isSameRotation } from "./same-event.ts";
import { rotationTitle, scheduleOf } from "./team.ts";
import { refusedEvent, warnOfEvent } from "./twin.ts";

/** A rotation that was made or taken over. */
export interface Made {
  readonly id: string;
  readonly outputs: HeldRotation;
}

/**
 * Makes the events of a rotation in the schedule of its team.
 *
 * @throws OwnershipError if the schedule has them already, or if it cannot be known whether they were made.
 */
export async function createRotation(inputs: RotationInputs, context: EngineContext): Promise<Made> {
  const team = await context.api.read("teams", inputs.teamId);
  const scheduleId = scheduleOf(team);
  return context.turns.run(`events ${scheduleId}`, async () => {
    const plan = planCreation(inputs, Date.now());
    if (!allowsDuplicate(inputs)) {
      const find = async () => twinOf(plan.makes, await context.api.scheduleEvents(scheduleId), context);
      const twin = await untilOwnersAreKnown(find, context);
      if (twin !== undefined) {
        throw refusedEvent(twin, rotationTitle(team, inputs), context);
      }
    }
    const present = await context.api.scheduleEvents(scheduleId);
    // What the engine replaces; what of its shifts people have overridden stays so.
    const replaced = present.flatMap((row) => {
      const event = context.ownership.isDeclared(row.id) ? undefined : sameRotation(plan.makes, row);
      return event ?? [];
    });
    const { made } = await carryOut(plan, scheduleId, present, false, context, replaced);
    const outputs = heldRotation(inputs, scheduleId, made, []);
    return { id: made[0]?.id ?? "", outputs };
  });
}

/** Warns of an event for which the create of a rotation would stop. */
export function warnOfRotation(inputs: RotationInputs, context: EngineContext): Promise<void> {
  const { makes } = planCreation(inputs, Date.now());
  return warnOfEvent(inputs, "rotation", (rows) => twinOf(makes, rows, context), context);
}

function twinOf(
  makes: readonly OnCallEvent[],
  rows: readonly EventWire[],
  context: EngineContext,
): EventWire | undefined {
  return rows.find((row) => !context.ownership.knows(row.id) && sameRotation(makes, row) !== undefined);
}

/** A row as an event, if it is one of those that are to be made. */
function sameRotation(makes: readonly OnCallEvent[], row: EventWire): OnCallEvent | undefined {
  const event = readEvent(row);
  const isSame =
    event !== undefined && makes.some((make) => isSameRotation(make, event) && isInStep(make, event));
  return isSame ? event : undefined;
}
