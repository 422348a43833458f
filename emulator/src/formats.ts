// The formats that PagerTree's adapters check: public URLs, time zones, recipients of a recording.
import { isIPv6 } from "node:net";
import tzdata from "tzdata/timezone-data.json" with { type: "json" };
import railsTimeZones from "../../provider/src/catalog/rails-time-zones.json" with { type: "json" };

/** Recipients of a recording that are no e-mail addresses (live_call_routing/twilio/v3). */
const RECIPIENT_GROUPS: ReadonlySet<string> = new Set(["team", "team-admin", "on-call"]);

/** The pattern of an HTML5 e-mail input, which is what Ruby's URI::MailTo::EMAIL_REGEXP holds. */
const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

const ESCAPED = "%[0-9A-Fa-f]{2}";
const PATH_CHARACTER = `(?:[A-Za-z0-9\\-._~!$&'()*+,;=:@]|${ESCAPED})`;
const FRAGMENT_CHARACTER = `(?:[A-Za-z0-9\\-._~!$&'()*+,;=:@/?]|${ESCAPED})`;
const PUBLIC_URL = new RegExp(
  "^https?://" +
    `(?:(?:[A-Za-z0-9\\-._~!$&'()*+,;=:]|${ESCAPED})*@)?` +
    `(?:\\[(?<ipv6>[0-9A-Fa-f:.]+)\\]|(?<host>(?:[A-Za-z0-9\\-._~!$&'()*+,;=]|${ESCAPED})+))` +
    "(?::\\d*)?" +
    `(?:/${PATH_CHARACTER}*)*` +
    // Ruby takes brackets in a query, though RFC 3986 does not.
    `(?:\\?(?:${FRAGMENT_CHARACTER}|[[\\]])*)?` +
    `(?:#${FRAGMENT_CHARACTER}*)?$`,
);

/**
 * What validate_url takes with `no_local`: a URI by RFC 3986 and RFC 2396 both, http or https in lower case, and a
 * dot in the host.
 */
export function isPublicUrl(text: string): boolean {
  const { host, ipv6 } = PUBLIC_URL.exec(text)?.groups ?? {};
  return (host ?? ipv6 ?? "").includes(".") && (ipv6 === undefined || isIPv6(ipv6));
}

/** Whether Rails or the IANA database knows the name, spelt exactly so. */
export function isTimeZone(name: string): boolean {
  return Object.hasOwn(railsTimeZones, name) || Object.hasOwn(tzdata.zones, name);
}

/** Whether a comma-separated list holds nothing but e-mail addresses and the three groups; blank is fine. */
export function areEmailRecipients(list: string): boolean {
  // Ruby's split leaves out the empty parts at the end, and no others.
  const recipients = list.replace(/,+$/, "");
  return (
    recipients === "" ||
    recipients.split(",").every((recipient) => RECIPIENT_GROUPS.has(recipient) || isEmail(recipient))
  );
}

export function isEmail(text: string): boolean {
  return EMAIL.test(text);
}
