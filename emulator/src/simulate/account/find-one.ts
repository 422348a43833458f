// The object that somebody means by a name or an id.
import type { AccountUser, Integration, Router, Team } from "../../models.ts";
import type { NotificationRule } from "../../on-call-models.ts";
import type { Store } from "../../store.ts";
import { SimulationError } from "../errors.ts";
import type { Gaps } from "./gaps.ts";

/** The collections whose objects can be meant, and what one of them is. */
const NOUNS = {
  integrations: "integration",
  teams: "team",
  routers: "router",
  account_users: "account user",
} as const;
interface Found {
  integrations: Integration;
  teams: Team;
  routers: Router;
  account_users: AccountUser;
}

/** Messages name no more. */
const MOST_NAMED = 12;

/**
 * By id, prefix id, name, e-mail address, or the name of its resource in the program.
 *
 * @throws {SimulationError} if it is none or several
 */
export function findOne<N extends keyof Found>(
  store: Store,
  gaps: Gaps,
  collection: N,
  wanted: string,
  origin: string,
): Found[N] {
  const all = (store.all(collection) as Found[N][]).filter(({ id }) => !gaps.standIns.has(id));
  const ways: ((one: Found[N]) => boolean)[] = [
    (one) => one.id === wanted || one.prefix_id === wanted,
    (one) => nameOf(one) === wanted || emailsOf(one).includes(wanted.toLowerCase()),
    (one) => gaps.names.get(one.id) === wanted,
    (one) => nameOf(one).toLowerCase() === wanted.toLowerCase(),
  ];
  for (const way of ways) {
    const [found, ...others] = all.filter(way);
    if (others.length > 0) {
      const ids = all.filter(way).map(({ prefix_id }) => prefix_id);
      throw new SimulationError(
        `${origin} has ${ids.length} ${NOUNS[collection]}s ${JSON.stringify(wanted)}: name one by its id, ${ids.join(", ")}`,
      );
    }
    if (found) return found;
  }
  const names = all.map(nameOf).toSorted();
  const shown = names.slice(0, MOST_NAMED).map((name) => JSON.stringify(name));
  const rest = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : "";
  throw new SimulationError(
    `${origin} has no ${NOUNS[collection]} ${JSON.stringify(wanted)}; it has ${shown.join(", ") || "none"}${rest}`,
  );
}

/** The name of an object, as people know it. */
export function nameOf(one: Found[keyof Found] | NotificationRule): string {
  return "user" in one ? one.user.name : one.name;
}

function emailsOf(one: Found[keyof Found]): string[] {
  return "user" in one ? one.user.emails.map(({ email }) => email.toLowerCase()) : [];
}
