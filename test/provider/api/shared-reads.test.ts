// Reads that share lists: how few requests they take, and that nothing gets lost or stale on the way.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Emulator } from "../../../emulator/src/index.ts";
import type { ApiClient } from "../../../provider/src/api/api-client.ts";
import type { ListQuery } from "../../../provider/src/api/request.ts";
import { withSharedReads } from "../../../provider/src/api/shared-reads.ts";
import { NotFoundError, TransportError } from "../../../provider/src/common/errors.ts";
import { demoAccount, typeId } from "../../helpers/demo-account.ts";
import { errorOf, newIntegration, withClient } from "./helpers.ts";

/** A ULID that no object has. */
const unusedId = "01GDBEYARHS4W4QM6X370Z5TMB";

/** Something to wait for until the test lets it happen. */
function createGate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

const refused = new Error("refused");

/** Makes integrations as others would, behind the client's back; gives their ids in the order of their making. */
function fill(emulator: Emulator, count: number): string[] {
  const { platform } = demoAccount(emulator);
  return Array.from({ length: count }, () => {
    const made = emulator.store.insert("integrations", platform.account_id, {
      name: "Integration",
      enabled: true,
      urgency: "high",
      integration_type_id: typeId("Datadog"),
      options: {},
      account_user_ids: [],
      router_ids: [],
      team_ids: [platform.id],
    });
    return made.id;
  });
}

/** Reads one after another, so many at a time, as the engine does; gives the ids that were answered. */
async function readAll(api: ApiClient, ids: readonly string[], parallel: number): Promise<string[]> {
  const answered: string[] = [];
  const left = ids.values();
  const worker = async () => {
    for (const id of left) {
      answered.push((await api.read("integrations", id)).id);
    }
  };
  await Promise.all(Array.from({ length: parallel }, worker));
  return answered.sort();
}

const sorted = (ids: readonly string[]) => [...ids].sort();
const paths = ({ requests }: Emulator) => requests.map(({ path }) => path);
const lists = (emulator: Emulator) => paths(emulator).filter((path) => path === "/integrations");

/** An account of so many integrations, which of them are read and in which order, and how many at a time. */
const scenario = fc
  .record({ total: fc.integer({ min: 1, max: 450 }), parallel: fc.integer({ min: 1, max: 32 }) })
  .chain(({ total, parallel }) => {
    const places = Array.from({ length: total }, (_, place) => place);
    return fc.record({
      total: fc.constant(total),
      parallel: fc.constant(parallel),
      places: fc.shuffledSubarray(places, { minLength: 1 }),
    });
  });

describe("reads that share lists", () => {
  it("give every object that was asked for, with no more requests than objects", async () => {
    const { emulator, client } = await withClient();
    await fc.assert(
      fc.asyncProperty(scenario, async ({ total, parallel, places }) => {
        emulator.reset();
        const ids = fill(emulator, total);
        const wanted = places.map((place) => ids[place] ?? "");
        expect(await readAll(withSharedReads(client), wanted, parallel)).toEqual(sorted(wanted));
        expect(emulator.requests.length).toBeLessThanOrEqual(wanted.length);
      }),
      { numRuns: 25 },
    );
  });

  it("take a request for each hundred of the account, and three more at most, in the order of a stack", async () => {
    const { emulator, client } = await withClient();
    await fc.assert(
      fc.asyncProperty(scenario, async ({ total, places }) => {
        emulator.reset();
        const ids = fill(emulator, total);
        const wanted = sorted(places.map((place) => ids[place] ?? ""));
        await readAll(withSharedReads(client), wanted, 8);
        expect(emulator.requests.length).toBeLessThanOrEqual(Math.ceil(total / 100) + 3);
      }),
      { numRuns: 25 },
    );
  });

  it("never take more than ten requests for ten integrations among five thousand", async () => {
    const { emulator, client } = await withClient();
    const ids = fill(emulator, 5_000);
    const wanted = ids.filter((_id, place) => place % 500 === 7);
    expect(await readAll(withSharedReads(client), wanted, 8)).toEqual(wanted);
    expect(emulator.requests.length).toBeLessThanOrEqual(10);
  });

  it("ask for the next list while rows of the last one still answer", async () => {
    const { emulator, client } = await withClient();
    const ids = fill(emulator, 200);
    const [asked, answer] = [createGate(), createGate()];
    const api = withSharedReads({
      ...client,
      page: async (kind, query) => {
        if (lists(emulator).length > 0) {
          asked.open();
          await answer.opened;
        }
        return client.page(kind, query);
      },
    });
    const first = readAll(api, ids.slice(0, 100), 8);
    await asked.opened;
    // The second list is on its way, and all of the first hundred are answered without it.
    expect(await first).toEqual(ids.slice(0, 100));
    expect(lists(emulator)).toHaveLength(1);
    answer.open();
    expect(await readAll(api, ids.slice(100), 8)).toEqual(ids.slice(100));
    expect(emulator.requests).toHaveLength(2);
  });

  it.each([
    ["a single object", (ids: string[]) => ids.slice(0, 1)],
    ["a prefix id", () => ["int_3haTPQmKUHDtHZ"]],
  ])("ask for %s alone", async (_what, choose) => {
    const { emulator, client } = await withClient();
    const [id = ""] = choose(fill(emulator, 5));
    await withSharedReads(client)
      .read("integrations", id)
      .catch(() => undefined);
    expect(paths(emulator)).toEqual([`/integrations/${id}`]);
  });

  it("are not troubled by objects that are made and deleted between two pages", async () => {
    const { emulator, client } = await withClient();
    const ids = fill(emulator, 350);
    const api = withSharedReads({
      ...client,
      page: async (kind, query) => {
        const page = await client.page(kind, query);
        const others = emulator.store.all("integrations").filter(({ id }) => ids.indexOf(id) % 2 === 1);
        for (const { id } of others.slice(0, 30)) emulator.store.remove("integrations", id);
        fill(emulator, 20);
        return page;
      },
    });
    const wanted = ids.filter((_id, place) => place % 2 === 0);
    expect(await readAll(api, wanted, 8)).toEqual(sorted(wanted));
    expect(lists(emulator)).toHaveLength(emulator.requests.length);
  });
});

