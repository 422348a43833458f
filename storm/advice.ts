// What a user does about runs that stopped before a create, since an object that would be equal is there already.

import type { RunError } from "./engine.ts";

/** What is added to a declaration for the next run; nothing, if it is only to be run again. */
export type Advice = { readonly adopt?: string; readonly allowDuplicate?: true };

/** An object as a message names it. */
interface KnownObject {
  readonly prefixId: string;
}

/** What a user would look up in PagerTree and in the state: whose an object is. */
export interface KnownObjects {
  /** Runs have made them, and the state does not know them. */
  readonly leftBehind: readonly KnownObject[];
  /** Others made them. */
  readonly ofOthers: readonly KnownObject[];
  /** The state knows them. */
  readonly owned: readonly KnownObject[];
}

/** How the provider's stop is told. */
const STOP = /PagerTree already has .*, (each of )?which is exactly what this resource declares/;

/**
 * What to do about each resource that was stopped. What a run has left behind is adopted, by one resource. What
 * others made stays theirs, and so does what another resource of the stack is: a second one is allowed then. A stop
 * that names neither is followed by nothing, and so stays an error.
 */
export function adviceIn(errors: readonly RunError[], objects: KnownObjects): Map<string, Advice> {
  const adopted = new Set<string>();
  const advice = new Map<string, Advice>();
  for (const { name, message } of errors) {
    if (name === undefined || !STOP.test(message)) continue;
    const isNamed = ({ prefixId }: KnownObject) => message.includes(prefixId);
    const own = objects.leftBehind.find(isNamed);
    if (own !== undefined) {
      // Of two equal resources only one can have it; the other is made in the next run.
      advice.set(name, adopted.has(own.prefixId) ? {} : { adopt: own.prefixId });
      adopted.add(own.prefixId);
    } else if ([...objects.ofOthers, ...objects.owned].some(isNamed)) {
      advice.set(name, { allowDuplicate: true });
    }
  }
  return advice;
}
