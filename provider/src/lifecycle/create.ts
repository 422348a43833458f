/** Makes an object at PagerTree. */
import { omitBy } from "es-toolkit";
import type { Wires } from "../api/kinds.ts";
import type { EngineContext } from "./context.ts";
import type { ResourceDefinition, ResourceKind } from "./resource-definition.ts";

/** Makes the object that the inputs declare. */
export async function createObject<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  inputs: Inputs,
  context: EngineContext,
): Promise<Wires[K]> {
  const body = { ...definition.toWire(inputs), ...(await definition.toWireOnCreate(inputs, context)) };
  return context.api.create(
    definition.kind,
    omitBy(body, (value) => value === null),
  );
}
