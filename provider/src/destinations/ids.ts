/** Arguments that take ids of destinations: the form of the ids, and the ULIDs behind prefix ids. */
import { findKey } from "es-toolkit";
import { z } from "zod";
import { isUlid } from "../api/ids.ts";
import { NotFoundError } from "../errors.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import type { Failure } from "../lifecycle/failure.ts";
import { isUnknown, orUnknown } from "../unknown.ts";
import { type DestinationArguments, type DestinationKind, destinations } from "./kinds.ts";

/** The arguments of a resource that take ids, by their names. */
type Siblings = Readonly<Record<string, DestinationKind>>;

/**
 * A schema of the id of a destination, possibly not known yet.
 *
 * @param siblings - Where the resource takes ids of other kinds, to tell where one belongs.
 */
export function destinationIdSchema(kind: DestinationKind, siblings: Siblings = {}) {
  const { noun, prefix } = destinations[kind];
  return orUnknown(
    z.string(`must be the id of ${noun}`).superRefine((id, context) => {
      if (isUlid(id) || new RegExp(`^${prefix}_[A-Za-z0-9_-]{7,14}$`).test(id)) {
        return;
      }
      const form = `must be the id of ${noun}: a ULID of 26 characters, or a prefix id such as ${prefix}_K22OuvPYNmCyvJ`;
      context.addIssue({ code: "custom", message: ofAnotherKind(id, kind, siblings) ?? form });
    }),
  );
}

/** A schema of a list of ids of destinations, each and all possibly not known yet. */
export function destinationIdsSchema(kind: DestinationKind, siblings?: Siblings) {
  const message = `must be a list of ids, each of ${destinations[kind].noun}`;
  return orUnknown(z.array(destinationIdSchema(kind, siblings), message));
}

/**
 * Replaces each prefix id by the ULID of the same object, the only form that the API takes in a body.
 *
 * @returns The inputs with ULIDs, and a failure for each id that the account does not have.
 */
export async function resolveDestinations<Inputs extends object>(
  inputs: Inputs,
  kinds: DestinationArguments<Inputs>,
  context: ProviderContext,
): Promise<{ inputs: Inputs; failures: Failure[] }> {
  const failures: Failure[] = [];

  async function resolve(kind: DestinationKind, path: PropertyKey[], value: unknown): Promise<unknown> {
    if (Array.isArray(value)) {
      return Promise.all(value.map((id, index) => resolve(kind, [...path, index], id)));
    }
    if (typeof value !== "string" || isUnknown(value) || isUlid(value)) {
      return value;
    }
    try {
      return await context.ask(() => context.ulidOf(kind, value), value);
    } catch (error) {
      if (!(error instanceof NotFoundError)) {
        throw error;
      }
      failures.push({ path, reason: `${value} is not the id of ${destinations[kind].noun} of this account` });
      return value;
    }
  }

  const given = inputs as Readonly<Record<string, unknown>>;
  const resolved = await Promise.all(
    Object.entries<DestinationKind | undefined>(kinds).flatMap(([argument, kind]) =>
      kind === undefined || given[argument] === undefined
        ? []
        : [resolve(kind, [argument], given[argument]).then((value) => [argument, value])],
    ),
  );
  return { inputs: { ...inputs, ...Object.fromEntries(resolved) }, failures };
}

/** What to say of an id whose prefix tells that it is of another kind. */
function ofAnotherKind(id: string, kind: DestinationKind, siblings: Siblings): string | undefined {
  const other = findKey(destinations, ({ prefix }) => id.startsWith(`${prefix}_`));
  if (other === undefined || other === kind) {
    return undefined;
  }
  const argument = findKey(siblings, (each) => each === other);
  const place = argument === undefined ? "" : `; it belongs in ${argument}`;
  return `${id} is the prefix id of ${destinations[other].noun}${place}`;
}
