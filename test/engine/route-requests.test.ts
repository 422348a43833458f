// How many requests the checks of a large stack take, in the provider's own process, called one check after another as
// the engine does.

import { expect, it, onTestFinished, vi } from "vitest";
import type { Emulator } from "../../emulator/src/index.ts";
import type { Properties } from "../../storm/declaration.ts";
import { ProviderHost } from "../../storm/provider-process.ts";
import { demoAccount } from "../helpers/demo-account.ts";
import { withEmulator } from "../helpers/with-emulator.ts";

vi.setConfig({ testTimeout: 120_000 });

/** An account of 60 teams, 20 routers that send to them by rules, and 250 people. */
async function largeAccount(): Promise<Emulator> {
  const emulator = await withEmulator();
  const { store } = emulator;
  const { platform, mainRouter, ada } = demoAccount(emulator);
  while (store.all("teams").length < 60) store.duplicate("teams", platform.id);
  while (store.all("account_users").length < 250) store.duplicate("account_users", ada.id);
  const receivers = store.all("teams").map(({ prefix_id }) => prefix_id);
  while (store.all("routers").length < 20) {
    const { id } = store.duplicate("routers", mainRouter.id);
    const actions = [{ type: "assign", receiver: receivers.slice(store.all("routers").length) }];
    store.update("routers", id, { rules: JSON.stringify({ rules: [{ match: { always: true }, actions }] }) });
  }
  return emulator;
}

it("the checks of 300 integrations make at most 14 requests", async () => {
  const emulator = await largeAccount();
  const { store } = emulator;
  const host = new ProviderHost();
  onTestFinished(() => host.close());
  const provider = await host.begin({
    "pagertree:apiKey": emulator.apiKey,
    "pagertree:baseUrl": emulator.url,
  });
  const [teams, routers, people] = [store.all("teams"), store.all("routers"), store.all("account_users")];
  const nth = (rows: readonly { id: string }[], number: number) => rows[number % rows.length]?.id ?? "";
  const declared = (number: number): Properties => ({
    name: `Number ${number}`,
    type: "datadog",
    teamIds: [nth(teams, number), nth(teams, number * 7)],
    routerIds: [nth(routers, number)],
    accountUserIds: [nth(people, number)],
  });

  for (let number = 0; number < 300; number += 1) {
    expect(await provider.check("Integration", {}, declared(number))).toMatchObject({
      name: `Number ${number}`,
    });
  }

  expect(new Set(emulator.requests.map(({ method }) => method))).toEqual(new Set(["GET"]));
  expect(emulator.requests.length).toBeLessThanOrEqual(14);
});
