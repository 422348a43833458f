/** What the resources of the state hold, as far as the engine's calls have told, and which of their objects are known. */
import { createHash } from "node:crypto";
import { isPlainObject } from "es-toolkit";

/**
 * Where the engine replaces a resource for a reason of its own, as with `replacementTrigger`, it never says which object
 * the resource is. But it has the resource checked with the inputs of the state: one object of that content is no
 * stranger's then.
 */
export class StateContents {
  readonly #checked = new Map<string, number>();
  readonly #identified = new Map<string, Set<string>>();

  /** The engine checks a resource of the state, and does not say which object it is. */
  check(content: string): void {
    this.#checked.set(content, (this.#checked.get(content) ?? 0) + 1);
  }

  /** The engine reads, compares or deletes a resource of the state. */
  identify(content: string, id: string): void {
    const ids = this.#identified.get(content) ?? new Set();
    this.#identified.set(content, ids.add(id));
  }

  /** How many resources of the state have this content, beyond those whose object is known. */
  unidentified(content: string): number {
    return Math.max(0, (this.#checked.get(content) ?? 0) - (this.#identified.get(content)?.size ?? 0));
  }
}

/** A short text that stands for the content of an object, secrets included, and shows none of it. */
export function contentOf(kind: string, content: object): string {
  const text = JSON.stringify([kind, content], (_, value) =>
    isPlainObject(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
  return createHash("sha256").update(text).digest("base64");
}
