/** An account as a graph: what alerts come in by, what they go to, and where they end without reaching anybody. */
import { groupBy } from "es-toolkit";
import type { AccountUserWire, IntegrationWire, RouterWire, TeamWire } from "../../api/wire.ts";
import { findTypeByDisplayName, integrationTypeEntry } from "../../catalog/catalog.ts";
import { receiversOf, routerRules } from "../../rules/router-rules.ts";
import { checkRules } from "../../rules/rules.ts";
import { readRules } from "../../rules/rules-text.ts";
import type { AccountLists } from "../read-account.ts";
import { receiverHost, sendsNothing } from "./receiver-host.ts";

/**
 * The kinds of nodes: an `outgoing` integration takes no alerts in, and passes those of the account on to a
 * `receiver`, which is another system; `missing` stands for an object that something points to and the account does
 * not have.
 */
export const nodeKinds = [
  "integration",
  "outgoing",
  "router",
  "team",
  "user",
  "receiver",
  "missing",
] as const;
export type NodeKind = (typeof nodeKinds)[number];

/** One object. */
export interface MapNode {
  /** Its ULID; of a missing object the id that something points to it by; of a receiver one of its host. */
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
  readonly by: "destination" | "rule" | "default" | "member" | "webhook";
}

/** Nodes and edges, each once. */
export interface AccountGraph {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

/** The graph of an account. */
export function accountGraph({ integrations, routers, teams, accountUsers }: AccountLists): AccountGraph {
  const nodes = new Map(
    [
      ...integrations.map(integrationNode),
      ...routers.map(routerNode),
      ...teams.map(teamNode),
      ...accountUsers.map(userNode),
    ].map((node) => [node.id, node]),
  );
  const byPrefixId = new Map(
    [...integrations, ...routers, ...teams, ...accountUsers].map(({ id, prefix_id }) => [prefix_id, id]),
  );
  const edges = new Map<string, MapEdge>();
  const join = (from: string, to: string, by: MapEdge["by"]) => {
    const edge = { from, to: byPrefixId.get(to) ?? to, by };
    edges.set(`${edge.from} ${edge.to} ${by}`, edge);
  };
  for (const integration of integrations) {
    const { id, team_ids, router_ids, account_user_ids } = integration;
    if (nodes.get(id)?.kind === "outgoing") {
      const receiver = receiverNode(integration);
      nodes.set(receiver.id, receiver);
      join(id, receiver.id, "webhook");
    } else {
      for (const to of [...team_ids, ...router_ids, ...account_user_ids]) join(id, to, "destination");
    }
  }
  for (const router of routers) {
    for (const to of ruleReceivers(router)) join(router.id, to, "rule");
    for (const to of defaultReceivers(router)) join(router.id, to, "default");
  }
  for (const { id, member_account_user_ids } of teams) {
    for (const to of member_account_user_ids) join(id, to, "member");
  }
  for (const { to } of edges.values()) {
    if (!nodes.has(to)) nodes.set(to, { id: to, kind: "missing", name: to, deadEnd: "not in the account" });
  }
  return withUnreached({ nodes: [...nodes.values()], edges: [...edges.values()] });
}

/** Marks the integrations and routers whose every way ends in a dead end. */
function withUnreached({ nodes, edges }: AccountGraph): AccountGraph {
  const reaching = new Set(nodes.filter(({ kind }) => kind === "user").map(({ id }) => id));
  const waysTo = groupBy(edges, ({ to }) => to);
  // A set that grows while it is walked is walked to its new end.
  for (const id of reaching) {
    for (const { from } of waysTo[id] ?? []) reaching.add(from);
  }
  const isUnreached = ({ id, kind, deadEnd }: MapNode) =>
    deadEnd === "" && ["integration", "router"].includes(kind) && !reaching.has(id);
  return {
    nodes: nodes.map((node) => (isUnreached(node) ? { ...node, deadEnd: "reaches nobody" } : node)),
    edges,
  };
}

/**
 * The part of a graph that some objects have in alerts: they themselves, and everything that alerts get to from them.
 * Objects that the account does not have any more are left out.
 */
export function partOf({ nodes, edges }: AccountGraph, ids: ReadonlySet<string>): AccountGraph {
  const reached = new Set(nodes.map(({ id }) => id).filter((id) => ids.has(id)));
  const waysFrom = groupBy(edges, ({ from }) => from);
  for (const id of reached) {
    for (const { to } of waysFrom[id] ?? []) reached.add(to);
  }
  return {
    nodes: nodes.filter(({ id }) => reached.has(id)),
    edges: edges.filter(({ from }) => reached.has(from)),
  };
}

function integrationNode(integration: IntegrationWire): MapNode {
  const { id, name, enabled, integration_type, ...ids } = integration;
  const display = integration_type.name ?? "";
  const type = findTypeByDisplayName(display);
  const takesAlerts = type === undefined || integrationTypeEntry(type).incoming;
  const destinations = ids.team_ids.length + ids.router_ids.length + ids.account_user_ids.length;
  const withoutDestination = takesAlerts && destinations === 0 ? "no destination" : "";
  const silent = !takesAlerts && sendsNothing(integration) ? "no event is switched on" : "";
  const deadEnd = enabled ? withoutDestination || silent : "disabled";
  return { id, kind: takesAlerts ? "integration" : "outgoing", name, type: display, deadEnd };
}

/** Outgoing integrations with the same host, or of a type whose receiver is always the same, share a receiver. */
function receiverNode(integration: IntegrationWire): MapNode {
  const name = receiverHost(integration);
  return { id: `receiver ${name}`, kind: "receiver", name, deadEnd: "" };
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
