/** What to say of a destination that the account does not have: what the id is in truth, or which ones could be meant. */
import { findKey } from "es-toolkit";
import { type DestinationArguments, type DestinationKind, destinations } from "../api/destination-kinds.ts";
import { nounOf, type Wires } from "../api/kinds.ts";
import { isPrefixId } from "../common/ids.ts";
import { nearest } from "../common/nearest.ts";
import type { ProviderContext } from "../lifecycle/context.ts";
import { nameOf, type TitledKind, titleOf } from "./titles.ts";

/** Beyond this many, names help nobody. */
const mostNames = 5;

/**
 * Why an id is none of a destination.
 *
 * @param siblings - Where the resource takes ids, to tell where one of another kind belongs.
 */
export async function whyMissing(
  { kind, id }: { readonly kind: DestinationKind; readonly id: string },
  siblings: DestinationArguments<object>,
  context: ProviderContext,
): Promise<string> {
  const { noun } = destinations[kind];
  const plain = `${id} is not the id of ${noun} of this account`;
  if (context.objects.isDeclared(id)) {
    return `${id} is ${noun} of this stack that PagerTree does not have any more; run the command with --refresh, and it is made again`;
  }
  return context.ask(
    async () =>
      (await asAnotherKind(kind, id, siblings, context)) ??
      `${plain}; ${await alternatives(kind, id, context)}`,
    plain,
  );
}

/** What an id is that names an object of another kind. A prefix id is told by its prefix. */
async function asAnotherKind(
  kind: DestinationKind,
  id: string,
  siblings: DestinationArguments<object>,
  { objects }: ProviderContext,
): Promise<string | undefined> {
  if (isPrefixId(id)) {
    return undefined;
  }
  const accountUsers = await objects.all("accountUsers");
  const person = accountUsers.find(({ user }) => user.id?.toUpperCase() === id.toUpperCase());
  if (person !== undefined) {
    return `${id} is the id of the user "${nameOf(person)}", not of ${nounOf("accountUsers")}; that one's is ${person.id}${placeOf("accountUsers", kind, siblings)}`;
  }
  const others = (["teams", "routers", "accountUsers", "integrations"] as const).filter(
    (each) => each !== kind,
  );
  for (const other of others) {
    const row = await objects.find(other, id);
    if (row !== undefined) {
      return `${id} is not the id of ${nounOf(kind)}, but of ${titleOf(other, row)}${placeOf(other, kind, siblings)}`;
    }
  }
  return undefined;
}

function placeOf(other: TitledKind, kind: DestinationKind, siblings: DestinationArguments<object>): string {
  const argument = other === kind ? undefined : findKey<object>(siblings, (each) => each === other);
  return argument === undefined ? "" : `, which belongs in ${argument}`;
}

/** The id that was most likely meant, or the names to choose from. */
async function alternatives(
  kind: DestinationKind,
  id: string,
  { objects }: ProviderContext,
): Promise<string> {
  const rows: Wires[DestinationKind][] = await objects.all(kind);
  const idOf = (row: Wires[DestinationKind]) => (isPrefixId(id) ? row.prefix_id : row.id);
  const guess = nearest(id, rows.map(idOf));
  const near = rows.find((row) => idOf(row) === guess);
  const shown = (row: Wires[DestinationKind]) => `${idOf(row)} ("${nameOf(row)}")`;
  if (near !== undefined) {
    return `did you mean ${shown(near)}?`;
  }
  if (rows.length === 0) {
    return "it has none";
  }
  const more = rows.length > mostNames ? ` and ${rows.length - mostNames} more` : "";
  return `it has ${rows.slice(0, mostNames).map(shown).join(", ")}${more}`;
}
