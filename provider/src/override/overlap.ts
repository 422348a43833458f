/** Overrides of one program that overlap on one layer. */
import { compact } from "es-toolkit";
import { enumeration } from "../common/enumeration.ts";
import type { Failure } from "../common/failure.ts";
import { isUnknown } from "../common/unknown.ts";
import { claimsByRun } from "../lifecycle/claims.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import { shownTime } from "../on-call/wall-clock.ts";
import { type OverrideInputs, spanOf } from "./inputs.ts";
import { namesOf } from "./people.ts";

const claim = claimsByRun<OverrideInputs>();

/**
 * PagerTree cuts an override out of whatever shift is there, another override included
 * (https://pagertree.com/docs/api/events): so the one that is made later wins, and the next run finds the other changed.
 */
export async function overlapFailures(
  inputs: OverrideInputs,
  previous: Partial<OverrideInputs>,
  context: ProviderContext,
): Promise<Failure[]> {
  const others = claim(inputs, previous, context);
  if (!isKnown(inputs)) {
    return [];
  }
  const now = Date.now();
  const found = others.find((other) => isKnown(other) && overlap(inputs, other, now));
  if (found === undefined) {
    return [];
  }
  const { timeZone, accountUserIds } = found;
  const span = spanOf(found);
  const times = [span.from, span.to].map((instant) => shownTime(instant, timeZone)).join(" to ");
  const people = await peopleOf(accountUserIds, context);
  const reason = `overlaps the override of ${people} from ${times} (${timeZone}), which the program has on the same layer of the team: the one that is made last would decide who is on call. Let one end where the other begins, or put all the people into one`;
  return [{ path: ["startTime"], reason }];
}

/** Whether two overrides are of one layer of a team at a time that is still to come. */
export function overlap(one: OverrideInputs, other: OverrideInputs, now: number): boolean {
  const [span, otherSpan] = [spanOf(one), spanOf(other)];
  const from = Math.max(span.from, otherSpan.from, now);
  return one.teamId === other.teamId && one.layer === other.layer && from < Math.min(span.to, otherSpan.to);
}

function isKnown({ teamId, layer, timeZone, startTime, endTime }: OverrideInputs): boolean {
  return ![teamId, layer, timeZone, startTime, endTime].some(isUnknown);
}

async function peopleOf(ids: readonly string[], context: ProviderContext): Promise<string> {
  const known = Array.isArray(ids) ? ids.filter((id) => !isUnknown(id)) : [];
  const names = compact(await namesOf(known, context));
  return names.length === 0 ? "others" : enumeration(names);
}
