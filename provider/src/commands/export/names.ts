/** Names in a program, made of the names that objects have at PagerTree: readable, and each given once. */
import { camelCase, upperFirst } from "es-toolkit/string";

const longestName = 40;

/** Words that cannot be names of constants in a module, or that the programs use for something else. */
const takenWords =
  "abstract any arguments as async await boolean break case catch class config const constructor continue debugger declare default delete do else enum eval exports export extends false finally for from function get global globalThis if implements import in infinity instanceof interface is let module namespace new never null number object of onlyStack package pagertree private process protected prototype public pulumi readonly require return set static string super switch symbol then this throw true try type typeof undefined unique unknown using var void while with yield".split(
    " ",
  );

/**
 * All but the scripts whose letters Unicode has long settled: Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari, Thai,
 * kana, Chinese characters and Hangul. Which of the others may stand in a name depends on the compiler's age.
 */
const unsettledLetters =
  /[^0-9a-z\u00C0-\u024F\u0370-\u052F\u05D0-\u05EA\u0620-\u064A\u0904-\u0939\u0E01-\u0E30\u3041-\u3096\u30A1-\u30FA\u4E00-\u9FA5\uAC00-\uD7A3]+/gu;

/** Gives each name once. */
export class Names {
  readonly #taken = new Set<string>();

  /** The first of these names that is free; if none is, the last one with a number. */
  take(candidates: readonly string[], numbered: (name: string, number: number) => string): string {
    const last = candidates.at(-1) ?? "";
    let name = candidates.find((candidate) => this.#isFree(candidate));
    for (let number = 2; name === undefined; number += 1) {
      const candidate = numbered(last, number);
      name = this.#isFree(candidate) ? candidate : undefined;
    }
    this.#taken.add(name.toLowerCase());
    return name;
  }

  #isFree(name: string): boolean {
    return !this.#taken.has(name.toLowerCase());
  }
}

/** The names of the resources of one kind. */
export class ResourceNames extends Names {
  /** @param fallback - Where the object's name has neither letters nor digits. */
  of(name: string, fallback: string): string {
    return this.take([slugOf(name) || fallback], (slug, number) => `${slug}-${number}`);
  }
}

/** The names of constants, and of values in the configuration. */
export class Identifiers extends Names {
  /**
   * @param slug - Words with hyphens between them.
   * @param kind - What is added where the name alone will not do, such as `team`.
   */
  of(slug: string, kind: string): string {
    const name = camelCase(slug);
    const withKind = /^(\d|$)/.test(name) ? kind + upperFirst(name) : name + upperFirst(kind);
    const isUsable = name !== "" && !/^\d/.test(name) && !takenWords.includes(name);
    return this.take(isUsable ? [name, withKind] : [withKind], (taken, number) => `${taken}${number}`);
  }
}

/** Letters and digits of a name, in lower case and without accents, with hyphens between the words. */
export function slugOf(name: string): string {
  const words = name
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .normalize("NFC")
    .replace(/[^\p{L}\p{Nd}]+|\P{ID_Continue}+/gu, "-")
    .replace(unsettledLetters, "-")
    .split("-")
    .filter((word) => word !== "");
  const slug = words.join("-");
  const characters = [...slug];
  if (characters.length <= longestName) {
    return slug;
  }
  const start = characters.slice(0, longestName + 1).join("");
  const whole = start.slice(0, start.lastIndexOf("-"));
  return start.includes("-") && whole.length >= longestName / 2
    ? whole
    : characters.slice(0, longestName).join("");
}
