/**
 * Reads that share lists: to refresh a thousand integrations takes ten requests in place of a thousand.
 *
 * The engine asks for a few objects at a time, and does not say how many will follow. So the reads that wait are
 * served by one page of the list, sorted by id, that begins at one of them; rows of it that nobody waits for answer
 * reads to come. A page goes on where another one ended only at the expense of requests that pages have saved
 * already, so that there are never more requests than objects. Pages that begin at an id do not move when a row is
 * made or deleted, unlike those that begin at an offset. The next page is asked for before the rows of the last one are
 * used up, so that the engine does not stand still for it.
 */
import { setImmediate } from "node:timers/promises";
import { partition } from "es-toolkit";
import { ApiError, RateLimitError, UnexpectedAnswerError } from "../common/errors.ts";
import { isUlid } from "../common/ids.ts";
import type { ApiClient } from "./api-client.ts";
import { outsideDeadlines } from "./deadline.ts";
import type { Kind, Wires } from "./kinds.ts";
import {
  allIds,
  earlier,
  type IdRange,
  isIn,
  ListedIds,
  type PageStart,
  pageQuery,
  rangeOf,
} from "./listed-ids.ts";
import { pageLimit } from "./pagination.ts";

/** So many pages in a row may bring nothing that is waited for, before one begins at a read again. */
const mostVainPages = 2;
/** With no more rows than these left, the next page is asked for. */
const fewRows = pageLimit / 2;

/**
 * A client whose reads share lists. Nothing that was asked for before a write or during it answers a read that
 * comes after. What the lists do not show is asked for alone, so that a `NotFoundError` is always PagerTree's own.
 */
export function withSharedReads(api: ApiClient): ApiClient {
  const reads: { [K in Kind]?: SharedReads<K> } = {};

  function forget(): void {
    for (const shared of Object.values(reads)) {
      shared.forget();
    }
  }

  async function write<Result>(send: () => Promise<Result>): Promise<Result> {
    forget();
    try {
      return await send();
    } finally {
      forget();
    }
  }

  return {
    ...api,
    async read<K extends Kind>(kind: K, id: string): Promise<Wires[K]> {
      if (!isUlid(id)) {
        return api.read(kind, id);
      }
      const shared: SharedReads<K> = reads[kind] ?? new SharedReads(api, kind);
      Object.assign(reads, { [kind]: shared });
      return shared.read(id.toUpperCase());
    },
    create: (kind, body) => write(() => api.create(kind, body)),
    update: (kind, id, body) => write(() => api.update(kind, id, body)),
    act: (eventId, action, body) => write(() => api.act(eventId, action, body)),
    delete: (kind, id) => write(() => api.delete(kind, id)),
  };
}

/** A read that waits for its answer. */
interface WaitingRead<Row> {
  readonly id: string;
  /** How often everything had been forgotten when it came: pages that were asked for earlier do not answer it. */
  readonly era: number;
  readonly resolve: (row: Row | Promise<Row>) => void;
  readonly reject: (error: unknown) => void;
}

/** The reads of one kind of objects. */
class SharedReads<K extends Kind> {
  readonly #api: ApiClient;
  readonly #kind: K;
  #waiting: WaitingRead<Wires[K]>[] = [];
  #isServing = false;

  /** How often everything has been forgotten. */
  #era = 0;
  /** Rows that nobody has asked for yet, by id; each answers one read. */
  readonly #rows = new Map<string, Wires[K]>();
  #listed = new ListedIds();
  /** Whether no read was served in this era. */
  #isFirst = true;

  /** By how much there have been fewer requests than reads. */
  #saved = 0;
  #vainPages = 0;
  /** False for good when a list was refused, or was not what had been asked for and is too long to be read whole. */
  #mayList = true;

  constructor(api: ApiClient, kind: K) {
    this.#api = api;
    this.#kind = kind;
  }

  read(id: string): Promise<Wires[K]> {
    const row = this.#rows.get(id);
    if (row !== undefined) {
      this.#rows.delete(id);
      this.#saved += 1;
      this.#vainPages = 0;
      this.#readAhead();
      return Promise.resolve(row);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id, era: this.#era, resolve, reject });
      if (!this.#isServing) {
        this.#isServing = true;
        // It may go on after the operation that began it.
        void outsideDeadlines(() => this.#serve());
      }
    });
  }

  forget(): void {
    this.#era += 1;
    this.#rows.clear();
    this.#listed = new ListedIds();
    this.#isFirst = true;
  }

