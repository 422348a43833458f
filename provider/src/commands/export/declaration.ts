/** What an export makes of one object: a resource of the program, or the reason why it cannot be one. */

import type { ExportedKind } from "../../api/kinds.ts";
import { kinds, type Wires } from "../../api/kinds.ts";
import { cut, plainText } from "../../common/plain-text.ts";
import type { ResourceName } from "../../common/resource-names.ts";
import type { DeclaredArguments } from "./declared.ts";

/** The classes of this package that a program makes resources of. */
export type ResourceClass = ResourceName | "RootlyBridge" | "OutgoingWebhook";

/** A resource that adopts an object. */
export interface Declaration {
  readonly kind: ExportedKind;
  readonly object: Wires[ExportedKind];
  /** What people call it: an event is called by its team and its layer or its day. */
  readonly name: string;
  readonly resourceClass: ResourceClass;
  /** Without `adopt`. */
  readonly args: DeclaredArguments;
  /** What a reader should know of it, each a sentence on one line. */
  readonly notes: readonly string[];
}

/** An object that no resource can declare as it is. */
export interface LeftOut {
  readonly kind: ExportedKind;
  readonly object: Wires[ExportedKind];
  readonly name: string;
  readonly reasons: readonly string[];
}

/** What was made of one object. */
export type Outcome = Declaration | LeftOut;

/** Whether an object became a resource. */
export function isDeclaration(outcome: Outcome): outcome is Declaration {
  return "args" in outcome;
}

/** How comments and messages name an object. */
export function titleOf({ kind, object, name }: Pick<Outcome, "kind" | "object" | "name">): string {
  return `${kinds[kind].label} ${object.prefix_id} "${cut(plainText(name), 60)}"`;
}

/** What stands in a comment: one line of no more than this. */
export function onOneLine(text: string): string {
  return cut(plainText(text), 400);
}
