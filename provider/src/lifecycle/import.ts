/** Import: an object becomes a resource of a stack as it is, and Pulumi writes the program that declares it. */
import { isEqual, isPlainObject, pickBy } from "es-toolkit";
import { readUnlessGone } from "../account/read-unless-gone.ts";
import type { ResourceKind, Wires } from "../api/kinds.ts";
import type { EngineContext } from "./context.ts";
import { propertiesOf } from "./properties.ts";
import type { ResourceDefinition } from "./resource-definition.ts";

/** An object with what a person would write to declare it. */
export interface Imported {
  readonly id: string;
  /** Without what a program may leave out. */
  readonly inputs: Record<string, unknown>;
  readonly outputs: Record<string, unknown>;
}

/**
 * Reads an object that the stack does not know.
 *
 * @param id Its ULID or prefix id.
 * @returns Undefined if PagerTree has no such object.
 */
export async function importObject<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  id: string,
  context: EngineContext,
): Promise<Imported | undefined> {
  const { kind } = definition;
  const object: Wires[K] | undefined = await context.inTime(() =>
    readUnlessGone(() => context.api.read(kind, id), context.leastAge(id), {}, context),
  );
  if (object === undefined) {
    return undefined;
  }
  const { inputs: own } = propertiesOf(definition, object, {}, context);
  const held = (await definition.elsewhere?.read(object.id, own, {}, context)) ?? own;
  const inputs = definition.asImported?.(held) ?? held;
  const written = withoutDefaults(inputs, definition.defaults?.(inputs) ?? {});
  // What the program does not write is not always managed.
  const { outputs } = propertiesOf(definition, object, written, context);
  context.ownership.read(object.id);
  return { id: object.id, inputs: { ...written }, outputs };
}

/** A value without what is as it would be if it were left out. */
export function withoutDefaults<Given extends object>(given: Given, defaults: object): Partial<Given> {
  const byDefault = new Map<string, unknown>(Object.entries(defaults));
  const written = Object.entries(given).map(([name, value]) => {
    const usual = byDefault.get(name);
    return [name, isPlainObject(value) && isPlainObject(usual) ? withoutDefaults(value, usual) : value];
  });
  const different = written.filter(
    ([name, value]) => !byDefault.has(name) || !(isEqual(value, byDefault.get(name)) || isEmptyObject(value)),
  );
  return Object.fromEntries(different);
}

/**
 * The inputs of an imported object until the next `up`, completed: what was left out of them is as by default. What the
 * state does not know either is not managed, and stays out.
 */
export function withDefaults<Given extends object>(given: Given, defaults: object, state: object): Given {
  return { ...pickBy({ ...defaults }, (_value, name) => name in state), ...given };
}

function isEmptyObject(value: unknown): boolean {
  return isPlainObject(value) && Object.keys(value).length === 0;
}
