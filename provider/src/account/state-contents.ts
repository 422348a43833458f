/** What the resources of the state hold, as far as the engine's calls have told, and which of their objects are known. */
import { createHash } from "node:crypto";
import { isPlainObject, once } from "es-toolkit";

/** Gives the content of a resource, or undefined if it has none that can be told. */
export type Content = () => string | undefined;

/**
 * Where the engine replaces a resource for a reason of its own, as with `replacementTrigger`, it never says which object
 * the resource is. But it has the resource checked with the inputs of the state: one object of that content is no
 * stranger's then.
 *
 * Few runs meet a stranger that may be one of them, so no content is worked out before.
 */
export class StateContents {
  readonly #checked: Content[] = [];
  readonly #identified: { readonly content: Content; readonly id: string }[] = [];

  /** The engine checks a resource of the state, and does not say which object it is. */
  check(content: Content): void {
    this.#checked.push(once(content));
  }

  /** The engine reads, compares or deletes a resource of the state. */
  identify(content: Content, id: string): void {
    this.#identified.push({ content: once(content), id });
  }

  /** How many resources of the state have this content, beyond those whose object is known. */
  unidentified(wanted: string): number {
    const checked = this.#checked.filter((content) => content() === wanted);
    const known = this.#identified.filter(({ content }) => content() === wanted);
    return Math.max(0, checked.length - new Set(known.map(({ id }) => id)).size);
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
