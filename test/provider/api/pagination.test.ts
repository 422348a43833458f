import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Page, pageLimit, walkList } from "../../../provider/src/api/pagination.ts";

interface Row {
  readonly id: string;
}

const row = (number: number): Row => ({ id: `row-${number}` });
const rowsOf = (count: number): Row[] => Array.from({ length: count }, (_, number) => row(number));
const idsOf = (rows: readonly Row[]): string[] => rows.map(({ id }) => id);

/** A list as PagerTree pages it, of which a test may distort each page. */
function serve(list: Row[], distort: (page: Page<Row>, fetches: number) => Page<Row> = (page) => page) {
  const offsets: number[] = [];
  const fetchPage = async (offset: number): Promise<Page<Row>> => {
    offsets.push(offset);
    const rows = list.slice(offset, offset + pageLimit);
    const page = { rows, hasMore: offset + rows.length < list.length, totalCount: list.length };
    return distort(page, offsets.length);
  };
  return { list, offsets, fetchPage };
}

describe("walkList", () => {
  it.each([
    [0, [0]],
    [1, [0]],
    [100, [0]],
    [101, [0, 100]],
    [250, [0, 100, 200]],
  ])("reads a list of %i rows with one request for each hundred", async (count, offsets) => {
    const served = serve(rowsOf(count));
    expect(await walkList(served.fetchPage)).toEqual(rowsOf(count));
    expect(served.offsets).toEqual(offsets);
  });

  it("goes on by what it got where PagerTree gives fewer rows than asked for", async () => {
    const list = rowsOf(25);
    const fetchPage = async (offset: number) => ({
      rows: list.slice(offset, offset + 10),
      hasMore: offset + 10 < 25,
      totalCount: 25,
    });
    expect(await walkList(fetchPage)).toEqual(list);
  });

  it.each<[string, (page: Page<Row>) => Page<Row>]>([
    ["has_more is always true", (page) => ({ ...page, hasMore: true })],
    ["has_more is always false", (page) => ({ ...page, hasMore: false })],
    ["total_count is missing", (page) => ({ ...page, totalCount: undefined })],
    ["total_count is 0", (page) => ({ ...page, totalCount: 0 })],
    ["total_count is too low", (page) => ({ ...page, totalCount: 120 })],
    ["total_count is too high", (page) => ({ ...page, totalCount: 9999 })],
    ["total_count is the page's", (page) => ({ ...page, totalCount: page.rows.length })],
    [
      "has_more is stuck and total_count missing",
      (page) => ({ ...page, hasMore: true, totalCount: undefined }),
    ],
  ])("loses no row and ends when %s", async (_, distort) => {
    const served = serve(rowsOf(250), distort);
    expect(idsOf(await walkList(served.fetchPage)).sort()).toEqual(idsOf(rowsOf(250)).sort());
    expect(served.offsets.length).toBeLessThan(20);
  });

  it("ends when every page is the first one", async () => {
    let fetches = 0;
    const fetchPage = async () => {
      fetches += 1;
      return { rows: rowsOf(100), hasMore: true, totalCount: 1000 };
    };
    expect(await walkList(fetchPage)).toEqual(rowsOf(100));
    expect(fetches).toBeLessThan(20);
  });

  it("gives each row once when a row made between two pages pushes the others on", async () => {
    const served = serve(rowsOf(250), (page, fetches) => {
      if (fetches === 1) {
        served.list.unshift({ id: "new" });
      }
      return page;
    });
    const ids = idsOf(await walkList(served.fetchPage));
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toEqual(["new", ...idsOf(rowsOf(250))]);
  });

  it("loses no row when a row deleted between two pages pulls the others back", async () => {
    const served = serve(rowsOf(250), (page, fetches) => {
      if (fetches === 1) {
        served.list.shift();
      }
      return page;
    });
    expect(await walkList(served.fetchPage)).toEqual(rowsOf(250).slice(1));
  });

  it("loses no row when one is deleted and one made between two pages", async () => {
    const served = serve(rowsOf(250), (page, fetches) => {
      if (fetches === 1) {
        served.list.splice(0, 2);
        served.list.unshift({ id: "new" });
      }
      return page;
    });
    expect(idsOf(await walkList(served.fetchPage))).toEqual(
      expect.arrayContaining(idsOf(rowsOf(250).slice(2))),
    );
  });

  it("passes an error of a page on", async () => {
    const fetchPage = async (): Promise<Page<Row>> => {
      throw new Error("no page");
    };
    await expect(walkList(fetchPage)).rejects.toThrow("no page");
  });

  it("gives every row that stays, whatever shifts during the first walks", async () => {
    const shift = fc.record({ at: fc.integer({ min: 1, max: 6 }), made: fc.nat(3), deleted: fc.nat(3) });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 350 }),
        fc.array(shift, { maxLength: 3 }),
        async (count, shifts) => {
          const served = serve(rowsOf(count), (page, fetches) => {
            for (const { made, deleted } of shifts.filter(({ at }) => at === fetches)) {
              served.list.splice(0, deleted);
              served.list.unshift(
                ...Array.from({ length: made }, (_, number) => ({ id: `${fetches}-${number}` })),
              );
            }
            return page;
          });
          const ids = idsOf(await walkList(served.fetchPage));
          const stayed = idsOf(served.list).filter((id) => id.startsWith("row-"));
          expect(ids).toEqual(expect.arrayContaining(stayed));
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
    );
  });
});
