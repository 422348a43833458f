/** Whether what a resource names as destinations leads to somebody: what the account does not have is refused. */
import { chunk } from "es-toolkit";
import { type DestinationArguments, type DestinationKind, kindOfPrefixId } from "../api/destination-kinds.ts";
import type { Wires } from "../api/kinds.ts";
import { UnexpectedAnswerError } from "../common/errors.ts";
import type { Failure } from "../common/failure.ts";
import { isPrefixId } from "../common/ids.ts";
import { cut, plainText } from "../common/plain-text.ts";
import { isUnknown } from "../common/unknown.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import { tellDeadEnds } from "./dead-ends.ts";
import { whyMissing } from "./why-missing.ts";

/** A place of a resource's inputs that names a destination. */
export interface Place {
  readonly path: Failure["path"];
  readonly kind: DestinationKind;
  /** ULID or prefix id. */
  readonly id: string;
  /** Whether the ULID is needed: the API takes no prefix id in a body, save in rules. */
  readonly needsUlid: boolean;
}

/** Every place among the arguments of a resource that names a destination; what is not known yet names none. */
export function placesIn<Inputs extends object>(
  inputs: Partial<Inputs>,
  kinds: DestinationArguments<Inputs>,
): Place[] {
  const given = inputs as Readonly<Record<string, unknown>>;
  return Object.entries<DestinationKind | undefined>(kinds).flatMap(([argument, kind]) =>
    kind === undefined ? [] : placesOf(kind, [argument], given[argument]),
  );
}

/** The same of receivers in the rules of a router, whose prefix tells the kind. */
export function placesOfReceivers(receivers: readonly Pick<Place, "path" | "id">[]): Place[] {
  return receivers.flatMap(({ path, id }) => {
    const kind = kindOfPrefixId(id);
    return kind === undefined ? [] : [{ path, kind, id, needsUlid: false }];
  });
}

type Destination = Wires[DestinationKind];

/** A place, and what was found there. */
interface Looked {
  readonly place: Place;
  readonly destination: Destination | undefined | "not asked";
}

/** Nobody reads of more destinations that lead nowhere. */
const mostMissing = 20;

/** What came of following the destinations of a resource. */
export interface Routes {
  /** The ULID of each destination that was found, by its id as the program has it. */
  readonly ulids: ReadonlyMap<string, string>;
  /** Why the others are refused. */
  readonly failures: Failure[];
}

/**
 * Looks for every destination of a resource, and tells of those that lead to nobody.
 *
 * @param previous - The places of the last `up`. A destination that has gone since then is left to {@link lostPlaces}:
 *   with the key of another account all would look gone, which only `diff` can tell.
 * @param from - What messages call the resource.
 * @param own - The arguments that say whose the resource is: no alerts go that way.
 */
export async function followRoutes(
  places: readonly Place[],
  previous: readonly Place[],
  kinds: DestinationArguments<object>,
  from: string,
  context: ProviderContext,
  own: readonly string[] = [],
): Promise<Routes> {
  const ulids = new Map<string, string>();
  const failures: Failure[] = [];
  const before = new Set(previous.map(({ id }) => id.toUpperCase()));
  const isOwn = ({ path }: Place) => own.some((argument) => argument === path[0]);
  if (places.some((place) => place.kind === "teams" && !isOwn(place))) {
    await context.ask(async () => context.coverage.readAhead(), undefined);
  }
  const found = await lookFor(places, context);
  for (const { place, destination } of found) {
    if (destination !== undefined && destination !== "not asked") {
      ulids.set(place.id, destination.id);
      if (!isOwn(place)) {
        await askFor(() => tellDeadEnds(place.kind, destination.id, from, context), context);
      }
    } else if (destination === undefined && !before.has(place.id.toUpperCase())) {
      failures.push({ path: place.path, reason: await whyMissing(place, kinds, context) });
    }
  }
  return { ulids, failures };
}

