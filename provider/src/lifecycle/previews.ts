/** What a preview knows of an object before it is made or changed, so that what refers to it shows only what will change. */
import { isEqual, omit, pickBy } from "es-toolkit";
import type { ResourceKind, Wires } from "../api/kinds.ts";
import { isUnknown, unknownValue } from "../common/unknown.ts";
import { changesToAdopt } from "./adopt.ts";
import { adoptOf } from "./check-adoption.ts";
import type { EngineContext } from "./context.ts";
import { propertiesOf } from "./properties.ts";
import type { ResourceDefinition } from "./resource-definition.ts";

/** An object as far as a preview knows it. */
export interface Foreseen {
  /** Empty if it is not known yet. */
  readonly id: string;
  readonly outputs: Record<string, unknown>;
}

/**
 * What `create` will give: all of it, of an object that is to be adopted.
 *
 * @param outputNames What an object has besides its inputs; known only once it is made.
 */
export async function previewCreate<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  inputs: Inputs,
  outputNames: readonly string[],
  context: EngineContext,
): Promise<Foreseen> {
  const declared = definition.normalise(inputs);
  const adopt = adoptOf(inputs);
  const isKnown = adopt !== undefined && !isUnknown(adopt);
  const object: Wires[K] | undefined = isKnown
    ? await context.ask(() => context.objects.find(definition.kind, adopt), undefined)
    : undefined;
  if (object === undefined) {
    const { name } = { name: undefined, ...declared };
    if (typeof name === "string") {
      context.objects.foresee(definition.kind, name);
    }
    return { id: "", outputs: { ...declared, ...unknownProperties(outputNames) } };
  }
  const { outputs } = propertiesOf(definition, object, inputs, context);
  const isChanged = Object.keys(changesToAdopt(definition, object, inputs, context)).length > 0;
  return {
    id: object.id,
    outputs: { ...outputs, ...declared, ...(isChanged && unknownProperties(["updatedAt"])) },
  };
}

/**
 * What `update` will give.
 *
 * @param state - The properties as the stack last knew them.
 */
export function previewUpdate<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  state: Inputs,
  inputs: Inputs,
): Record<string, unknown> {
  const known = definition.normalise(state);
  const before = definition.toWire(known);
  const changes = pickBy(definition.toWire(inputs), (value, attribute) => !isEqual(value, before[attribute]));
  return {
    ...omit({ ...state } as Record<string, unknown>, Object.keys(known)),
    ...definition.normalise(inputs),
    ...(Object.keys(changes).length > 0 && unknownProperties(["updatedAt"])),
  };
}

/** Properties that a preview does not know. */
export function unknownProperties(names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, unknownValue]));
}
