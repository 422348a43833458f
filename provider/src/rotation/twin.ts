/** An event that PagerTree has already of what a new rotation or override would make once more. */
import type { EventWire } from "../api/on-call-wire.ts";
import type { OwnershipError } from "../common/errors.ts";
import type { EngineContext } from "../lifecycle/context.ts";
import { refusedTwin, type Twin, toTwin, warnLater } from "../lifecycle/refuse-twin.ts";
import { type OnLayer, rotationTitle } from "./team.ts";

/**
 * The error of a create that stops for an event.
 *
 * @param title - Of the rotation or override.
 */
export function refusedEvent(event: EventWire, title: string, context: EngineContext): OwnershipError {
  const twin = twinOf(event);
  return refusedTwin(`the ${title}`, [twin.title], twin.prefixId, context);
}

/**
 * Warns of an event for which a create would stop.
 *
 * @param find - Gives the one among the events of the team's schedule that is no resource's, as far as is known.
 */
export async function warnOfEvent(
  inputs: OnLayer,
  noun: "rotation" | "override",
  find: (rows: readonly EventWire[]) => EventWire | undefined,
  context: EngineContext,
): Promise<void> {
  const team = await context.objects.find("teams", inputs.teamId);
  const rows = team?.schedule_id ? await context.events.of(team.schedule_id) : undefined;
  const findTwin = () => {
    const event = rows && find(rows);
    return event && twinOf(event);
  };
  await warnLater(findTwin, `the ${rotationTitle(team, inputs, noun)}`, context);
}

function twinOf(event: EventWire): Twin {
  return toTwin(event, `event ${event.prefix_id} (made ${event.created_at})`);
}
