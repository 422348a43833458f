/** Keeps what the program calls secret, such as the name of an object, out of the messages of a run. */
import { AsyncLocalStorage } from "node:async_hooks";
import { get } from "es-toolkit/compat";
import { cutOut, secretMark } from "../api/secrets.ts";
import { isBlank } from "../common/is-blank.ts";
import { cut, plainText } from "../common/plain-text.ts";
import { textsIn, withTexts } from "../common/texts.ts";
import { isUnknown } from "../common/unknown.ts";

/** What one call of the engine is about. */
interface Call {
  readonly texts: Set<string>;
  readonly titles: Map<string, string>;
}

/** What the program calls secret, as far as the engine's calls tell. */
export class ProgramSecrets {
  /** What a message calls an object by a name that is secret, and what it is to call it. */
  readonly #titles = new Map<string, string>();
  readonly #texts = new Set<string>();
  readonly #call = new AsyncLocalStorage<Call>();

  /** Answers one call of the engine: what is told meanwhile, and its failure, do not quote the secrets of its properties. */
  during<Answer>(answer: () => Promise<Answer>): Promise<Answer> {
    return this.#call.run({ texts: new Set(), titles: new Map() }, async () => {
      try {
        return await answer();
      } catch (error) {
        throw withTexts(error, (text) => this.hide(text));
      }
    });
  }

  /**
   * Remembers secrets among the properties of the present call.
   *
   * @param places - The paths of the secret ones.
   * @param resource - What the program calls the resource; undefined if it is about none.
   */
  hold(
    properties: Readonly<Record<string, unknown>>,
    places: readonly (readonly PropertyKey[])[],
    resource?: string,
  ): void {
    const call = this.#call.getStore();
    for (const text of places.flatMap((place) => textsIn(get(properties, place))).filter(isTelling)) {
      this.#texts.add(text);
      call?.texts.add(text);
    }
    const { name } = properties;
    const isNameSecret = places.some(([first, ...rest]) => first === "name" && rest.length === 0);
    if (isNameSecret && resource !== undefined && typeof name === "string" && isTelling(name)) {
      const title = titled(name);
      const known = this.#titles.get(title) ?? resource;
      this.#titles.set(title, known === resource ? resource : secretMark);
      call?.titles.set(title, resource);
    }
  }

  /** Finds the secrets of earlier calls among the properties of the present one, of which the engine does not say it. */
  recall(...all: readonly unknown[]): void {
    if (this.#texts.size === 0) {
      return;
    }
    for (const text of all.flatMap(textsIn)) {
      if (this.#texts.has(text)) {
        this.#call.getStore()?.texts.add(text);
      }
    }
  }

  /**
   * A message without secrets: an object with a secret name goes by the name of its resource in the program, any other
   * secret is a mark.
   */
  hide(message: string): string {
    const titles = [...(this.#call.getStore()?.titles ?? []), ...this.#titles];
    const named = titles.reduce(
      (text, [title, resource]) => text.replaceAll(title, () => `"${resource}"`),
      message,
    );
    return this.cutOut(named);
  }

  /** A text with a mark in place of every secret of the present call. */
  cutOut(text: string): string {
    return cutOut(text, [...(this.#call.getStore()?.texts ?? [])]);
  }
}

/** A name as messages have it. */
function titled(name: string): string {
  return `"${cut(plainText(name), 80)}"`;
}

function isTelling(text: string): boolean {
  return !isUnknown(text) && !isBlank(text);
}
