/** Arguments that take ids of destinations: the form of the ids. Whether they lead anywhere is left to `routes.ts`. */
import { findKey } from "es-toolkit";
import { z } from "zod";
import { type DestinationKind, destinations, kindOfPrefixId } from "../api/destination-kinds.ts";
import { isUlid } from "../common/ids.ts";
import { orUnknown } from "../common/unknown.ts";

/** What to do where an id has no value: with `--target`, the engine asks of a resource that lacks what it takes from others. */
export const ifLeftOut =
  "if the id comes from a resource that is not made yet, and that `--target` leaves out, target that one as well";
const ofNothing = `, and there is none; ${ifLeftOut}`;

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
    z
      .string({ error: ({ input }) => `must be the id of ${noun}${input === null ? ofNothing : ""}` })
      .superRefine((id, context) => {
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

/** What to say of an id whose prefix tells that it is of another kind. */
function ofAnotherKind(id: string, kind: DestinationKind, siblings: Siblings): string | undefined {
  const other = kindOfPrefixId(id);
  if (other === undefined || other === kind) {
    return undefined;
  }
  const argument = findKey(siblings, (each) => each === other);
  const place = argument === undefined ? "" : `; it belongs in ${argument}`;
  return `${id} is the prefix id of ${destinations[other].noun}${place}`;
}
