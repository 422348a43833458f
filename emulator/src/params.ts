// Reads request bodies and picks what a route permits out of them, as Rails' strong parameters do.
import qs from "qs";

/** What a body holds: JSON's values, or a form's text, lists and maps. */
export type Params = Readonly<Record<string, unknown>>;

/** A value that may stand where one value belongs. */
export type Scalar = string | number | boolean | null;

/** A JSON body; anything but a map holds no parameters. */
export function parseJson(text: string): Params {
  if (text.trim() === "") return {};
  const value: unknown = JSON.parse(text);
  return isParams(value) ? value : {};
}

/** A form body: `team_ids[]=a` is a list, `user_attributes[name]=b` a map, of a repeated key the last one counts. */
export function parseForm(text: string): Params {
  return qs.parse(text, { arrayLimit: 10_000, depth: 10, duplicates: "last", strictNullHandling: true });
}

export function isParams(value: unknown): value is Params {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Map);
}

export function isScalar(value: unknown): value is Scalar {
  return value === null || ["string", "number", "boolean"].includes(typeof value);
}

/** The value sent for a key, or undefined where none was sent or a list or map was, which is as if not sent. */
export function permitScalar(params: Params, key: string): Scalar | undefined {
  const value = params[key];
  return isScalar(value) ? value : undefined;
}

/**
 * The ids sent for a key, without blanks and repeats, in their order. Undefined where no list was sent: a value or
 * a map in its place, or a list with something nested in it, is as if not sent.
 */
export function permitIds(params: Params, key: string): string[] | undefined {
  const value = params[key];
  if (!Array.isArray(value) || !value.every(isScalar)) return undefined;
  const ids = value.filter((id) => id !== null && !isBlank(String(id))).map(String);
  return [...new Set(ids)];
}

/** The maps of a list sent for a key; a map whose keys are numbers counts as a list, as in Rails' nested attributes. */
export function permitMaps(params: Params, key: string): Params[] | undefined {
  const value = params[key];
  if (Array.isArray(value)) return value.filter(isParams);
  return isParams(value) && Object.keys(value).every((index) => /^\d+$/.test(index))
    ? Object.values(value).filter(isParams)
    : undefined;
}

/** Rails' `blank?` for text: nothing but white space. */
export function isBlank(text: string | null): boolean {
  return text === null || /^\p{White_Space}*$/u.test(text);
}
