// Fills the store with what a stack declares, and with stand-ins for what it only names.
import { castString } from "../../casts.ts";
import { fixedPrefixId, fixedUlid } from "../../ids.ts";
import type { CollectionName } from "../../models.ts";
import type { OnCallContext } from "../../on-call/schedules.ts";
import { isParams, isScalar } from "../../params.ts";
import type { GivenIds, Store } from "../../store.ts";
import { readOverrideEvents, readPolicy, readTimes } from "./declared.ts";
import type { Gaps } from "./gaps.ts";
import { loadOptionsOf, readOptions, typeOf } from "./options.ts";
import { attendeesOf, overrideShifts } from "./override-shifts.ts";
import { HIDDEN_WORDS, hiddenKind } from "./pulumi-values.ts";
import { insertTeam, insertUser, NO_ROUTER, NO_TEAM } from "./records.ts";
import { eventsOf, readRotation } from "./rotation-events.ts";
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
function collectionOf(kind: Kind): CollectionName | undefined {
  return Object.entries(COLLECTIONS).find(([name]) => name === kind)?.[1];
}

/** What a router leads to by default, by the argument that names it. */
const RECEIVERS = {
  teamId: "teams",
  routerId: "routers",
  accountUserId: "account_users",
} as const;

/** Brings the resources of a stack into a store, one kind after another: each finds there what it names. */
export class StackLoader {
  readonly #context: OnCallContext;
  readonly #store: Store;
  readonly #gaps: Gaps;
  readonly #accountId: string;
  readonly #resources: readonly StackResource[];
  /** Whether the rest of the account is in the store already. */
  readonly #isWhole: boolean;

  constructor(
    context: OnCallContext,
    gaps: Gaps,
    options: { accountId: string; resources: readonly StackResource[]; isWhole: boolean },
  ) {
    this.#context = context;
    this.#store = context.store;
    this.#gaps = gaps;
    this.#accountId = options.accountId;
    this.#resources = options.resources;
    this.#isWhole = options.isWhole;
  }

  load(): void {
    for (const resource of this.#resources) {
      if (resource.change === "delete") this.#remove(resource);
    }
    const present = this.#present;
    for (const resource of present) this.#gaps.names.set(this.#idOf(resource), resource.name);
    // Those that name others come after them; routers name each other.
    for (const resource of present) if (resource.kind === "Team") this.#team(resource);
    for (const resource of this.#resources) {
      if (resource.kind === "EscalationPolicy" && resource.change === "delete") this.#givenBack(resource);
    }
    for (const resource of present) if (resource.kind === "EscalationPolicy") this.#policy(resource);
    for (const resource of present) if (resource.kind === "Rotation") this.#rotation(resource);
    for (const resource of present) if (resource.kind === "Router") this.#bareRouter(resource);
    for (const resource of present) if (resource.kind === "Router") this.#router(resource);
    for (const resource of present) if (resource.kind === "Integration") this.#integration(resource);
    for (const resource of present) if (resource.kind === "MaintenanceWindow") this.#window(resource);
    for (const resource of present) if (resource.kind === "NotificationRule") this.#notifications(resource);
  }

  /** Brings the overrides, which cut their time out of the shifts that are there. */
  loadOverrides(): void {
    for (const resource of this.#present) if (resource.kind === "Override") this.#override(resource);
  }

  get #present(): StackResource[] {
    return this.#resources.filter(({ change }) => change !== "delete");
  }

