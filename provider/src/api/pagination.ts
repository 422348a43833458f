/**
 * Walks a list to its end. How one page is fetched is left to the caller.
 *
 * PagerTree's lists are paged by offset and read live (https://pagertree.com/docs/api/pagination-and-filters): a row
 * made between two pages pushes the others on, so that one is seen twice; a row deleted between them pulls the
 * others back, so that one is never seen. Neither shows in a page, but both show in the whole: a walk in which
 * `total_count` never changed, and which saw exactly that many different rows, saw the list as it was. Any other
 * walk is done again, a few times. If none comes out right (a busy account, or a wrong `total_count`), the answer is
 * every row that any of them saw: it may still hold a row deleted a moment ago, but it lacks none that a walk met.
 * One shift stays unseen: one row deleted before, and in the same moment one made after the place that is being read.
 */

/** The most rows PagerTree gives at a time. */
export const pageLimit = 100;

const mostWalks = 4;

/** What a list may be at most: pages, and MiB of all answers together. No account has so much. */
export const largestList = { pages: 1000, mebibytes: 128 };

/** One page of a list, its rows already parsed. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  /** Whether PagerTree says that more rows follow. */
  readonly hasMore: boolean;
  /** How many rows PagerTree says there are in all, if it does. */
  readonly totalCount: number | undefined;
}

/** Fetches the page of at most {@link pageLimit} rows that begins after `offset` rows. */
export type FetchPage<Row> = (offset: number) => Promise<Page<Row>>;

/**
 * Bounds a walk: what goes on and on would fill the memory. A page that begins at 0 begins a new walk.
 *
 * @returns Takes the answer of each page, and says whether the list is too large by now.
 */
export function listBound(): (offset: number, answer: string) => boolean {
  let pages = 0;
  let characters = 0;
  return (offset, answer) => {
    pages = offset === 0 ? 1 : pages + 1;
    characters = offset === 0 ? answer.length : characters + answer.length;
    return pages > largestList.pages || characters > largestList.mebibytes * 1024 * 1024;
  };
}

/** Every row of a list, each once, in the list's order. `fetchPage` bounds it: see {@link listBound}. */
export async function walkList<Row extends { readonly id: string }>(
  fetchPage: FetchPage<Row>,
): Promise<Row[]> {
  const seen = new Map<string, Row>();
  for (let walk = 1; walk <= mostWalks; walk += 1) {
    const { rows, isWhole } = await walkOnce(fetchPage);
    if (isWhole) {
      return [...rows.values()];
    }
    for (const [id, row] of rows) {
      seen.set(id, row);
    }
  }
  return [...seen.values()];
}

interface Walk<Row> {
  readonly rows: ReadonlyMap<string, Row>;
  readonly isWhole: boolean;
}

async function walkOnce<Row extends { readonly id: string }>(fetchPage: FetchPage<Row>): Promise<Walk<Row>> {
  const rows = new Map<string, Row>();
  const totals = new Set<number | undefined>();
  let offset = 0;
  for (;;) {
    const page = await fetchPage(offset);
    const before = rows.size;
    for (const row of page.rows) {
      rows.set(row.id, row);
    }
    totals.add(page.totalCount);
    offset += page.rows.length;
    // Either sign of more rows is followed, since either may be wrong; a page without a new row ends the walk.
    const isMorePromised = page.hasMore || offset < (page.totalCount ?? 0);
    if (!isMorePromised || rows.size === before) {
      break;
    }
  }
  const [total, ...otherTotals] = totals;
  const isWhole = otherTotals.length === 0 && rows.size === (total ?? offset);
  return { rows, isWhole };
}
