/** Which rotation of a program says just what events of PagerTree's do. */
import { isEqual, sortBy } from "es-toolkit";
import type { EventWire } from "../api/on-call-wire.ts";
import { LookupError } from "../common/errors.ts";
import { type OnCallEvent, withoutExceptions } from "../on-call/event.ts";
import { nextOccurrence, occurrencesOf } from "../on-call/occurrences.ts";
import { day } from "../on-call/zone-clock.ts";
import { declarationOf } from "../rotation/adopt.ts";
import { checkRotation } from "../rotation/check.ts";
import { declaredEvents } from "../rotation/declared-events.ts";
import type { RotationInputs } from "../rotation/inputs.ts";
import type { AccountContext } from "./account-context.ts";

/** For how long the shifts of both are compared, which is longer than a year. */
const compared = 400 * day;

/** A rotation, and the events that are it: the first one is the one to adopt. */
export interface FoundRotation {
  readonly inputs: RotationInputs;
  readonly events: readonly OnCallEvent[];
}

/**
 * The rotation with just the shifts of an event, or of the events that are one rotation with it; or why there is none.
 *
 * @param now - The shifts from this instant on are compared.
 */
export async function declaredRotation(
  row: EventWire,
  now: number,
  context: AccountContext,
): Promise<FoundRotation | { readonly reasons: readonly string[] }> {
  try {
    const found = await declarationOf(row, context);
    const { failures, inputs } = await checkRotation({ ...found.inputs }, {}, context);
    if (inputs === undefined || failures.length > 0) {
      return { reasons: failures.map(({ property, reason }) => `as a Rotation, ${property} ${reason}`) };
    }
    const span = { from: Math.max(now, ...found.events.map(({ startsAt }) => startsAt)), length: compared };
    // What people have left out in the web page is left out by none of a rotation's arguments, and stays left out.
    const present = found.events.map(withoutExceptions);
    return isEqual(shiftsOf(declaredEvents(inputs), span), shiftsOf(present, span))
      ? { inputs, events: found.events }
      : { reasons: ["a Rotation would have other shifts"] };
  } catch (error) {
    if (error instanceof LookupError) {
      // It stands behind the event's own title.
      return { reasons: [error.what.replace(/^event \S+/, "it").replace(/\.$/, "")] };
    }
    throw error;
  }
}

/** Whether an event has a shift that is yet to end, or of a series one that is yet to begin. */
export function isToCome(event: OnCallEvent, now: number): boolean {
  return event.repeats === undefined ? event.endsAt > now : nextOccurrence(event, now) !== undefined;
}

function shiftsOf(
  events: readonly OnCallEvent[],
  { from, length }: { readonly from: number; readonly length: number },
) {
  const shifts = events.flatMap((event) =>
    occurrencesOf(event, from, from + length).map(({ startsAt, endsAt, accountUserIds }) => ({
      startsAt,
      endsAt,
      accountUserIds,
    })),
  );
  return sortBy(shifts, ["startsAt"]);
}
