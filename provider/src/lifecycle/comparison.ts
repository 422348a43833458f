/** An object of PagerTree's beside the inputs that are to declare it. */
import { isEqual, omit, pickBy } from "es-toolkit";
import type { ResourceKind, Wires } from "../api/kinds.ts";
import { isUnknown } from "../common/unknown.ts";
import type { ProviderContext } from "./context.ts";
import { propertiesOf } from "./properties.ts";
import type { ResourceDefinition, WireBody } from "./resource-definition.ts";

/** The properties that keep an object from becoming what the inputs declare: it would have to be replaced. */
export function replacedProperties<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  object: Wires[K],
  inputs: Inputs,
  context: ProviderContext,
): string[] {
  return definition
    .replaces(propertiesOf(definition, object, {}, context).outputs, inputs)
    .filter((property) => !isUnknown(inputs[property as keyof Inputs]));
}

/** The attributes that differ, with the values to send; those that PagerTree hides are taken for equal. */
export function shownChanges<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  object: Wires[K],
  inputs: Inputs,
  context: ProviderContext,
): WireBody {
  const held = definition.toWire(definition.fromWire(object, inputs, context).inputs);
  return pickBy(definition.toWire(inputs), (value, attribute) => !isEqual(value, held[attribute]));
}

/** Whether an object is just what the inputs declare, as far as PagerTree shows and takes it. */
export function isDeclaredBy<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  object: Wires[K],
  inputs: Inputs,
  context: ProviderContext,
): boolean {
  const held: Readonly<Record<string, unknown>> = { ...object };
  const dropped = definition.mayBeDropped?.filter((attribute) => isEqual(held[attribute], {})) ?? [];
  return (
    replacedProperties(definition, object, inputs, context).length === 0 &&
    Object.keys(omit(shownChanges(definition, object, inputs, context), dropped)).length === 0
  );
}
