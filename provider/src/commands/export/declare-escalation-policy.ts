/** The escalation policy of a team as a program declares it. */
import { omitBy } from "es-toolkit";
import type { EscalationPolicyWire } from "../../api/on-call-wire.ts";
import { nameOf } from "../../destinations/titles.ts";
import { escalationPolicyDefinition } from "../../escalation-policy/definition.ts";
import type { AccountContext } from "../account-context.ts";
import { type Outcome, onOneLine } from "./declaration.ts";
import { argumentValues, type DeclaredArguments, ObjectId } from "./declared.ts";
import { misfits } from "./fits.ts";

/** The resource that declares a policy as it is, or why there is none. */
export async function declareEscalationPolicy(
  policy: EscalationPolicyWire,
  context: AccountContext,
): Promise<Outcome> {
  const { inputs } = escalationPolicyDefinition.fromWire(policy, {}, context);
  const { teamId, name = policy.name, layers, repeat, reassignTeamIds, reassignAccountUserIds } = inputs;
  const idsOf = (kind: "teams" | "accountUsers", ids: readonly string[]) =>
    ids.map((id) => new ObjectId(kind, "id", id));
  const args: DeclaredArguments = {
    teamId: new ObjectId("teams", "id", teamId),
    name,
    layers: layers.map(({ layer, timeout, timeoutUnit, color }) => ({
      ...(layer !== undefined && { layer }),
      timeout,
      ...(timeoutUnit !== "minutes" && { timeoutUnit }),
      ...(color !== undefined && { color }),
    })),
    ...omitBy({ repeat }, (value) => value === 0),
    ...omitBy(
      {
        reassignTeamIds: idsOf("teams", reassignTeamIds),
        reassignAccountUserIds: idsOf("accountUsers", reassignAccountUserIds),
      },
      (ids) => ids.length === 0,
    ),
  };
  const found = { kind: "escalationPolicies", object: policy, name: policy.name } as const;
  const reasons = await misfits(escalationPolicyDefinition, policy, argumentValues(args), context);
  if (reasons.length > 0) {
    return { ...found, reasons };
  }
  const teams = await context.objects.all("teams");
  const others = teams.filter(({ id }) => policy.team_ids.includes(id) && id !== teamId).map(nameOf);
  const notes = others.length === 0 ? [] : [onOneLine(`It is the policy of ${others.join(", ")} as well.`)];
  return { ...found, resourceClass: "EscalationPolicy", args, notes };
}
