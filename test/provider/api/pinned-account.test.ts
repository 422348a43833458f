// A client whose configuration names the account: nothing is sent with a key of another one.

import { describe, expect, it } from "vitest";
import type { ApiClient } from "../../../provider/src/api/api-client.ts";
import { ConfigError, NotFoundError, TransportError } from "../../../provider/src/common/errors.ts";
import {
  fillOtherAccount,
  keysOfTwoAccounts,
  otherAccount,
  ownAccount,
} from "../../helpers/other-account.ts";
import { withEmulator } from "../../helpers/with-emulator.ts";
import { errorOf, observedClient } from "./helpers.ts";

/** A client with this key, pinned to the demo account. */
async function withPinnedClient(apiKey: string) {
  const emulator = await withEmulator({ apiKeys: keysOfTwoAccounts });
  fillOtherAccount(emulator);
  const { client } = observedClient(emulator.url, apiKey, {}, ownAccount);
  const requests = () => emulator.requests.map(({ method, path }) => `${method} ${path}`);
  const id = emulator.store.all("teams", ownAccount)[0]?.id ?? "";
  return { client, emulator, requests, id };
}

const calls: [string, (client: ApiClient, id: string) => Promise<unknown>][] = [
  ["read", (client, id) => client.read("teams", id)],
  ["list", (client) => client.list("teams")],
  ["page", (client) => client.page("teams", {})],
  ["create", (client) => client.create("integrations", { name: "Checkout" })],
  ["update", (client, id) => client.update("teams", id, { name: "Renamed" })],
  ["delete", (client, id) => client.delete("teams", id)],
  ["accountId", (client) => client.accountId()],
];

describe("a key of another account than the configuration names", () => {
  it.each(calls)("%s sends nothing but the question whose key it is", async (_name, call) => {
    const { client, requests, id } = await withPinnedClient("other-key");
    const error = await errorOf(call(client, id));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error.message).toBe(
      `The API key belongs to the PagerTree account ${otherAccount}, but pagertree:accountId (or PAGERTREE_ACCOUNT_ID) names the account ${ownAccount}. Nothing was changed. Set a key of ${ownAccount} (pagertree:apiKey or PAGERTREE_API_KEY). If ${otherAccount} is meant, correct pagertree:accountId.`,
    );
    await errorOf(call(client, id));
    expect(requests()).toEqual(["GET /account_users"]);
  });

  it("is known by a team where it may see no users", async () => {
    const { client, emulator, requests } = await withPinnedClient("other-key");
    emulator.faults.add({ kind: "answer", status: 403, path: "/account_users" });
    const error = await errorOf(client.create("integrations", { name: "Checkout" }));
    expect(error.message).toContain(`The API key belongs to the PagerTree account ${otherAccount}`);
    expect(requests()).toEqual(["GET /account_users", "GET /teams"]);
  });
});

describe("a key of the account that the configuration names", () => {
  it("is asked for its account once, however much is sent at the same time", async () => {
    const { client, requests, id } = await withPinnedClient("own-key");
    await Promise.all([client.list("teams"), client.read("teams", id), client.accountId()]);
    await client.update("teams", id, { name: "Renamed" });
    expect(requests().toSorted()).toEqual([
      "GET /account_users",
      "GET /teams",
      `GET /teams/${id}`,
      `PUT /teams/${id}`,
    ]);
  });

  it("does where it may see no users, but a team", async () => {
    const { client, emulator, requests, id } = await withPinnedClient("own-key");
    emulator.faults.add({ kind: "answer", status: 403, path: "/account_users", times: null });
    await client.update("teams", id, { name: "Renamed" });
    await client.delete("teams", id);
    expect(requests()).toEqual([
      "GET /account_users",
      "GET /teams",
      `PUT /teams/${id}`,
      `DELETE /teams/${id}`,
    ]);
  });

  it("is asked again after PagerTree could not be reached", async () => {
    const { client, emulator, id } = await withPinnedClient("own-key");
    emulator.faults.add({ kind: "reset", path: "/account_users", times: 4 });
    expect(await errorOf(client.read("teams", id))).toBeInstanceOf(TransportError);
    expect(await client.read("teams", id)).toMatchObject({ id });
  });
});

describe("a key whose account cannot be found out", () => {
  it.each([403, 404])("changes nothing, and takes nothing for gone (%i)", async (status) => {
    const { client, emulator, requests, id } = await withPinnedClient("own-key");
    for (const path of ["/account_users", "/teams"]) {
      emulator.faults.add({ kind: "answer", status, path, times: null });
    }
    const error = await errorOf(client.delete("teams", id));
    expect(error).not.toBeInstanceOf(NotFoundError);
    expect(error.message).toContain(
      `names the PagerTree account ${ownAccount}, but the API key may see neither`,
    );
    expect(error.message).toContain(
      "Use the key of an admin of the account, or leave pagertree:accountId out.",
    );
    expect(requests()).toEqual(["GET /account_users", "GET /teams"]);
  });
});