describe("an object that the lists do not show", () => {
  it("is asked for alone before it counts as gone", async () => {
    const { emulator, client } = await withClient();
    const [first = "", gone = "", last = ""] = fill(emulator, 3);
    emulator.store.remove("integrations", gone);
    const api = withSharedReads(client);
    const reads = await Promise.allSettled([first, gone, last].map((id) => api.read("integrations", id)));
    expect(reads.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(reads[1]).toMatchObject({ reason: expect.any(NotFoundError) });
    expect(paths(emulator)).toEqual(["/integrations", `/integrations/${gone}`]);
  });

  it("is found if only the list lacks it", async () => {
    const { emulator, client } = await withClient();
    const ids = fill(emulator, 4);
    const api = withSharedReads({
      ...client,
      page: async (kind, query) => {
        const page = await client.page(kind, query);
        return { ...page, rows: page.rows.filter(({ id }) => id !== ids[2]) };
      },
    });
    expect(await readAll(api, ids, 4)).toEqual(ids);
    expect(paths(emulator)).toEqual(["/integrations", `/integrations/${ids[2]}`]);
  });
});

describe("an object that is asked for again", () => {
  it.each([
    ["had been waited for", 0],
    ["had been left over", 2],
  ])("is read anew, if its row in a list %s", async (_what, place) => {
    const { emulator, client } = await withClient();
    const ids = fill(emulator, 3);
    const id = ids[place] ?? "";
    const api = withSharedReads(client);
    await readAll(api, ids.slice(0, 2), 2);
    if (place === 2) await api.read("integrations", id);
    expect(paths(emulator)).toEqual(["/integrations"]);
    emulator.store.update("integrations", id, { name: "New name" });
    expect(await api.read("integrations", id)).toMatchObject({ name: "New name" });
    expect(paths(emulator).at(-1)).toBe(`/integrations/${id}`);
  });
});

describe("after a write", () => {
  const writes: [string, (api: ApiClient, id: string) => Promise<unknown>][] = [
    ["a create", async (api) => api.create("integrations", await newIntegration(api, "Datadog"))],
    ["an update", (api, id) => api.update("integrations", id, { urgency: "low" })],
    ["a delete", (api, id) => api.delete("integrations", id)],
    ["a write of another kind", (api) => api.delete("routers", unusedId).catch(() => undefined)],
  ];

  it.each(writes)("%s, nothing is used that was read before it", async (_what, write) => {
    const { emulator, client } = await withClient();
    const ids = fill(emulator, 20);
    const api = withSharedReads(client);
    await readAll(api, ids.slice(0, 2), 2);
    await write(api, ids[0] ?? "");
    emulator.store.update("integrations", ids[5] ?? "", { name: "New name" });
    expect(await api.read("integrations", ids[5] ?? "")).toMatchObject({ name: "New name" });
  });

  it("that has only begun, nothing is used that was read before it", async () => {
    const { emulator, client } = await withClient();
    const [first = "", second = "", third = ""] = fill(emulator, 3);
    const gate = createGate();
    const api = withSharedReads({
      ...client,
      update: () => gate.opened.then(() => Promise.reject(refused)),
    });
    await readAll(api, [first, second], 2);
    const write = api.update("integrations", first, { name: "New name" });
    emulator.store.update("integrations", third, { name: "New name" });
    expect(await api.read("integrations", third)).toMatchObject({ name: "New name" });
    gate.open();
    await expect(write).rejects.toBe(refused);
  });

  it("nothing is used that was read while it ran", async () => {
    const { emulator, client } = await withClient();
    const [first = "", second = "", third = ""] = fill(emulator, 3);
    const gate = createGate();
    const update: ApiClient["update"] = (...args) => gate.opened.then(() => client.update(...args));
    const api = withSharedReads({ ...client, update });
    const write = api.update("integrations", third, { name: "New name" });
    await readAll(api, [first, second], 2);
    gate.open();
    await write;
    expect(await api.read("integrations", third)).toMatchObject({ name: "New name" });
  });

  it("no page is used that was on its way when it began", async () => {
    const { emulator, client } = await withClient();
    const [first = "", second = "", third = ""] = fill(emulator, 3);
    const gate = createGate();
    const fetched = createGate();
    const page: ApiClient["page"] = async (...args) => {
      const rows = await client.page(...args);
      fetched.open();
      await gate.opened;
      return rows;
    };
    const api = withSharedReads({ ...client, page });
    const before = readAll(api, [first, second], 2);
    await fetched.opened;
    await api.update("integrations", third, { name: "New name" });
    const after = api.read("integrations", third);
    gate.open();
    expect(await after).toMatchObject({ name: "New name" });
    expect(await before).toEqual([first, second]);
  });

  it("every read shows at least what had been written when it began", async () => {
    const { emulator, client } = await withClient();
    const step = fc.record({
      place: fc.integer({ min: 0, max: 9 }),
      isWrite: fc.boolean(),
      /** Whether what follows is sent only when all that was sent before is done. */
      isAwaited: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 30 }), async (steps) => {
        emulator.reset();
        emulator.faults.add({ kind: "delay", method: "GET", delayMs: 2, times: null });
        const ids = fill(emulator, 10);
        const api = withSharedReads(client);
        /** By place, the number that the last finished write put into the name. */
        const written = new Map<number, number>();
        const isWriting = new Set<number>();
        const write = async (place: number, version: number) => {
          isWriting.add(place);
          await api.update("integrations", ids[place] ?? "", { name: String(version) });
          written.set(place, version);
          isWriting.delete(place);
        };
        const read = async (place: number) => {
          const atLeast = written.get(place) ?? 0;
          const { name } = await api.read("integrations", ids[place] ?? "");
          expect(name === "Integration" ? 0 : Number(name)).toBeGreaterThanOrEqual(atLeast);
        };
        const running: Promise<void>[] = [];
        for (const [number, { place, isWrite, isAwaited }] of steps.entries()) {
          // Two writes of one object at once may be carried out in either order.
          running.push(isWrite && !isWriting.has(place) ? write(place, 100 + number) : read(place));
          if (isAwaited) await Promise.all(running);
        }
        await Promise.all(running);
      }),
      { numRuns: 30 },
    );
  });
});

