/** What a program would declare, as values; in place of ids and secrets stand leaves that the program writes otherwise. */
import { mapValues } from "es-toolkit";
import type { DestinationKind } from "../../api/destination-kinds.ts";

/** The kinds of object that a program refers to. */
export type ReferredKind = DestinationKind | "integrations";

/** An id of an object: a reference in the program, if there is something to refer to. */
export class ObjectId {
  readonly kind: ReferredKind;
  readonly form: "id" | "prefixId";
  /** The id itself. */
  readonly value: string;

  constructor(kind: ReferredKind, form: "id" | "prefixId", value: string) {
    this.kind = kind;
    this.form = form;
    this.value = value;
  }
}

/** A secret, which stands in the stack's configuration. */
export class Secret {
  /** What it is of the resource, such as `webhookUrl`. */
  readonly property: string;
  /** Undefined if PagerTree does not show it. */
  readonly value: string | undefined;

  constructor(property: string, value: string | undefined) {
    this.property = property;
    this.value = value;
  }
}

/** A value that a program declares. */
export type Declared =
  | string
  | number
  | boolean
  | null
  | ObjectId
  | Secret
  | readonly Declared[]
  | { readonly [key: string]: Declared };

/** The arguments of a resource. */
export type DeclaredArguments = Readonly<Record<string, Declared>>;

/**
 * Stands in for a secret that PagerTree does not show, to try what the program declares. It is right wherever a secret
 * can stand: as a URL, with a secret of a receiver in it, and as any other text.
 */
export const standIn = "https://example.com/?secret=not-shown";

/** The values as the provider gets them when the program runs. */
export function valuesOf(declared: Declared): unknown {
  if (declared instanceof ObjectId) {
    return declared.value;
  }
  if (declared instanceof Secret) {
    return declared.value ?? standIn;
  }
  if (Array.isArray(declared)) {
    return declared.map(valuesOf);
  }
  return isGroup(declared) ? mapValues(declared, valuesOf) : declared;
}

/** Whether it is an object of further values. */
export function isGroup(declared: Declared): declared is { readonly [key: string]: Declared } {
  const isLeaf = declared instanceof ObjectId || declared instanceof Secret;
  return typeof declared === "object" && declared !== null && !Array.isArray(declared) && !isLeaf;
}

/** The same of all arguments of a resource. */
export function argumentValues(args: DeclaredArguments): Record<string, unknown> {
  return mapValues(args, valuesOf);
}

/** The ids and secrets, in the order in which they stand in the program. */
export function leavesOf(declared: Declared): (ObjectId | Secret)[] {
  if (declared instanceof ObjectId || declared instanceof Secret) {
    return [declared];
  }
  return typeof declared === "object" && declared !== null ? Object.values(declared).flatMap(leavesOf) : [];
}
