/** What the life cycle takes of every resource, whatever it is. */

/** The names of the arguments of every resource. */
export const resourceArguments = ["adopt", "allowDuplicate"] as const;

/** What the life cycle reads of them. */
export type ResourceInputs = { readonly [Argument in (typeof resourceArguments)[number]]?: unknown };
