/** Tells of destinations by which alerts reach nobody, or not those that somebody meant. */

import { type DestinationKind, destinations, kindOfPrefixId } from "../api/destination-kinds.ts";
import type { RouterWire } from "../api/wire.ts";
import { pathText } from "../common/failure.ts";
import { isUnknown } from "../common/unknown.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import { titleOf } from "./titles.ts";

/** Where a router sends alerts to. */
interface Way {
  readonly kind: DestinationKind;
  readonly id: string;
  /** What of the router leads there. */
  readonly by: string;
}

/**
 * Follows a destination as far as alerts go from there, and tells what is wrong on the way. Each object is followed
 * once a run, so that routers which send to each other come to an end, and nothing is told twice.
 *
 * @param from - What sends alerts there, as a message has it.
 */
export async function tellDeadEnds(
  kind: DestinationKind,
  id: string,
  from: string,
  context: ProviderContext,
): Promise<void> {
  const isNew = kind === "routers" && context.isFirst(`look for a loop from ${id}`);
  const loop = isNew ? await loopFrom(id, context) : undefined;
  if (loop?.every((router) => context.isFirst(`tell of the loop of ${router.id}`))) {
    const titles = loop.map((router) => titleOf("routers", router)).join(" and ");
    const [sends, them] =
      loop.length === 1 ? ["sends only to itself", "it"] : ["send only to each other", "them"];
    context.tell(
      `warning: ${titles} ${sends}, so that alerts to ${them} reach nobody (${from} sends to ${them})`,
    );
  }
  await follow(kind, id, from, context);
}

/** The routers by which alerts go round for ever, and nowhere else; undefined if any way out is there, or is not known. */
async function loopFrom(id: string, context: ProviderContext): Promise<RouterWire[] | undefined> {
  const routers = new Map<string, RouterWire>();
  const toLookAt = [id];
  for (let next = toLookAt.pop(); next !== undefined; next = toLookAt.pop()) {
    const router = await context.objects.find("routers", next);
    if (router === undefined || defaultReceiver(router) === undefined) {
      return undefined;
    }
    const ways = await waysOf(router);
    if (ways.some((way) => way.kind !== "routers" || isUnknown(way.id))) {
      return undefined;
    }
    if (!routers.has(router.id)) {
      routers.set(router.id, router);
      toLookAt.push(...ways.map((way) => way.id));
    }
  }
  return [...routers.values()];
}

async function follow(
  kind: DestinationKind,
  id: string,
  from: string,
  context: ProviderContext,
): Promise<void> {
  if (kind === "accountUsers" || !context.isFirst(`follow ${id}`)) {
    return;
  }
  if (kind === "teams") {
    const team = await context.objects.find("teams", id);
    if (team !== undefined && team.member_account_user_ids.length > 0) {
      await context.coverage.sendsTo(team, from);
    }
    if (team?.member_account_user_ids.length === 0) {
      context.tell(
        `warning: ${titleOf(kind, team)} has no members, so that alerts to it reach nobody (${from} sends to it)`,
      );
    }
    return;
  }
  const router = await context.objects.find("routers", id);
  if (router !== undefined) {
    await followRouter(router, from, context);
  }
}

async function followRouter(router: RouterWire, from: string, context: ProviderContext): Promise<void> {
  const title = titleOf("routers", router);
  const warn = (finding: string) => context.tell(`warning: ${title} ${finding} (${from} sends to it)`);
  if (router.enabled === false) {
    warn("is disabled: its rules are not used, and all alerts go to its default receiver");
  }
  if (defaultReceiver(router) === undefined) {
    warn("has no default receiver, so that alerts which no rule assigns reach nobody");
  }
  for (const { kind, id, by } of await waysOf(router)) {
    if (isUnknown(id)) {
      continue;
    }
    const next = await context.objects.find(kind, id);
    if (next === undefined) {
      warn(`has ${destinations[kind].noun} in ${by} that the account does not have: ${id}`);
    } else {
      await follow(kind, next.id, title, context);
    }
  }
}

/** Where alerts go from a router: a disabled one uses no rules. */
async function waysOf(router: RouterWire): Promise<Way[]> {
  const receiver = defaultReceiver(router);
  return [
    ...(receiver === undefined ? [] : [receiver]),
    ...(router.enabled === false ? [] : await waysByRules(router)),
  ];
}

function defaultReceiver(router: RouterWire): Way | undefined {
  const receivers = {
    teams: router.default_receiver_team_id,
    routers: router.default_receiver_router_id,
    accountUsers: router.default_receiver_account_user_id,
  };
  const by = "its default receiver";
  const [first] = (["teams", "routers", "accountUsers"] as const).flatMap((kind) =>
    receivers[kind] ? [{ kind, id: receivers[kind], by }] : [],
  );
  return first;
}

/** The tools for rules are loaded only where there are some. */
async function waysByRules({ rules }: RouterWire): Promise<Way[]> {
  if (!rules || isUnknown(rules)) {
    return [];
  }
  const { receiversIn } = await import("../rules/receivers.ts");
  return receiversIn(rules).flatMap(({ id, path }) => {
    const kind = kindOfPrefixId(id);
    return kind === undefined ? [] : [{ kind, id, by: pathText(path) }];
  });
}
