/**
 * Which objects PagerTree has under a name: known before one is made, so that a new one can be told from them.
 *
 * A hundred objects or fewer are read at once, with one request for the whole run. Of more, the first creates ask for
 * their names alone, and as soon as that has taken as many requests as the whole list, it is read: so a create in a
 * large account costs two requests, and a thousand cost no more than twice the pages of the list.
 */
import { once } from "es-toolkit";
import type { ApiClient } from "../api/api-client.ts";
import { outsideDeadlines } from "../api/deadline.ts";
import type { ResourceKind, Wires } from "../api/kinds.ts";
import { type Page, pageLimit, walkList } from "../api/pagination.ts";
import { shareable } from "../api/shareable.ts";

/** How many pages a list is taken to have whose length PagerTree does not tell. */
const pagesOfUnknownLength = 10;

/** The objects of one kind by their names. */
export class NamedObjects<K extends ResourceKind> {
  readonly #api: () => ApiClient;
  readonly #kind: K;
  readonly #firstPage = shareable(() => this.#page({}));
  readonly #wholeList = shareable(() => this.#walk({}));
  #asksByName = 0;
  /** What was asked for by name alone. */
  readonly #asked = new Map<string, Promise<Wires[K][]>>();
  /** The look at the whole list that begins when the one under way has ended. */
  #nextLook: Promise<Wires[K][]> | undefined;
  #lastLook: Promise<unknown> = Promise.resolve();

  constructor(api: () => ApiClient, kind: K) {
    this.#api = api;
    this.#kind = kind;
  }

  /** Begins, once a run, to read what {@link known} will ask for first. Whatever is wrong, it is told it. */
  readonly readAhead = once(() => {
    this.#firstPage().catch(() => {});
  });

  /** The objects of a name, as PagerTree had them at some time in this run before this call ends. */
  async known(name: string): Promise<Wires[K][]> {
    const { rows, hasMore, totalCount } = await this.#firstPage();
    if (!hasMore && rows.length === (totalCount ?? rows.length)) {
      return named(name, rows);
    }
    const pages = totalCount === undefined ? pagesOfUnknownLength : Math.ceil(totalCount / pageLimit);
    if (this.#asksByName >= pages && !this.#asked.has(name)) {
      return named(name, await this.#wholeList());
    }
    // A check asks before the create does, of the same name.
    const asked = this.#asked.get(name) ?? this.#askFirst(name);
    this.#asked.set(name, asked);
    return asked;
  }

  async #askFirst(name: string): Promise<Wires[K][]> {
    this.#asksByName += 1;
    try {
      return named(name, (await this.#ask(name)) ?? (await this.#wholeList()));
    } catch (error) {
      this.#asked.delete(name);
      throw error;
    }
  }

  /** The objects of a name as PagerTree shows them now. */
  async look(name: string): Promise<Wires[K][]> {
    return named(name, (await this.#ask(name)) ?? (await this.lookThroughAll(name)));
  }

  /**
   * The objects of a name as PagerTree shows them now, whether it filters rightly or not. Those who ask at the same
   * time share the list. A row that cannot be parsed is an error, since it may be of this name.
   */
  async lookThroughAll(name: string): Promise<Wires[K][]> {
    this.#nextLook ??= this.#lastLook.then(() => {
      this.#nextLook = undefined;
      const look = outsideDeadlines(() => this.#api().list(this.#kind));
      this.#lastLook = look.catch(() => {});
      return look;
    });
    return named(name, await this.#nextLook);
  }

  /** The list filtered by name, without rows that cannot be parsed; undefined if PagerTree does not filter it. */
  async #ask(name: string): Promise<Wires[K][] | undefined> {
    const { rows, hasMore } = await this.#page({ name });
    if (!hasMore) {
      return [...rows];
    }
    return named(name, rows).length === rows.length ? this.#walk({ name }) : undefined;
  }

  #page(query: Readonly<Record<string, string | number>>): Promise<Page<Wires[K]>> {
    return this.#api().page(this.#kind, query);
  }

  #walk(query: Readonly<Record<string, string>>): Promise<Wires[K][]> {
    return walkList((offset) => this.#page({ ...query, offset }));
  }
}

function named<Row extends { readonly name: string }>(name: string, rows: readonly Row[]): Row[] {
  return rows.filter((row) => row.name === name);
}
