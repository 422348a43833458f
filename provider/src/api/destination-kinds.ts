/** What alerts can go to: the three kinds of object, and how people and ids tell them apart. */
import { findKey } from "es-toolkit";
import type { Kind } from "./kinds.ts";

/**
 * The kinds of destination. Prefixes: https://pagertree.com/docs/routers; the id of an account user is not the
 * id of its `user`: https://pagertree.com/docs/api/integrations
 */
export const destinations = {
  teams: { prefix: "tem", noun: "a team" },
  routers: { prefix: "rtr", noun: "a router" },
  accountUsers: { prefix: "usr", noun: "an account user" },
} as const satisfies Partial<Record<Kind, { prefix: string; noun: string }>>;

/** A kind of destination. */
export type DestinationKind = keyof typeof destinations;

/** The arguments of a resource that take ids of destinations, one or a list of them, and the kind that each takes. */
export type DestinationArguments<Inputs> = { readonly [Argument in keyof Inputs]?: DestinationKind };

/** The kind of destination that a prefix id is of, or undefined. */
export function kindOfPrefixId(id: string): DestinationKind | undefined {
  return findKey(destinations, ({ prefix }) => id.startsWith(`${prefix}_`));
}
