/** After a create whose outcome is not known: whether PagerTree has made the object, and which one it is. */
import { requireTime, timeLeft } from "../api/deadline.ts";
import type { ResourceKind } from "../api/kinds.ts";
import { kinds, type Wires } from "../api/kinds.ts";
import { AuthError, OperationTimeoutError, OwnershipError } from "../common/errors.ts";
import { isDeclaredBy } from "./comparison.ts";
import type { EngineContext } from "./context.ts";
import { titleOfNew, titleWithTime } from "./properties.ts";
import type { ResourceDefinition } from "./resource-definition.ts";

/** How long to wait before each look, in milliseconds. What is not to be seen after the last one is not there. */
const pausesBeforeLooks = [0, 500, 1_000, 1_500, 2_000];

/** What is to be found. */
export interface Sought<Inputs extends object, K extends ResourceKind> {
  readonly definition: ResourceDefinition<Inputs, K>;
  readonly inputs: Inputs;
  readonly name: string;
  /** The ids of the objects of this name that were there before. */
  readonly knownIds: ReadonlySet<string>;
}

/**
 * Looks until PagerTree shows an object that was not there before and is just what the inputs declare.
 *
 * @returns Undefined if PagerTree has no new object of this name.
 * @throws OwnershipError if there are several, or one that is not quite what was declared; OperationTimeoutError if the
 * time of the operation ends before all looks are taken; else the error of the last look.
 */
export async function findMade<Inputs extends object, K extends ResourceKind>(
  { definition, inputs, name, knownIds }: Sought<Inputs, K>,
  context: EngineContext,
): Promise<Wires[K] | undefined> {
  const look = {
    method: "GET",
    path: `/${kinds[definition.kind].path}`,
    operation: `look for ${titleOfNew(definition.kind, name)}`,
  };
  const named = context.named(definition.kind);
  const isNew = ({ id }: Wires[K]) => !knownIds.has(id) && !context.ownership.knows(id);
  for (const pause of pausesBeforeLooks) {
    await context.wait(Math.min(pause, timeLeft()));
    requireTime(look);
    const shown = await named.look(name).catch(passOver);
    const found = shown.filter(
      (object) => isNew(object) && isDeclaredBy(definition, object, inputs, context),
    );
    const [made] = found;
    if (found.length > 1) {
      throw ambiguous(definition.kind, name, found);
    }
    if (made !== undefined) {
      return made;
    }
  }
  requireTime(look);
  // Only the whole list proves that there is none: it needs no filter, and lacks no row that cannot be parsed.
  const unlike = (await named.lookThroughAll(name)).filter(isNew);
  if (unlike.length > 0) {
    throw ambiguous(definition.kind, name, unlike);
  }
  return undefined;
}

/** One look may fail; a key that is not valid any more, or time that is over, will be so at the next one too. */
function passOver(error: unknown): [] {
  if (error instanceof AuthError || error instanceof OperationTimeoutError) {
    throw error;
  }
  return [];
}

function ambiguous<K extends ResourceKind>(
  kind: K,
  name: string,
  objects: readonly Wires[K][],
): OwnershipError {
  const titles = objects.map((object) => titleWithTime(kind, object)).join(", ");
  return new OwnershipError(
    `create ${titleOfNew(kind, name)}: its answer was lost, and it is not certain which object it made. New in PagerTree: ${titles}.`,
    "Set `adopt` to the id of the right one, and delete any others that should not be there in PagerTree.",
  );
}
