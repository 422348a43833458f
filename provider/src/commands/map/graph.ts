/** An account as a graph: what alerts come in by, what they go to, and where they end without reaching anybody. */
import type { AccountUserWire, IntegrationWire, RouterWire, TeamWire } from "../../api/wire.ts";
import { findTypeByDisplayName, integrationTypeEntry } from "../../catalog/catalog.ts";
import { receiversOf, routerRules } from "../../rules/router-rules.ts";
import { checkRules } from "../../rules/rules.ts";
import { readRules } from "../../rules/rules-text.ts";

/** What is drawn of an account. */
export interface AccountLists {
  readonly integrations: readonly IntegrationWire[];
  readonly routers: readonly RouterWire[];
  readonly teams: readonly TeamWire[];
  readonly accountUsers: readonly AccountUserWire[];
}

/** The kinds of nodes; `missing` stands for an object that something points to and the account does not have. */
export type NodeKind = "integration" | "outgoing" | "router" | "team" | "user" | "missing";

/** One object. */
export interface MapNode {
  /** Its ULID; of a missing object the id that something points to it by. */
  readonly id: string;
  readonly kind: NodeKind;
  readonly name: string;
  /** Its type, if it is an integration. */
  readonly type?: string;
  /** Why alerts end here without reaching anybody; blank if they do not. */
  readonly deadEnd: string;
}

/** One way of alerts. */
export interface MapEdge {
  readonly from: string;
  readonly to: string;
  /** What makes alerts go this way. */
  readonly by: "destination" | "rule" | "default" | "member";
}

/** Nodes and edges, each once. */
export interface AccountGraph {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

/** The graph of an account. */
export function accountGraph({ integrations, routers, teams, accountUsers }: AccountLists): AccountGraph {
  const nodes = [
    ...integrations.map(integrationNode),
    ...routers.map(routerNode),
    ...teams.map(teamNode),
    ...accountUsers.map(userNode),
  ];
  const byPrefixId = new Map(
    [...integrations, ...routers, ...teams, ...accountUsers].map(({ id, prefix_id }) => [prefix_id, id]),
  );
  const edges = new Map<string, MapEdge>();
  const join = (from: string, to: string, by: MapEdge["by"]) => {
    const edge = { from, to: byPrefixId.get(to) ?? to, by };
    edges.set(`${edge.from} ${edge.to} ${by}`, edge);
  };
  for (const { id, team_ids, router_ids, account_user_ids } of integrations) {
    for (const to of [...team_ids, ...router_ids, ...account_user_ids]) join(id, to, "destination");
  }
  for (const router of routers) {
    for (const to of ruleReceivers(router)) join(router.id, to, "rule");
    for (const to of defaultReceivers(router)) join(router.id, to, "default");
  }
  for (const { id, member_account_user_ids } of teams) {
    for (const to of member_account_user_ids) join(id, to, "member");
  }
  const known = new Set(nodes.map(({ id }) => id));
  const missing = new Set([...edges.values()].map(({ to }) => to).filter((to) => !known.has(to)));
  return {
    nodes: [
      ...nodes,
      ...[...missing].map(
        (id): MapNode => ({ id, kind: "missing", name: id, deadEnd: "not in the account" }),
      ),
    ],
    edges: [...edges.values()],
  };
}

function integrationNode({ id, name, enabled, integration_type, ...ids }: IntegrationWire): MapNode {
  const display = integration_type.name ?? "";
  const type = findTypeByDisplayName(display);
  const takesAlerts = type === undefined || integrationTypeEntry(type).incoming;
  const destinations = ids.team_ids.length + ids.router_ids.length + ids.account_user_ids.length;
  const withoutDestination = takesAlerts && destinations === 0 ? "no destination" : "";
  const deadEnd = enabled ? withoutDestination : "disabled";
  return { id, kind: takesAlerts ? "integration" : "outgoing", name, type: display, deadEnd };
}

function routerNode(router: RouterWire): MapNode {
  const { id, name, enabled } = router;
  const withoutReceiver = defaultReceivers(router).length === 0 ? "no default receiver" : "";
  const deadEnd = enabled === false ? "disabled: its rules are not used" : withoutReceiver;
  return { id, kind: "router", name, deadEnd };
}

function teamNode({ id, name, member_account_user_ids }: TeamWire): MapNode {
  return { id, kind: "team", name, deadEnd: member_account_user_ids.length === 0 ? "no members" : "" };
}

function userNode({ id, prefix_id, user }: AccountUserWire): MapNode {
  return { id, kind: "user", name: user.name ?? prefix_id, deadEnd: "" };
}

/** The prefix ids that the rules of a router send to. Rules that cannot be read send nowhere that could be drawn. */
function ruleReceivers({ rules }: RouterWire): string[] {
  const read = readRules(rules ?? "");
  const checked = "problem" in read || read.rules === null ? undefined : checkRules(read.rules, routerRules);
  return checked !== undefined && "rules" in checked ? receiversOf(checked.rules).map(({ id }) => id) : [];
}

function defaultReceivers(router: RouterWire): string[] {
  const { default_receiver_team_id: team, default_receiver_router_id: next } = router;
  return [team, next, router.default_receiver_account_user_id].flatMap((id) => id || []);
}
