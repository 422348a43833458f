// A second account on an emulator, with a user as every account has one, and a key of its own.

import { accountIdOf } from "../../emulator/src/accounts.ts";
import type { ApiKeyOptions, Emulator } from "../../emulator/src/index.ts";

const LABEL = "other";

/** The key of the demo account, and the key of the other one. */
export const keysOfTwoAccounts: readonly ApiKeyOptions[] = [
  { key: "own-key" },
  { key: "other-key", account: LABEL },
];

export const ownAccount = accountIdOf("demo");
export const otherAccount = accountIdOf(LABEL);

/** Puts the user into the other account. */
export function addUserToOtherAccount({ store }: Emulator): void {
  store.insert("account_users", otherAccount, first(store.all("account_users", ownAccount)));
}

/** The same, and a team that has the name of one of the demo account. Gives the id of that team. */
export function fillOtherAccount(emulator: Emulator): string {
  addUserToOtherAccount(emulator);
  const { store } = emulator;
  return store.insert("teams", otherAccount, first(store.all("teams", ownAccount))).id;
}

function first<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new Error("The demo account has none.");
  return row;
}
