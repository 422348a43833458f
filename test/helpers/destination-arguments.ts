// Arguments that PagerTree takes of teams and routers, as fast-check arbitraries.

import fc from "fast-check";
import type { Emulator } from "../../emulator/src/index.ts";
import { destinationIds, nonBlankTexts, texts } from "./integration-arguments.ts";
import type { Properties } from "./resource-providers.ts";

/** An object by the two ids that it goes by. */
type Ids = { readonly id: string; readonly prefix_id: string };

/** Valid arguments of teams. */
export function teamArguments(emulator: Emulator): fc.Arbitrary<Properties> {
  const users = idsIn(destinationIds(emulator).accountUserIds);
  const someUsers = fc.array(users, { minLength: 1, maxLength: 4 });
  const notifications = fc.constantFrom("none", "team_all", "team_admins", "oncall_rotation");
  const told = (event: "drop" | "handoff"): fc.Arbitrary<Properties> =>
    fc.oneof(
      { weight: 3, arbitrary: fc.record({ [`${event}Notifications`]: notifications }, { requiredKeys: [] }) },
      {
        weight: 1,
        arbitrary: fc.record({
          [`${event}Notifications`]: fc.constant("specific_users"),
          [`${event}NotificationAccountUserIds`]: someUsers,
        }),
      },
    );
  const others = fc.record(
    {
      name: nonBlankTexts,
      memberAccountUserIds: someUsers,
      adminAccountUserIds: someUsers,
      notes: texts,
      meta: fc.dictionary(fc.constantFrom("owner", "cost center", "ü"), texts),
    },
    { requiredKeys: ["name", "memberAccountUserIds", "adminAccountUserIds"] },
  );
  return fc.tuple(others, told("drop"), told("handoff")).map((parts) => Object.assign({}, ...parts));
}

/** Valid arguments of routers; their rules are a list, or left out. */
export function routerArguments(emulator: Emulator): fc.Arbitrary<Properties & { rules?: Properties[] }> {
  const { teamIds, routerIds, accountUserIds } = destinationIds(emulator);
  const defaultReceiver = fc.oneof(
    fc.record({ teamId: idsIn(teamIds) }),
    fc.record({ routerId: idsIn(routerIds) }),
    fc.record({ accountUserId: idsIn(accountUserIds) }),
  );
  const receivers = fc.constantFrom(...[...teamIds, ...accountUserIds].map(({ prefix_id }) => prefix_id));
  const actions = fc.oneof(
    fc.record({ type: fc.constant("assign"), receiver: receivers }),
    fc.record({ type: fc.constant("ignore") }),
  );
  const rule: fc.Arbitrary<Properties> = fc.record({
    match: fc.record({ "alert.title": nonBlankTexts }),
    actions: fc.tuple(actions),
  });
  const others = fc.record(
    { name: nonBlankTexts, enabled: fc.boolean(), rules: fc.array(rule, { maxLength: 3 }) },
    { requiredKeys: ["name"] },
  );
  return fc.tuple(others, defaultReceiver).map(([one, other]) => ({ ...one, ...other }));
}

/** One of these ids, in every way to write it. */
function idsIn(objects: readonly Ids[]): fc.Arbitrary<string> {
  return fc.constantFrom(...objects.flatMap(({ id, prefix_id }) => [id, id.toLowerCase(), prefix_id]));
}
