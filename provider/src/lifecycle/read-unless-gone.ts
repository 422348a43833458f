/** Tells an object that is gone from one that PagerTree does not show yet. */
import { NotFoundError } from "../errors.ts";
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
 * @param state - The properties as the stack last knew them, with `createdAt` if it knows when PagerTree made it.
 */
export async function readUnlessGone<Wire>(
  read: () => Promise<Wire>,
  state: { readonly createdAt?: unknown },
  context: Pick<ProviderContext, "wait">,
): Promise<Wire | undefined> {
  let age: number | undefined;
  for (;;) {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
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
