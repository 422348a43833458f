/** Resources whose arguments are attributes of PagerTree's under other names, and nothing more. */
import { findKey } from "es-toolkit";
import type { WireBody } from "./resource-definition.ts";

/** PagerTree's name of each argument that it knows. */
export type AttributeNames<Inputs> = { readonly [Argument in keyof Inputs]?: string };

/** Every attribute of the inputs by PagerTree's name; an argument that is left out is null, which clears it. */
export function toAttributes<Inputs extends object>(inputs: Inputs, names: AttributeNames<Inputs>): WireBody {
  return Object.fromEntries(
    Object.entries<string | undefined>(names).flatMap(([argument, attribute]) =>
      attribute === undefined ? [] : [[attribute, inputs[argument as keyof Inputs] ?? null]],
    ),
  );
}

/** The argument that PagerTree means by an attribute. */
export function argumentOf(attribute: string, names: Readonly<Record<string, string>>): string | undefined {
  return findKey(names, (name) => name === attribute);
}
