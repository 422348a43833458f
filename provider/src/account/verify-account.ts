/** Holds a stack to the account that its objects live in, so that a key of another account changes and forgets nothing. */
import { ConfigError } from "../common/errors.ts";
import type { Account } from "./account.ts";

/**
 * Makes sure that the API key is of the account that the stack's object was made in. Without it, each object of
 * the stack would look deleted, and the next `up` would make all of them again in the other account.
 *
 * @param state - The properties as the stack last knew them, with `accountId` if it knows the account.
 * @throws ConfigError if the key is of another account.
 */
export async function verifyAccount(state: object, context: Pick<Account, "accountId">): Promise<void> {
  const expected = "accountId" in state ? state.accountId : undefined;
  if (typeof expected !== "string") {
    return;
  }
  const actual = await context.accountId();
  if (actual !== undefined && actual !== expected) {
    throw new ConfigError(
      `The API key belongs to the PagerTree account ${actual}, but the stack's objects are in the account ${expected}.`,
      `Nothing was changed. Set a key of ${expected} (pagertree:apiKey or PAGERTREE_API_KEY), or use another stack for ${actual}.`,
    );
  }
}
