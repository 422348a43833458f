/** Values of raw options that PagerTree reads as something else than what stands there. */
import { keyBy } from "es-toolkit";
import { optionsOf, typeNames } from "./catalog.ts";
import { falseValues } from "./read-options.ts";

/** Every option of the catalog; one of a name is of the same kind in all types. */
const options = keyBy(typeNames.flatMap(optionsOf), ({ key }) => key);

/** They are true for `true` and `"1"` alone, as their adapter compares and does not cast. */
const comparedKeys = ["title_template_enabled", "description_template_enabled"];

const wordsOfTrue = ["true", "t", "1", "yes", "y", "on"];
const wordsOfFalse = ["false", "f", "0", "no", "n", "off"];

/**
 * Why a value must be written otherwise, never with the value itself: an option may be a secret. Undefined where
 * PagerTree reads it as it stands, or where the catalog does not know the option.
 *
 * @param key - PagerTree's name of the option.
 */
export function misreading(key: string, value: unknown): string | undefined {
  const option = Object.hasOwn(options, key) ? options[key] : undefined;
  if (option === undefined || value === "") {
    return undefined;
  }
  switch (option.type) {
    case "boolean":
      return typeof value === "string" ? misreadSwitch(key, value) : undefined;
    case "integer":
      return isWholeNumber(value)
        ? undefined
        : "is an option that PagerTree reads as a whole number, and it would read this as another number: write the number itself";
    case "string":
      return typeof value === "boolean"
        ? `is an option that PagerTree keeps as text, where this becomes "${value ? "t" : "f"}": write the text itself`
        : undefined;
  }
}

function misreadSwitch(key: string, value: string): string | undefined {
  const word = value.trim().toLowerCase();
  const isTrue = comparedKeys.includes(key) ? value === "1" : !falseValues.has(value);
  const isAsWritten = (isTrue ? wordsOfTrue : wordsOfFalse).includes(word);
  return isAsWritten
    ? undefined
    : `is a text that PagerTree reads as ${isTrue}: write true or false, without quotation marks`;
}

function isWholeNumber(value: unknown): boolean {
  return (
    value === null || Number.isInteger(value) || (typeof value === "string" && /^\s*[+-]?\d+\s*$/.test(value))
  );
}
