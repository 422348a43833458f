/** Which objects a list has shown so far, when it is read in pages by id; and where the next page had better begin. */

import type { Page } from "./pagination.ts";
import type { ListQuery } from "./request.ts";

/** Where a page begins: at an id or right above it and then upwards, or right below it and then downwards. */
export interface PageStart {
  readonly operator: "gte" | "gt" | "lt";
  readonly id: string;
}

/** Filter and sorting of a page (https://pagertree.com/docs/api/pagination-and-filters). */
export function pageQuery({ operator, id }: PageStart): ListQuery {
  return { id, ops: `id:${operator}`, sort: "id", direction: operator === "lt" ? "desc" : "asc" };
}

/** All ids from one to another, both included. Ids are ULIDs in upper case. */
export interface IdRange {
  readonly from: string;
  readonly to: string;
}

/** Every id that there can be. */
export const allIds: IdRange = { from: "", to: "~" };

export function isIn({ from, to }: IdRange, id: string): boolean {
  return from <= id && id <= to;
}

/**
 * The ids that a page covers: an object of one of them would have been on it.
 *
 * @returns Undefined if its rows are not what {@link pageQuery} asks for: the server ignores filters or sorting.
 */
export function rangeOf(
  start: PageStart,
  { rows, hasMore }: Page<{ readonly id: string }>,
): IdRange | undefined {
  const ids = rows.map(({ id }) => id.toUpperCase());
  const last = ids.at(-1);
  if (!isInOrder(start, ids) || (hasMore && last === undefined)) {
    return undefined;
  }
  return start.operator === "lt"
    ? { from: (hasMore ? last : undefined) ?? allIds.from, to: start.id }
    : { from: start.id, to: (hasMore ? last : undefined) ?? allIds.to };
}

/** The ids that pages have covered so far, and single ones. */
export class ListedIds {
  readonly #ranges: IdRange[] = [];
  readonly #ids = new Set<string>();

  has(id: string): boolean {
    return this.#ids.has(id) || this.#ranges.some((range) => isIn(range, id));
  }

  addOne(id: string): void {
    this.#ids.add(id);
  }

  add(range: IdRange): void {
    this.#ranges.push(range);
  }

  /** The page that begins where the highest one ended; undefined if there is none, or nothing above it. */
  startAboveAll(): PageStart | undefined {
    const highest = this.#ranges.map(({ to }) => to).reduce(later, allIds.from);
    return highest === allIds.from || highest === allIds.to ? undefined : { operator: "gt", id: highest };
  }

  /** The page that begins where another one, below this id or above it, ended; undefined if there is none. */
  startTowards(id: string): PageStart | undefined {
    const below = this.#ranges.map(({ to }) => to).filter((to) => to < id);
    if (below.length > 0) {
      return { operator: "gt", id: below.reduce(later) };
    }
    const above = this.#ranges.map(({ from }) => from).filter((from) => from > id);
    return above.length > 0 ? { operator: "lt", id: above.reduce(earlier) } : undefined;
  }
}

/** The first of two ids; ULIDs sort by the time at which they were made. */
export function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function later(one: string, other: string): string {
  return one > other ? one : other;
}

function isInOrder({ operator, id }: PageStart, ids: readonly string[]): boolean {
  const isAfter = (one: string, other: string) => (operator === "lt" ? one < other : one > other);
  const [first] = ids;
  const isFirstRight = first === undefined || isAfter(first, id) || (operator === "gte" && first === id);
  return isFirstRight && ids.every((next, index) => index === 0 || isAfter(next, ids[index - 1] ?? next));
}
