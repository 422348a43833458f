/** Validates the arguments of a team, each failure on its property path. */
import { isPlainObject } from "es-toolkit";
import { z } from "zod";
import { type Failure, toCheckFailure } from "../common/failure.ts";
import { orUnknown } from "../common/unknown.ts";
import { destinationIdsSchema } from "../destinations/ids.ts";
import { followArguments, resourceTitle } from "../destinations/routes.ts";
import { checkArguments, givenArguments, nameSchema, switchSchema } from "../lifecycle/check-arguments.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { Checked } from "../lifecycle/resource-definition.ts";
import { accountUserArguments, normaliseTeam, type TeamInputs } from "./inputs.ts";
import { teamNotifications } from "./notifications.ts";

const accountUsers = destinationIdsSchema("accountUsers", accountUserArguments);
const notifications = orUnknown(
  z.enum(teamNotifications, `must be one of ${teamNotifications.join(", ")}`),
).default("none");

const argumentsSchema = z.object({
  name: nameSchema("the team"),
  notes: orUnknown(z.string("must be a text")).optional(),
  memberAccountUserIds: accountUsers,
  adminAccountUserIds: accountUsers,
  dropNotifications: notifications,
  dropNotificationAccountUserIds: accountUsers.default([]),
  handoffNotifications: notifications,
  handoffNotificationAccountUserIds: accountUsers.default([]),
  meta: orUnknown(
    z.custom<Record<string, unknown>>(isPlainObject, "must be an object of keys and values"),
  ).optional(),
  forceDelete: switchSchema.optional(),
});

/** Checks what a program declares of a team and brings it to its normal form. */
export async function checkTeam(
  declared: Record<string, unknown>,
  previous: Partial<TeamInputs>,
  context: ProviderContext,
  passed = () => {},
): Promise<Checked<TeamInputs>> {
  const given = givenArguments(declared);
  const lacks = [...lackedUsers(given), ...lackedNotificationUsers(given)].map(toCheckFailure);
  const { data, failures } = checkArguments(given, argumentsSchema, "a team");
  if (data === undefined) {
    return { failures: failures.map(toCheckFailure), lacks };
  }
  passed();
  const followed = await followArguments(
    data,
    previous,
    accountUserArguments,
    resourceTitle("team", data.name),
    context,
  );
  return {
    inputs: normaliseTeam(followed.inputs),
    failures: followed.failures.map(toCheckFailure),
    lacks,
  };
}

/** PagerTree asks for a member and an admin: https://pagertree.com/docs/api/teams */
function lackedUsers(given: Record<string, unknown>): Failure[] {
  return ["memberAccountUserIds", "adminAccountUserIds"]
    .filter((argument) => isEmpty(given[argument]))
    .map((argument) => ({ path: [argument], reason: "must hold at least one account user" }));
}

/** Notifications to specific users reach nobody without users. */
function lackedNotificationUsers(given: Record<string, unknown>): Failure[] {
  return ["drop", "handoff"].flatMap((event) => {
    const argument = `${event}NotificationAccountUserIds`;
    const isWithoutUsers =
      given[`${event}Notifications`] === "specific_users" && isEmpty(given[argument] ?? []);
    const reason = `must hold at least one account user, since ${event}Notifications is "specific_users"`;
    return isWithoutUsers ? [{ path: [argument], reason }] : [];
  });
}

function isEmpty(ids: unknown): boolean {
  return Array.isArray(ids) && ids.length === 0;
}
