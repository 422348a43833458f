/** Before a create: whether PagerTree has the very object already, and it is not known to be another resource's. */
import { contentOf } from "../account/state-contents.ts";
import type { ResourceKind, Wires } from "../api/kinds.ts";
import { OwnershipError, UnexpectedAnswerError } from "../common/errors.ts";
import { holdsUnknown } from "../common/unknown.ts";
import { allowsDuplicate } from "./allow-duplicate.ts";
import { adoptOf } from "./check-adoption.ts";
import { isDeclaredBy } from "./comparison.ts";
import type { EngineContext } from "./context.ts";
import { titleOfNew, titleWithTime } from "./properties.ts";
import type { Checked, ResourceDefinition } from "./resource-definition.ts";

/** The engine may be about to name the resource that owns the object. When it has been silent so long, it is not. */
const pause = 500;
const mostSilentPauses = 3;
const mostPauses = 60;

/** An object that PagerTree has already of what a create would make once more. */
export interface Twin {
  readonly id: string;
  /** What a message calls it. */
  readonly title: string;
  readonly prefixId: string;
}

/**
 * Looks for an object that is nobody's: by the stack's state or, where that cannot be had, until the engine has named
 * every resource that may own it.
 *
 * @param find - Gives the object, or undefined once there is none.
 */
export async function untilOwnersAreKnown<Found>(
  find: () => Promise<Found | undefined>,
  context: EngineContext,
): Promise<Found | undefined> {
  let found = await find();
  if (found === undefined) {
    return undefined;
  }
  await context.learnState();
  if (context.ownership.isStateKnown) {
    return find();
  }
  let silentPauses = 0;
  for (
    let pauses = 0;
    found !== undefined && pauses < mostPauses && silentPauses < mostSilentPauses;
    pauses += 1
  ) {
    const before = context.ownership.calls;
    await context.wait(pause);
    silentPauses = context.ownership.calls === before ? silentPauses + 1 : 0;
    found = await find();
  }
  return found;
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
  const find = (objects: readonly Wires[K][]) => twinsAmong(objects, definition, inputs, context);

  if (!(await untilOwnersAreKnown(async () => find(known) && true, context))) {
    return;
  }
  // What is known may be as old as the run.
  const twins = find(await context.named(kind).look(name));
  if (twins !== undefined) {
    throw refusedTwin(
      titleOfNew(kind, name),
      twins.map((twin) => titleWithTime(kind, twin)),
      twins[0].prefix_id,
      context,
    );
  }
}

/**
 * Lets a new resource be warned of what a create would stop for, while there still is a choice: one that makes an object of
 * which there must be no other, and of which all is known.
 *
 * @param previous - The inputs of the last `up`.
 * @param checked - What `check` made of the present ones.
 */
export async function warnIfNew<Inputs extends object>(
  previous: object,
  { inputs, failures }: Checked<Inputs>,
  warn: (inputs: Inputs) => Promise<void>,
  context: EngineContext,
): Promise<void> {
  const isNew = Object.keys(previous).length === 0;
  if (!isNew || inputs === undefined || failures.length > 0) {
    return;
  }
  const makesOne = adoptOf(inputs) === undefined && !allowsDuplicate(inputs);
  // With anything that is not known yet, nothing can be told to be equal.
  if (!makesOne || holdsUnknown(inputs)) {
    return;
  }
  const warned = () =>
    warn(inputs).catch((error: unknown) => {
      // Whatever is wrong with the list, it is for `up` to say.
      if (!(error instanceof UnexpectedAnswerError)) {
        throw error;
      }
    });
  await context.ask(warned, undefined);
}

/**
 * Warns of an object for which a create would stop. Whether another resource of the stack is the object, the engine may
 * have yet to tell.
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
  if (typeof name !== "string") {
    return;
  }
  const known = await context.named(kind).known(name);
  await warnLater(
    () => {
      const twins = twinsAmong(known, definition, inputs, context);
      return twins && toTwin(twins[0], titleWithTime(kind, twins[0]));
    },
    titleOfNew(kind, name),
    context,
  );
}

/**
 * Warns of what a create would stop for, or make once more, as soon as the engine has likely named the resource that it
 * may be.
 *
 * @param find - Gives the object that is there, with its title; undefined if it is no stranger.
 * @param title - Of what is to be made.
 */
