/** The two forms of PagerTree's ids. Only a text in one of them may become part of a request's path. */
import { uniq } from "es-toolkit";

/** 26 characters of Crockford's base 32, such as `01GDBEYARHS4W4QM6X370Z5TMB`; case does not matter. */
export function isUlid(text: string): boolean {
  return /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/i.test(text);
}

/** A prefix, `_` and 7 to 14 characters, such as `int_ODCWagoG9` or `alt_K22OuvPYNmCyvJ`. */
export function isPrefixId(text: string): boolean {
  return /^[a-z]{3,4}_[A-Za-z0-9_-]{7,14}$/.test(text);
}

/**
 * Whether a text is formed as a prefix id, of whatever prefix and length: PagerTree's documentation promises neither,
 * so that an answer may hold others than those known today.
 */
export function mayBePrefixId(text: string): boolean {
  return /^[a-z]{2,10}_[A-Za-z0-9_-]{1,64}$/.test(text);
}

/** Whether a text can be the id of an object of PagerTree's at all. */
export function isObjectId(text: string): boolean {
  return isUlid(text) || isPrefixId(text);
}

/** The normal form of an id: a ULID stands in the case that PagerTree gives it. */
export function normaliseId(id: string): string {
  return isUlid(id) ? id.toUpperCase() : id;
}

/** The normal form of a set of ids: sorted, each once. A list that is not known yet stays as it is. */
export function normaliseIds(ids: string[]): string[] {
  return Array.isArray(ids) ? uniq(ids.map(normaliseId)).sort() : ids;
}
