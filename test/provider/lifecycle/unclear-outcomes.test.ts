// Outcomes that take more than one look: objects that show late, lists that fail, answers that name another object,
// and "not found" about something else than the object itself.

import { describe, expect, it } from "vitest";
import type { EmulatorOptions } from "../../../emulator/src/index.ts";
import { providersFor } from "../../helpers/resource-providers.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

/** An emulator whose time passes as the provider waits, and arguments of an integration. */
async function withTime(options: EmulatorOptions = {}) {
  let now = Date.parse("2026-01-02T03:04:05Z");
  const emulator = await withEmulator({ clock: () => now, ...options });
  now += 3_600_000;
  const duringWaits: ((waited: number) => void)[] = [];
  let waited = 0;
  const config = { apiKey: emulator.apiKey, baseUrl: emulator.url };
  const wait = async (milliseconds: number) => {
    now += milliseconds;
    waited += milliseconds;
    for (const act of duringWaits) act(waited);
  };
  const [team] = emulator.store.all("teams");
  return {
    emulator,
    ...providersFor(config, wait).integration,
    declared: { name: "Checkout", type: "datadog", teamIds: [team?.id] },
    duringWaits,
    waited: () => waited,
    ids: () => emulator.store.all("integrations").map(({ id }) => id),
    posts: () => emulator.requests.filter(({ method }) => method === "POST").length,
  };
}

const lost = { kind: "answer", status: 502, method: "POST", afterCommit: true } as const;

describe("a create whose answer was lost", () => {
  it.each([300, 3_000, 4_900])("is found where the object shows only after %i ms", async (readLagMs) => {
    const { emulator, up, declared, ids, posts } = await withTime({ switches: { readLagMs } });
    emulator.faults.add(lost);
    const { id } = await up(declared);
    expect(ids()).toEqual([id]);
    expect(posts()).toBe(1);
  });

  it("is found although lists fail on the way", async () => {
    const { emulator, up, declared, ids, posts } = await withTime();
    emulator.faults.add(lost);
    emulator.faults.add({
      kind: "answer",
      status: 500,
      path: "/integrations",
      method: "GET",
      skip: 1,
      times: 9,
    });
    const { id } = await up(declared);
    expect(ids()).toEqual([id]);
    expect(posts()).toBe(1);
  });

  it("stops the run where no list can be had, and is not sent again", async () => {
    const { emulator, up, declared, ids, posts } = await withTime();
    emulator.faults.add(lost);
    const lists = { kind: "answer", status: 503, path: "/integrations", method: "GET", skip: 1 } as const;
    emulator.faults.add({ ...lists, times: null });
    await expect(up(declared)).rejects.toThrow(
      /It is not known whether PagerTree made it\. So it was not sent again/,
    );
    expect([ids().length, posts()]).toEqual([1, 1]);
  });

  it("stops the run when the time of the operation is over, and says what may exist", async () => {
    const { emulator, declared, posts } = await withTime();
    const config = { apiKey: emulator.apiKey, baseUrl: emulator.url, timeoutSeconds: 2 };
    const { up } = providersFor(config).integration;
    emulator.faults.add({ ...lost, afterCommit: false });
    const lists = emulator.requests.length;
    await expect(up(declared)).rejects.toThrow(
      /^create integration "Checkout": PagerTree answered 502 .* Then: look for integration "Checkout": not done within the 2 s .* It is not known whether PagerTree made it\. So it was not sent again/,
    );
    expect(posts()).toBe(1);
    expect(emulator.requests.length - lists).toBeLessThan(10);
  });

  it("is told of each that may exist, also where another was told of before", async () => {
    const { emulator, up, declared } = await withTime();
    emulator.faults.add({ ...lost, times: null });
    const lists = { kind: "answer", status: 503, path: "/integrations", method: "GET", skip: 1 } as const;
    emulator.faults.add({ ...lists, times: null });
    const messages = await Promise.all(
      ["a", "b"].map((name) => up({ ...declared, name }).catch(({ message }: Error) => message)),
    );
    for (const message of messages) expect(message).toContain("It is not known whether PagerTree made it.");
  });

  it("stops the run at once where the key has expired meanwhile", async () => {
    const { emulator, up, declared, posts } = await withTime();
    emulator.faults.add({
      kind: "answer",
      status: 401,
      path: "/integrations",
      method: "GET",
      skip: 1,
      times: null,
    });
    emulator.faults.add(lost);
    await expect(up(declared)).rejects.toThrow("401 Unauthorized");
    expect(posts()).toBe(1);
    expect(emulator.requests.filter(({ status }) => status === 401)).toHaveLength(1);
  });

  it("takes no object that another resource has, or that was there before", async () => {
    const { emulator, up, declared, ids, posts } = await withTime();
    const before = await up(declared);
    emulator.faults.add({ ...lost, afterCommit: false });
    const held = await up({ ...declared, allowDuplicate: true });
    expect(ids().toSorted()).toEqual([before.id, held.id].toSorted());
    expect(posts()).toBe(3);
  });

  it("names the objects where two could be it", async () => {
    const { emulator, up, declared, duringWaits } = await withTime({ switches: { readLagMs: 400 } });
    const other = await up({ ...declared, name: "Other" });
    emulator.faults.add(lost);
    let isDone = false;
    duringWaits.push(() => {
      if (isDone) return;
      isDone = true;
      const twin = emulator.store.duplicate("integrations", other.id);
      emulator.store.update("integrations", twin.id, { name: "Checkout" });
    });
    const failed = up(declared);
    await expect(failed).rejects.toThrow(/it is not certain which object it made\. New in PagerTree: /);
    const named = emulator.store.all("integrations").filter(({ name }) => name === "Checkout");
    for (const { prefix_id } of named) await expect(failed).rejects.toThrow(prefix_id);
  });

  it("names a new object of the name that is not quite as declared, and makes no second one", async () => {
    const { emulator, up, declared, duringWaits, posts } = await withTime();
    emulator.faults.add({ ...lost, afterCommit: false });
    const other = await up({ ...declared, name: "Other" }).catch(() => undefined);
    emulator.faults.add({ ...lost, afterCommit: false });
    duringWaits.push((waited) => {
      if (waited > 1 && emulator.store.all("integrations").length === 1) {
        const cast = emulator.store.duplicate("integrations", other?.id ?? "");
        emulator.store.update("integrations", cast.id, { name: "Checkout", urgency: "low" });
      }
    });
    await expect(up(declared)).rejects.toThrow("it is not certain which object it made");
    expect(emulator.store.all("integrations").filter(({ name }) => name === "Checkout")).toHaveLength(1);
    expect(posts()).toBe(3);
  });

  it("does not hand on the id of an object that was there before, if an answer names it", async () => {
    const { emulator, up, create, checked, declared } = await withTime();
    const before = await up(declared);
    const inputs = await checked({ ...declared, allowDuplicate: true });
    const body = { id: before.id, name: 5 };
    emulator.faults.add({ kind: "answer", status: 201, body, method: "POST" });
    const error: unknown = await create(inputs).catch((thrown: unknown) => thrown);
    expect(error).toHaveProperty("name", "OwnershipError");
    expect(error).not.toHaveProperty("id");
  });
});

