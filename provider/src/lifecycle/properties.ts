/** An object of PagerTree's as Pulumi keeps it, and as a message names it. */

import { commonOutputs } from "../api/common-attributes.ts";
import type { ResourceKind } from "../api/kinds.ts";
import { kinds, type Wires } from "../api/kinds.ts";
import { cut, plainText } from "../common/plain-text.ts";
import type { ProviderContext } from "./context.ts";
import type { ResourceDefinition } from "./resource-definition.ts";

/**
 * The inputs that would declare an object, in their normal form, and the outputs.
 *
 * @param state - The properties as the stack last knew them; empty for an object that it never knew.
 */
export function propertiesOf<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  object: Wires[K],
  state: Partial<Inputs>,
  context: ProviderContext,
) {
  const { inputs, computed } = definition.fromWire(object, state, context);
  return { inputs, outputs: { ...inputs, ...commonOutputs(object), ...computed } };
}

/** How a message names an object, such as `integration int_ODCWagoG9 "Checkout"`. */
export function titleOf<K extends ResourceKind>(kind: K, object: Wires[K]): string {
  return `${kinds[kind].label} ${object.prefix_id} "${cut(plainText(object.name), 80)}"`;
}

/** How a message names an object that has no id yet, such as `integration "Checkout"`. */
export function titleOfNew(kind: ResourceKind, name: string): string {
  return `${kinds[kind].label} "${cut(plainText(name), 80)}"`;
}

/** The same as {@link titleOf} with the time at which PagerTree made it. */
export function titleWithTime<K extends ResourceKind>(kind: K, object: Wires[K]): string {
  return `${titleOf(kind, object)} (made ${cut(plainText(object.created_at), 40)})`;
}
