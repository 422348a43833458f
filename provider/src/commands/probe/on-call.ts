/** What a probe shows of a team, or of the teams of a schedule or an escalation policy: who would be paged now. */
import { isEqual, sortBy, uniq } from "es-toolkit";
import type { EventWire } from "../../api/on-call-wire.ts";
import type { TeamWire } from "../../api/wire.ts";
import { defaultCoverageDays } from "../../common/config.ts";
import { enumeration } from "../../common/enumeration.ts";
import { NotFoundError } from "../../common/errors.ts";
import { nameOf } from "../../destinations/titles.ts";
import {
  escalationPolicyLookup,
  type GetEscalationPolicyLayer,
  type GetEscalationPolicyResult,
} from "../../lookups/escalation-policy.ts";
import type { LookupSource } from "../../lookups/find-one.ts";
import { findOnCall, type OnCallLayer, type OnCallShift } from "../../lookups/on-call.ts";
import { coverageOf, coverageProblem, eventsOf, type OnCallLists } from "../../on-call/coverage.ts";
import type { OnCallEvent } from "../../on-call/event.ts";
import { onCallSpans } from "../../on-call/spans.ts";
import { day } from "../../on-call/zone-clock.ts";
import type { Account } from "../account.ts";
import { AccountContext } from "../account-context.ts";
import { type Gap, toGap } from "../coverage/report.ts";
import type { RouteLists } from "../read-account.ts";
import type { Probed } from "./find-object.ts";
import { aboutPeople } from "./people.ts";

/** For so long the next people are looked for: a shift may take a month. */
const nextDays = 62;

/** A layer of the escalation policy. */
export interface Step {
  readonly layer: number;
  /** How long its people have before the next layer is paged, such as `5 minutes`; absent if the policy is not known. */
  readonly wait?: string;
  /** Who is on call now, by PagerTree's own word; nobody if it is empty. */
  readonly now: readonly OnCallShift[];
  /** Who is on call next, by the events of the schedule; absent if nobody else is within two months. */
  readonly next?: NextShift;
}

/** When other people are on call. */
interface NextShift {
  /** ISO 8601 in UTC. */
  readonly from: string;
  readonly accountUserIds: readonly string[];
  readonly names: readonly string[];
}

/** Who would be paged by an alert to a team. */
export interface TeamReport {
  readonly id: string;
  readonly prefixId: string;
  readonly name: string;
  /** The zone of most of its shifts. */
  readonly timeZone: string;
  /** The layers in the order in which they are paged. */
  readonly steps: readonly Step[];
  /** How often all layers are paged again. */
  readonly repeat: number;
  /** Whom an alert goes to once nobody has answered; it is dropped if there is none. */
  readonly reassignedTo: readonly string[];
  /** When nobody is on call, in as many days as `coverage` and a preview look ahead by default. */
  readonly gaps: readonly Gap[];
  readonly notes: readonly string[];
  readonly problems: readonly string[];
}

/** All that is shown. */
export interface OnCallReport {
  readonly kind: "on-call";
  readonly teams: readonly TeamReport[];
  /** What is wrong with the object itself. */
  readonly problems: readonly string[];
}

/** An object that says who is on call. */
export type OnCallObject = Exclude<Probed, { readonly kind: "integrations" }>;

/** What a team's report is made of. */
type Lists = Pick<RouteLists, "teams" | "accountUsers"> & OnCallLists;

