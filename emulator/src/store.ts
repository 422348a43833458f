// Keeps all records in memory: insert, find, update, hide. Files are data-file.ts's, rules are the routes'.
import { isDeepStrictEqual } from "node:util";
import type { IdSource } from "./ids.ts";
import type { CollectionName, Collections, CommonAttributes } from "./models.ts";
import { COLLECTION_NAMES } from "./models.ts";
import type { EventAttendee } from "./on-call-models.ts";

/** What a collection's records have besides the common attributes. */
export type Attributes<N extends CollectionName> = Omit<Collections[N], keyof CommonAttributes>;

/** Attributes to change; the common ones stay, save for `meta`. */
export type Changes<N extends CollectionName> = Partial<Attributes<N> & { meta: Collections[N]["meta"] }>;

/** The whole state as plain JSON; a collection that is not there is empty. */
export type Snapshot = {
  readonly version: 1;
  readonly tinyIds: Readonly<Record<string, number>>;
} & { readonly [N in CollectionName]?: readonly Collections[N][] };

/** Ids given from outside, for the demo account's fixed records. */
export interface GivenIds {
  readonly id: string;
  readonly prefix_id: string;
}

/**
 * Prefixes seen in PagerTree's docs: routers, integration guides; `usr` is an account user as a receiver. Schedules and
 * events have those of PagerTree's third version; the docs give none for policies, rules, windows and comments, and deliveries are
 * never shown by the API.
 */
const PREFIXES: Record<CollectionName, string> = {
  integrations: "int",
  teams: "tem",
  routers: "rtr",
  account_users: "usr",
  schedules: "skd",
  escalation_policies: "esp",
  events: "evt",
  notification_rules: "ntr",
  maintenance_windows: "mtw",
  alerts: "alt",
  comments: "com",
  logs: "log",
  deliveries: "owd",
};

/**
 * The attributes that name other records, and stop naming one that is deleted. A team goes on naming a schedule and a
 * policy that are gone, and an override its series.
 */
const REFERENCES: Partial<Record<CollectionName, readonly string[]>> = {
  integrations: ["account_user_ids", "router_ids", "team_ids"],
  teams: [
    "member_account_user_ids",
    "admin_account_user_ids",
    "drop_notification_account_user_ids",
    "handoff_notification_account_user_ids",
  ],
  routers: ["default_receiver_account_user_id", "default_receiver_router_id", "default_receiver_team_id"],
  account_users: ["notification_rule_id"],
  events: ["schedule_ids"],
  maintenance_windows: ["integration_ids"],
  escalation_policies: ["reassign_team_ids", "reassign_account_user_ids"],
  alerts: ["destination_account_user_ids", "destination_router_ids", "destination_team_ids"],
};

/** All records of all accounts. Records are never edited in place, so one that was handed out stays as it was. */
export class Store {
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly ids: IdSource;
  #moment: number | undefined;
  #revision = 0;
  #tinyIds = new Map<string, number>();
  #collections: { [N in CollectionName]: Map<string, Collections[N]> } = emptyCollections();

  constructor(clock: () => number, ids: IdSource) {
    this.clock = () => this.#moment ?? clock();
    this.ids = ids;
  }

  /** Runs `work` as if no time passed, so that lists, which go by time and then by id, always show its records alike. */
  atOneMoment(work: () => void): void {
    this.#moment = this.clock();
    try {
      work();
    } finally {
      this.#moment = undefined;
    }
  }

  /** Counts up with every change, so that a saver knows whether there is anything new. */
  get revision(): number {
    return this.#revision;
  }

  /** The record with this id or prefix id, unless it is deleted or, where an account is named, another account's. */
  find<N extends CollectionName>(name: N, id: string, accountId?: string): Collections[N] | undefined {
    const record =
      this.#collections[name].get(id) ?? this.all(name).find((candidate) => candidate.prefix_id === id);
    if (record === undefined || record.deleted_at !== null) return undefined;
    return accountId === undefined || record.account_id === accountId ? record : undefined;
  }

  /** The records that are not deleted, oldest first, of one account or of all. */
  all<N extends CollectionName>(name: N, accountId?: string): Collections[N][] {
    return [...this.#collections[name].values()].filter(
      (record) => record.deleted_at === null && (accountId === undefined || record.account_id === accountId),
    );
  }

