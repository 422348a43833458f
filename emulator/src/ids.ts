// Makes ids: ULIDs and prefix ids, random for new records and fixed for what the demo account and the types need.
import { createHash, randomInt } from "node:crypto";
import { monotonicFactory } from "ulid";

const ULID_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LETTERS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** Such as `int_eYh7ZFP-WZS91n` and `log_OM9mE_tle48FUm`. */
const PREFIX_ID_ALPHABET = `${LETTERS_AND_DIGITS}-_`;
/** PagerTree's newer prefix ids have this many characters after the underscore. */
const PREFIX_ID_LENGTH = 14;

/** Where new ids come from; a test may inject its own. */
export interface IdSource {
  /** A new ULID for a record made at `time` (milliseconds since 1970). */
  ulid(time: number): string;
  /** A new prefix id such as `int_K22OuvPYNmCyvJ`. */
  prefixId(prefix: string): string;
}

/** The default source: ULIDs that ascend within a millisecond, random prefix ids. */
export function createIdSource(): IdSource {
  const nextUlid = monotonicFactory();
  return {
    ulid: (time) => nextUlid(time),
    prefixId: (prefix) => {
      const characters = Array.from({ length: PREFIX_ID_LENGTH }, () =>
        PREFIX_ID_ALPHABET.charAt(randomInt(PREFIX_ID_ALPHABET.length)),
      );
      return `${prefix}_${characters.join("")}`;
    },
  };
}

/** A made-up ULID that is always the same for one name, e.g. for the id of an integration type. */
export function fixedUlid(name: string): string {
  return `01J0${pickCharacters(name, 22, ULID_ALPHABET)}`;
}

/** A made-up prefix id that is always the same for one name. */
export function fixedPrefixId(prefix: string, name: string): string {
  return `${prefix}_${pickCharacters(`${prefix}_${name}`, PREFIX_ID_LENGTH, LETTERS_AND_DIGITS)}`;
}

function pickCharacters(name: string, length: number, alphabet: string): string {
  const digest = createHash("sha256").update(name).digest();
  return Array.from(digest.subarray(0, length), (byte) => alphabet.charAt(byte % alphabet.length)).join("");
}
