/** The escalation policy of a team as a resource of the shared life cycle, which takes it over and gives it back. */
import { omit } from "es-toolkit";
import { lostPlaces, placesIn } from "../destinations/routes.ts";
import { argumentOf, toAttributes } from "../lifecycle/attributes.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { ResourceDefinition } from "../lifecycle/resource-definition.ts";
import { checkEscalationPolicy } from "./check.ts";
import {
  attributeNames,
  type EscalationPolicyInputs,
  type EscalationPolicyState,
  idArguments,
  normalisePolicy,
} from "./inputs.ts";
import { policyOf } from "./team.ts";
import { contentFor, contentOf, layersToWire, toUpdate } from "./wire.ts";

/** What the team of a policy is that no team uses any more. */
const noTeam = "none: no team uses the policy";

export const escalationPolicyDefinition: ResourceDefinition<EscalationPolicyInputs, "escalationPolicies"> = {
  kind: "escalationPolicies",
  check: checkEscalationPolicy,
  normalise: normalisePolicy,
  replaces: (state, inputs) => (state.teamId === inputs.teamId ? [] : ["teamId"]),
  refuses: (_id, _state, inputs, context) => lostPlaces(placesIn(inputs, idArguments), idArguments, context),
  takesOver: {
    argument: "teamId",
    find: policyOf,
    remember: (object) => ({ original: contentOf(object) }),
    before: originalInputs,
  },
  toWire({ name, layers, ...inputs }) {
    return {
      ...toAttributes(inputs, omit(attributeNames, ["name", "layers"])),
      ...(name !== undefined && { name }),
      escalation_layers: layersToWire(layers),
    };
  },
  toUpdate,
  toWireOnCreate: async () => ({}),
  fromWire(object, state: EscalationPolicyState) {
    const { team_ids: teamIds } = object;
    const isOfTeam = state.teamId !== undefined && teamIds.includes(state.teamId);
    return {
      inputs: normalisePolicy({
        teamId: isOfTeam ? (state.teamId ?? noTeam) : (teamIds[0] ?? noTeam),
        ...contentFor(object, state),
        onDestroy: state.onDestroy ?? "restore",
      }),
      computed: { ...(state.original !== undefined && { original: state.original }) },
    };
  },
  defaults: () => ({
    repeat: 0,
    reassignTeamIds: [],
    reassignAccountUserIds: [],
    onDestroy: "restore",
  }),
  propertyOf: (attribute) =>
    attribute.startsWith("escalation_layers") ? "layers" : argumentOf(attribute, attributeNames),
};

/** What was there before, without teams and people that are gone since. */
async function originalInputs(
  { teamId = "", onDestroy, original }: EscalationPolicyState,
  { objects }: ProviderContext,
): Promise<EscalationPolicyInputs | undefined> {
  if (original === undefined || onDestroy === "leave") {
    return undefined;
  }
  const stillThere = async (kind: "teams" | "accountUsers", ids: readonly string[]) => {
    const found = await Promise.all(ids.map((id) => objects.find(kind, id)));
    return found.flatMap((row) => (row === undefined ? [] : [row.id]));
  };
  return normalisePolicy({
    teamId,
    ...original,
    reassignTeamIds: await stillThere("teams", original.reassignTeamIds),
    reassignAccountUserIds: await stillThere("accountUsers", original.reassignAccountUserIds),
    onDestroy: "restore",
  });
}
