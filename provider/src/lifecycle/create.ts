/** Makes an object at PagerTree: exactly one, whatever becomes of the answer. */
import { omitBy } from "es-toolkit";
import { readUnlessGone } from "../account/read-unless-gone.ts";
import type { ResourceKind, Wires } from "../api/kinds.ts";
import {
  type ApiError,
  apiErrorFor,
  CancelledError,
  NotFoundError,
  OwnershipError,
  PagerTreeError,
  UnexpectedAnswerError,
} from "../common/errors.ts";
import { allowsDuplicate } from "./allow-duplicate.ts";
import type { EngineContext } from "./context.ts";
import { hintAtReferences } from "./explain.ts";
import { findMade, type Sought } from "./find-made.ts";
import { tellNotTaken } from "./not-taken.ts";
import { titleOfNew } from "./properties.ts";
import { refuseTwin } from "./refuse-twin.ts";
import type { ResourceDefinition, WireBody } from "./resource-definition.ts";
import { hasGivenUp, mayHaveMade } from "./unclear.ts";

/** How often a create is sent that PagerTree answers with a fault. */
const mostAttempts = 3;

/**
 * Makes the object that the inputs declare.
 *
 * PagerTree documents no idempotency key, so that a create that is sent twice makes two objects. Therefore the
 * objects of the same name are known before, and where the answer is lost the new one among them is found.
 *
 * @throws OwnershipError if PagerTree has such an object already, or if it cannot be known whether it was made.
 */
export async function createObject<Inputs extends object, K extends ResourceKind>(
  definition: ResourceDefinition<Inputs, K>,
  inputs: Inputs,
  context: EngineContext,
): Promise<Wires[K]> {
  const { kind } = definition;
  const body = omitBy(
    { ...definition.toWire(inputs), ...(await definition.toWireOnCreate(inputs, context)) },
    (value) => value === null,
  );
  const name = String(body["name"]);
  // Of two equal ones that are made at once, neither could tell which is its own.
  return context.turns.run(`${kind} ${name}`, async () => {
    const known = await context.named(kind).known(name);
    if (!allowsDuplicate(inputs)) {
      await refuseTwin(definition, inputs, name, known, context);
    }
    const knownIds = new Set(known.map(({ id }) => id));
    const object = await makeOne({ definition, inputs, name, knownIds }, body, context);
    context.ownership.make(object.id);
    tellNotTaken(definition, object, body, inputs, context);
    return object;
  });
}

async function makeOne<Inputs extends object, K extends ResourceKind>(
  sought: Sought<Inputs, K>,
  body: WireBody,
  context: EngineContext,
): Promise<Wires[K]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await context.unlessCancelled(context.api.create(sought.definition.kind, body));
    } catch (error) {
      if (error instanceof CancelledError) {
        throw notFoundOut(`create ${titleOfNew(sought.definition.kind, sought.name)}: ${error.what}`);
      }
      if (error instanceof NotFoundError) {
        throw new NotFoundError(error, hintAtReferences(sought.definition, body, sought.inputs));
      }
      if (!mayHaveMade(error)) {
        throw error;
      }
      const made =
        (await readAnswered(error, sought, context)) ?? (await findMadeAfter(error, sought, context));
      if (made !== undefined) {
        return made;
      }
      if (!hasGivenUp(error)) {
        throw new OwnershipError(`${whatOf(error)} ${notSeen}`, nextRun);
      }
      if (attempt >= mostAttempts) {
        throw notMade(error);
      }
    }
  }
}

/** The object that an answer names, although it cannot be used otherwise. */
async function readAnswered<Inputs extends object, K extends ResourceKind>(
  error: unknown,
  { definition: { kind }, knownIds }: Sought<Inputs, K>,
  context: EngineContext,
): Promise<Wires[K] | undefined> {
  const id = error instanceof UnexpectedAnswerError ? error.id : undefined;
  if (id === undefined || knownIds.has(id) || context.ownership.knows(id)) {
    return undefined;
  }
  try {
    const read = readUnlessGone(() => context.api.read(kind, id), 0, {}, context);
    return await context.unlessCancelled(read);
  } catch {
    // With the id, the engine keeps the object in the state.
    context.ownership.make(id);
    throw error;
  }
}

async function findMadeAfter<Inputs extends object, K extends ResourceKind>(
  error: unknown,
  sought: Sought<Inputs, K>,
  context: EngineContext,
): Promise<Wires[K] | undefined> {
  try {
    return await context.unlessCancelled(findMade(sought, context));
  } catch (lookError) {
    throw lookError instanceof OwnershipError
      ? lookError
      : notFoundOut(`${whatOf(error)} Then: ${whatOf(lookError)}`);
  }
}

/** What may exist is told of each object, and what to do about it once a run: only a hint is left out later. */
function notFoundOut(what: string): OwnershipError {
  return new OwnershipError(`${what} It is not known whether PagerTree made it.`, nextRun);
}

function whatOf(error: unknown): string {
  return error instanceof PagerTreeError ? error.what : String(error);
}

function notMade({ method, path, operation, status, messages }: ApiError): ApiError {
  return apiErrorFor({ method, path, operation, status, messages, outcomeUnknown: false });
}

const nextRun =
  "So it was not sent again. The next `pulumi up` looks for it first, and stops if it finds it; wait a minute, or look in PagerTree yourself.";
const notSeen = "PagerTree shows no such object so far, but may still be making it.";
