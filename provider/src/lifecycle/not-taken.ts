/** What PagerTree has not taken of a write, as its answer shows: each later preview would show the same change again. */
import { uniq } from "es-toolkit";
import type { ResourceKind, Wires } from "../api/kinds.ts";
import { shownChanges } from "./comparison.ts";
import type { EngineContext } from "./context.ts";
import { titleOf } from "./properties.ts";
import type { ResourceDefinition, WireBody } from "./resource-definition.ts";

/**
 * Tells what an answer holds otherwise than it was sent, and what to do. What PagerTree hides is taken for equal.
 *
 * @param object - The answer.
 * @param sent - The attributes of the write.
 * @param inputs - What the object is to be.
 */
export function tellNotTaken<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  object: Wires[K],
  sent: WireBody,
  inputs: Inputs,
  context: EngineContext,
): void {
  const differing = Object.keys(shownChanges(definition, object, inputs, context));
  const properties = uniq(
    differing
      .filter((attribute) => attribute in sent)
      .map((attribute) => definition.propertyOf(attribute, inputs) ?? attribute),
  );
  tellNamesNotTaken(properties, titleOf(definition.kind, object), object.id, context);
}

/**
 * Tells once a run which properties of an object were not taken; nothing if there are none.
 *
 * @param title - What the message calls the object.
 */
export function tellNamesNotTaken(
  properties: readonly string[],
  title: string,
  id: string,
  context: EngineContext,
): void {
  if (properties.length > 0 && context.isFirst(`tell what was not taken of ${id}`)) {
    const [it, its] = properties.length === 1 ? ["it", "that"] : ["them", "those"];
    context.tell(
      `warning: PagerTree did not take ${properties.join(", ")} of ${title} as sent, so each preview shows ${its} as a change. ` +
        `Declare what PagerTree holds, take ${it} out of the program, or name ${it} in Pulumi's \`ignoreChanges\`.`,
    );
  }
}
