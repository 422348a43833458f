/** Changes an object at PagerTree. */

import { readUnlessGone } from "../account/read-unless-gone.ts";
import type { ResourceKind, Wires } from "../api/kinds.ts";
import { NotFoundError } from "../common/errors.ts";
import { shownChanges } from "./comparison.ts";
import type { EngineContext } from "./context.ts";
import { hintAtReferences } from "./explain.ts";
import { tellNotTaken } from "./not-taken.ts";
import type { ResourceDefinition, WireBody } from "./resource-definition.ts";
import { mayHaveChanged } from "./unclear.ts";

/**
 * Sends what changes of an object; reads it, if nothing does.
 *
 * @param inputs - What the object is to be.
 * @throws NotFoundError if the object is gone, or something that the changes name.
 */
export async function updateObject<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  id: string,
  changes: WireBody,
  inputs: Inputs,
  context: EngineContext,
): Promise<Wires[K]> {
  const { kind } = definition;
  const isChanged = Object.keys(changes).length > 0;
  try {
    if (!isChanged) {
      return await context.api.read(kind, id);
    }
    const object = await sendChanges(definition, id, changes, inputs, context);
    tellNotTaken(definition, object, changes, inputs, context);
    return object;
  } catch (error) {
    if (error instanceof NotFoundError) {
      const object = await readUnlessGone(
        () => context.api.read(kind, id),
        context.leastAge(id),
        {},
        context,
      );
      if (object !== undefined && !isChanged) {
        return object;
      }
      throw new NotFoundError(
        error,
        object === undefined
          ? goneHint
          : `The object itself still exists. ${hintAtReferences(definition, changes, inputs)}`,
      );
    }
    if (isChanged && mayHaveChanged(error)) {
      const object = await context.api.read(kind, id).catch(() => undefined);
      if (object !== undefined && isCarriedOut(definition, object, changes, inputs, context)) {
        return object;
      }
    }
    throw error;
  }
}

/** How often changes are sent that do not show in the object. */
const mostAttempts = 3;

/**
 * Sends changes. Where the body adds and takes away rows, sending it again is not the same as sending it once, which the
 * HTTP client takes for granted: then what the object shows counts.
 */
async function sendChanges<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  id: string,
  changes: WireBody,
  inputs: Inputs,
  context: EngineContext,
): Promise<Wires[K]> {
  const { kind, toUpdate } = definition;
  if (toUpdate === undefined) {
    return context.api.update(kind, id, changes);
  }
  for (let attempt = 1; ; attempt += 1) {
    const body = toUpdate(changes, await context.api.read(kind, id));
    const [object, error] = await context.api.update(kind, id, body).then(
      (answered) => [answered, undefined] as const,
      async (failure: unknown) => [await context.api.read(kind, id).catch(() => undefined), failure] as const,
    );
    if (object !== undefined && isCarriedOut(definition, object, changes, inputs, context)) {
      return object;
    }
    if (error !== undefined || object === undefined) {
      throw error;
    }
    if (attempt >= mostAttempts) {
      return object;
    }
  }
}

/** Whether an object shows every change; a secret that PagerTree hides shows nothing. */
function isCarriedOut<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  object: Wires[K],
  changes: WireBody,
  inputs: Inputs,
  context: EngineContext,
): boolean {
  const missing = [
    ...Object.keys(shownChanges(definition, object, inputs, context)),
    ...(definition.hiddenAttributes?.(object, inputs) ?? []),
  ];
  return !missing.some((attribute) => attribute in changes);
}

const goneHint =
  "It was deleted outside of this stack: run `pulumi refresh`, and the next `pulumi up` makes it again.";
