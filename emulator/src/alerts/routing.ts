// Where routers send an alert, and what their rules make of it: D:routers.
import type { Context } from "../context.ts";
import {
  type Aggregation,
  type Alert,
  type CollectionName,
  type DelayedReceiver,
  type Router,
  URGENCIES,
} from "../models.ts";
import { dig } from "../ruby/access.ts";
import { toHash } from "../ruby/mixed.ts";
import { merge } from "../ruby/parameters.ts";
import { toText } from "../ruby/text.ts";
import { isArray, isHash, type RubyHash } from "../ruby/values.ts";
import type { Store } from "../store.ts";
import { aggregationOf, findFirst } from "./aggregation.ts";
import { durationMs } from "./durations.ts";
import { incidentFailures } from "./incidents.ts";
import { matchedData } from "./matched-data.ts";
import type { RouterPassage } from "./observer.ts";

/** An alert that is on its way through routers. */
type Routed = Pick<
  Alert,
  | "title"
  | "description"
  | "urgency"
  | "tag_list"
  | "meta"
  | "destination_team_ids"
  | "destination_router_ids"
  | "destination_account_user_ids"
>;

/** What routing came to. */
export interface Route {
  /** False if a rule ignores the alert, or joins it to another one: it is suppressed, and nobody is asked. */
  readonly isOpen: boolean;
  /** What changes of the alert: whom it goes to stands beside the routers among its destinations. */
  readonly changes: Routed;
  /** Whom it goes to later. */
  readonly delayed: readonly DelayedReceiver[];
  /** By what others join it. */
  readonly aggregations: readonly Aggregation[];
  /** The alert that it joins, and by what. */
  readonly joins?: { readonly first: Alert; readonly by: Aggregation };
}

/** The parts of an alert by the collections that its receivers are in. */
const DESTINATIONS = {
  teams: "destination_team_ids",
  routers: "destination_router_ids",
  account_users: "destination_account_user_ids",
} as const satisfies Partial<Record<CollectionName, keyof Routed>>;
type ReceiverCollection = keyof typeof DESTINATIONS;

/** Whom a router sends an alert to. */
interface Receiver {
  readonly collection: ReceiverCollection;
  readonly id: string;
}

/** The collections by the prefixes of their ids, by which rules name receivers. */
const PREFIXES = new Map<string, ReceiverCollection>([
  ["tem", "teams"],
  ["rtr", "routers"],
  ["usr", "account_users"],
]);

/**
 * Sends an alert through the routers among its destinations, and those that these name; no router twice. One that an
 * alert comes to with a delay looks at its rules at once, and its receivers wait.
 *
 * @param log where it is written what of the rules does not work
 */
export async function route(context: Context, alert: Alert, log: (message: string) => void): Promise<Route> {
  let changes = routedPart(alert);
  const delayed: DelayedReceiver[] = [];
  const aggregations: Aggregation[] = [];
  /** How long the way to a router takes, in milliseconds. */
  const waits = new Map<string, number>();
  // The list grows while it is walked.
  for (let index = 0; index < changes.destination_router_ids.length; index += 1) {
    const id = changes.destination_router_ids[index] ?? "";
    const router = context.store.find("routers", id, alert.account_id);
    if (router === undefined) continue;
    const before = { ...alert, ...changes };
    const asked = { alert: before, data: matchedData(context.store, before) };
    const { actions, assigned: named, missing } = await consult(context, router, asked, log);
    for (const action of actions) changes = applyAction(changes, action, log);
    const wait = waits.get(id) ?? 0;
    const assigned = named.map((receiver) => ({ ...receiver, wait: wait + receiver.delay }));
    const end = { isOpen: false, changes, delayed: [], aggregations: [] };
    if (actions.some((action) => action.get("type") === "ignore")) return end;
    // Only a new alert joins another one.
    const by = alert.status === "queued" ? aggregationOf(context, router, before, actions) : undefined;
    const first = by && findFirst(context, alert, by);
    if (by && first) return { ...end, joins: { first, by } };
    if (by) aggregations.push(by);
    for (const receiver of missing) {
      log(`the router ${router.name} assigns to ${receiver}, which is not there`);
    }
    const receivers =
      assigned.length > 0 ? assigned : defaultReceivers(router).map((receiver) => ({ ...receiver, wait }));
    for (const receiver of receivers) {
      if (receiver.wait > 0 && receiver.collection !== "routers") {
        const at = new Date(context.store.clock() + receiver.wait).toISOString();
        delayed.push({ collection: receiver.collection, id: receiver.id, at });
        continue;
      }
      const key = DESTINATIONS[receiver.collection];
      if (!changes[key].includes(receiver.id)) waits.set(receiver.id, receiver.wait);
      changes = { ...changes, [key]: [...new Set([...changes[key], receiver.id])] };
    }
  }
  return { isOpen: true, changes, delayed, aggregations };
}

