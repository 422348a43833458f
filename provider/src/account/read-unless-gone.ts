/** Tells an object that is gone from one that PagerTree does not show yet, or not to this API key. */
import { NotFoundError } from "../common/errors.ts";
import type { Account } from "./account.ts";
import { verifyAccount } from "./verify-account.ts";

/** How long after a create "not found" does not have to mean that the object is gone, in milliseconds. */
const settlingTime = 5_000;
const shortestPause = 500;

/**
 * What `read` gives, or undefined if PagerTree does not have the object.
 *
 * PagerTree does not say that an object can be read as soon as it is made, and to take a new one for gone would make
 * it a second time. So it is looked for until it is older than any delay. Its age comes from this run alone, since
 * this computer's clock need not agree with PagerTree's: what is not known to be made in this run is as old as the
 * run at least. All that is gone is therefore waited for at the same time, at the beginning of a run.
 *
 * @param leastAge - For how many milliseconds the object has existed, at least.
 * @param state - The properties as the stack last knew them, with `accountId` if it knows where the object is.
 * @throws ConfigError if the API key is of another account.
 */
export async function readUnlessGone<Wire>(
  read: () => Promise<Wire>,
  leastAge: number,
  state: object,
  context: Pick<Account, "wait" | "accountId">,
): Promise<Wire | undefined> {
  let age = leastAge;
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
      // With a key of another account everything would look gone.
      await verifyAccount(state, context);
      if (age >= settlingTime) {
        return undefined;
      }
      const pause = Math.min(Math.max(age, shortestPause), settlingTime - age);
      await context.wait(pause);
      age += pause;
    }
  }
}
