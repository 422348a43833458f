// The parameters of a request as Rails makes them: of JSON, of a form, of a query. Rack 2.2 and Rails 7.1, which the
// public adapters are locked to.
import { parseJson } from "./json.ts";
import { className, isArray, isHash, RubyError, type RubyHash, type RubyValue } from "./values.ts";

/** Rack's bounds of a form or a query. */
const MOST_PARAMETERS = 4096;
const MOST_KEY_CHARACTERS = 65_536;
const DEEPEST = 100;

type MutableHash = Map<string, RubyValue>;

/**
 * The parameters of a JSON body: what is no map is the parameter `_json`, and no body is none.
 *
 * @throws {RubyError} if the text is no JSON: Rails answers 400
 */
export function jsonParameters(text: string): RubyHash {
  if (text === "") return new Map();
  const value = parseJson(text);
  return isHash(value) ? value : new Map([["_json", value]]);
}

/**
 * The parameters of a form body or of a query: `a[]=1` is a list, `a[b]=1` a map, `a[][b]=1` a list of maps, `a` alone
 * is nil, of a repeated key the last one counts.
 *
 * @throws {RubyError} for a key that is two things at once, for what is not well encoded, and beyond Rack's bounds:
 *   Rails answers 400
 */
export function formParameters(text: string): RubyHash {
  const pairs = text.split(/[&;] */);
  if (pairs.length > MOST_PARAMETERS)
    throw new RubyError(`there are more than ${MOST_PARAMETERS} parameters`);
  const form = new Form();
  for (const pair of pairs) {
    const [key = "", ...rest] = pair.split("=");
    form.add(decode(key), rest.length === 0 ? null : decode(rest.join("=")));
  }
  return form.parameters;
}

/** Rails' "deep munge": no list holds nil. */
export function withoutNullItems(hash: RubyHash): RubyHash {
  return new Map([...hash].map(([key, value]) => [key, withoutNulls(value)]));
}

/** The keys that two maps have, of both: the second one's value counts, at the place that the first one gave it. */
export function merge(first: RubyHash, second: RubyHash): RubyHash {
  return new Map([...first, ...second]);
}

/**
 * `transform_keys` of Rails' parameters, for keys that come to be the same. Up to Rails 7.2 each key is moved in its
 * turn: of `ID` and then `id`, the first one's value stays; of `id` and then `ID`, the second one's. Since Rails 8.0
 * the last one's stays.
 */
export function transformKeys(
  hash: RubyHash,
  transform: (key: string) => string,
  rails: "7" | "8" = "7",
): RubyHash {
  if (rails === "8") return new Map([...hash].map(([key, value]) => [transform(key), value]));
  const moved: MutableHash = new Map(hash);
  for (const key of hash.keys()) {
    const value = moved.get(key) ?? null;
    moved.delete(key);
    moved.set(transform(key), value);
  }
  return moved;
}

function withoutNulls(value: RubyValue): RubyValue {
  if (isArray(value)) return value.map(withoutNulls).filter((item) => item !== null);
  return isHash(value) ? withoutNullItems(value) : value;
}

/** `URI.decode_www_form_component`, and Rails' demand that the result be UTF-8. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    throw new RubyError("a parameter is not well encoded");
  }
}

/** Takes in one pair after another, as Rack's QueryParser does. */
class Form {
  readonly parameters: MutableHash = new Map();
  #keyCharacters = 0;

  add(name: string, value: string | null): void {
    this.#put(this.parameters, name, value, DEEPEST);
  }

  /** Puts a value into the map at the place that the name tells; gives what stands for the map then. */
  #put(hash: MutableHash, name: string, value: string | null, depth: number): RubyValue {
    if (depth <= 0) throw new RubyError("the parameters are too deep");
    const found = /^[[\]]*([^[\]]+)\]*/.exec(name);
    const key = found?.[1] ?? "";
    if (found === null) return value !== null && name === "[]" ? [value] : null;
    const after = name.slice(found[0].length);
    if (after === "") this.#set(hash, key, value);
    else if (after === "[") this.#set(hash, name, value);
    else if (after === "[]") this.#listAt(hash, key).push(value);
    else if (after.startsWith("[]")) {
      const child = /^\[\]\[([^[\]]+)\]$/.exec(after)?.[1] ?? after.slice(2);
      const list = this.#listAt(hash, key);
      const last = list.at(-1);
      // A key that the last map has already begins the next one.
      if (isMutableHash(last) && !hasKey(last, child)) this.#put(last, child, value, depth - 1);
      else list.push(this.#put(new Map(), child, value, depth - 1));
    } else {
      const inner = hash.get(key) ?? new Map<string, RubyValue>();
      if (!isMutableHash(inner)) throw wrongKind("Hash", inner, key);
      this.#set(hash, key, this.#put(inner, after, value, depth - 1));
    }
    return hash;
  }

  #set(hash: MutableHash, key: string, value: RubyValue): void {
    if (!hash.has(key)) this.#keyCharacters += key.length;
    if (this.#keyCharacters > MOST_KEY_CHARACTERS) throw new RubyError("the keys are too long");
    hash.set(key, value);
  }

  #listAt(hash: MutableHash, key: string): RubyValue[] {
    const list = hash.get(key) ?? [];
    if (!isMutableList(list)) throw wrongKind("Array", list, key);
    this.#set(hash, key, list);
    return list;
  }
}

function hasKey(hash: MutableHash, path: string): boolean {
  if (path.includes("[]")) return false;
  let inner: RubyValue | undefined = hash;
  for (const part of path.split(/[[\]]+/)) {
    if (part === "") continue;
    if (!isHash(inner) || !inner.has(part)) return false;
    inner = inner.get(part);
  }
  return true;
}

function wrongKind(expected: string, value: RubyValue, key: string): RubyError {
  return new RubyError(`expected ${expected} (got ${className(value)}) for param \`${key}'`);
}

// What a form holds was made here, so the maps and lists in it may be changed.
function isMutableHash(value: RubyValue | undefined): value is MutableHash {
  return isHash(value);
}

function isMutableList(value: RubyValue): value is RubyValue[] {
  return isArray(value);
}