describe("a server that does otherwise than documented", () => {
  type Query = (query: ListQuery) => ListQuery;
  const without =
    (...names: string[]): Query =>
    (query) =>
      Object.fromEntries(Object.entries(query).filter(([name]) => !names.includes(name)));

  it.each<[string, Query]>([
    ["ignores filters", without("id", "ops")],
    ["ignores sorting", without("sort", "direction")],
    ["ignores both", without("id", "ops", "sort", "direction")],
  ])("and %s still gives every object, with no more requests than one by one", async (_what, change) => {
    const { emulator, client } = await withClient();
    const ids = fill(emulator, 320);
    const api = withSharedReads({ ...client, page: (kind, query) => client.page(kind, change(query)) });
    expect(await readAll(api, ids, 8)).toEqual(ids);
    expect(emulator.requests.length).toBeLessThanOrEqual(ids.length);
  });

  it("and refuses the list is asked for each object alone", async () => {
    const { emulator, client } = await withClient();
    const ids = fill(emulator, 12);
    emulator.faults.add({ kind: "answer", path: "/integrations", status: 400, times: null });
    expect(await readAll(withSharedReads(client), ids, 8)).toEqual(ids);
    expect(lists(emulator)).toHaveLength(1);
  });

  it("and has an object that cannot be parsed does no harm to the others", async () => {
    const { emulator, client } = await withClient();
    const ids = fill(emulator, 3);
    emulator.store.update("integrations", ids[1] ?? "", JSON.parse('{ "name": null }'));
    const api = withSharedReads(client);
    const reads = await Promise.allSettled(ids.map((id) => api.read("integrations", id)));
    expect(reads.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  });

  it("and does not answer fails all that wait", async () => {
    const { emulator, client } = await withClient();
    const ids = fill(emulator, 3);
    emulator.faults.add({ kind: "reset", times: null });
    const api = withSharedReads(client);
    const errors = await Promise.all(ids.map((id) => errorOf(api.read("integrations", id))));
    expect(errors.map((error) => error instanceof TransportError)).toEqual([true, true, true]);
  });
});
