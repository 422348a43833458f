/** Whether a team has somebody on call at every instant of a span. */
import { countBy, maxBy } from "es-toolkit";
import type { EscalationPolicyWire, EventWire } from "../api/on-call-wire.ts";
import type { TeamWire } from "../api/wire.ts";
import type { OnCallEvent } from "./event.ts";
import { readEvent } from "./read-event.ts";
import { gapsIn, type Span } from "./spans.ts";
import { shownLength, shownTime } from "./wall-clock.ts";
import { day } from "./zone-clock.ts";

/** What an account has that says who is on call. */
export interface OnCallLists {
  readonly events: readonly EventWire[];
  readonly escalationPolicies: readonly EscalationPolicyWire[];
}

/** A team's coverage of a span. */
export interface Coverage {
  /** Whether the schedule has any event that is still to come, or running. */
  readonly hasEvents: boolean;
  /** The zone of most of its events; UTC if there are none. */
  readonly timeZone: string;
  /** When nobody is on call on any layer of the team's policy. */
  readonly gaps: readonly Span[];
}

/**
 * The coverage of a team. A layer that the policy does not have pages nobody
 * (https://pagertree.com/docs/escalation-policies); where the policy is not known, every layer counts.
 */
export function coverageOf(
  team: Pick<TeamWire, "schedule_id" | "escalation_policy_id">,
  lists: OnCallLists,
  span: Span,
): Coverage {
  return coverageBy(eventsOf(team, lists), layersOfTeam(team, lists), span);
}

/** The events in the schedule of a team. */
export function eventsOf(
  { schedule_id: scheduleId }: Pick<TeamWire, "schedule_id">,
  { events }: Pick<OnCallLists, "events">,
): OnCallEvent[] {
  return events
    .filter((row) => scheduleId && row.schedule_ids.includes(scheduleId))
    .flatMap((row) => readEvent(row) ?? []);
}

/** The numbers of the layers of a team's policy; undefined if it is not known. */
export function layersOfTeam(
  { escalation_policy_id: policyId }: Pick<TeamWire, "escalation_policy_id">,
  { escalationPolicies }: Pick<OnCallLists, "escalationPolicies">,
): number[] | undefined {
  const policy = escalationPolicies.find(({ id }) => id === policyId);
  return policy && layersOf(policy);
}

/** The numbers of the layers of a policy. */
export function layersOf(policy: EscalationPolicyWire): number[] {
  return policy.escalation_layers.map(({ layer }) => layer);
}

/**
 * The coverage that the events of a schedule give.
 *
 * @param ofPolicy - The layers of the team's policy; undefined if it is not known.
 */
export function coverageBy(
  events: readonly OnCallEvent[],
  ofPolicy: readonly number[] | undefined,
  span: Span,
): Coverage {
  const layers = ofPolicy ?? events.map(({ layer }) => layer);
  const coming = events.filter((event) => lastEnd(event) > span.from);
  const zones = Object.entries(countBy(coming, ({ timeZone }) => timeZone));
  return {
    hasEvents: coming.length > 0,
    timeZone: maxBy(zones, ([, count]) => count)?.[0] ?? "UTC",
    gaps: gapsIn(events, layers, span),
  };
}

/** No shift of an event ends later; the last one may still be running when no other begins any more. */
function lastEnd({ repeats, startsAt, endsAt }: OnCallEvent): number {
  return repeats === undefined ? endsAt : (repeats.lastStart ?? Number.POSITIVE_INFINITY) + endsAt - startsAt;
}

/** What is wrong with a team's coverage of a span, as the end of a sentence about it; undefined if nothing is. */
export function coverageProblem({ hasEvents, timeZone, gaps }: Coverage, span: Span): string | undefined {
  const [first] = gaps;
  const longest = maxBy(gaps, ({ from, to }) => to - from);
  if (first === undefined || longest === undefined) {
    return undefined;
  }
  if (!hasEvents) {
    return "has no future shift in its schedule, so PagerTree will drop every alert to it";
  }
  const shown = ({ from, to }: Span) =>
    `${from === span.from ? "from now on" : `from ${shownTime(from, timeZone)} on`} for ${shownLength(to - from)}`;
  const count = gaps.length === 1 ? "" : `, the longest of ${gaps.length} times ${shown(longest)}`;
  const days = Math.round((span.to - span.from) / day);
  const within = days === 1 ? "the next day" : `the next ${days} days`;
  return `has nobody on call ${shown(first)}${count} (${timeZone}, within ${within}), so PagerTree will drop alerts to it`;
}
