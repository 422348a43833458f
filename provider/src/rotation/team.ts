/** A rotation and its team: whose schedule it is in, and whether the team's policy has its layer. */
import type { TeamWire } from "../api/wire.ts";
import { enumeration } from "../common/enumeration.ts";
import { PagerTreeError } from "../common/errors.ts";
import type { Failure } from "../common/failure.ts";
import { isUnknown } from "../common/unknown.ts";
import { nameOf, titleOf } from "../destinations/titles.ts";
import { tellWithoutPhone } from "../destinations/without-phone.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { RotationInputs } from "./inputs.ts";

/** What puts people on call on a layer of a team. */
export type OnLayer = Pick<RotationInputs, "teamId" | "layer" | "accountUserIds">;

/**
 * Why the team cannot have people on this layer; tells who of them is none of its members.
 *
 * @param noun - What a message calls the resource.
 */
export async function checkTeam(
  inputs: OnLayer,
  noun: "rotation" | "override",
  context: ProviderContext,
): Promise<Failure[]> {
  const team = await context.ask(() => context.objects.find("teams", inputs.teamId), undefined);
  if (team === undefined) {
    return [];
  }
  await tellStrangers(inputs, noun, team, context);
  await tellWithoutPhone(inputs.accountUserIds, rotationTitle(team, inputs, noun), context);
  return context.ask(() => checkLayer(inputs, team, context), []);
}

/** What the team is of an event that somebody has taken out of its schedule. */
export const takenOut = "none: an event has been taken out of the team's schedule";

/** The title of a rotation, or of an override, in messages. */
export function rotationTitle(
  team: TeamWire | undefined,
  { layer }: Pick<OnLayer, "layer">,
  noun = "rotation",
): string {
  return `${noun} of ${team === undefined ? "a new team" : `team "${nameOf(team)}"`}, layer ${layer}`;
}

/**
 * The schedule that the team names, which is the only one that it can have: PagerTree's API gives it no other.
 *
 * @throws PagerTreeError if it names none.
 */
export function scheduleOf(team: TeamWire): string {
  if (!team.schedule_id) {
    throw new PagerTreeError(
      "invalid-input",
      `teamId: ${titleOf("teams", team)} has no schedule.`,
      "Give the team a schedule in PagerTree.",
    );
  }
  return team.schedule_id;
}

/** An event on a layer that the policy lacks pages nobody: https://pagertree.com/docs/escalation-policies */
async function checkLayer({ layer }: OnLayer, team: TeamWire, context: ProviderContext): Promise<Failure[]> {
  if (!team.escalation_policy_id || isUnknown(layer)) {
    return [];
  }
  const policy = await context.objects.find("escalationPolicies", team.escalation_policy_id);
  const layers = policy?.escalation_layers.map((each) => each.layer) ?? [];
  if (policy === undefined || layers.length === 0 || layers.includes(layer)) {
    return [];
  }
  const list = enumeration(layers.map(String));
  const reason = `is not in ${titleOf("escalationPolicies", policy)} of the team, which has ${layers.length === 1 ? "layer" : "layers"} ${list}: nobody on it would ever be paged`;
  return [{ path: ["layer"], reason }];
}

async function tellStrangers(
  { accountUserIds, layer }: OnLayer,
  noun: string,
  team: TeamWire,
  context: ProviderContext,
): Promise<void> {
  const members = [...team.member_account_user_ids, ...team.admin_account_user_ids];
  if (members.some(isUnknown) || !Array.isArray(accountUserIds)) {
    return;
  }
  const strangers = accountUserIds.filter((id) => !isUnknown(id) && !members.includes(id));
  for (const id of strangers) {
    const user = await context.ask(() => context.objects.find("accountUsers", id), undefined);
    const isFirst = user !== undefined && context.isFirst(`tell that ${id} is no member of ${team.id}`);
    if (isFirst) {
      context.tell(
        `warning: ${rotationTitle(team, { layer }, noun)}: ${nameOf(user)} is not a member of the team; PagerTree's web page offers members only`,
      );
    }
  }
}
