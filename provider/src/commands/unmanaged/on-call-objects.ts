/** The part of an account that says who is on call and how people are told, as the report names its objects. */
import { nameOf } from "../../destinations/titles.ts";
import { isDefaultPolicy } from "../../escalation-policy/default-policy.ts";
import type { OnCallEvent } from "../../on-call/event.ts";
import { readEvent } from "../../on-call/read-event.ts";
import { wallClockText } from "../../on-call/wall-clock.ts";
import { zoneClock } from "../../on-call/zone-clock.ts";
import type { ManagedKind } from "../../stack/state.ts";
import { isToCome } from "../declared-rotation.ts";
import type { AccountLists } from "../read-account.ts";

/** The kinds of these objects. */
export type OnCallKind = Exclude<ManagedKind, "integrations" | "routers" | "teams">;

/** An object, with what is its own in the report. */
export interface OnCallObject {
  readonly list: OnCallKind;
  readonly row: AccountLists[OnCallKind][number];
  readonly name: string;
  readonly type?: string;
  readonly destinations: readonly string[];
  /** Whether nobody would put it into a stack: it may be outside of them. */
  readonly mayBeOutside: boolean;
}

/**
 * All objects of these kinds. What is over may be outside of stacks, and so may a policy that is still as PagerTree makes
 * it, and what is in the schedule of no team, since it pages nobody.
 *
 * @param listsOverrides - Whether events that take place once may not: people make them in the web page day by day.
 */
export function onCallObjects(lists: AccountLists, now: number, listsOverrides: boolean): OnCallObject[] {
  const names = namesIn(lists);
  const ofTeams = new Set(lists.teams.map((team) => team.escalation_policy_id));
  return [
    ...lists.escalationPolicies.map((row): OnCallObject => {
      const destinations = [...row.reassign_team_ids, ...row.reassign_account_user_ids].map(names);
      const mayBeOutside = !ofTeams.has(row.id) || isDefaultPolicy(row);
      return { list: "escalationPolicies", row, name: row.name, destinations, mayBeOutside };
    }),
    ...eventObjects(lists, now, listsOverrides),
    ...lists.notificationRules.map((row): OnCallObject => {
      const people = lists.accountUsers.filter(({ notification_rule_id: id }) => id === row.id);
      const destinations = people.map(nameOf);
      return { list: "notificationRules", row, name: row.name, destinations, mayBeOutside: false };
    }),
    ...lists.maintenanceWindows.map((row): OnCallObject => {
      const { name, end_datetime: end, integration_ids: ids } = row;
      const mayBeOutside = Date.parse(end) <= now;
      const type = `until ${end.slice(0, 10)}`;
      return { list: "maintenanceWindows", row, name, type, destinations: ids.map(names), mayBeOutside };
    }),
  ];
}

function eventObjects(lists: AccountLists, now: number, listsOverrides: boolean): OnCallObject[] {
  const names = namesIn(lists);
  const teams = new Map(lists.teams.map((team) => [team.schedule_id, team]));
  return lists.events.map((row) => {
    const event = readEvent(row);
    const team = row.schedule_ids.map((id) => teams.get(id)).find((each) => each !== undefined);
    const isOver = event !== undefined && !isToCome(event, now);
    return {
      list: "events",
      row,
      name: `${team?.name ?? "in the schedule of no team"}, layer ${row.layer}`,
      type: typeOf(event),
      destinations: row.event_attendees.map(({ attendee_id: id }) => names(id)),
      mayBeOutside: team === undefined || isOver || !(row.repeat || listsOverrides),
    };
  });
}

/** How often it takes place, and who is on call then. */
function typeOf(event: OnCallEvent | undefined): string {
  if (event === undefined) return "cannot be read";
  const { repeats, startsAt, timeZone, parentId } = event;
  if (repeats === undefined) {
    const start = wallClockText(zoneClock(timeZone).wallAt(startsAt)).replace("T", " ");
    return `${parentId === undefined ? "once" : "override"}, ${start}`;
  }
  const { frequency, unit, rotates } = repeats;
  const often = frequency === 1 ? unit : `${unit}, every ${frequency}`;
  return `${often}, ${rotates ? "rotating" : "all together"}`;
}

/** The names of all that an object can lead to, by their ids. */
function namesIn({ teams, accountUsers, integrations }: AccountLists): (id: string) => string {
  const names = new Map([...teams, ...integrations, ...accountUsers].map((row) => [row.id, nameOf(row)]));
  return (id) => names.get(id) ?? id;
}
