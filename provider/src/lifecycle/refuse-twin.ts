/** Before a create: whether PagerTree has the very object already, and it is not known to be another resource's. */
import type { ResourceKind, Wires } from "../api/kinds.ts";
import { OwnershipError, UnexpectedAnswerError } from "../common/errors.ts";
import { unknownValue } from "../common/unknown.ts";
import { isDeclaredBy } from "./comparison.ts";
import type { EngineContext } from "./context.ts";
import { titleOfNew, titleWithTime } from "./properties.ts";
import type { ResourceDefinition } from "./resource-definition.ts";

/** The engine may be about to name the resource that owns the object. When it has been silent so long, it is not. */
const pause = 500;
const mostSilentPauses = 3;
const mostPauses = 60;

/**
 * Looks for an object that is nobody's until the engine has named every resource that may own it.
 *
 * @param find - Gives the object, or undefined once there is none.
 */
export async function untilOwnersAreKnown<Found>(
  find: () => Promise<Found | undefined>,
  context: EngineContext,
): Promise<Found | undefined> {
  let silentPauses = 0;
  for (let pauses = 0; pauses < mostPauses && silentPauses < mostSilentPauses; pauses += 1) {
    if ((await find()) === undefined) {
      return undefined;
    }
    const before = context.ownership.calls;
    await context.wait(pause);
    silentPauses = context.ownership.calls === before ? silentPauses + 1 : 0;
  }
  return find();
}

/**
 * An `up` that was killed leaves an object that no state knows, and the next one must not make a second. That
 * object cannot be told from one that somebody made by hand, so the user has to say what it is.
 *
 * @param known - The objects of the same name, as PagerTree had them at some time in this run.
 * @throws OwnershipError if there is one.
 */
export async function refuseTwin<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  inputs: Inputs,
  name: string,
  known: readonly Wires[K][],
  context: EngineContext,
): Promise<void> {
  const { kind } = definition;
  const isTwin = (object: Wires[K]) =>
    !context.ownership.knows(object.id) && isDeclaredBy(definition, object, inputs, context);

  if (!(await untilOwnersAreKnown(async () => known.some(isTwin) || undefined, context))) {
    return;
  }
  // What is known may be as old as the run.
  const [twin] = (await context.named(kind).look(name)).filter(isTwin);
  if (twin !== undefined) {
    throw new OwnershipError(
      `create ${titleOfNew(kind, name)}: PagerTree has ${titleWithTime(kind, twin)} already, which is just what this resource declares, and no resource of the stack is known to be it. Nothing was sent.`,
      hintFor(twin.prefix_id),
    );
  }
}

/**
 * Warns of an object for which a create would stop, while there still is a choice. Whether another resource of the stack
 * is the object, the engine may have yet to tell.
 *
 * @param inputs - Of a new resource, as `check` leaves them.
 */
export async function warnOfTwin<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  inputs: Inputs,
  context: EngineContext,
): Promise<void> {
  const { kind } = definition;
  const { name } = { name: undefined, ...inputs };
  // With anything that is not known yet, it cannot be told to be equal.
  if (typeof name !== "string" || JSON.stringify(inputs).includes(unknownValue)) {
    return;
  }
  const known = await context
    .named(kind)
    .known(name)
    .catch((error: unknown) => {
      // Whatever is wrong with the list, it is for `up` to say.
      if (error instanceof UnexpectedAnswerError) {
        return [];
      }
      throw error;
    });
  const twin = known.find(
    (object) => !context.ownership.knows(object.id) && isDeclaredBy(definition, object, inputs, context),
  );
  if (twin !== undefined && context.isFirst(`warn of the twin ${twin.id}`)) {
    context.tell(
      `warning: create ${titleOfNew(kind, name)}: PagerTree has ${titleWithTime(kind, twin)} already, which is just what this new resource declares. Unless another resource of the program is that one, \`up\` stops here. ${hintFor(twin.prefix_id)}`,
    );
  }
}

function hintFor(id: string): string {
  return [
    `If an interrupted run has left it, or it was made by hand, take it over: \`adopt: "${id}"\`.`,
    "If this resource has only got another name in the program, say so with Pulumi's `aliases`.",
    "If it is to be replaced, run with `--refresh`.",
    "If there are to be two of them, set `allowDuplicate: true`.",
  ].join(" ");
}
