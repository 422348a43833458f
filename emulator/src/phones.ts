// Phone numbers: their form, and the country that a number belongs to.
import { parsePhoneNumber } from "awesome-phonenumber";

/** Whether the text is E.164: a plus sign and at most 15 digits. */
export function isPhone(text: string): boolean {
  return /^\+[1-9]\d{1,14}$/.test(text);
}

/** The ISO 3166 alpha-2 code of the country that an E.164 number tells; null if it tells none. */
export function countryOf(phone: string): string | null {
  return parsePhoneNumber(phone).regionCode ?? null;
}
