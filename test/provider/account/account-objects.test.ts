// What the account has, asked for by many: how few requests it takes, and that nothing old is the last word.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { EmulatorOptions } from "../../../emulator/src/index.ts";
import { AccountObjects } from "../../../provider/src/account/account-objects.ts";
import { createApiClient } from "../../../provider/src/api/client.ts";
import { demoAccount } from "../../helpers/demo-account.ts";
import { hastyClock } from "../../helpers/hasty-clock.ts";
import { noLimiter } from "../../helpers/no-limiter.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

const unknownId = "01J00000000000000000000000";
const unknownPrefixId = "tem_ODCWagoG9";

/** The objects of an account that has so many teams. */
async function withTeams(count: number, options: EmulatorOptions = {}) {
  const emulator = await withEmulator(options);
  const { platform } = demoAccount(emulator);
  while (emulator.store.all("teams").length < count) emulator.store.duplicate("teams", platform.id);
  const teams = emulator.store.all("teams");
  const client = createApiClient(
    { apiKey: emulator.apiKey, baseUrl: emulator.url },
    { clock: hastyClock(), limiter: noLimiter },
  );
  const waits: number[] = [];
  const ages = new Map<string, number>();
  const account = {
    api: client,
    wait: async (milliseconds: number) => void waits.push(milliseconds),
    accountId: async () => undefined,
    leastAge: (id: string) => ages.get(id) ?? 3_600_000,
  };
  const objects = new AccountObjects(account);
  account.api = objects.watched(client);
  return { emulator, objects, api: account.api, teams, platform, waits, ages };
}

