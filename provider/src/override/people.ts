/** The people of an override, as messages name them. */
import { nameOf } from "../destinations/titles.ts";
import type { ProviderContext } from "../lifecycle/context.ts";

/**
 * The names of account users.
 *
 * @param ids - ULIDs or prefix ids.
 * @returns One for each of them; undefined where the account has none, or PagerTree cannot be asked.
 */
export function namesOf(
  ids: readonly string[],
  context: ProviderContext,
): Promise<readonly (string | undefined)[]> {
  return Promise.all(
    ids.map(async (id) => {
      const user = await context.ask(() => context.objects.find("accountUsers", id), undefined);
      return user && nameOf(user);
    }),
  );
}
