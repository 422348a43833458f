/** A rotation is made: its events, each once. */
import type { EventWire } from "../api/on-call-wire.ts";
import { OwnershipError } from "../common/errors.ts";
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
import { isSameRotation } from "./same-event.ts";
import { rotationTitle, scheduleOf } from "./team.ts";

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
        throw new OwnershipError(
          `create the ${rotationTitle(team, inputs)}: PagerTree has event ${twin.prefix_id} (made ${twin.created_at}) already, which is just what this resource declares, and no resource of the stack is known to be it. Nothing was sent.`,
          `If an interrupted run has left it, or it was made by hand, take it over: \`adopt: "${twin.prefix_id}"\`. If there are to be two of them, set \`allowDuplicate: true\`.`,
        );
      }
    }
    const present = await context.api.scheduleEvents(scheduleId);
    const { made } = await carryOut(plan, scheduleId, present, false, context);
    const outputs = heldRotation(inputs, scheduleId, made, []);
    return { id: made[0]?.id ?? "", outputs };
  });
}

function twinOf(
  makes: readonly OnCallEvent[],
  rows: readonly EventWire[],
  context: EngineContext,
): EventWire | undefined {
  return rows.find((row) => {
    const event = context.ownership.knows(row.id) ? undefined : readEvent(row);
    return event !== undefined && makes.some((make) => isSameRotation(make, event));
  });
}