  /** Adds a record with new ids and times. */
  insert<N extends CollectionName>(
    name: N,
    accountId: string,
    attributes: Attributes<N> & { meta?: Collections[N]["meta"] },
    given?: GivenIds,
  ): Collections[N] {
    const time = this.clock();
    const now = new Date(time).toISOString();
    const common = {
      id: given?.id ?? this.ids.ulid(time),
      prefix_id: given?.prefix_id ?? this.ids.prefixId(PREFIXES[name]),
      tiny_id: this.#nextTinyId(accountId, name),
      account_id: accountId,
      created_at: now,
      updated_at: now,
      deleted_at: null,
      meta: attributes.meta ?? {},
    };
    // The compiler cannot see that the common attributes plus the rest make up the record.
    return this.#put(name, { ...attributes, ...common } as unknown as Collections[N]);
  }

  /** Adds a record equal to this one in all but ids and times. */
  duplicate<N extends CollectionName>(name: N, id: string): Collections[N] {
    const record = this.#require(name, id);
    return this.insert(name, record.account_id, record);
  }

  /** Changes a record, as a request or the web page would; `updated_at` moves only if something is different. */
  update<N extends CollectionName>(name: N, id: string, changes: Changes<N>): Collections[N] {
    const record = this.#require(name, id);
    const changed = { ...record, ...changes };
    if (isDeepStrictEqual(changed, record)) return record;
    return this.#put(name, { ...changed, updated_at: new Date(this.clock()).toISOString() });
  }

  /** Deletes a record: it is hidden, and other records stop pointing at it. */
  remove(name: CollectionName, id: string): void {
    const record = this.#require(name, id);
    this.#put(name, { ...record, deleted_at: new Date(this.clock()).toISOString() });
    this.#dropReferences(record.id);
  }

  snapshot(): Snapshot {
    const collections = COLLECTION_NAMES.map((name) => [name, [...this.#collections[name].values()]]);
    return { version: 1, tinyIds: Object.fromEntries(this.#tinyIds), ...Object.fromEntries(collections) };
  }

  restore(snapshot: Snapshot): void {
    this.clear();
    this.#tinyIds = new Map(Object.entries(snapshot.tinyIds));
    for (const name of COLLECTION_NAMES) {
      for (const record of snapshot[name] ?? []) this.#put(name, record);
    }
  }

  clear(): void {
    this.#tinyIds = new Map();
    this.#collections = emptyCollections();
    this.#revision += 1;
  }

  #put<N extends CollectionName>(name: N, record: Collections[N]): Collections[N] {
    this.#collections[name].set(record.id, record);
    this.#revision += 1;
    return record;
  }

  #require<N extends CollectionName>(name: N, id: string): Collections[N] {
    const record = this.find(name, id);
    if (record === undefined) throw new Error(`${name} has no record ${id}`);
    return record;
  }

  #nextTinyId(accountId: string, name: CollectionName): number {
    const key = `${accountId}/${name}`;
    const tinyId = (this.#tinyIds.get(key) ?? 0) + 1;
    this.#tinyIds.set(key, tinyId);
    return tinyId;
  }

  /** A join row goes, the record that it belonged to stays as old as it was: no `updated_at` moves here. */
  #dropReferences(id: string): void {
    for (const name of COLLECTION_NAMES) {
      const attributes = REFERENCES[name] ?? [];
      for (const record of attributes.length > 0 ? this.#collections[name].values() : []) {
        const values = Object.entries(record).filter(([attribute]) => attributes.includes(attribute));
        const changes = values.map(([attribute, value]) => [attribute, withoutReference(value, id)]);
        // What is left out of a list leaves a list of the same kind.
        this.#put(name, { ...record, ...Object.fromEntries(changes) } as unknown as Collections[typeof name]);
      }
    }
    for (const event of this.#collections.events.values()) {
      if (event.attendees.some(({ attendee_id }) => attendee_id === id)) {
        this.#put("events", { ...event, attendees: withoutAttendee(event.attendees, id) });
      }
    }
  }
}

/** A list without the id, or null where it is the one. */
function withoutReference(value: unknown, id: string): unknown {
  if (Array.isArray(value)) return value.filter((other) => other !== id);
  return value === id ? null : value;
}

/** The rotation goes on without them. */
function withoutAttendee(attendees: readonly EventAttendee[], id: string): EventAttendee[] {
  return attendees
    .filter(({ attendee_id }) => attendee_id !== id)
    .map((attendee, index) => ({ ...attendee, position: index + 1 }));
}

function emptyCollections(): { [N in CollectionName]: Map<string, Collections[N]> } {
  return {
    integrations: new Map(),
    teams: new Map(),
    routers: new Map(),
    account_users: new Map(),
    schedules: new Map(),
    escalation_policies: new Map(),
    events: new Map(),
    notification_rules: new Map(),
    maintenance_windows: new Map(),
    alerts: new Map(),
    comments: new Map(),
    logs: new Map(),
    deliveries: new Map(),
  };
}
