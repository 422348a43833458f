/** Adoption: a resource takes over an object that PagerTree has already, in place of making one. */
import { pick } from "es-toolkit";
import { type Kind, nounOf, type ResourceKind, type Wires } from "../api/kinds.ts";
import { NotFoundError, OwnershipError } from "../common/errors.ts";
import { replacedProperties, shownChanges } from "./comparison.ts";
import type { EngineContext } from "./context.ts";
import { titleOf } from "./properties.ts";
import type { ResourceDefinition, WireBody } from "./resource-definition.ts";
import { updateObject } from "./update.ts";

/**
 * Takes an object over: reads it, and changes what differs from the inputs.
 * @throws OwnershipError if it is not there, is of another type, or is another resource's.
 */
export async function adoptObject<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  adopt: string,
  inputs: Inputs,
  context: EngineContext,
): Promise<Wires[K]> {
  const { kind } = definition;
  const object = await context.api.read(kind, adopt).catch((error: unknown) => {
    throw error instanceof NotFoundError ? notThereError(kind, adopt) : error;
  });
  const changes = changesToAdopt(definition, object, inputs, context);
  if (!context.ownership.adopt(object.id)) {
    throw takenError(adopt);
  }
  return Object.keys(changes).length === 0
    ? object
    : updateObject(definition, object.id, changes, inputs, context);
}

/**
 * What has to change of an object that a resource with these inputs takes over.
 *
 * @throws OwnershipError if it is of another type.
 */
export function changesToAdopt<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  object: Wires[K],
  inputs: Inputs,
  context: EngineContext,
): WireBody {
  const { kind } = definition;
  const replaces = replacedProperties(definition, object, inputs, context);
  if (replaces.length > 0) {
    throw new OwnershipError(
      `adopt: ${titleOf(kind, object)} is of another type, which cannot be changed.`,
      `Correct ${replaces.join(" and ")}, or take \`adopt\` out to make a new object.`,
    );
  }
  const hidden = definition.hiddenAttributes?.(object, inputs) ?? [];
  return {
    ...shownChanges(definition, object, inputs, context),
    ...pick(definition.toWire(inputs), hidden),
  };
}

/** What is not there cannot be taken over. */
export function notThereError(kind: Kind, id: string): OwnershipError {
  return new OwnershipError(`adopt: ${id} is not the id of ${nounOf(kind)} of this account.`, "");
}

/** Two resources cannot be one object. */
export function takenError(id: string): OwnershipError {
  return new OwnershipError(
    `adopt: ${id} belongs to another resource of this program.`,
    "Only one of them can have it: take `adopt` out here, or that resource out of the program.",
  );
}
