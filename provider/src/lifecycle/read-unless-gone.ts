/** Tells an object that is gone from one that PagerTree does not show yet, or not to this API key. */
import { NotFoundError } from "../errors.ts";
import { verifyAccount } from "./account.ts";
import type { ProviderContext } from "./context.ts";

/** How long after a create "not found" does not have to mean that the object is gone, in milliseconds. */
const settlingTime = 5_000;
const pauseBetweenReads = 1_000;

/**
 * What `read` gives, or undefined if PagerTree does not have the object.
 *
 * PagerTree does not say that an object can be read as soon as it is made. To take a new one for gone would make
 * it a second time, so that for a few seconds it is looked for again.
 *
 * @param state - The properties as the stack last knew them, with `createdAt` if it knows when PagerTree made it,
 *   and `accountId` if it knows where.
 * @throws ConfigError if the API key is of another account.
 */
export async function readUnlessGone<Wire>(
  read: () => Promise<Wire>,
  state: { readonly createdAt?: unknown; readonly accountId?: unknown },
  context: Pick<ProviderContext, "wait" | "accountId">,
): Promise<Wire | undefined> {
  let age: number | undefined;
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
      // With a key of another account everything would look gone.
      await verifyAccount(state, context);
      // A clock that differs from PagerTree's must not make this wait for long.
      age ??= Math.abs(Date.now() - Date.parse(String(state.createdAt)));
      if (!(age < settlingTime)) {
        return undefined;
      }
      await context.wait(pauseBetweenReads);
      age += pauseBetweenReads;
    }
  }
}
