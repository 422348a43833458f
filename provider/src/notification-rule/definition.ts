/** The notification rule as a resource of the shared life cycle. */
import { lostPlaces, placesIn } from "../destinations/routes.ts";
import { argumentOf, toAttributes } from "../lifecycle/attributes.ts";
import type { ResourceDefinition } from "../lifecycle/resource-definition.ts";
import { withAttached, writeAttached } from "./attached.ts";
import { checkNotificationRule } from "./check.ts";
import {
  attributeNames,
  idArguments,
  type NotificationRuleInputs,
  normaliseNotificationRule,
} from "./inputs.ts";

export const notificationRuleDefinition: ResourceDefinition<NotificationRuleInputs, "notificationRules"> = {
  kind: "notificationRules",
  check: checkNotificationRule,
  normalise: normaliseNotificationRule,
  replaces: () => [],
  refuses: (_id, _state, inputs, context) => lostPlaces(placesIn(inputs, idArguments), idArguments, context),
  elsewhere: {
    read: (id, inputs, state, context) =>
      // Without a name the stack has never seen it.
      withAttached(id, inputs, state.accountUserIds !== undefined || state.name === undefined, context),
    write: (id, inputs, context) => writeAttached(id, inputs.accountUserIds, context),
    clear: (id, context) => writeAttached(id, [], context),
  },
  toWire: (inputs) => toAttributes(inputs, attributeNames),
  toWireOnCreate: async () => ({}),
  fromWire: (object, state) => ({
    inputs: normaliseNotificationRule({
      name: object.name,
      enabled: object.enabled ?? true,
      rules: object.rules ?? "",
      accountUserIds: state.accountUserIds,
    }),
    computed: {},
  }),
  defaults: () => ({ enabled: true, accountUserIds: [] }),
  propertyOf: (attribute) =>
    attribute === "notification_rule_id" ? "accountUserIds" : argumentOf(attribute, attributeNames),
};