/** What a router says of an alert. */
export interface Advice {
  /** Of the rule that matches; none if no rule does, or the rules do not work. */
  readonly actions: readonly RubyHash[];
  /** Whom they name, and how much later these are asked, in milliseconds. */
  readonly assigned: readonly (Receiver & { readonly delay: number })[];
  /** Whom they name and the account does not have. */
  readonly missing: readonly string[];
}

/**
 * Asks a router what it makes of an alert.
 *
 * @param asked the alert, and what the rules see of it
 */
export async function consult(
  context: Context,
  router: Router,
  { alert, data }: { readonly alert: Alert; readonly data: RubyHash },
  log: (message: string) => void,
): Promise<Advice> {
  const actions = await actionsOf(context, router, data, log);
  const missing: string[] = [];
  const assigned = actions.flatMap((action) =>
    receiversOf(action).flatMap((receiver) => {
      const found = findReceiver(context.store, alert.account_id, receiver);
      if (found === undefined) missing.push(receiver);
      return found === undefined ? [] : { ...found, delay: durationMs(action.get("delay")) ?? 0 };
    }),
  );
  if (context.observer !== undefined) {
    const rules = await explain(context, router, data);
    context.observer.routed({ alertId: alert.id, router, rules, actions, assigned, missing });
  }
  return { actions, assigned, missing };
}

function routedPart(alert: Alert): Routed {
  const { title, description, urgency, tag_list, meta } = alert;
  const { destination_team_ids, destination_router_ids, destination_account_user_ids } = alert;
  return {
    ...{ title, description, urgency, tag_list, meta },
    ...{ destination_team_ids, destination_router_ids, destination_account_user_ids },
  };
}

async function actionsOf(
  { store, evaluator }: Context,
  router: Router,
  data: RubyHash,
  log: (message: string) => void,
): Promise<readonly RubyHash[]> {
  if (!router.enabled || router.rules === null) return [];
  const outcome = await evaluator.evaluate({ kind: "route", rules: router.rules, data, now: store.clock() });
  if ("value" in outcome) return outcome.value ?? [];
  log(`the rules of the router ${router.name} do not work: ${outcome.problem.message}`);
  return [];
}

/** What became of each rule, and why. */
async function explain(
  { store, evaluator }: Context,
  { enabled, rules }: Router,
  data: RubyHash,
): Promise<RouterPassage["rules"]> {
  if (!enabled || rules === null) return [];
  const outcome = await evaluator.evaluate({ kind: "explain", rules, data, now: store.clock() });
  return "value" in outcome ? outcome.value : { problem: outcome.problem.message };
}

function applyAction(alert: Routed, action: RubyHash, log: (message: string) => void): Routed {
  const type = action.get("type");
  if (type === "incident") {
    const meta = merge(
      alert.meta,
      toHash({
        incident: true,
        incident_severity: dig(action, "severity"),
        incident_message: dig(action, "message"),
      }),
    );
    const failures = incidentFailures(meta);
    for (const failure of failures) log(`a router's rule makes no incident: ${failure}`);
    return failures.length > 0 ? alert : { ...alert, meta };
  }
  const map = action.get("map");
  if (type !== "setval" || !isHash(map)) return alert;
  const [title, description, tags] = [map.get("title"), map.get("description"), map.get("tags")];
  const urgency = toText(map.get("urgency"));
  const isUrgency = URGENCIES.includes(urgency);
  if (map.has("urgency") && !isUrgency) log(`a router's rule sets the urgency ${urgency}`);
  return {
    ...alert,
    ...(title !== undefined && { title: toText(title) }),
    ...(description !== undefined && { description: toText(description) }),
    ...(isUrgency && { urgency }),
    ...(isArray(tags) && { tag_list: tags.map((tag) => toText(tag)) }),
  };
}

/** Whom an action names, by their prefix ids. */
export function receiversOf(action: RubyHash): string[] {
  const type = action.get("type");
  const receiver = action.get("receiver");
  if (type !== "assign" && type !== "aggregate") return [];
  return (isArray(receiver) ? receiver : [receiver]).map((one) => toText(one));
}

function findReceiver(store: Store, accountId: string, prefixId: string): Receiver | undefined {
  const collection = PREFIXES.get(prefixId.split("_", 1)[0] ?? "");
  const found = collection && store.find(collection, prefixId, accountId);
  return found && { collection, id: found.id };
}

/** To whom a router sends what its rules assign to nobody. */
export function defaultReceivers(router: Router): Receiver[] {
  const receivers: [ReceiverCollection, string | null][] = [
    ["teams", router.default_receiver_team_id],
    ["routers", router.default_receiver_router_id],
    ["account_users", router.default_receiver_account_user_id],
  ];
  return receivers.flatMap(([collection, id]) => (id === null ? [] : [{ collection, id }]));
}