/**
 * Follows the destinations among the arguments of a resource, as {@link followRoutes} does: the arguments with the ULID of
 * each one that was found, and why the others are refused.
 */
export async function followArguments<Inputs extends object>(
  inputs: Inputs,
  previous: object,
  kinds: DestinationArguments<Inputs>,
  from: string,
  context: ProviderContext,
  own: readonly string[] = [],
): Promise<{ inputs: Inputs; failures: Failure[] }> {
  const routes = await followRoutes(
    placesIn(inputs, kinds),
    placesIn<object>(previous, kinds),
    kinds,
    from,
    context,
    own,
  );
  return { inputs: withUlids(inputs, kinds, routes), failures: routes.failures };
}

/** Why destinations that a resource in the state has are refused: the account does not have them, or any more. */
export async function lostPlaces(
  places: readonly Place[],
  kinds: DestinationArguments<object>,
  context: ProviderContext,
): Promise<Failure[]> {
  const found = await lookFor(places, context);
  return Promise.all(
    found
      .filter(({ destination }) => destination === undefined)
      .map(async ({ place }) => ({
        path: withoutIndex(place.path),
        reason: await whyMissing(place, kinds, context),
      })),
  );
}

/** Replaces each prefix id by the ULID of the same object, the only form that the API takes in a body. */
export function withUlids<Inputs extends object>(
  inputs: Inputs,
  kinds: DestinationArguments<Inputs>,
  { ulids }: Routes,
): Inputs {
  const ulidOf = (id: unknown) => (typeof id === "string" ? (ulids.get(id) ?? id) : id);
  const given = inputs as Readonly<Record<string, unknown>>;
  const resolved = Object.keys(kinds)
    .filter((argument) => given[argument] !== undefined)
    .map((argument) => {
      const value = given[argument];
      return [argument, Array.isArray(value) ? value.map(ulidOf) : ulidOf(value)];
    });
  return { ...inputs, ...Object.fromEntries(resolved) };
}

/** What a message calls a resource with this name. */
export function resourceTitle(noun: string, name: unknown): string {
  return typeof name === "string" && !isUnknown(name)
    ? `${noun} "${cut(plainText(name), 80)}"`
    : `a new ${noun}`;
}

/** The lists of arguments are sorted by now, so that an index would be another one than the program's. */
function withoutIndex(path: Failure["path"]): Failure["path"] {
  return path.length === 2 ? path.slice(0, 1) : path;
}

function placesOf(kind: DestinationKind, path: Failure["path"], value: unknown): Place[] {
  if (Array.isArray(value)) {
    return value.flatMap((id, index) => placesOf(kind, [...path, index], id));
  }
  return typeof value === "string" && !isUnknown(value)
    ? [{ path, kind, id: value, needsUlid: isPrefixId(value) }]
    : [];
}

/**
 * What the account has of each place; undefined if it does not have it. Each that is missing costs a request: once so
 * many are, the others are not asked for.
 */
async function lookFor(places: readonly Place[], context: ProviderContext): Promise<Looked[]> {
  const looked: Looked[] = [];
  for (const some of chunk([...places], mostMissing)) {
    const missing = looked.filter(({ destination }) => destination === undefined).length;
    const ask = async (place: Place): Promise<Looked> => ({
      place,
      destination:
        missing < mostMissing
          ? await askFor<Destination | undefined>(
              () => context.objects.find(place.kind, place.id, place.needsUlid),
              context,
            )
          : "not asked",
    });
    looked.push(...(await Promise.all(some.map(ask))));
  }
  return looked;
}

/** An answer about the account, if it can be had, and can be used. */
export async function askFor<Answer>(
  question: () => Promise<Answer>,
  context: ProviderContext,
): Promise<Answer | "not asked"> {
  try {
    return await context.ask<Answer | "not asked">(question, "not asked");
  } catch (error) {
    if (error instanceof UnexpectedAnswerError) {
      // The object is there, whatever is wrong with it.
      return "not asked";
    }
    throw error;
  }
}
