// A key of another account: noticed before anything is written or forgotten.

import { describe, expect, it } from "vitest";
import {
  addUserToOtherAccount,
  fillOtherAccount,
  keysOfTwoAccounts,
  otherAccount,
  ownAccount,
} from "../../helpers/other-account.ts";
import { providerFor } from "../../helpers/resource-providers.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";

/** An integration made with one key, and the provider of a later run with a key of another account. */
async function withWrongKey() {
  const emulator = await withEmulator({ apiKeys: keysOfTwoAccounts });
  const makeProvider = (apiKey: string) => providerFor({ apiKey, baseUrl: emulator.url });
  const [team] = emulator.store.all("teams");
  addUserToOtherAccount(emulator);
  const made = await makeProvider("own-key").up({ name: "Checkout", type: "datadog", teamIds: [team?.id] });
  const since = emulator.requests.length;
  return {
    emulator,
    made,
    wrong: makeProvider("other-key"),
    right: makeProvider("own-key"),
    requests: () => emulator.requests.slice(since).map(({ method }) => method),
  };
}

const refusal = `The API key belongs to the PagerTree account ${otherAccount}, but the stack's objects are in the account ${ownAccount}.`;

describe("a key of another account", () => {
  it("does not make an object look deleted when it is read", async () => {
    const { wrong, made, requests } = await withWrongKey();
    await expect(wrong.read(made.id, made.outputs)).rejects.toThrow(refusal);
    expect(requests()).toEqual(["GET", "GET"]);
  });

  it("is noticed by the diff, so that a preview fails before `up` writes", async () => {
    const { wrong, made, requests } = await withWrongKey();
    await expect(wrong.diff(made.outputs, made.inputs)).rejects.toThrow(refusal);
    expect(requests()).toEqual(["GET"]);
  });

  it.each([
    ["update", "changes nothing"],
    ["delete", "does not take the object for deleted"],
  ] as const)("is noticed by %s, which %s", async (operation, _effect) => {
    const { wrong, made, requests, emulator } = await withWrongKey();
    const run =
      operation === "delete" ? wrong.delete(made) : wrong.update(made, { ...made.inputs, name: "Renamed" });
    await expect(run).rejects.toThrow(refusal);
    expect(requests()).toEqual(["GET"]);
    expect(emulator.store.find("integrations", made.id)?.name).toBe("Checkout");
  });

  it("is asked for its account once a run", async () => {
    const { right, made, requests } = await withWrongKey();
    await Promise.all([right.diff(made.outputs, made.inputs), right.diff(made.outputs, made.inputs)]);
    await right.diff(made.outputs, made.inputs);
    // The other page holds the teams, where the integration's destination is.
    expect(requests()).toEqual(["GET", "GET"]);
  });

  it("is not asked for its account where an answer has named it already", async () => {
    const { right, made, requests } = await withWrongKey();
    await right.read(made.id, made.outputs);
    await right.diff(made.outputs, made.inputs, made.id);
    expect(requests()).toEqual(["GET"]);
  });
});

describe("a key whose account cannot be found out", () => {
  it("is taken for the right one where its user may see no users", async () => {
    const { right, made, emulator } = await withWrongKey();
    emulator.faults.add({ kind: "answer", status: 403, path: "/account_users" });
    expect(await right.diff(made.outputs, made.inputs)).toMatchObject({ changes: false });
  });

  it("does not keep a preview from showing differences", async () => {
    const { right, made, emulator } = await withWrongKey();
    emulator.faults.add({ kind: "answer", status: 503, path: "/account_users", times: 10 });
    expect(await right.diff(made.outputs, made.inputs)).toMatchObject({ changes: false });
  });

  it("deletes nothing", async () => {
    const { right, made, emulator } = await withWrongKey();
    emulator.faults.add({ kind: "answer", status: 503, path: "/account_users", times: 10 });
    await expect(right.delete(made)).rejects.toThrow("find the API key's account");
    expect(emulator.store.find("integrations", made.id)?.name).toBe("Checkout");
  });
});

describe("a key of another account than the configuration names", () => {
  /** What could be made with the key of the other account, by a provider whose configuration names the own one. */
  async function withPin() {
    const emulator = await withEmulator({ apiKeys: keysOfTwoAccounts });
    const inputs = { name: "Checkout", type: "datadog", teamIds: [fillOtherAccount(emulator)] };
    const config = { apiKey: "other-key", baseUrl: emulator.url };
    return {
      emulator,
      inputs,
      pinned: providerFor({ ...config, accountId: ownAccount }),
      unpinned: providerFor(config),
    };
  }

  const pinRefusal = `The API key belongs to the PagerTree account ${otherAccount}, but pagertree:accountId (or PAGERTREE_ACCOUNT_ID) names the account ${ownAccount}.`;

  it("makes nothing, although there is no object in the state to compare with", async () => {
    const { emulator, inputs, pinned, unpinned } = await withPin();
    const declared = await unpinned.checked(inputs);
    const since = emulator.requests.length;
    await expect(pinned.create(declared)).rejects.toThrow(pinRefusal);
    expect(emulator.requests.slice(since).map(({ path }) => path)).toEqual(["/account_users"]);
    expect(await unpinned.create(declared)).toMatchObject({ id: expect.any(String) });
  });

  it("adopts, reads, changes and deletes nothing", async () => {
    const { emulator, inputs, pinned, unpinned } = await withPin();
    const made = await unpinned.up(inputs);
    const before = emulator.store.snapshot();
    const since = emulator.requests.length;
    const runs = [
      () => pinned.create({ ...made.inputs, name: "Renamed", adopt: made.id }),
      () => pinned.read(made.id, made.outputs),
      () => pinned.update(made, { ...made.inputs, name: "Renamed" }),
      () => pinned.delete(made),
    ];
    for (const run of runs) {
      await expect(run()).rejects.toThrow("The API key belongs to the PagerTree account");
    }
    expect(emulator.requests.slice(since).map(({ path }) => path)).toEqual(["/account_users"]);
    expect(emulator.store.snapshot()).toEqual(before);
  });

  it("does not pass a preview, of a new resource or of one in the state", async () => {
    const { inputs, pinned, unpinned } = await withPin();
    await expect(pinned.check(inputs)).rejects.toThrow(pinRefusal);
    const made = await unpinned.up(inputs);
    await expect(pinned.diff(made.outputs, { ...made.inputs, name: "Renamed" })).rejects.toThrow(
      "The API key belongs to the PagerTree account",
    );
  });

  it("does not keep a preview from passing where PagerTree cannot be reached", async () => {
    const { emulator, inputs, pinned } = await withPin();
    emulator.faults.add({ kind: "answer", status: 503, times: null });
    expect(await pinned.check(inputs)).toMatchObject({ failures: [] });
  });
});
