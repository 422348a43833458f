/** How messages call objects of an account. */
import { type Kind, kinds, type Wires } from "../api/kinds.ts";
import { cut, plainText } from "../common/plain-text.ts";

/** The kinds of object that messages about routes name. */
export type TitledKind = Exclude<Kind, "integrationTypes" | "users" | "events">;

/** The name of an object; an account user without one goes by the first e-mail address. */
export function nameOf(row: Wires[TitledKind]): string {
  const name = isAccountUser(row) ? row.user.name || row.user.emails[0]?.email : row.name;
  return cut(plainText(name || row.prefix_id), 80);
}

/** An object in a message, such as `router rtr_K22OuvPYNmCyvJ "By service"`. */
export function titleOf(kind: TitledKind, row: Wires[TitledKind]): string {
  return `${kinds[kind].label} ${row.prefix_id} "${nameOf(row)}"`;
}

function isAccountUser(row: Wires[TitledKind]): row is Wires["accountUsers"] {
  return "user" in row;
}