describe("find", () => {
  it("knows the objects of an account of up to a hundred by one request", async () => {
    const { emulator, objects, teams } = await withTeams(100);
    for (const { id, prefix_id } of teams) {
      expect((await objects.find("teams", id.toLowerCase()))?.prefix_id).toBe(prefix_id);
      expect((await objects.find("teams", prefix_id))?.id).toBe(id);
    }
    expect(emulator.requests).toHaveLength(1);
  });

  it("does not read a long list for the sake of one object", async () => {
    const { emulator, objects, platform } = await withTeams(1_000);
    expect(await objects.find("teams", platform.id)).toMatchObject({ name: "Platform" });
    expect(emulator.requests).toHaveLength(2);
  });

  it("takes at most twice the pages of the list and a request, however many are looked for", async () => {
    const { emulator, teams } = await withTeams(230);
    const ids = fc.shuffledSubarray(
      teams.flatMap(({ id, prefix_id }) => [id, prefix_id]),
      { minLength: 1 },
    );
    await fc.assert(
      fc.asyncProperty(ids, fc.boolean(), async (wanted, areTogether) => {
        const before = emulator.requests.length;
        const fresh = new AccountObjects(accountOf(emulator));
        const find = async (id: string) => expect(await fresh.find("teams", id)).toBeDefined();
        if (areTogether) await Promise.all(wanted.map(find));
        else for (const id of wanted) await find(id);
        expect(emulator.requests.length - before).toBeLessThanOrEqual(2 * 3 + 1);
      }),
      { numRuns: 8 },
    );
  });

  it("asks for what the list does not show, once until the next write", async () => {
    const { emulator, objects, api, platform } = await withTeams(2);
    for (let run = 0; run < 3; run += 1) expect(await objects.find("teams", unknownId)).toBeUndefined();
    expect(emulator.requests.map(({ path }) => path)).toEqual(["/teams", `/teams/${unknownId}`]);
    await api.update("teams", platform.id, { notes: "x" });
    expect(await objects.find("teams", unknownId)).toBeUndefined();
    expect(emulator.requests.at(-1)).toMatchObject({ method: "GET", path: `/teams/${unknownId}` });
  });

  it("finds what others have made since the list was read", async () => {
    const { emulator, objects, platform } = await withTeams(2);
    await objects.find("teams", platform.id);
    const { id, prefix_id } = emulator.store.duplicate("teams", platform.id);
    expect(await objects.find("teams", id)).toMatchObject({ prefix_id });
    expect(await objects.find("teams", prefix_id)).toMatchObject({ id });
    expect(emulator.requests).toHaveLength(2);
  });

  it("knows what this run has made, changed and deleted without asking", async () => {
    const { emulator, objects, api, platform } = await withTeams(2);
    const members = platform.member_account_user_ids;
    const made = await api.create("teams", {
      name: "New",
      member_account_user_ids: members,
      admin_account_user_ids: members,
    });
    await api.update("teams", platform.id, { name: "Renamed" });
    const writes = emulator.requests.length;
    expect(await objects.find("teams", made.id)).toMatchObject({ name: "New" });
    expect(await objects.find("teams", platform.prefix_id)).toMatchObject({ name: "Renamed" });
    expect(emulator.requests).toHaveLength(writes);
    await api.delete("teams", made.id);
    expect(await objects.find("teams", made.prefix_id)).toBeUndefined();
  });

  it("waits for an object that may have been made a moment ago, and for no other", async () => {
    const { objects, waits, ages } = await withTeams(2);
    expect(await objects.find("teams", unknownId)).toBeUndefined();
    expect(waits).toEqual([]);
    ages.set("01J00000000000000000000001", 0);
    expect(await objects.find("teams", "01J00000000000000000000001")).toBeUndefined();
    expect(waits.length).toBeGreaterThan(3);
  });

  it("gives an object as the program declares it", async () => {
    const { objects, platform } = await withTeams(2);
    objects.declare(platform.id, { prefixId: platform.prefix_id }, () => ({ member_account_user_ids: [] }));
    expect(objects.isDeclared(platform.prefix_id)).toBe(true);
    expect(await objects.find("teams", platform.id)).toMatchObject({
      name: "Platform",
      member_account_user_ids: [],
    });
  });

  it("does not wait again for a PagerTree that was out of reach, save for what is needed", async () => {
    const { emulator, objects, platform } = await withTeams(2);
    emulator.faults.add({ kind: "answer", status: 403, times: 1 });
    await expect(objects.find("teams", platform.id)).rejects.toThrow("403");
    await expect(objects.find("teams", platform.id)).rejects.toThrow("403");
    expect(emulator.requests).toHaveLength(1);
    expect(await objects.find("teams", platform.prefix_id, true)).toMatchObject({ id: platform.id });
  });

  it("looks through the list for a prefix id that PagerTree does not take in a path", async () => {
    const { emulator, objects, platform } = await withTeams(150);
    emulator.faults.add({ kind: "answer", status: 404, path: `/teams/${platform.prefix_id}`, times: null });
    expect(await objects.find("teams", platform.prefix_id)).toMatchObject({ id: platform.id });
    expect(await objects.find("teams", unknownPrefixId)).toBeUndefined();
  });
});

describe("all", () => {
  it("reads a list once, and again after a write; what this run deletes is gone from it", async () => {
    const { emulator, objects, api, teams, platform } = await withTeams(150);
    const names = async () => (await objects.all("teams")).map(({ id }) => id).sort();
    expect(await names()).toEqual(teams.map(({ id }) => id).sort());
    await api.delete("teams", platform.id);
    expect(await names()).toHaveLength(149);
    expect(emulator.requests.filter(({ method }) => method === "GET")).toHaveLength(2);
    await api.update("teams", teams[1]?.id ?? "", { notes: "x" });
    expect(await names()).toHaveLength(149);
    expect(emulator.requests.filter(({ method }) => method === "GET")).toHaveLength(4);
  });
});

function accountOf({ apiKey, url }: { apiKey: string; url: string }) {
  const api = createApiClient({ apiKey, baseUrl: url }, { clock: hastyClock(), limiter: noLimiter });
  return { api, wait: async () => {}, accountId: async () => undefined, leastAge: () => 0 };
}
