/** Whether the people who are to be paged can be, as far as PagerTree's API tells. */
import { once, partition } from "es-toolkit";
import { listUsers } from "../../api/list-users.ts";
import { phonesOf } from "../../api/phones.ts";
import type { AccountUserWire } from "../../api/wire.ts";
import { enumeration } from "../../common/enumeration.ts";
import { nameOf } from "../../destinations/titles.ts";
import { withoutPhone } from "../../destinations/without-phone.ts";
import { accountUserLookup } from "../../lookups/account-user.ts";
import type { Account } from "../account.ts";

/** What is to be said of people, in sentences. */
interface AboutPeople {
  /** What may keep them from being paged: the API does not tell all. */
  readonly notes: readonly string[];
  /** What surely does. */
  readonly problems: readonly string[];
}

/**
 * What is to be said of people who are to be paged.
 *
 * @param ids - ULIDs of account users, each once.
 */
export async function aboutPeople(
  ids: readonly string[],
  accountUsers: readonly AccountUserWire[],
  { client, config }: Account,
): Promise<AboutPeople> {
  const [known, gone] = partition([...ids], (id) => accountUsers.some((user) => user.id === id));
  const people = accountUsers.filter(({ id }) => known.includes(id));
  const source = { users: once(() => listUsers(client)), baseUrl: config.baseUrl };
  const invited: string[] = [];
  for (const person of people) {
    const { status } = await accountUserLookup.resultOf(person, source);
    if (status === "invited") invited.push(nameOf(person));
  }
  const phoneless = people.filter((person) => phonesOf(person)?.length === 0).map(nameOf);
  return {
    notes: [
      ...(phoneless.length > 0 ? [`${withoutPhone(phoneless)}.`] : []),
      ...(invited.length > 0
        ? [
            `${enumeration(invited)} ${invited.length === 1 ? "has" : "have"} been invited to PagerTree and not signed in yet.`,
          ]
        : []),
    ],
    problems: gone.map((id) => `The account has no user ${id} any more, who is on call all the same.`),
  };
}
