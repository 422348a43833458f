/** People who are to be paged, and cannot be as far as PagerTree's API tells. */
import { phonesOf } from "../api/phones.ts";
import { enumeration } from "../common/enumeration.ts";
import { isUnknown } from "../common/unknown.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import { nameOf } from "./titles.ts";

/**
 * Tells of people without a phone number: at the first sign-in PagerTree asks for one and verifies it
 * (https://pagertree.com/docs/users). Of each it is told once in a run.
 *
 * @param from - What the message calls the resource.
 */
export async function tellWithoutPhone(
  accountUserIds: readonly string[],
  from: string,
  context: ProviderContext,
): Promise<void> {
  const known = Array.isArray(accountUserIds) ? accountUserIds.filter((id) => !isUnknown(id)) : [];
  const names: string[] = [];
  for (const id of known) {
    const user = await context.ask(() => context.objects.find("accountUsers", id), undefined);
    if (
      user !== undefined &&
      phonesOf(user)?.length === 0 &&
      context.isFirst(`tell that ${id} has no phone`)
    ) {
      names.push(nameOf(user));
    }
  }
  if (names.length > 0) {
    const people = enumeration(names);
    context.tell(
      `warning: ${from}: ${people} ${names.length === 1 ? "has" : "have"} no phone number in PagerTree, or only blocked ones, so that no text message or call arrives; whether the mobile app is installed, PagerTree's API does not say`,
    );
  }
}
