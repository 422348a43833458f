/** A team and its escalation policy: PagerTree's API gives a team no other one. */
import { PagerTreeError } from "../common/errors.ts";
import { isUnknown } from "../common/unknown.ts";
import { titleOf } from "../destinations/titles.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { EscalationPolicyInputs } from "./inputs.ts";

/**
 * The id of the policy that the team names; undefined if the team is not known yet.
 *
 * @throws PagerTreeError if it names none.
 */
export async function policyOf(
  { teamId }: Pick<EscalationPolicyInputs, "teamId">,
  context: ProviderContext,
): Promise<string | undefined> {
  const team = isUnknown(teamId) ? undefined : await context.objects.find("teams", teamId);
  if (team === undefined) {
    return undefined;
  }
  if (!team.escalation_policy_id) {
    throw new PagerTreeError(
      "invalid-input",
      `teamId: ${titleOf("teams", team)} has no escalation policy.`,
      "Give the team an escalation policy in PagerTree.",
    );
  }
  return team.escalation_policy_id;
}