describe("an update", () => {
  it("of an object that somebody deleted says so, and what to do", async () => {
    const { emulator, up, update, checked, declared } = await withTime();
    const held = await up(declared);
    emulator.store.remove("integrations", held.id);
    const news = await checked({ ...declared, name: "Payment" }, held.inputs);
    await expect(update(held, news)).rejects.toThrow(/deleted outside of this stack: run `pulumi refresh`/);
    // What to do is said once in a run.
    await expect(update(held, held.inputs)).rejects.toThrow("404 Not Found");
  });

  it("that names a team which is not there does not take the integration for gone", async () => {
    const { emulator, up, update, checked, declared } = await withTime();
    const held = await up(declared);
    const [, other] = emulator.store.all("teams");
    const news = await checked({ ...declared, teamIds: [other?.id] }, held.inputs);
    emulator.store.remove("teams", other?.id ?? "");
    const failed = update(held, news);
    await expect(failed).rejects.toThrow("404 Not Found");
    await expect(failed).rejects.toThrow(
      "The object itself still exists. Something that teamIds names may have been deleted in PagerTree",
    );
    expect(emulator.store.find("integrations", held.id)?.team_ids).toEqual(declared.teamIds);
  });

  it("whose answer is lost, of a secret that PagerTree hides, is not taken for done", async () => {
    const { emulator, up, update, checked, declared } = await withTime({
      switches: { secretsOnRead: "masked" },
    });
    const webhook = { ...declared, type: "outgoing-webhook" };
    const held = await up({ ...webhook, options: { webhookUrl: "https://example.com/one" } });
    const news = await checked(
      { ...webhook, options: { webhookUrl: "https://example.com/two" } },
      held.inputs,
    );
    emulator.faults.add({ kind: "answer", status: 503, method: "PUT", times: null });
    await expect(update(held, news)).rejects.toThrow("503");
  });

  it.each([300, 4_000])(
    "that changes nothing finds an object that shows only after %i ms",
    async (readLagMs) => {
      const { up, update, declared } = await withTime({ switches: { readLagMs } });
      const held = await up(declared);
      expect(await update(held, held.inputs)).toMatchObject({ id: held.id });
    },
  );
});

describe("a deletion", () => {
  it("of an object that somebody deleted is done", async () => {
    const { emulator, up, delete: remove, declared, ids } = await withTime();
    const held = await up(declared);
    emulator.store.remove("integrations", held.id);
    await remove(held);
    expect(ids()).toEqual([]);
  });

  it("that fails is not done because the new object does not show yet", async () => {
    const {
      emulator,
      up,
      delete: remove,
      declared,
      ids,
    } = await withTime({ switches: { readLagMs: 4_000 } });
    const held = await up(declared);
    emulator.faults.add({ kind: "answer", status: 503, method: "DELETE", times: null });
    await expect(remove(held)).rejects.toThrow("503");
    expect(ids()).toEqual([held.id]);
  });
});

it("three hundred objects that are gone are waited for together, not one after another", async () => {
  const { emulator, up, read, declared, waited } = await withTime();
  const { store } = emulator;
  const { id, outputs } = await up(declared);
  const gone = Array.from({ length: 300 }, () => store.duplicate("integrations", id).id);
  for (const one of gone) store.remove("integrations", one);
  const requests = emulator.requests.length;
  for (const one of gone) expect(await read(one, outputs)).toBeUndefined();
  expect(emulator.requests.length - requests).toBeLessThanOrEqual(gone.length + 5);
  expect(waited()).toBeLessThanOrEqual(5_000);
});
