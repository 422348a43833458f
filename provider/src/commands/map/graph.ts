/** An account as a graph: what alerts come in by, what they go to, and where they end without reaching anybody. */
import { groupBy, uniq } from "es-toolkit";
import type { AccountUserWire, IntegrationWire, RouterWire, TeamWire } from "../../api/wire.ts";
import { findTypeByDisplayName, takesAlerts } from "../../catalog/catalog.ts";
import { receiversOf, routerRules } from "../../rules/router-rules.ts";
import { checkRules } from "../../rules/rules.ts";
import { readRules } from "../../rules/rules-text.ts";
import type { RouteLists } from "../read-account.ts";
import { receiverHost, sendsNothing } from "../receiver-host.ts";

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
  /** Its prefix id, if it has one. */
  readonly prefixId?: string;
  /** Its type, if it is an integration. */
  readonly type?: string;
  /** Why alerts end here without reaching anybody; blank if they do not. */
  readonly deadEnd: string;
  /** When nobody of a team is on call for the first time, for who points at it; absent if somebody always is. */
  readonly gap?: string;
  /** What it means that somebody switched it off, which is no dead end but a choice; blank if it is on. */
  readonly disabled: string;
  /** Whether the alert that is followed passes it; missing where none is. */
  readonly isLit?: boolean;
}

/** One way of alerts. */
export interface MapEdge {
  readonly from: string;
  readonly to: string;
  /** What makes alerts go this way. */
  readonly by: "destination" | "rule" | "default" | "member" | "webhook";
  /** The places of the rules that send this way, from 0, in ascending order. */
  readonly rules?: readonly number[];
  /** Whether no alert goes this way at present: a disabled router uses no rules. */
  readonly isUnused?: true;
  /** Whether the alert that is followed goes this way; missing where none is. */
  readonly isLit?: boolean;
}

/** Nodes and edges, each once. */
export interface AccountGraph {
  readonly nodes: readonly MapNode[];
  readonly edges: readonly MapEdge[];
}

/** The graph of an account. */
export function accountGraph({ integrations, routers, teams, accountUsers }: RouteLists): AccountGraph {
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
  const join = (from: string, to: string, by: MapEdge["by"], more: Partial<MapEdge> = {}) => {
    const edge = { from, to: byPrefixId.get(to) ?? to, by, ...more };
    const key = `${edge.from} ${edge.to} ${by}`;
    const rules = uniq([...(edges.get(key)?.rules ?? []), ...(more.rules ?? [])]);
    edges.set(key, { ...edge, ...(by === "rule" && { rules }) });
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
    for (const { id, rule } of ruleReceivers(router)) {
      join(router.id, id, "rule", { rules: [rule], ...(router.enabled === false && { isUnused: true }) });
    }
    for (const to of defaultReceivers(router)) join(router.id, to, "default");
  }
  for (const { id, member_account_user_ids } of teams) {
    for (const to of member_account_user_ids) join(id, to, "member");
  }
  for (const { to } of edges.values()) {
    if (nodes.has(to)) continue;
    nodes.set(to, { id: to, kind: "missing", name: to, deadEnd: "not in the account", disabled: "" });
  }
  return withUnreached({ nodes: [...nodes.values()], edges: [...edges.values()] });
}

/** Marks the integrations and routers whose every way ends in a dead end. */
function withUnreached({ nodes, edges }: AccountGraph): AccountGraph {
  const reaching = new Set(nodes.filter(({ kind }) => kind === "user").map(({ id }) => id));
  const waysTo = groupBy(
    edges.filter(({ isUnused }) => isUnused !== true),
    ({ to }) => to,
  );
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
  const isIncoming = takesAlerts(type);
  const destinations = ids.team_ids.length + ids.router_ids.length + ids.account_user_ids.length;
  const withoutDestination = isIncoming && destinations === 0 ? "no destination" : "";
  const silent = !isIncoming && sendsNothing(integration) ? "no event is switched on" : "";
  return {
    id,
    kind: isIncoming ? "integration" : "outgoing",
    name,
    prefixId: integration.prefix_id,
    type: display,
    deadEnd: withoutDestination || silent,
    disabled: enabled ? "" : "disabled",
  };
}

/** Outgoing integrations with the same host, or of a type whose receiver is always the same, share a receiver. */
function receiverNode(integration: IntegrationWire): MapNode {
  const name = receiverHost(integration);
  return { id: `receiver ${name}`, kind: "receiver", name, deadEnd: "", disabled: "" };
}

function routerNode(router: RouterWire): MapNode {
  const { id, name, prefix_id: prefixId, enabled } = router;
  const deadEnd = defaultReceivers(router).length === 0 ? "no default receiver" : "";
  const disabled = enabled === false ? "disabled: its rules are not used" : "";
  return { id, kind: "router", name, prefixId, deadEnd, disabled };
}

function teamNode({ id, name, prefix_id: prefixId, member_account_user_ids }: TeamWire): MapNode {
  const deadEnd = member_account_user_ids.length === 0 ? "no members" : "";
  return { id, kind: "team", name, prefixId, deadEnd, disabled: "" };
}

function userNode({ id, prefix_id, user }: AccountUserWire): MapNode {
  return { id, kind: "user", name: user.name ?? prefix_id, prefixId: prefix_id, deadEnd: "", disabled: "" };
}

/** What the rules of a router send to, by prefix ids. Rules that cannot be read send nowhere that could be drawn. */
function ruleReceivers({ rules }: RouterWire): { readonly id: string; readonly rule: number }[] {
  const read = readRules(rules ?? "");
  const checked = "problem" in read || read.rules === null ? undefined : checkRules(read.rules, routerRules);
  return checked !== undefined && "rules" in checked
    ? receiversOf(checked.rules).map(({ id, path }) => ({ id, rule: Number(path[1]) }))
    : [];
}

function defaultReceivers(router: RouterWire): string[] {
  const { default_receiver_team_id: team, default_receiver_router_id: next } = router;
  return [team, next, router.default_receiver_account_user_id].flatMap((id) => id || []);
}
