/** What `check` and `diff` have to say of `adopt`: whether it can be, and what it will change. */

import { uniq } from "es-toolkit";
import { type Kind, nounOf, type ResourceKind, type Wires } from "../api/kinds.ts";
import { OwnershipError } from "../common/errors.ts";
import { toCheckFailure } from "../common/failure.ts";
import { isObjectId, normaliseId } from "../common/ids.ts";
import { holdsUnknown, isUnknown } from "../common/unknown.ts";
import { changesToAdopt, notThereError, takenError } from "./adopt.ts";
import type { EngineContext } from "./context.ts";
import { tellLacks } from "./lacks.ts";
import { titleOf } from "./properties.ts";
import type { Checked, ResourceDefinition, WireBody } from "./resource-definition.ts";

/** The id that a resource is to adopt, or undefined. After `check`, it is a ULID or prefix id, or not known yet. */
export function adoptOf(inputs: object): string | undefined {
  const { adopt } = { adopt: undefined, ...inputs };
  return typeof adopt === "string" ? adopt : undefined;
}

/**
 * Checks what a resource names in `adopt`: that it is an id and, of a new resource, that it is there, of the same
 * type and nobody else's. Then the user is told what will change.
 *
 * @param checked - What `check` made of the other arguments.
 * @returns The same with `adopt`, or with why it cannot be.
 */
export async function checkAdoption<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  adopt: unknown,
  previous: Partial<Inputs>,
  checked: Checked<Inputs>,
  context: EngineContext,
): Promise<Checked<Inputs>> {
  if (adopt === undefined || adopt === null) {
    return checked;
  }
  const { inputs } = checked;
  try {
    const id = idIn(adopt, definition.kind);
    const isNew = Object.keys(previous).length === 0;
    if (inputs === undefined || !isNew) {
      return withAdopt(checked, id);
    }
    const find = () => findObject(definition.kind, id, context);
    const object = isUnknown(id) ? undefined : await context.ask(find, undefined);
    if (object === undefined) {
      // Nor is it known what the object lacks already.
      return withAdopt({ ...checked, lacks: [] }, id);
    }
    const changes = changesToAdopt(definition, object, inputs, context);
    if (!context.ownership.nameForAdoption(object.id)) {
      throw takenError(id);
    }
    context.tell(
      `adopts ${titleOf(definition.kind, object)}: ${describeChanges(definition, changes, inputs)}`,
    );
    const isAsItIs = Object.keys(changes).length === 0;
    return withAdopt(isAsItIs ? tellLacks(definition, checked, context) : checked, object.id);
  } catch (error) {
    return asFailureOfAdopt(error, checked);
  }
}

/**
 * Checks `adopt` of a resource that is in the state. If it is about to be replaced, the object to adopt takes the
 * place of the one that it is: a replacement that was interrupted has left one.
 *
 * @param replaces - The properties whose change replaces it.
 * @throws OwnershipError if it names another object without replacing, or the very one that is about to be
 * replaced; or if another resource of the program adopts what this one is.
 */
export function checkFormerAdoption(
  id: string,
  state: object,
  adopt: string | undefined,
  replaces: readonly string[],
  { ownership }: EngineContext,
): void {
  const isKnown = adopt !== undefined && !isUnknown(adopt);
  const { prefixId } = { prefixId: undefined, ...state };
  const isItself = adopt === id || adopt === prefixId;
  if (isKnown && !isItself && replaces.length === 0) {
    throw new OwnershipError(
      `adopt: ${adopt} is not the object that this resource manages, which is ${id}.`,
      "Take `adopt` out here, and adopt that object in a resource with another name.",
    );
  }
  if (isKnown && isItself && replaces.length > 0) {
    throw new OwnershipError(
      `adopt: a change of ${replaces.join(" and ")} makes a new object in place of ${adopt}.`,
      "Take `adopt` out.",
    );
  }
  if (!ownership.compare(id, isKnown && isItself)) {
    throw takenError(id);
  }
}

/** What changes, in the names of the program and without a value, which may be a secret. */
export function describeChanges<Inputs extends object, K extends ResourceKind>(
  { propertyOf }: ResourceDefinition<Inputs, K>,
  changes: WireBody,
  inputs: Inputs,
): string {
  const properties = Object.entries(changes).map(([attribute, value]) => {
    const property = propertyOf(attribute, inputs) ?? attribute;
    const [argument = ""] = property.split(".");
    if (isUnknown(inputs[argument as keyof Inputs])) {
      return `${argument} (not known yet)`;
    }
    return holdsUnknown(value) ? `${property} (not known yet)` : property;
  });
  return properties.length === 0 ? "nothing changes" : `changes ${uniq(properties).join(", ")}`;
}

/**
 * The object to adopt. The checks of all resources share what they read, so that a whole account is adopted with few
 * requests.
 *
 * @throws OwnershipError if the account does not have it
 */
export async function findObject<K extends Kind>(
  kind: K,
  id: string,
  context: EngineContext,
): Promise<Wires[K]> {
  const object = await context.objects.find(kind, id);
  if (object === undefined) {
    throw notThereError(kind, id);
  }
  return object;
}

/**
 * The id that `adopt` is, in the form that PagerTree gives out.
 *
 * @throws OwnershipError if it is none
 */
export function idIn(adopt: unknown, kind: Kind): string {
  if (typeof adopt !== "string" || !(isUnknown(adopt) || isObjectId(adopt))) {
    throw new OwnershipError(`adopt: must be the id of ${nounOf(kind)}, as ULID or prefix id.`, "");
  }
  return normaliseId(adopt);
}

/** A refusal as a failure of `adopt`; any other error is thrown again. */
export function asFailureOfAdopt<Inputs>(error: unknown, checked: Checked<Inputs>): Checked<Inputs> {
  if (!(error instanceof OwnershipError)) {
    throw error;
  }
  const failure = { path: ["adopt"], reason: error.message.replace(/^adopt: /, "") };
  return { ...checked, failures: [...checked.failures, toCheckFailure(failure)] };
}

/** The inputs, if there are any, with what they adopt. */
export function withAdopt<Inputs extends object>(checked: Checked<Inputs>, adopt: string): Checked<Inputs> {
  return checked.inputs === undefined ? checked : { ...checked, inputs: { ...checked.inputs, adopt } };
}
