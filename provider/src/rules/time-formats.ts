/** Times as texts in a format of momentjs, as rules compare them: https://momentjs.com/docs/#/displaying/format */
import { escapeRegExp } from "es-toolkit";

/** What each token of a format makes. Of a format with another one, nothing is known here. */
const tokens: Readonly<Record<string, string>> = {
  YYYY: "\\d{4}",
  YY: "\\d{2}",
  MM: "(?:0[1-9]|1[0-2])",
  M: "(?:[1-9]|1[0-2])",
  DD: "(?:0[1-9]|[12]\\d|3[01])",
  D: "(?:[1-9]|[12]\\d|3[01])",
  E: "[1-7]",
  HH: "(?:[01]\\d|2[0-3])",
  H: "(?:1?\\d|2[0-3])",
  hh: "(?:0[1-9]|1[0-2])",
  h: "(?:[1-9]|1[0-2])",
  mm: "[0-5]\\d",
  m: "(?:[1-5]?\\d)",
  ss: "[0-5]\\d",
  s: "(?:[1-5]?\\d)",
  A: "(?:AM|PM)",
  a: "(?:am|pm)",
};

/** What moments never write in a format is a text that no `$now` is equal to. True where the format is not known here. */
export function mayBeWritten(text: string, format: string): boolean {
  const parts = format.match(/([A-Za-z])\1*|[^A-Za-z]+/g) ?? [];
  if (parts.some((part) => /^[A-Za-z]/.test(part) && !Object.hasOwn(tokens, part))) {
    return true;
  }
  const pattern = parts.map((part) => tokens[part] ?? escapeRegExp(part)).join("");
  return new RegExp(`^${pattern}$`).test(text);
}

/**
 * Whether a time of day can be read, as momentjs does it: digits count, and what stands between them hardly does.
 * True where the format has anything but hours, minutes and seconds.
 */
export function canBeRead(time: string, format: string): boolean {
  const units = format.match(/H{1,2}|h{1,2}|m{1,2}|s{1,2}|[A-Za-z]+/g) ?? [];
  const numeric = units.filter((unit) => unit.toLowerCase() !== "a");
  if (!numeric.every((unit) => Object.hasOwn(greatest, unit[0] ?? ""))) {
    return true;
  }
  const numbers = (time.match(/\d{1,2}/g) ?? []).map(Number);
  return (
    numbers.length > 0 &&
    numeric.every((unit, index) => (numbers[index] ?? 0) <= (greatest[unit[0] ?? ""] ?? 0))
  );
}

const greatest: Readonly<Record<string, number>> = { H: 24, h: 24, m: 59, s: 59 };
