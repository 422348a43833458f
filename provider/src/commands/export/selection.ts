/** Which objects of an account are exported. */
import { groupBy } from "es-toolkit";
import type { ExportedKind } from "../../api/kinds.ts";
import type { IntegrationWire, TeamWire } from "../../api/wire.ts";
import { findTypeByDisplayName, sameDisplayName, typeNames } from "../../catalog/catalog.ts";
import { LookupError } from "../../common/errors.ts";
import { nearest } from "../../common/nearest.ts";
import { cut, plainText } from "../../common/plain-text.ts";
import { isDefaultPolicy } from "../../escalation-policy/default-policy.ts";
import { accountGraph } from "../map/graph.ts";
import type { AccountLists } from "./account.ts";

/** What narrows an export; each that is left out narrows nothing. */
export interface Narrowing {
  /** Teams by name or id, with all that leads to them. */
  readonly teams?: readonly string[] | undefined;
  /** Types of integrations. */
  readonly types?: readonly string[] | undefined;
  /** ULIDs of what stacks have already. */
  readonly managed?: ReadonlySet<string> | undefined;
}

/** The objects that are exported. */
export type Selection = Pick<AccountLists, ExportedKind>;

/**
 * Chooses what is exported.
 *
 * @param now - A maintenance window that is over then is none any more.
 * @throws LookupError for a team or a type that is not there.
 */
export function selectObjects(
  lists: AccountLists,
  { teams, types, managed }: Narrowing,
  now: number,
): Selection {
  const wantedIds = teams?.map((wanted) => findTeam(wanted, lists.teams).id);
  const leading = wantedIds && leadingTo(wantedIds, lists);
  const isOfType = types && typeFilter(types, lists);
  const isChosen = ({ id }: { readonly id: string }) =>
    (leading === undefined || leading.has(id)) && !(managed?.has(id) ?? false);
  const integrations = lists.integrations.filter((each) => isChosen(each) && (isOfType?.(each) ?? true));
  if (isOfType) {
    return { ...nothing, integrations };
  }
  const isFree = ({ id }: { readonly id: string }) => !(managed?.has(id) ?? false);
  const isOfTeam = (isIts: (team: TeamWire) => boolean) =>
    wantedIds === undefined || lists.teams.some((team) => wantedIds.includes(team.id) && isIts(team));
  return {
    teams: lists.teams.filter(isChosen),
    routers: lists.routers.filter(isChosen),
    integrations,
    // One that is as PagerTree makes it comes with its team, and one of no team pages nobody.
    escalationPolicies: lists.escalationPolicies.filter(
      (policy) =>
        isFree(policy) &&
        policy.team_ids.length > 0 &&
        !isDefaultPolicy(policy) &&
        isOfTeam(({ escalation_policy_id: id }) => id === policy.id),
    ),
    events: lists.events.filter(
      (event) => isFree(event) && isOfTeam(({ schedule_id: id }) => !!id && event.schedule_ids.includes(id)),
    ),
    // Those of people, who are in several teams.
    notificationRules: wantedIds === undefined ? lists.notificationRules.filter(isFree) : [],
    maintenanceWindows: lists.maintenanceWindows.filter(
      (window) =>
        isFree(window) &&
        !(Date.parse(window.end_datetime) <= now) &&
        (leading === undefined || window.integration_ids.some((id) => leading.has(id))),
    ),
  };
}

const nothing: Omit<Selection, "integrations"> = {
  teams: [],
  routers: [],
  escalationPolicies: [],
  events: [],
  notificationRules: [],
  maintenanceWindows: [],
};

/** These teams, and the ids of all that sends to them, be it over routers. */
function leadingTo(teams: readonly string[], lists: AccountLists): Set<string> {
  const ofRouters = accountGraph({ ...lists, integrations: [] }).edges;
  const ofIntegrations = lists.integrations.flatMap(({ id, team_ids, router_ids }) =>
    [...team_ids, ...router_ids].map((to) => ({ from: id, to })),
  );
  const waysTo = groupBy([...ofRouters, ...ofIntegrations], ({ to }) => to);
  const found = new Set(teams);
  // A set that grows while it is walked is walked to its new end.
  for (const id of found) {
    for (const { from } of waysTo[id] ?? []) found.add(from);
  }
  return found;
}

function findTeam(wanted: string, teams: readonly TeamWire[]): TeamWire {
  const byId = teams.filter(({ id, prefix_id }) => id === wanted.toUpperCase() || prefix_id === wanted);
  const found = byId.length > 0 ? byId : teams.filter(({ name }) => name === wanted);
  const [only, ...others] = found;
  if (only === undefined) {
    const names = teams.map(({ name }) => name);
    throw new LookupError(`No team has the name or id ${shown(wanted)}.`, didYouMean(wanted, names));
  }
  if (others.length > 0) {
    const ids = found.map(({ prefix_id }) => prefix_id).join(", ");
    throw new LookupError(
      `${found.length} teams have the name ${shown(wanted)}.`,
      `Name the one you mean by its id: ${ids}.`,
    );
  }
  return only;
}

function typeFilter(types: readonly string[], { integrationTypes }: AccountLists) {
  for (const wanted of types) {
    const isKnown = integrationTypes.some(({ name }) => isType(wanted, name));
    if (!isKnown) {
      const names = [...typeNames, ...integrationTypes.map(({ name }) => name)];
      throw new LookupError(
        `The account has no integration type ${shown(wanted)}.`,
        didYouMean(wanted, names),
      );
    }
  }
  return ({ integration_type: { name } }: IntegrationWire) =>
    types.some((wanted) => isType(wanted, name ?? ""));
}

/** Types go by their names in a program, and by those that PagerTree shows. */
function isType(wanted: string, name: string): boolean {
  return findTypeByDisplayName(name) === wanted || sameDisplayName(wanted, name);
}

function didYouMean(wanted: string, names: readonly string[]): string {
  const guess = nearest(wanted, names);
  return guess === undefined ? "PagerTree's web page lists them." : `Did you mean ${shown(guess)}?`;
}

function shown(text: string): string {
  return `"${cut(plainText(text), 80)}"`;
}
