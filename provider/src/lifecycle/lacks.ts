/** What PagerTree takes no object without, and some of its objects lack all the same: made by hand, or lost later. */
import { isEqual, omit } from "es-toolkit";
import type { ResourceKind } from "../api/kinds.ts";
import type { ProviderContext } from "./context.ts";
import { titleOfNew } from "./properties.ts";
import type { Checked, ResourceDefinition } from "./resource-definition.ts";

/**
 * Refuses what a resource lacks, unless nothing has changed since the last `up`.
 *
 * @param previous - The inputs of the last `up`; empty for a new resource.
 */
export function refuseLacks<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  previous: Partial<Inputs>,
  checked: Checked<Inputs>,
  context: ProviderContext,
): Checked<Inputs> {
  const { inputs, failures, lacks = [] } = checked;
  if (lacks.length === 0) {
    return omit(checked, ["lacks"]);
  }
  return inputs !== undefined && isAsBefore(definition, previous, inputs)
    ? tellLacks(definition, checked, context)
    : { failures: [...failures, ...lacks] };
}

/** Tells what a resource lacks that is already so in PagerTree, where nothing is to be sent. */
export function tellLacks<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  checked: Checked<Inputs>,
  context: ProviderContext,
): Checked<Inputs> {
  const { name } = { name: undefined, ...checked.inputs };
  const title = titleOfNew(definition.kind, String(name));
  for (const { property, reason } of checked.lacks ?? []) {
    context.tell(`warning: ${title} stays as PagerTree has it, but ${property}: ${reason}`);
  }
  return omit(checked, ["lacks"]);
}

function isAsBefore<Inputs extends object, K extends ResourceKind>(
  { normalise, toWire }: ResourceDefinition<Inputs, K>,
  previous: Partial<Inputs>,
  inputs: Inputs,
): boolean {
  // Inputs of the last `up` are whole.
  const isNew = Object.keys(previous).length === 0;
  return !isNew && isEqual(toWire(normalise(previous as Inputs)), toWire(inputs));
}
