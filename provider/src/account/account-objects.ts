/**
 * What the account has, as far as a run has to know it. The checks of all resources share it, so that a stack of many
 * resources asks a number of times that grows with the account, and not with the stack.
 */
import type { ApiClient } from "../api/api-client.ts";
import { outsideDeadlines } from "../api/deadline.ts";
import { type Kind, kinds, type Wires } from "../api/kinds.ts";
import { pageLimit, walkList } from "../api/pagination.ts";
import type { RequestBody } from "../api/request.ts";
import { isPrefixId, normaliseId } from "../common/ids.ts";
import type { Account } from "./account.ts";
import { isOutOfReach } from "./out-of-reach.ts";
import { readUnlessGone } from "./read-unless-gone.ts";

/** The objects of an account, of every kind. */
export class AccountObjects {
  readonly #account: Account;
  readonly #kinds: { [K in Kind]?: ObjectsOfKind<K> } = {};
  readonly #declared = new Map<string, () => RequestBody>();
  readonly #foreseen = new Set<string>();

  constructor(account: Account) {
    this.#account = account;
  }

  /**
   * The object with this ULID or prefix id, with what the program declares of it; undefined if the account does not
   * have it, which is PagerTree's own word and never older than the last write of this run.
   *
   * @param isNeeded - Whether to ask even if nothing could be had from PagerTree before.
   */
  async find<K extends Kind>(kind: K, id: string, isNeeded = false): Promise<Wires[K] | undefined> {
    const row = await this.#of(kind).find(normaliseId(id), isNeeded);
    return row === undefined ? undefined : this.asDeclared(kind, row);
  }

  /** Begins to read the page of a kind that its first question would wait for. Whatever is wrong, that one is told it. */
  readAhead(kind: Kind): void {
    this.#of(kind)
      .begin()
      .catch(() => {});
  }

  /** An object with what the program declares of it, as far as that is known. */
  asDeclared<K extends Kind>(kind: K, row: Wires[K]): Wires[K] {
    const declared = this.#declared.get(row.id);
    return declared === undefined
      ? row
      : (kinds[kind].schema.safeParse({ ...row, ...declared() }).data ?? row);
  }

  /** Every object of a kind. The list is read once, and again after this run has made or changed one of them. */
  all<K extends Kind>(kind: K): Promise<Wires[K][]> {
    return this.#of(kind).all();
  }

  /** The program declares an object that the stack has: it will be changed to these attributes. */
  declare(id: string, state: object, attributes: () => RequestBody): void {
    const { prefixId } = { prefixId: undefined, ...state };
    for (const key of [id, prefixId]) {
      if (typeof key === "string") {
        this.#declared.set(key, attributes);
      }
    }
  }

  /** Whether the program declares the object with this id, as far as the engine has told. */
  isDeclared(id: string): boolean {
    return this.#declared.has(normaliseId(id));
  }

  /** A preview shows that an object with this name is to be made. */
  foresee(kind: Kind, name: string): void {
    this.#foreseen.add(`${kind} ${name}`);
  }

  /** Whether a preview has shown that an object with this name is to be made. */
  isForeseen(kind: Kind, name: string): boolean {
    return this.#foreseen.has(`${kind} ${name}`);
  }

  /** A client whose writes are noticed here. */
  watched(api: ApiClient): ApiClient {
    return {
      ...api,
      create: (kind, body) => this.#of(kind).write(() => api.create(kind, body)),
      update: (kind, id, body) => this.#of(kind).write(() => api.update(kind, id, body)),
      act: (eventId, action, body) => this.#of("events").touch(() => api.act(eventId, action, body)),
      delete: async (kind, id) => {
        await api.delete(kind, id);
        this.#of(kind).drop(normaliseId(id));
      },
    };
  }

  #of<K extends Kind>(kind: K): ObjectsOfKind<K> {
    const objects: ObjectsOfKind<K> = this.#kinds[kind] ?? new ObjectsOfKind(kind, this.#account);
    Object.assign(this.#kinds, { [kind]: objects });
    return objects;
  }
}

/**
 * The objects of one kind. A page of the list costs as much as one object, so the first question reads a page. What
 * is not on it is asked for alone, until that has cost as much as the whole list.
 */
class ObjectsOfKind<K extends Kind> {
  readonly #kind: K;
  readonly #account: Account;

