/** A team as a program declares it. */
import { z } from "zod";
import type { TeamWire } from "../../api/wire.ts";
import { teamDefinition } from "../../team/definition.ts";
import type { AccountContext } from "../account-context.ts";
import type { Outcome } from "./declaration.ts";
import { argumentValues, type DeclaredArguments, ObjectId } from "./declared.ts";
import { misfits } from "./fits.ts";

const metaSchema = z.record(z.string(), z.json());

/** The resource that declares a team as it is, or why there is none. */
export async function declareTeam(team: TeamWire, context: AccountContext): Promise<Outcome> {
  const { inputs } = teamDefinition.fromWire(team, {}, context);
  const { notes, dropNotifications, handoffNotifications } = inputs;
  const args: DeclaredArguments = {
    name: inputs.name,
    ...(notes !== undefined && { notes }),
    memberAccountUserIds: users(inputs.memberAccountUserIds),
    adminAccountUserIds: users(inputs.adminAccountUserIds),
    ...(dropNotifications !== "none" && { dropNotifications }),
    ...usersIfAny("dropNotificationAccountUserIds", inputs.dropNotificationAccountUserIds),
    ...(handoffNotifications !== "none" && { handoffNotifications }),
    ...usersIfAny("handoffNotificationAccountUserIds", inputs.handoffNotificationAccountUserIds),
  };
  const reasonsAgainst = (declared: DeclaredArguments) =>
    misfits(teamDefinition, team, argumentValues(declared), context);
  const found = { kind: "teams", object: team, name: team.name } as const;
  const reasons = await reasonsAgainst(args);
  if (reasons.length > 0) {
    return { ...found, reasons };
  }
  const resource = { ...found, resourceClass: "Team", args, notes: [] } as const;
  if (Object.keys(team.meta).length === 0) {
    return resource;
  }
  const meta = metaSchema.safeParse(team.meta).data;
  const withMeta = meta === undefined ? args : { ...args, meta };
  return meta !== undefined && (await reasonsAgainst(withMeta)).length === 0
    ? { ...resource, args: withMeta }
    : { ...resource, notes: ["Its meta cannot be declared, and stays as it is."] };
}

function users(ids: readonly string[]): ObjectId[] {
  return ids.map((id) => new ObjectId("accountUsers", "id", id));
}

function usersIfAny(argument: string, ids: readonly string[]): DeclaredArguments {
  return ids.length === 0 ? {} : { [argument]: users(ids) };
}
