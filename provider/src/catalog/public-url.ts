/**
 * URLs as Ruby's gem validate_url takes them with `no_local`, which is how PagerTree's adapters call it.
 *
 * The gem escapes the text, parses it by RFC 3986 to find the host, and matches it, unescaped, against RFC 2396.
 * `#` is escaped on the way, so a fragment counts as part of whatever it follows: `http://intranet#a.b` has a dot
 * in its host, and `http://a.b:80#x` has a bad port.
 */
import { isIPv6 } from "node:net";

const hostCharacter = String.raw`(?:[-_.!~*'()a-zA-Z\d$&+,;=#]|%[\da-fA-F]{2})`;
const userInfo = `(?:(?:${hostCharacter}|:)*@)?`;
const host = String.raw`(?:(?<name>${hostCharacter}*)|\[(?<address>[\da-fA-F:.]+)\])`;
const path = `(?:/(?:${hostCharacter}|[:@/])*)?`;
const query = String.raw`(?:\?(?:${hostCharacter}|[:@/?[\]])*)?`;
const url = new RegExp(String.raw`^https?://${userInfo}${host}(?::\d*)?${path}${query}$`);

/** Whether PagerTree takes a text as the URL of a system outside of its own network. */
export function isPublicUrl(text: string): boolean {
  const { name, address } = url.exec(text)?.groups ?? {};
  const hasDot = name?.includes(".") || (address?.includes(".") && isIPv6(address)) || false;
  return hasDot && text.indexOf("#") === text.lastIndexOf("#");
}
