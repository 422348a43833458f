/** Validates the arguments of an escalation policy, each failure on its property path. */
import { z } from "zod";
import { enumeration } from "../common/enumeration.ts";
import { type Failure, toCheckFailure } from "../common/failure.ts";
import { isUnknown, orUnknown } from "../common/unknown.ts";
import { destinationIdSchema, destinationIdsSchema } from "../destinations/ids.ts";
import { followArguments } from "../destinations/routes.ts";
import { nameOf } from "../destinations/titles.ts";
import { tellWithoutPhone } from "../destinations/without-phone.ts";
import { checkArguments, givenArguments, nameSchema } from "../lifecycle/check-arguments.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { Checked } from "../lifecycle/resource-definition.ts";
import { unrecognised } from "../rules/rules.ts";
import { type EscalationPolicyInputs, idArguments, normalisePolicy } from "./inputs.ts";
import { policyOf } from "./team.ts";
import { endings, timeoutUnits } from "./words.ts";

/** https://pagertree.com/docs/escalation-policies */
const mostRepeats = 3;
const repeatMessage = `must be a whole number from 0 to ${mostRepeats}`;

const wholeNumber = (message: string) => orUnknown(z.int(message).min(1, message));
const layerShape = {
  layer: wholeNumber("must be the number of a layer: 1, 2, 3 …").optional(),
  timeout: wholeNumber("must be a whole number, 1 or more"),
  timeoutUnit: orUnknown(z.enum(timeoutUnits, `must be one of ${timeoutUnits.join(", ")}`)).default(
    "minutes",
  ),
  color: orUnknown(
    z
      .string("must be a colour, such as #10B981")
      .regex(/^#[0-9a-f]{6}$/i, "must be a colour, such as #10B981"),
  ).optional(),
};
const layerSchema = z.strictObject(layerShape, {
  error: (issue) => unrecognised(issue, Object.keys(layerShape)) ?? "must be an object with a timeout",
});
const reassignTeams = destinationIdsSchema("teams", idArguments);
const reassignAccountUsers = destinationIdsSchema("accountUsers", idArguments);

const argumentsSchema = z.object({
  teamId: destinationIdSchema("teams", idArguments),
  name: nameSchema("the escalation policy").optional(),
  layers: orUnknown(
    z
      .array(layerSchema, "must be a list of layers")
      .min(1, "must hold at least one layer")
      .superRefine((layers, context) => {
        const numbers = layers.map(({ layer }, index) => layer ?? index + 1);
        for (const [index, number] of numbers.entries()) {
          if (numbers.indexOf(number) < index) {
            const message = `is layer ${number}, which is there already`;
            context.addIssue({ code: "custom", path: [index], message });
          }
        }
      }),
  ),
  repeat: orUnknown(z.int(repeatMessage).min(0, repeatMessage).max(mostRepeats, repeatMessage)).default(0),
  reassignTeamIds: reassignTeams.default([]),
  reassignAccountUserIds: reassignAccountUsers.default([]),
  onDestroy: orUnknown(z.enum(endings, `must be one of ${endings.join(", ")}`)).default("restore"),
});

/** Checks what a program declares of an escalation policy and brings it to its normal form. */
export async function checkEscalationPolicy(
  declared: Record<string, unknown>,
  previous: Partial<EscalationPolicyInputs>,
  context: ProviderContext,
): Promise<Checked<EscalationPolicyInputs>> {
  const { data, failures } = checkArguments(
    givenArguments(declared),
    argumentsSchema,
    "an escalation policy",
  );
  if (data === undefined) {
    return { failures: failures.map(toCheckFailure) };
  }
  const followed = await followArguments(data, previous, idArguments, "an escalation policy", context, [
    "teamId",
  ]);
  const inputs = normalisePolicy(followed.inputs);
  const layers = inputs.layers;
  if (Array.isArray(layers) && !layers.some((each) => isUnknown(each) || isUnknown(each.layer))) {
    context.coverage.planLayers(
      inputs.teamId,
      layers.map(({ layer }, index) => layer ?? index + 1),
    );
  }
  await tellOtherTeams(inputs, previous, context);
  await tellWithoutPhone(inputs.reassignAccountUserIds, "an escalation policy", context);
  return { inputs, failures: [...followed.failures, ...ownTeam(inputs)].map(toCheckFailure) };
}

/** An alert that goes back to its own team would go round in a circle. */
function ownTeam({ teamId, reassignTeamIds }: EscalationPolicyInputs): Failure[] {
  const index = Array.isArray(reassignTeamIds) && !isUnknown(teamId) ? reassignTeamIds.indexOf(teamId) : -1;
  const reason = "holds the team of the policy itself: its alerts would go round in a circle";
  return index < 0 ? [] : [{ path: ["reassignTeamIds"], reason }];
}

async function tellOtherTeams(
  inputs: EscalationPolicyInputs,
  previous: Partial<EscalationPolicyInputs>,
  context: ProviderContext,
): Promise<void> {
  if (previous.teamId === inputs.teamId) {
    return;
  }
  await context.ask(async () => {
    const policyId = await policyOf(inputs, context).catch(() => undefined);
    const policy = policyId && (await context.objects.find("escalationPolicies", policyId));
    const others = policy ? policy.team_ids.filter((id) => id !== inputs.teamId) : [];
    const teams = await Promise.all(others.map((id) => context.objects.find("teams", id)));
    const names = teams.flatMap((team) => (team === undefined ? [] : [`"${nameOf(team)}"`]));
    if (policy && names.length > 0) {
      context.tell(
        `warning: escalation policy ${policy.prefix_id} "${nameOf(policy)}" is changed for ${enumeration(names)} too, which uses it as well`,
      );
    }
  }, undefined);
}
