/** The team as a resource of the shared life cycle. */
import { lostPlaces, placesIn } from "../destinations/routes.ts";
import { refuseIfInUse } from "../destinations/still-in-use.ts";
import { argumentOf, toAttributes } from "../lifecycle/attributes.ts";
import type { ResourceDefinition } from "../lifecycle/resource-definition.ts";
import { checkTeam } from "./check.ts";
import { accountUserArguments, attributeNames, normaliseTeam, type TeamInputs } from "./inputs.ts";

export const teamDefinition: ResourceDefinition<TeamInputs, "teams"> = {
  kind: "teams",
  check: checkTeam,
  normalise: normaliseTeam,
  mayBeDropped: ["meta"],
  replaces: () => [],
  refuses: (_id, _state, inputs, context) =>
    lostPlaces(placesIn(inputs, accountUserArguments), accountUserArguments, context),
  beforeDelete: (id, state, context) => refuseIfInUse({ kind: "teams", id, state }, context),
  toWire: (inputs) => ({
    ...toAttributes(inputs, attributeNames),
    ...(inputs.meta !== undefined && { meta: inputs.meta }),
  }),
  toWireOnCreate: async () => ({}),
  fromWire(object, state) {
    // Without a name the stack has never seen it.
    const showsMeta = state.meta !== undefined || state.name === undefined;
    return {
      inputs: normaliseTeam({
        name: object.name,
        notes: object.notes ?? undefined,
        memberAccountUserIds: object.member_account_user_ids,
        adminAccountUserIds: object.admin_account_user_ids,
        dropNotifications: object.drop_notifications ?? "none",
        dropNotificationAccountUserIds: object.drop_notification_account_user_ids,
        handoffNotifications: object.handoff_notifications ?? "none",
        handoffNotificationAccountUserIds: object.handoff_notification_account_user_ids,
        ...(showsMeta && { meta: object.meta }),
        forceDelete: state.forceDelete,
      }),
      computed: {
        ...(object.schedule_id && { scheduleId: object.schedule_id }),
        ...(object.escalation_policy_id && { escalationPolicyId: object.escalation_policy_id }),
      },
    };
  },
  defaults: () => ({
    dropNotifications: "none",
    dropNotificationAccountUserIds: [],
    handoffNotifications: "none",
    handoffNotificationAccountUserIds: [],
    meta: {},
  }),
  propertyOf: (attribute) => argumentOf(attribute, attributeNames),
};
