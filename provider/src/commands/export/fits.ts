/** Whether a declaration is of an object exactly as it is: the provider itself is asked, as at preview and at `up`. */
import { isEqual } from "es-toolkit";
import type { ResourceKind } from "../../api/kinds.ts";
import { kinds, type Wires } from "../../api/kinds.ts";
import { PagerTreeError } from "../../common/errors.ts";
import { changesToAdopt } from "../../lifecycle/adopt.ts";
import { propertiesOf } from "../../lifecycle/properties.ts";
import type { ResourceDefinition } from "../../lifecycle/resource-definition.ts";
import { carriable } from "../../program/carriable.ts";
import type { AccountContext } from "../account-context.ts";

/**
 * Why a resource with these arguments would not adopt the object without changing it; nothing if it would, and a
 * preview after that would be empty.
 *
 * @param args - The arguments as the engine gets them.
 * @param isSent - Whether the adoption sends something all the same: a secret that PagerTree does not show.
 */
export async function misfits<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  object: Wires[K],
  args: Readonly<Record<string, unknown>>,
  context: AccountContext,
  isSent = false,
): Promise<string[]> {
  try {
    carriable(kinds[definition.kind].label, args);
    const { inputs, failures, lacks = [] } = await definition.check({ ...args }, {}, context, () => {});
    const refused = isSent || inputs === undefined ? [...failures, ...lacks] : failures;
    if (inputs === undefined || refused.length > 0) {
      return refused.map(({ property, reason }) => `${property} ${reason}`);
    }
    const changes = changesToAdopt(definition, object, inputs, context);
    const changed = Object.keys(changes).map(
      (attribute) => `${definition.propertyOf(attribute, inputs) ?? attribute} would be changed`,
    );
    const { outputs } = propertiesOf(definition, object, inputs, context);
    const refreshed = definition.fromWire(object, outputs, context).inputs;
    return changed.length > 0 || isEqual(refreshed, definition.normalise(inputs))
      ? changed
      : ["what PagerTree answers cannot be declared"];
  } catch (error) {
    if (error instanceof PagerTreeError) {
      return [error.message];
    }
    throw error;
  }
}
