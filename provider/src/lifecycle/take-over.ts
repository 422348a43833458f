/** Resources whose objects PagerTree makes by itself: each takes one over, and gives it back in the end. */
import { readUnlessGone } from "../account/read-unless-gone.ts";
import type { ResourceKind, Wires } from "../api/kinds.ts";
import { OwnershipError } from "../common/errors.ts";
import { toCheckFailure } from "../common/failure.ts";
import { describeChanges } from "./check-adoption.ts";
import { shownChanges } from "./comparison.ts";
import type { EngineContext } from "./context.ts";
import { titleOf } from "./properties.ts";
import type { Checked, ResourceDefinition, TakesOver } from "./resource-definition.ts";
import { updateObject } from "./update.ts";

/** Tells what will change of an object that a new resource takes over. */
export async function checkTakeOver<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  previous: Partial<Inputs>,
  checked: Checked<Inputs>,
  context: EngineContext,
): Promise<Checked<Inputs>> {
  const { kind, takesOver } = definition;
  const { inputs, failures } = checked;
  const isNew = Object.keys(previous).length === 0;
  if (takesOver === undefined || inputs === undefined || !isNew || failures.length > 0) {
    return checked;
  }
  const object = await context.ask(async () => {
    const id = await takesOver.find(inputs, context);
    return id === undefined ? undefined : context.objects.find(kind, id);
  }, undefined);
  if (object === undefined) {
    return checked;
  }
  if (!context.ownership.nameForAdoption(object.id)) {
    const failure = { path: [takesOver.argument], reason: takenReason(kind, object) };
    return { ...checked, failures: [...failures, toCheckFailure(failure)] };
  }
  const changes = shownChanges(definition, object, inputs, context);
  context.tell(`takes over ${titleOf(kind, object)}: ${describeChanges(definition, changes, inputs)}`);
  return checked;
}

/**
 * Takes the object over that the inputs mean.
 *
 * @throws OwnershipError if it is another resource's.
 */
export async function takeOver<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  { argument, find, remember }: TakesOver<Inputs, K>,
  inputs: Inputs,
  context: EngineContext,
): Promise<{ object: Wires[K]; remembered: Readonly<Record<string, unknown>> }> {
  const { kind } = definition;
  const id = (await find(inputs, context)) ?? "";
  const object = await context.api.read(kind, id);
  if (!context.ownership.adopt(object.id)) {
    throw new OwnershipError(`${argument}: ${takenReason(kind, object)}.`, "");
  }
  const changes = shownChanges(definition, object, inputs, context);
  const isChanged = Object.keys(changes).length > 0;
  return {
    object: isChanged ? await updateObject(definition, object.id, changes, inputs, context) : object,
    remembered: remember(object),
  };
}

/** Leaves an object as it was before, or as it is. One that is gone is as it should be. */
export async function giveBack<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  { before }: TakesOver<Inputs, K>,
  id: string,
  state: Partial<Inputs>,
  context: EngineContext,
): Promise<void> {
  const inputs = await before(state, context);
  if (inputs === undefined) {
    return;
  }
  const read = () => context.api.read(definition.kind, id);
  const object = await readUnlessGone(read, context.leastAge(id), state, context);
  const changes = object === undefined ? {} : shownChanges(definition, object, inputs, context);
  if (Object.keys(changes).length > 0) {
    await updateObject(definition, id, changes, inputs, context);
  }
}

function takenReason<K extends ResourceKind>(kind: K, object: Wires[K]): string {
  return `${titleOf(kind, object)} belongs to another resource of this program, and only one of them can have it`;
}
