/** The router as a resource of the shared life cycle. */
import { partition } from "es-toolkit";
import { pathText } from "../common/failure.ts";
import { lostPlaces, resourceTitle } from "../destinations/routes.ts";
import { refuseIfInUse } from "../destinations/still-in-use.ts";
import { argumentOf, toAttributes } from "../lifecycle/attributes.ts";
import type { ResourceDefinition } from "../lifecycle/resource-definition.ts";
import { checkRouter } from "./check.ts";
import { attributeNames, normaliseRouter, type RouterInputs, receiverArguments } from "./inputs.ts";
import { receiverPlaces } from "./receiver-places.ts";
import { receivesItself } from "./receives-itself.ts";

export const routerDefinition: ResourceDefinition<RouterInputs, "routers"> = {
  kind: "routers",
  check: checkRouter,
  normalise: normaliseRouter,
  replaces: () => [],
  refuses: async (id, state, inputs, context) => {
    const lost = await lostPlaces(await receiverPlaces(inputs), receiverArguments, context);
    const [inRules, asDefault] = partition(lost, ({ path }) => path[0] === "rules");
    for (const { path, reason } of inRules) {
      context.tell(
        `warning: ${resourceTitle("router", inputs.name)} sends to nobody by ${pathText(path)}: ${reason}`,
      );
    }
    return [...(await receivesItself(id, state, inputs)), ...asDefault];
  },
  beforeDelete: (id, state, context) => refuseIfInUse({ kind: "routers", id, state }, context),
  toWire: (inputs) => toAttributes(inputs, attributeNames),
  toWireOnCreate: async () => ({}),
  fromWire: (object, state) => ({
    inputs: normaliseRouter({
      name: object.name,
      enabled: object.enabled ?? true,
      rules: object.rules ?? undefined,
      teamId: object.default_receiver_team_id || undefined,
      routerId: object.default_receiver_router_id || undefined,
      accountUserId: object.default_receiver_account_user_id || undefined,
      forceDelete: state.forceDelete,
    }),
    computed: {},
  }),
  defaults: () => ({ enabled: true }),
  propertyOf: (attribute) => argumentOf(attribute, attributeNames),
};