/** Reads who would be paged by alerts to a team, or to the teams of a schedule or an escalation policy. */
export async function probeOnCall(
  object: OnCallObject,
  account: Account,
  now: number,
): Promise<OnCallReport> {
  const { client } = account;
  const [allTeams, escalationPolicies, accountUsers] = await Promise.all([
    client.list("teams"),
    client.list("escalationPolicies"),
    client.list("accountUsers"),
  ]);
  const teams: TeamReport[] = [];
  for (const team of sortBy(allTeams.filter(isOf(object)), ["name"])) {
    const events = await eventsIn(team, account);
    const lists = { teams: allTeams, escalationPolicies, accountUsers, events: events ?? [] };
    teams.push(await reportOf(team, lists, events !== undefined, account, now));
  }
  const noun = object.kind === "schedules" ? "schedule" : "escalation policy";
  return {
    kind: "on-call",
    teams,
    problems: teams.length === 0 ? [`No team has this ${noun}, and so nobody is paged by it.`] : [],
  };
}

function isOf({ kind, row }: OnCallObject): (team: TeamWire) => boolean {
  const attributes = {
    teams: "id",
    schedules: "schedule_id",
    escalationPolicies: "escalation_policy_id",
  } as const;
  return (team) => team[attributes[kind]] === row.id;
}

