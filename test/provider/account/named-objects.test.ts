// What it costs to know the objects of a name before something is made, and what is known of a list that misbehaves.

import { range } from "es-toolkit";
import { describe, expect, it } from "vitest";
import { NamedObjects } from "../../../provider/src/account/named-objects.ts";
import { createApiClient } from "../../../provider/src/api/client.ts";
import { createIntegration } from "../../helpers/demo-account.ts";
import { hastyClock } from "../../helpers/hasty-clock.ts";
import { noLimiter } from "../../helpers/no-limiter.ts";
import { providersFor } from "../../helpers/resource-providers.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

/** An account with so many integrations, each of a name of its own, and what a run knows of it. */
async function withAccount(size: number) {
  const emulator = await withEmulator();
  const { store } = emulator;
  if (size > 0) {
    const { id } = await createIntegration(emulator, "Datadog", { name: "Number 0" });
    for (const number of range(1, size)) {
      store.update("integrations", store.duplicate("integrations", id).id, { name: `Number ${number}` });
    }
  }
  const since = emulator.requests.length;
  const config = { apiKey: emulator.apiKey, baseUrl: emulator.url };
  const api = createApiClient(config, { clock: hastyClock(), limiter: noLimiter });
  const [team] = store.all("teams");
  return {
    emulator,
    objects: new NamedObjects(() => api, "integrations"),
    gets: () =>
      emulator.requests
        .slice(since)
        .filter(({ method, path }) => method === "GET" && path === "/integrations").length,
    names: () => store.all("integrations").map(({ name }) => name),
    up(name: string, run: ReturnType<typeof providersFor>) {
      return run.integration.up({ name, type: "datadog", teamIds: [team?.id] });
    },
    run: () => providersFor(config),
  };
}

describe("the requests before creates", () => {
  it("are one for a whole run in a small account", async () => {
    const { up, run, gets, names } = await withAccount(99);
    const provider = run();
    await Promise.all(range(50).map((number) => up(`New ${number}`, provider)));
    expect(names()).toHaveLength(149);
    expect(gets()).toBe(1);
  });

  it("are two for one create in a large account", async () => {
    const { up, run, gets } = await withAccount(5_000);
    await up("New", run());
    expect(gets()).toBe(2);
  });

  it("are never more than twice the pages of the list, and one", async () => {
    const { objects, gets } = await withAccount(1_000);
    for (const number of range(60)) {
      await objects.known(`New ${number}`);
      expect(gets()).toBeLessThanOrEqual(1 + Math.min(number + 1, 10) + (number < 10 ? 0 : 10));
    }
    expect(gets()).toBe(21);
  });

  it("are no more where they come at once", async () => {
    const { objects, gets } = await withAccount(1_000);
    await Promise.all(range(60).map((number) => objects.known(`New ${number}`)));
    expect(gets()).toBe(21);
  });
});

describe("what is known", () => {
  it.each([3, 250])("is every object of the name, and no other, among %i", async (size) => {
    const { emulator, objects } = await withAccount(size);
    const { store } = emulator;
    const [one] = store.all("integrations").filter(({ name }) => name === "Number 1");
    const other = store.duplicate("integrations", one?.id ?? "");
    for (const number of range(12)) await objects.known(`New ${number}`);
    const ids = (await objects.known("Number 1")).map(({ id }) => id);
    expect(ids.toSorted()).toEqual([one?.id, other.id].toSorted());
    const names = (await objects.look("Number 1")).map(({ name }) => name);
    expect(names).toEqual(["Number 1", "Number 1"]);
  });

  it("is told from a look, which shows what has come since", async () => {
    const { emulator, objects } = await withAccount(3);
    expect(await objects.known("Late")).toEqual([]);
    await createIntegration(emulator, "Datadog", { name: "Late" });
    expect(await objects.known("Late")).toEqual([]);
    expect(await objects.look("Late")).toMatchObject([{ name: "Late" }]);
    expect(await objects.lookThroughAll("Late")).toMatchObject([{ name: "Late" }]);
  });

  it("finds the objects of a name of which there are more than a hundred", async () => {
    const { emulator, objects } = await withAccount(3);
    const [one] = emulator.store.all("integrations");
    for (const _ of range(120)) emulator.store.duplicate("integrations", one?.id ?? "");
    expect(await objects.look("Number 0")).toHaveLength(121);
  });

  it("shares a look through all among those who ask before it begins, and with none who ask later", async () => {
    const { objects, gets } = await withAccount(3);
    const first = objects.lookThroughAll("Number 1");
    await Promise.all([...range(5).map(() => objects.lookThroughAll("Number 2")), first]);
    expect(gets()).toBeLessThanOrEqual(2);
    await objects.lookThroughAll("Number 1");
    expect(gets()).toBeLessThanOrEqual(3);
  });
});

describe("a list that is not as documented", () => {
  const idOf = (number: number) => `01GDBEYARHS4W4QM6X370Z5TM${number}`;
  const row = (number: number) => ({
    ...{ id: idOf(number), prefix_id: `int_${number}`, tiny_id: number, account_id: idOf(9) },
    ...{ created_at: "2026-01-31T12:00:00.000Z", updated_at: "2026-01-31T12:00:00.000Z", enabled: true },
    ...{ name: `Number ${number}`, integration_type: { id: idOf(8) } },
  });

  /** A server that answers every list with these rows, whatever it is asked for. */
  async function withList(body: object) {
    const { emulator, objects, gets } = await withAccount(0);
    emulator.faults.add({ kind: "answer", status: 200, body, times: null, method: "GET" });
    return { objects, gets };
  }

  it("that ignores the filter is read whole", async () => {
    const { objects } = await withList({ data: range(3).map(row), has_more: true, total_count: 3 });
    expect(await objects.look("Number 1")).toMatchObject([{ id: idOf(1) }]);
    for (const _ of range(3)) expect(await objects.known("Number 1")).toMatchObject([{ id: idOf(1) }]);
  });

  it.each([0, 1, 7, null])("that counts %s objects shows all the same what there is", async (total) => {
    const { objects, gets } = await withList({ data: range(3).map(row), total_count: total });
    for (const _ of range(3)) expect(await objects.known("Number 1")).toMatchObject([{ id: idOf(1) }]);
    expect(gets()).toBeLessThan(20);
  });

  it("that has a row of somebody's which cannot be parsed is no hindrance to a create, but no proof either", async () => {
    const { objects } = await withList({ data: [...range(3).map(row), { id: 5 }], total_count: 4 });
    for (const _ of range(3)) expect(await objects.known("Number 1")).toMatchObject([{ id: idOf(1) }]);
    await expect(objects.lookThroughAll("Number 1")).rejects.toThrow("not as documented");
  });
});
