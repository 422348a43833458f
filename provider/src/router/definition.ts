/** The router as a resource of the shared life cycle. */
import { argumentOf, toAttributes } from "../lifecycle/attributes.ts";
import type { ResourceDefinition } from "../lifecycle/resource-definition.ts";
import { checkRouter } from "./check.ts";
import { attributeNames, normaliseRouter, type RouterInputs } from "./inputs.ts";
import { receivesItself } from "./receives-itself.ts";

export const routerDefinition: ResourceDefinition<RouterInputs, "routers"> = {
  kind: "routers",
  check: checkRouter,
  normalise: normaliseRouter,
  replaces: () => [],
  refuses: receivesItself,
  toWire: (inputs) => toAttributes(inputs, attributeNames),
  toWireOnCreate: async () => ({}),
  fromWire: (object) => ({
    inputs: normaliseRouter({
      name: object.name,
      enabled: object.enabled ?? true,
      rules: object.rules ?? undefined,
      teamId: object.default_receiver_team_id || undefined,
      routerId: object.default_receiver_router_id || undefined,
      accountUserId: object.default_receiver_account_user_id || undefined,
    }),
    computed: {},
  }),
  propertyOf: (attribute) => argumentOf(attribute, attributeNames),
};
