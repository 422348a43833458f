// What the resources of a stack are loaded with: the store, what is not known, and what they say of each other.
import { castString } from "../../casts.ts";
import { fixedPrefixId, fixedUlid } from "../../ids.ts";
import type { CollectionName } from "../../models.ts";
import type { OnCallContext } from "../../on-call/schedules.ts";
import { isScalar } from "../../params.ts";
import type { GivenIds, Store } from "../../store.ts";
import type { Gaps } from "./gaps.ts";
import { HIDDEN_WORDS, hiddenKind } from "./pulumi-values.ts";
import { insertTeam, insertUser, NO_ROUTER, NO_TEAM } from "./records.ts";
import type { Kind, StackResource } from "./stack-resources.ts";

/** The collections by what resources call them. */
const COLLECTIONS = {
  Team: "teams",
  Router: "routers",
  Integration: "integrations",
  MaintenanceWindow: "maintenance_windows",
  NotificationRule: "notification_rules",
} as const satisfies Partial<Record<Kind, CollectionName>>;

/** The collection of a resource that is one object; undefined for a part of a schedule, and for a policy that is lent. */
export function collectionOf(kind: Kind): CollectionName | undefined {
  return Object.entries(COLLECTIONS).find(([name]) => name === kind)?.[1];
}

/** The collections of what alerts go to. */
export type ReceiverCollection = "teams" | "routers" | "account_users";

const NAMES = {
  teams: { kind: "team", prefix: "tem", lacks: "who is on call there is not known" },
  routers: { kind: "router", prefix: "rtr", lacks: "where it sends alerts is not known" },
  account_users: { kind: "account user", prefix: "usr", lacks: "their name is not known" },
} as const;

/** A stack while it is loaded. */
export class LoadingStack {
  readonly context: OnCallContext;
  readonly store: Store;
  readonly gaps: Gaps;
  readonly accountId: string;
  readonly resources: readonly StackResource[];
  /** Whether the rest of the account is in the store already. */
  readonly isWhole: boolean;
  /** What the stack only names, by the ids that stand for it. */
  readonly #strangers = new Map<
    string,
    { readonly collection: ReceiverCollection; readonly named: string }
  >();

  constructor(
    context: OnCallContext,
    gaps: Gaps,
    options: { accountId: string; resources: readonly StackResource[]; isWhole: boolean },
  ) {
    this.context = context;
    this.store = context.store;
    this.gaps = gaps;
    this.accountId = options.accountId;
    this.resources = options.resources;
    this.isWhole = options.isWhole;
  }

  /** The resources that stay. */
  get present(): StackResource[] {
    return this.resources.filter(({ change }) => change !== "delete");
  }

  /** The team of a resource that belongs to one. */
  teamOf(resource: StackResource) {
    const [teamId] = this.ids(resource, "teamId", "teams");
    return { teamId, team: teamId === undefined ? undefined : this.store.find("teams", teamId) };
  }

  /** The ids of what an argument names; what the stack only names gets a stand-in. */
  ids(resource: StackResource, argument: string, collection: ReceiverCollection | "integrations"): string[] {
    const value = resource.properties[argument];
    const hidden = hiddenKind(value);
    const list = (Array.isArray(value) ? value : [value]).filter((id) => id !== undefined && id !== null);
    const unknown = list.filter((id) => hiddenKind(id) !== undefined);
    const origins = this.resources.filter(
      ({ urn, kind, change }) =>
        resource.origins[argument]?.includes(urn) && change !== "delete" && collectionOf(kind) === collection,
    );
    // An id that is not known yet is that of the resource that the argument is made of, where that is plain.
    const made = origins.map((origin) => this.idOf(origin)).filter((id) => !list.includes(id));
    const isPlain = hidden === undefined || !Array.isArray(value) ? made.length === unknown.length : false;
    const known = list.flatMap((id) => (hiddenKind(id) === undefined ? [String(id)] : []));
    if (unknown.length > 0 && !isPlain) {
      this.gaps.add(
        this.idOf(resource),
        `${resource.kind} ${quoted(resource.name)}: ${argument} ${HIDDEN_WORDS[hidden ?? "unknown"]}, so it may lead to more than is shown`,
      );
    }
    // No alert comes to an integration that is elsewhere.
    if (collection !== "integrations") for (const id of known) this.standIn(collection, id);
    return [...known, ...(isPlain ? made : [])];
  }

  /** The ULID of the resource's object; before `up`, one that stands for it. */
  idOf({ id, urn }: StackResource): string {
    return id ?? fixedUlid(urn);
  }

  /** Both ids, likewise. */
  givenIds(resource: StackResource, prefix: string): GivenIds {
    const prefixId = castText(resource.properties["prefixId"]);
    const isKnown = prefixId !== undefined && hiddenKind(prefixId) === undefined;
    return {
      id: this.idOf(resource),
      prefix_id: isKnown ? prefixId : fixedPrefixId(prefix, resource.urn),
    };
  }

  /** An argument as text; undefined if it is left out or not shown. */
  text({ properties }: StackResource, argument: string): string | undefined {
    const text = castText(properties[argument]);
    return text === undefined || hiddenKind(text) ? undefined : text;
  }

  /** Something by which the account is not poorer than its stack, for an id of what is elsewhere. */
  standIn(collection: ReceiverCollection, id: string): void {
    if (this.store.find(collection, id)) return;
    if (this.isWhole) {
      // What the account does not have stays away, as at PagerTree.
      this.gaps.add(id, `${id} is not in the account`);
      return;
    }
    const isPrefixId = /^[a-z]{3}_/.test(id);
    const ids: GivenIds = {
      id: isPrefixId ? fixedUlid(id) : id,
      prefix_id: isPrefixId ? id : fixedPrefixId(NAMES[collection].prefix, id),
    };
    this.#strangers.set(ids.id, { collection, named: id });
    if (collection === "teams") {
      insertTeam(this.store, this.accountId, ids, { ...NO_TEAM, name: id });
      this.gaps.unknownSchedules.add(ids.id);
      this.gaps.unknownPolicies.add(ids.id);
    } else if (collection === "routers") {
      this.store.insert("routers", this.accountId, { ...NO_ROUTER, name: id }, ids);
      this.gaps.unknownRouters.add(ids.id);
    } else {
      insertUser(this.store, this.accountId, ids, id);
      this.gaps.unknownNotifications.add(ids.id);
    }
  }

  /** Says what is not known of them, once all is loaded. */
  tellOfStrangers(): void {
    for (const [id, { collection, named }] of this.#strangers) {
      const { kind, lacks } = NAMES[collection];
      const isSilent = collection === "account_users" && this.gaps.unknownNotifications.has(id);
      const what = isSilent ? "their name and how they are notified are not known" : lacks;
      this.gaps.add(id, `${kind} ${named} is not in the stack: ${what}; read the account for it`);
    }
  }
}

/** A scalar as text. */
export function castText(value: unknown): string | undefined {
  return isScalar(value) && value !== null ? (castString(value) ?? undefined) : undefined;
}

export function quoted(text: string): string {
  return JSON.stringify(text);
}
