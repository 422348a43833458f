// The validations of an integration's options, in the words of Rails. Formats are in formats.ts.

import type { Options } from "./casts.ts";
import type { OptionEntry, TypeEntry } from "./catalog.ts";
import { areEmailRecipients, isPublicUrl, isTimeZone } from "./formats.ts";
import type { OptionValue } from "./models.ts";
import { isBlank } from "./params.ts";

/** Every failure of the options, each as `<attribute> <message>`. */
export function validateOptions(type: TypeEntry, options: Options): string[] {
  return [...type.options].flatMap(([key, entry]) => validateOption(key, entry, options));
}

function validateOption(key: string, entry: OptionEntry, options: Options): string[] {
  const value = options[key] ?? null;
  const failures: string[] = [];
  const isRequired =
    entry.required || (entry.requiredWhen !== undefined && holds(entry.requiredWhen, options));
  if (isRequired && isBlankValue(value)) failures.push(`option_${key} can't be blank`);
  if (entry.oneOf && (typeof value !== "string" || !entry.oneOf.includes(value))) {
    failures.push(`option_${key} is not included in the list`);
  }
  if (typeof value === "number") {
    if (entry.min !== undefined && value < entry.min) {
      failures.push(`option_${key} must be greater than or equal to ${entry.min}`);
    }
    if (entry.max !== undefined && value > entry.max) {
      failures.push(`option_${key} must be less than or equal to ${entry.max}`);
    }
  }
  if (entry.format !== undefined && (entry.formatWhen === undefined || holds(entry.formatWhen, options))) {
    failures.push(...validateFormat(key, entry.format, value, Boolean(isRequired)));
  }
  return failures;
}

function validateFormat(key: string, format: string, value: OptionValue, isRequired: boolean): string[] {
  const text = typeof value === "string" ? value : "";
  switch (format) {
    case "public-url":
      // A blank URL that is required fails here too: presence and url are two validators of the adapters.
      if (!isRequired && isBlank(text)) return [];
      return isPublicUrl(text) ? [] : [`option_${key} is not a valid URL`];
    case "time-zone":
      return isTimeZone(text) ? [] : [`option_${key} does not exist`];
    case "email-recipients":
      // The adapter adds this error to `record_emails`, an attribute that nobody sends.
      return areEmailRecipients(text) ? [] : ["record_emails must be a valid email"];
    default:
      // yaml and handlebars: the adapters store any text.
      return [];
  }
}

/** Whether all options of a catalog condition have the values that it names. */
function holds(condition: Readonly<Record<string, boolean | undefined>>, options: Options): boolean {
  return Object.entries(condition).every(([key, value]) => value === undefined || options[key] === value);
}

function isBlankValue(value: OptionValue): boolean {
  return value === null || value === false || (typeof value === "string" && isBlank(value));
}