  /** Reads in the order of a stack go upwards, so the next ones are likely on the page above all others. */
  #readAhead(): void {
    if (this.#rows.size > fewRows || this.#isServing || !this.#mayList || this.#saved <= 0) {
      return;
    }
    const next = this.#listed.startAboveAll();
    if (next !== undefined) {
      this.#isServing = true;
      void this.#readPageOrGiveUp(next).then(() => this.#serve());
    }
  }

  /** Serves the waiting reads until there are none. It never rejects: errors go to the reads. */
  async #serve(): Promise<void> {
    // What the engine asks for at once arrives one after another.
    await setImmediate();
    while (this.#waiting.length > 0) {
      const isLone = this.#isFirst && this.#waiting.length === 1;
      const isListWorthwhile = this.#mayList && this.#saved >= 0 && !isLone;
      this.#isFirst = false;
      this.#readAlone(({ id }) => !isListWorthwhile || this.#listed.has(id));
      if (this.#waiting.length > 0) {
        const first = this.#waiting.map(({ id }) => id).reduce(earlier);
        await this.#readPageOrGiveUp(this.#startFor(first));
      }
    }
    this.#isServing = false;
  }

  #readAlone(isMeant: (read: WaitingRead<Wires[K]>) => boolean): void {
    const [meant, others] = partition(this.#waiting, isMeant);
    this.#waiting = others;
    for (const { id, resolve } of meant) {
      // Who asks for it again wants to know whether it is there by now.
      this.#listed.addOne(id);
      resolve(this.#api.read(this.#kind, id));
    }
  }

  #startFor(id: string): PageStart {
    const mayBeVain = this.#saved > 0 && this.#vainPages < mostVainPages;
    return (mayBeVain ? this.#listed.startTowards(id) : undefined) ?? { operator: "gte", id };
  }

  #readPageOrGiveUp(start: PageStart): Promise<void> {
    return this.#readPage(start).catch((error: unknown) => this.#giveUpLists(error));
  }

  async #readPage(start: PageStart): Promise<void> {
    const era = this.#era;
    const page = await this.#api.page(this.#kind, pageQuery(start));
    const range = rangeOf(start, page);
    const answered = this.#answer(page.rows, era, range);
    this.#saved += answered - 1;
    this.#vainPages = answered === 0 ? this.#vainPages + 1 : 0;
    if (range === undefined) {
      await this.#readWholeList(page.totalCount);
    }
  }

  /** For a server that ignores filters or sorting, if that takes no more requests than reading one by one. */
  async #readWholeList(totalCount = Number.POSITIVE_INFINITY): Promise<void> {
    const pages = Math.ceil(totalCount / pageLimit);
    if (pages > this.#waiting.length + this.#saved) {
      this.#mayList = false;
      return;
    }
    const era = this.#era;
    this.#saved += this.#answer(await this.#api.list(this.#kind), era, allIds) - pages;
  }

  /**
   * Answers the waiting reads whose rows these are, and keeps the rest.
   *
   * @param range The ids that the rows cover: what is in it and not among them is asked for alone.
   * @returns How many reads the rows answered.
   */
  #answer(rows: readonly Wires[K][], era: number, range: IdRange | undefined): number {
    const rowsById = new Map(rows.map((row) => [row.id.toUpperCase(), row]));
    const unasked = new Map(rowsById);
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const read of waiting) {
      const row = read.era <= era ? rowsById.get(read.id) : undefined;
      if (row === undefined) {
        this.#waiting.push(read);
      } else {
        read.resolve(row);
        unasked.delete(read.id);
      }
    }
    const answered = waiting.length - this.#waiting.length;
    if (era === this.#era) {
      for (const [id, row] of unasked) {
        this.#rows.set(id, row);
      }
      if (range !== undefined) {
        this.#listed.add(range);
      }
    }
    if (range !== undefined) {
      this.#readAlone((read) => read.era <= era && isIn(range, read.id));
    }
    return answered;
  }

  /** The reads go on one by one, unless there is nothing to be had from PagerTree at the moment. */
  #giveUpLists(error: unknown): void {
    const isRefused = error instanceof ApiError || error instanceof UnexpectedAnswerError;
    if (isRefused && !(error instanceof RateLimitError)) {
      this.#mayList = false;
      return;
    }
    for (const { reject } of this.#waiting.splice(0)) {
      reject(error);
    }
  }
}
