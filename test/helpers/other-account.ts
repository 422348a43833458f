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

/** Puts a team into the other account that has the name of one of the demo account; gives its id there. */
export function addTeamToOtherAccount({ store }: Emulator): string {
  return store.insert("teams", otherAccount, first(store.all("teams", ownAccount))).id;
}

function first<Row>([row]: readonly Row[]): Row {
  if (row === undefined) throw new Error("The demo account has none.");
  return row;
}