  #remove(resource: StackResource): void {
    const { kind, id, properties } = resource;
    if (kind === "Override") this.#endOverride(resource);
    const { events } = properties;
    const eventIds = Array.isArray(events) ? events.filter(isParams).map((event) => event["id"]) : [];
    for (const eventId of kind === "Rotation" ? eventIds : []) {
      if (typeof eventId === "string" && this.#store.find("events", eventId)) {
        this.#store.remove("events", eventId);
      }
    }
    const collection = collectionOf(kind);
    if (collection !== undefined && id !== undefined && this.#store.find(collection, id)) {
      this.#store.remove(collection, id);
    }
  }

  #team(resource: StackResource): void {
    const { properties } = resource;
    const ids = this.#givenIds(resource, "tem");
    const held = this.#store.find("teams", ids.id);
    const name = this.#text(resource, "name") ?? resource.name;
    const people = (argument: string) => this.#ids(resource, argument, "account_users");
    const attributes = {
      name,
      notes: castText(properties["notes"]) ?? null,
      member_account_user_ids: people("memberAccountUserIds"),
      admin_account_user_ids: people("adminAccountUserIds"),
      drop_notifications: this.#text(resource, "dropNotifications") ?? "none",
      handoff_notifications: this.#text(resource, "handoffNotifications") ?? "none",
      drop_notification_account_user_ids: people("dropNotificationAccountUserIds"),
      handoff_notification_account_user_ids: people("handoffNotificationAccountUserIds"),
    };
    if (held) this.#store.update("teams", held.id, attributes);
    else {
      const scheduleId = castText(properties["scheduleId"]);
      const policyId = castText(properties["escalationPolicyId"]);
      insertTeam(this.#store, this.#accountId, ids, { ...attributes, scheduleId, policyId });
      if (resource.change === "create" && resource.id === undefined) {
        this.#gaps.add(ids.id, `team ${quoted(name)} is new: it has the schedule and policy of a new team`);
      } else {
        this.#gaps.unknownSchedules.add(ids.id);
        this.#gaps.unknownPolicies.add(ids.id);
      }
    }
  }

  #policy(resource: StackResource): void {
    const [teamId] = this.#ids(resource, "teamId", "teams");
    const team = teamId === undefined ? undefined : this.#store.find("teams", teamId);
    if (team === undefined) return;
    const content = readPolicy(resource.properties, team.escalation_policy_id);
    if (content === undefined) {
      this.#gaps.add(team.id, `policy ${quoted(resource.name)} has something that is not known yet`);
      this.#gaps.unknownPolicies.add(team.id);
      return;
    }
    const held = this.#store.find("escalation_policies", team.escalation_policy_id);
    const attributes = {
      ...content,
      name: this.#text(resource, "name") ?? held?.name ?? resource.name,
      reassign_team_ids: this.#ids(resource, "reassignTeamIds", "teams"),
      reassign_account_user_ids: this.#ids(resource, "reassignAccountUserIds", "account_users"),
    };
    if (held) this.#store.update("escalation_policies", held.id, attributes);
    else {
      const policy = this.#store.insert("escalation_policies", this.#accountId, attributes);
      this.#store.update("teams", team.id, { escalation_policy_id: policy.id });
    }
    this.#gaps.unknownPolicies.delete(team.id);
  }

  /** A policy that the stack has no more: the team's own again, or left as it is. */
  #givenBack(resource: StackResource): void {
    const { teamId, original, onDestroy } = resource.properties;
    // A team that is deleted too has no policy to give back.
    if (typeof teamId !== "string" || this.#store.find("teams", teamId) === undefined) return;
    const content = onDestroy !== "leave" && isParams(original) ? original : resource.properties;
    this.#policy({ ...resource, properties: { ...content, teamId } });
  }

  #override(resource: StackResource): void {
    const [teamId] = this.#ids(resource, "teamId", "teams");
    const team = teamId === undefined ? undefined : this.#store.find("teams", teamId);
    const isThere = readOverrideEvents(resource.properties).some(({ id }) => this.#store.find("events", id));
    // What the account itself tells of its events is more than a state does.
    if (team === undefined || (isThere && resource.change === "none")) return;
    this.#endOverride(resource);
    const span = readTimes(resource.properties);
    const people = this.#ids(resource, "accountUserIds", "account_users");
    const { layer = 1 } = resource.properties;
    if (span === undefined || people.length === 0 || typeof layer !== "number") {
      this.#gaps.add(team.id, `override ${quoted(resource.name)} has something that is not known yet`);
      return;
    }
    const schedule = { accountId: this.#accountId, scheduleId: team.schedule_id, layer };
    overrideShifts(this.#context, schedule, span, people);
  }

  /** Those who would be on call without it are on call again. */
  #endOverride({ properties }: StackResource): void {
    for (const { id, insteadOfAccountUserIds } of readOverrideEvents(properties)) {
      if (this.#store.find("events", id) === undefined) continue;
      if (insteadOfAccountUserIds.length === 0) this.#store.remove("events", id);
      else this.#store.update("events", id, { attendees: attendeesOf(insteadOfAccountUserIds) });
    }
  }

  #window(resource: StackResource): void {
    const ids = this.#givenIds(resource, "mtw");
    const name = this.#text(resource, "name") ?? resource.name;
    const integrationIds = this.#ids(resource, "integrationIds", "integrations").map(
      (id) => this.#store.find("integrations", id)?.id ?? id,
    );
    const span = readTimes(resource.properties);
    if (span === undefined) {
      for (const id of integrationIds) {
        this.#gaps.add(id, `maintenance window ${quoted(name)} has something that is not known yet`);
      }
      return;
    }
    const attributes = {
      ...{ name, description: null, time_zone: span.timeZone, integration_ids: integrationIds },
      start_datetime: new Date(span.from).toISOString(),
      end_datetime: new Date(span.to).toISOString(),
    };
    if (this.#store.find("maintenance_windows", ids.id)) {
      this.#store.update("maintenance_windows", ids.id, attributes);
    } else this.#store.insert("maintenance_windows", this.#accountId, attributes, ids);
  }

  #notifications(resource: StackResource): void {
    const ids = this.#givenIds(resource, "ntr");
    const { enabled } = resource.properties;
    const attributes = {
      name: this.#text(resource, "name") ?? resource.name,
      enabled: enabled !== false,
      rules: this.#text(resource, "rules") ?? null,
    };
    if (this.#store.find("notification_rules", ids.id)) {
      this.#store.update("notification_rules", ids.id, attributes);
    } else this.#store.insert("notification_rules", this.#accountId, attributes, ids);
  }

  #rotation(resource: StackResource): void {
    const [teamId] = this.#ids(resource, "teamId", "teams");
    const team = teamId === undefined ? undefined : this.#store.find("teams", teamId);
    // The events of the state are those before the change.
    const properties =
      resource.change === "update" ? { ...resource.properties, events: undefined } : resource.properties;
    const rotation = readRotation(properties);
    if (team === undefined || rotation === undefined) {
      const owner = team?.id ?? teamId ?? resource.urn;
      this.#gaps.add(owner, `rotation ${quoted(resource.name)} has something that is not known yet`);
      if (team) this.#gaps.unknownSchedules.add(team.id);
      return;
    }
    const known = (isParams(resource.properties) ? resource.properties["events"] : undefined) ?? [];
    const before = (Array.isArray(known) ? known : []).flatMap((event) => {
      const id: unknown = isParams(event) ? event["id"] : undefined;
      const held = typeof id === "string" ? this.#store.find("events", id) : undefined;
      return held ? [held] : [];
    });
    // What the account itself tells of its events is more than a state does.
    if (before.length > 0 && resource.change === "none") return;
    for (const { id } of before) this.#store.remove("events", id);
    for (const userId of rotation.accountUserIds) this.#standIn("account_users", userId);
    for (const event of eventsOf(rotation)) {
      this.#store.insert("events", this.#accountId, { ...event, schedule_ids: [team.schedule_id] });
    }
    this.#gaps.unknownSchedules.delete(team.id);
    if (resource.change === "update") {
      this.#gaps.add(
        team.id,
        `rotation ${quoted(resource.name)} is taken as it is once its change holds, which begins at a hand-off`,
      );
    }
    if (!this.#isWhole) {
      this.#gaps.add(
        team.id,
        `who is on call in team ${quoted(team.name)} is known from the rotations of the stack; shifts of the web page are not in it`,
      );
    }
  }

  /** A router that is there to be named. */
  #bareRouter(resource: StackResource): void {
    const ids = this.#givenIds(resource, "rtr");
    if (this.#store.find("routers", ids.id)) return;
    this.#store.insert("routers", this.#accountId, { ...NO_ROUTER, name: resource.name }, ids);
  }

  #router(resource: StackResource): void {
    const { properties } = resource;
    const { id } = this.#givenIds(resource, "rtr");
    const name = this.#text(resource, "name") ?? resource.name;
    const hidden = hiddenKind(properties["rules"]);
    if (hidden) {
      this.#gaps.unknownRouters.add(id);
      this.#gaps.add(id, `the text of the rules of router ${quoted(name)} ${HIDDEN_WORDS[hidden]}`);
    }
    // Whether an alert ever comes to the default receiver is for the rules to say.
    const receiver = (argument: keyof typeof RECEIVERS) =>
      hidden ? null : (this.#ids(resource, argument, RECEIVERS[argument])[0] ?? null);
    this.#store.update("routers", id, {
      name,
      enabled: properties["enabled"] !== false,
      rules: hidden ? null : (castText(properties["rules"]) ?? null),
      default_receiver_team_id: receiver("teamId"),
      default_receiver_router_id: receiver("routerId"),
      default_receiver_account_user_id: receiver("accountUserId"),
    });
    for (const receiverId of receiversIn(castText(properties["rules"]) ?? "")) {
      const collection = PREFIXES[receiverId.slice(0, 3)];
      if (collection) this.#standIn(collection, receiverId);
    }
  }

  #integration(resource: StackResource): void {
    const { properties } = resource;
    const ids = this.#givenIds(resource, "int");
    const type = typeOf(properties);
    const name = this.#text(resource, "name") ?? resource.name;
    const { options, hidden } = readOptions(type, properties);
    if (hidden.length > 0) this.#gaps.hiddenOptions.set(ids.id, hidden);
    const held = this.#store.find("integrations", ids.id);
    const attributes = {
      name,
      enabled: properties["enabled"] !== false,
      urgency: this.#text(resource, "urgency") ?? "high",
      integration_type_id: type?.id ?? held?.integration_type_id ?? String(properties["integrationTypeId"]),
      // What the account shows of its secrets stays, save where it changes.
      options: loadOptionsOf(type, { ...held?.options, ...options }),
      team_ids: this.#ids(resource, "teamIds", "teams"),
      router_ids: this.#ids(resource, "routerIds", "routers"),
      account_user_ids: this.#ids(resource, "accountUserIds", "account_users"),
    };
    if (held) this.#store.update("integrations", held.id, attributes);
    else this.#store.insert("integrations", this.#accountId, attributes, ids);
  }

  /** The ids of what an argument names; what the stack only names gets a stand-in. */
  #ids(
    resource: StackResource,
    argument: string,
    collection: "teams" | "routers" | "account_users" | "integrations",
  ): string[] {
    const value = resource.properties[argument];
    const hidden = hiddenKind(value);
    const list = (Array.isArray(value) ? value : [value]).filter((id) => id !== undefined && id !== null);
    const unknown = list.filter((id) => hiddenKind(id) !== undefined);
    const origins = this.#resources.filter(
      ({ urn, kind, change }) =>
        resource.origins[argument]?.includes(urn) && change !== "delete" && collectionOf(kind) === collection,
    );
    // An id that is not known yet is that of the resource that the argument is made of, where that is plain.
    const made = origins.map((origin) => this.#idOf(origin)).filter((id) => !list.includes(id));
    const isPlain = hidden === undefined || !Array.isArray(value) ? made.length === unknown.length : false;
    const known = list.flatMap((id) => (hiddenKind(id) === undefined ? [String(id)] : []));
    if (unknown.length > 0 && !isPlain) {
      this.#gaps.add(
        this.#idOf(resource),
        `${resource.kind} ${quoted(resource.name)}: ${argument} ${HIDDEN_WORDS[hidden ?? "unknown"]}, and so it may lead to more than is shown`,
      );
    }
    // No alert comes to an integration that is elsewhere.
    if (collection !== "integrations") for (const id of known) this.#standIn(collection, id);
    return [...known, ...(isPlain ? made : [])];
  }

  #idOf({ id, urn }: StackResource): string {
    return id ?? fixedUlid(urn);
  }

  #givenIds(resource: StackResource, prefix: string): GivenIds {
    const prefixId = castText(resource.properties["prefixId"]);
    const isKnown = prefixId !== undefined && hiddenKind(prefixId) === undefined;
    return {
      id: this.#idOf(resource),
      prefix_id: isKnown ? prefixId : fixedPrefixId(prefix, resource.urn),
    };
  }

  #text({ properties }: StackResource, argument: string): string | undefined {
    const text = castText(properties[argument]);
    return text === undefined || hiddenKind(text) ? undefined : text;
  }

  /** Something by which the account is not poorer than its stack, for an id of what is elsewhere. */
  #standIn(collection: "teams" | "routers" | "account_users", id: string): void {
    if (this.#store.find(collection, id)) return;
    if (this.#isWhole) {
      // What the account does not have stays away, as at PagerTree.
      this.#gaps.add(id, `${id} is not in the account`);
      return;
    }
    const isPrefixId = /^[a-z]{3}_/.test(id);
    const ids: GivenIds = {
      id: isPrefixId ? fixedUlid(id) : id,
      prefix_id: isPrefixId ? id : fixedPrefixId(NAMES[collection].prefix, id),
    };
    this.#gaps.add(
      ids.id,
      `${NAMES[collection].kind} ${id} is not in the stack: ${NAMES[collection].lacks}; read the account for it`,
    );
    if (collection === "teams") {
      insertTeam(this.#store, this.#accountId, ids, { ...NO_TEAM, name: id });
      this.#gaps.unknownSchedules.add(ids.id);
      this.#gaps.unknownPolicies.add(ids.id);
    } else if (collection === "routers") {
      this.#store.insert("routers", this.#accountId, { ...NO_ROUTER, name: id }, ids);
      this.#gaps.unknownRouters.add(ids.id);
    } else insertUser(this.#store, this.#accountId, ids, id);
  }
}

const PREFIXES: Readonly<Record<string, "teams" | "routers" | "account_users">> = {
  tem: "teams",
  rtr: "routers",
  usr: "account_users",
};
const NAMES = {
  teams: { kind: "team", prefix: "tem", lacks: "who is on call there is not known" },
  routers: { kind: "router", prefix: "rtr", lacks: "where it sends alerts is not known" },
  account_users: { kind: "account user", prefix: "usr", lacks: "their name is not known" },
} as const;

/** Everything in the rules that looks like the id of a receiver. */
function receiversIn(rules: string): string[] {
  return [...new Set(rules.match(/\b(?:tem|rtr|usr)_[\w-]+/g))];
}

function castText(value: unknown): string | undefined {
  return isScalar(value) && value !== null ? (castString(value) ?? undefined) : undefined;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