  /** What was seen, by ULID and by prefix id. */
  readonly #rows = new Map<string, Wires[K]>();
  /** What this run has deleted. */
  readonly #gone = new Set<string>();
  #firstPage: Promise<void> | undefined;
  #pages = 1;
  /** What was asked for alone, and is not among the rows. */
  readonly #asked = new Map<string, Promise<Wires[K] | undefined>>();
  #askedAlone = 0;
  /** The whole list as it was after the last write. */
  #list: Promise<Wires[K][]> | undefined;
  #wasListed = false;
  /** Why nothing could be had from PagerTree: for what is not needed, it is not waited for again in this run. */
  #outOfReach: unknown;

  constructor(kind: K, account: Account) {
    this.#kind = kind;
    this.#account = account;
  }

  async find(id: string, isNeeded: boolean): Promise<Wires[K] | undefined> {
    if (!this.#rows.has(id)) {
      if (this.#outOfReach !== undefined && !isNeeded) {
        throw this.#outOfReach;
      }
      await this.begin();
    }
    const isNew = !this.#rows.has(id) && !this.#asked.has(id);
    if (isNew && !this.#wasListed && this.#askedAlone >= this.#pages) {
      await this.all();
    }
    return this.#rows.get(id) ?? this.#ask(id);
  }

  async all(): Promise<Wires[K][]> {
    this.#list ??= outsideDeadlines(() =>
      walkList((offset) => this.#account.api.page(this.#kind, { offset })),
    );
    const list = this.#list;
    try {
      const rows = await list;
      this.#wasListed = true;
      rows.forEach(this.#see);
      return rows.filter(({ id }) => !this.#gone.has(id));
    } catch (error) {
      this.#forgetIf(list);
      throw error;
    }
  }

  /** Nothing that was read before a write or during it is the last word after it. */
  async write(send: () => Promise<Wires[K]>): Promise<Wires[K]> {
    this.#forget();
    try {
      const row = await send();
      this.#put(row);
      return row;
    } finally {
      this.#forget();
    }
  }

  /** The same for what may change more than the one object that it is about. */
  async touch<Answer>(send: () => Promise<Answer>): Promise<Answer> {
    this.#rows.clear();
    this.#forget();
    try {
      return await send();
    } finally {
      this.#forget();
    }
  }

  drop(id: string): void {
    const row = this.#rows.get(id);
    for (const key of row === undefined ? [id] : keysOf(row)) {
      this.#rows.delete(key);
      this.#gone.add(key);
    }
  }

  /** Reads the first page, unless it has been. */
  async begin(): Promise<void> {
    this.#firstPage ??= outsideDeadlines(() => this.#readFirstPage());
    const page = this.#firstPage;
    await page.catch((error: unknown) => {
      this.#firstPage = undefined;
      this.#outOfReach = isOutOfReach(error) ? error : undefined;
      throw error;
    });
  }

  async #readFirstPage(): Promise<void> {
    const { rows, hasMore, totalCount } = await this.#account.api.page(this.#kind, {});
    rows.forEach(this.#see);
    this.#wasListed ||= !hasMore;
    this.#pages = hasMore ? Math.ceil((totalCount ?? Number.POSITIVE_INFINITY) / pageLimit) : 1;
  }

  #ask(id: string): Promise<Wires[K] | undefined> {
    const asked =
      this.#asked.get(id) ??
      this.#readAlone(id).catch((error: unknown) => {
        this.#asked.delete(id);
        throw error;
      });
    this.#asked.set(id, asked);
    return asked;
  }

  async #readAlone(id: string): Promise<Wires[K] | undefined> {
    this.#askedAlone += 1;
    const { api } = this.#account;
    const age = this.#account.leastAge(id);
    const row = await readUnlessGone(() => api.read(this.#kind, id), age, {}, this.#account);
    if (row !== undefined) {
      this.#see(row);
      return row;
    }
    // That a prefix id stands in a path is not documented; every row of a list has one.
    if (isPrefixId(id) && !this.#wasListed) {
      await this.all();
    }
    return this.#rows.get(id);
  }

  readonly #see = (row: Wires[K]): void => {
    if (!keysOf(row).some((key) => this.#rows.has(key) || this.#gone.has(key))) {
      this.#put(row);
    }
  };

  #put(row: Wires[K]): void {
    for (const key of keysOf(row)) {
      this.#rows.set(key, row);
    }
  }

  #forget(): void {
    this.#list = undefined;
    this.#asked.clear();
  }

  #forgetIf(list: Promise<Wires[K][]>): void {
    if (this.#list === list) {
      this.#list = undefined;
    }
  }
}

/** The ids by which an object is asked for. */
function keysOf(row: Wires[Kind]): string[] {
  return "prefix_id" in row && typeof row.prefix_id === "string" ? [row.id, row.prefix_id] : [row.id];
}
