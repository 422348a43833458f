/** Validates the arguments of a team, each failure on its property path. */
import { isPlainObject } from "es-toolkit";
import { z } from "zod";
import { destinationIdsSchema } from "../destinations/ids.ts";
import { followRoutes, placesIn, resourceTitle, withUlids } from "../destinations/routes.ts";
import { checkArguments, givenArguments, nameSchema, switchSchema } from "../lifecycle/check-arguments.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import { type Failure, toCheckFailure } from "../lifecycle/failure.ts";
import type { Checked } from "../lifecycle/resource-definition.ts";
import { isUnknown, orUnknown } from "../unknown.ts";
import { accountUserArguments, normaliseTeam, type TeamInputs } from "./inputs.ts";
import { teamNotifications } from "./notifications.ts";

const accountUsers = destinationIdsSchema("accountUsers", accountUserArguments);
const notifications = orUnknown(
  z.enum(teamNotifications, `must be one of ${teamNotifications.join(", ")}`),
).default("none");

const argumentsSchema = z.object({
  name: nameSchema("the team"),
  notes: orUnknown(z.string("must be a text")).optional(),
  memberAccountUserIds: accountUsers.refine(isNotEmpty, "must hold at least one account user"),
  adminAccountUserIds: accountUsers.refine(isNotEmpty, "must hold at least one account user"),
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
): Promise<Checked<TeamInputs>> {
  const { data, failures } = checkArguments(givenArguments(declared), argumentsSchema, "a team");
  const reasons = data === undefined ? failures : checkNotifications(data);
  if (data === undefined || reasons.length > 0) {
    return { failures: reasons.map(toCheckFailure) };
  }
  const routes = await followRoutes(
    placesIn(data, accountUserArguments),
    placesIn(previous, accountUserArguments),
    accountUserArguments,
    resourceTitle("team", data.name),
    context,
  );
  return {
    inputs: normaliseTeam(withUlids(data, accountUserArguments, routes)),
    failures: routes.failures.map(toCheckFailure),
  };
}

/** Notifications to specific users reach nobody without users. */
function checkNotifications(team: TeamInputs): Failure[] {
  return (["drop", "handoff"] as const).flatMap((event) => {
    const argument = `${event}NotificationAccountUserIds` as const;
    const isWithoutUsers = team[`${event}Notifications`] === "specific_users" && !isNotEmpty(team[argument]);
    const reason = `must hold at least one account user, since ${event}Notifications is "specific_users"`;
    return isWithoutUsers ? [{ path: [argument], reason }] : [];
  });
}

function isNotEmpty(ids: readonly string[]): boolean {
  return isUnknown(ids) || ids.length > 0;
}