export async function warnLater(
  find: () => Twin | undefined,
  title: string,
  context: EngineContext,
): Promise<void> {
  const found = find();
  if (found === undefined) {
    return;
  }
  await context.learnState();
  context.later(() => {
    const twin = find();
    const owner = context.ownership.inState(found.id)?.resourceName;
    if (twin !== undefined && context.isFirst(`warn of the twin ${twin.prefixId}`)) {
      context.tell(
        `warning: create ${title}: PagerTree already has ${twin.title}, which is exactly what this new resource declares. Unless that belongs to another resource of the program, \`up\` stops here. ${hintFor(twin.prefixId, context)}`,
      );
    } else if (
      owner !== undefined &&
      !context.ownership.isDeclared(found.id) &&
      context.isFirst(`warn of the one that the stack has, ${found.prefixId}`)
    ) {
      context.tell(
        `warning: create ${title}: the stack already has ${found.title}, as its resource "${owner}", which is exactly what this new resource declares. \`up\` makes another one, with other ids. If you only renamed "${owner}" in the program, say so with Pulumi's \`aliases\`, and it stays; if it should be replaced, continue.`,
      );
    }
  });
}

/** An object as a message has it. */
export function toTwin({ id, prefix_id: prefixId }: { id: string; prefix_id: string }, title: string): Twin {
  return { id, prefixId, title };
}

/**
 * The error of a create that would make a second object.
 *
 * @param title - Of what is to be made.
 * @param present - The titles of what is there.
 * @param prefixId - Of the first one.
 */
export function refusedTwin(
  title: string,
  present: readonly string[],
  prefixId: string,
  context: EngineContext,
): OwnershipError {
  const [they, it] = present.length === 1 ? ["which is", "it"] : ["each of which is", "all of them"];
  return new OwnershipError(
    `create ${title}: PagerTree already has ${present.join(" and ")}, ${they} exactly what this resource declares, and the stack ${context.ownership.isStateKnown ? "does not have" : "is not known to have"} ${it}. Nothing was sent.`,
    hintFor(prefixId, context),
  );
}

/**
 * The objects that are just what the inputs declare and are no resource's, as far as is known. Of as many as the state
 * has resources of this content that nobody has named, none is a stranger; of more, each may be.
 */
function twinsAmong<Inputs extends object, K extends ResourceKind>(
  objects: readonly Wires[K][],
  definition: ResourceDefinition<Inputs, K>,
  inputs: Inputs,
  context: EngineContext,
): [Wires[K], ...Wires[K][]] | undefined {
  const [first, ...others] = objects.filter(
    (object) => !context.ownership.knows(object.id) && isDeclaredBy(definition, object, inputs, context),
  );
  if (first === undefined) {
    return undefined;
  }
  const own = context.ownership.isStateKnown
    ? 0
    : context.stateContents.unidentified(contentOfResource(definition, inputs));
  return others.length < own ? undefined : [first, ...others];
}

/** What a resource holds, by its inputs or by its properties in the state. */
export function contentOfResource<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  properties: Inputs,
): string {
  const whole = { ...definition.defaults?.(properties), ...properties };
  return contentOf(definition.kind, definition.toWire(definition.normalise(whole)));
}

function hintFor(id: string, { ownership }: EngineContext): string {
  return [
    `If an interrupted run left it behind, or it was made by hand, take it over: \`adopt: "${id}"\`.`,
    ...(ownership.isStateKnown
      ? []
      : [
          "If you only renamed this resource in the program, say so with Pulumi's `aliases`.",
          "If the stack has it, run with `--refresh`: its state could not be read here.",
        ]),
    "If you want two of them, set `allowDuplicate: true`.",
  ].join(" ");
}
