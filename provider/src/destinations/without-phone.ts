/** People who are to be paged, and cannot be as far as PagerTree's API tells. */
import { phonesOf } from "../api/phones.ts";
import { enumeration } from "../common/enumeration.ts";
import { isUnknown } from "../common/unknown.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import { askFor } from "./routes.ts";
import { nameOf } from "./titles.ts";

/**
 * Tells of people without a phone number: at the first sign-in PagerTree asks for one and verifies it
 * (https://pagertree.com/docs/users). Of each it is told once in a run.
 *
 * @param accountUserIds - ULIDs or prefix ids.
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
    const user = await askFor(() => context.objects.find("accountUsers", id), context);
    if (
      user !== undefined &&
      user !== "not asked" &&
      phonesOf(user)?.length === 0 &&
      context.isFirst(`tell that ${user.id} has no phone`)
    ) {
      names.push(nameOf(user));
    }
  }
  if (names.length > 0) {
    context.tell(`warning: ${from}: ${withoutPhone(names)}`);
  }
}

/** What is to be said of people without a phone number, at least one. */
export function withoutPhone(names: readonly string[]): string {
  const verb = names.length === 1 ? "has" : "have";
  return `${enumeration(names)} ${verb} no phone number in PagerTree, or only blocked ones, so that no text message or call arrives; whether the mobile app is installed, PagerTree's API does not say`;
}