/** The events in the schedule of a team; undefined if there is no schedule. */
async function eventsIn(
  { schedule_id: scheduleId }: TeamWire,
  { client }: Account,
): Promise<EventWire[] | undefined> {
  try {
    return scheduleId ? await client.scheduleEvents(scheduleId) : undefined;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

async function reportOf(
  team: TeamWire,
  lists: Lists,
  hasSchedule: boolean,
  account: Account,
  now: number,
): Promise<TeamReport> {
  const { teams, accountUsers, escalationPolicies } = lists;
  const events = eventsOf(team, lists);
  const source = sourceOf(lists, account);
  const row = escalationPolicies.find(({ id }) => id === team.escalation_policy_id);
  const policy = row && (await escalationPolicyLookup.resultOf(row, source));
  const span = { from: now, to: now + defaultCoverageDays * day };
  const coverage = coverageOf(team, lists, span);
  const onCall = hasSchedule ? (await findOnCall({ teamId: team.id }, source)).layers : nobodyOn(policy);
  const steps = onCall.map(({ layer, shifts }) => stepOf(layer, shifts, policy, events, lists, now));
  const reassigned = [
    ...teams.filter(({ id }) => policy?.reassignTeamIds.includes(id)),
    ...accountUsers.filter(({ id }) => policy?.reassignAccountUserIds.includes(id)),
  ];
  const reassignedTo = reassigned.map((each) => ("user" in each ? nameOf(each) : `team "${nameOf(each)}"`));
  const layers = steps.map(({ layer }) => layer);
  const paged = [
    ...steps.flatMap((step) => step.now.map(({ accountUserId }) => accountUserId)),
    ...onCallSpans(events, layers, span).flatMap(({ accountUserIds }) => accountUserIds),
    ...(policy?.reassignAccountUserIds ?? []),
  ];
  const people = await aboutPeople(uniq(paged), accountUsers, account);
  return {
    id: team.id,
    prefixId: team.prefix_id,
    name: team.name,
    timeZone: coverage.timeZone,
    steps,
    repeat: policy?.repeat ?? 0,
    reassignedTo,
    gaps: coverage.gaps.map(toGap),
    notes: [...disagreements(steps, events, lists, now), ...people.notes],
    problems: [
      ...(hasSchedule ? [] : ["The account does not have its schedule."]),
      ...(policy === undefined ? ["The account does not have its escalation policy."] : []),
      ...nobodyNow(steps, reassignedTo, coverage.gaps[0]?.from === now),
      ...[coverageProblem(coverage, span)].flatMap((problem) => (problem ? [`The team ${problem}.`] : [])),
      ...offThePolicy(events, policy && layers, now),
      ...people.problems,
    ],
  };
}

/** What has been read, for lookups; who is on call now they ask PagerTree. */
function sourceOf(lists: Lists, account: Account): LookupSource {
  const { api } = new AccountContext(lists, account);
  return {
    list: (kind) => ({ rows: api.list(kind), isOld: false }),
    read: api.read,
    users: async () => [],
    eventsOf: api.scheduleEvents,
    onCallNow: account.client.currentOnCall,
    baseUrl: account.config.baseUrl,
  };
}

/** The layers of a policy, where there is no schedule. */
function nobodyOn(policy: GetEscalationPolicyResult | undefined): OnCallLayer[] {
  return (policy?.layers ?? []).map(({ layer }) => ({ layer, shifts: [] }));
}

function stepOf(
  layer: number,
  shifts: readonly OnCallShift[],
  policy: GetEscalationPolicyResult | undefined,
  events: readonly OnCallEvent[],
  lists: Lists,
  now: number,
): Step {
  const ofPolicy = policy?.layers.find((each) => each.layer === layer);
  const next = nextOf(events, layer, lists, now);
  return {
    layer,
    ...(ofPolicy !== undefined && { wait: waitOf(ofPolicy) }),
    now: shifts,
    ...(next !== undefined && { next }),
  };
}

function waitOf({ timeout, timeoutUnit }: GetEscalationPolicyLayer): string {
  return `${timeout} ${timeout === 1 ? timeoutUnit.replace(/s$/, "") : timeoutUnit}`;
}

function nextOf(
  events: readonly OnCallEvent[],
  layer: number,
  lists: Lists,
  now: number,
): NextShift | undefined {
  const [, ...later] = onCallSpans(events, [layer], { from: now, to: now + nextDays * day });
  const next = later.find(({ accountUserIds }) => accountUserIds.length > 0);
  return (
    next && {
      from: new Date(next.from).toISOString(),
      accountUserIds: next.accountUserIds,
      names: namesOf(next.accountUserIds, lists),
    }
  );
}

/** Where PagerTree names other people than its events do. */
function disagreements(
  steps: readonly Step[],
  events: readonly OnCallEvent[],
  lists: Lists,
  now: number,
): string[] {
  return steps.flatMap((step) => {
    const [present] = onCallSpans(events, [step.layer], { from: now, to: now + 1 });
    const byEvents = present?.accountUserIds ?? [];
    const byPagerTree = uniq(step.now.map(({ accountUserId }) => accountUserId)).sort();
    const names = byEvents.length === 0 ? "nobody" : enumeration(namesOf(byEvents, lists));
    return isEqual(byEvents, byPagerTree)
      ? []
      : [`On layer ${step.layer}, the events of the schedule say that ${names} should be on call now.`];
  });
}

/** Of a policy that reassigns, the documentation has no example: https://pagertree.com/docs/escalation-policies */
function nobodyNow(steps: readonly Step[], reassignedTo: readonly string[], isGap: boolean): string[] {
  if (steps.some((step) => step.now.length > 0)) return [];
  if (reassignedTo.length > 0) {
    const whom = enumeration(reassignedTo);
    return [
      `Nobody is on call now: an alert goes to ${whom} at once, or is dropped. PagerTree's documentation does not say which.`,
    ];
  }
  return isGap ? [] : ["PagerTree names nobody who is on call now, and so drops an alert at once."];
}

/** Layers on which somebody will be, and which the policy does not have. */
function offThePolicy(
  events: readonly OnCallEvent[],
  layers: readonly number[] | undefined,
  now: number,
): string[] {
  const others = uniq(events.map(({ layer }) => layer)).filter((layer) => !(layers?.includes(layer) ?? true));
  return others
    .toSorted((one, other) => one - other)
    .filter((layer) =>
      onCallSpans(events, [layer], { from: now, to: now + nextDays * day }).some(
        ({ accountUserIds }) => accountUserIds.length > 0,
      ),
    )
    .map((layer) => `Its escalation policy has no layer ${layer}: whoever is on call there is not paged.`);
}

function namesOf(ids: readonly string[], { accountUsers }: Lists): string[] {
  return ids.map((id) => {
    const user = accountUsers.find((each) => each.id === id);
    return user === undefined ? id : nameOf(user);
  });
}
