/** The formats that PagerTree's adapters validate, as plain functions; which option has which is in the table. */
import tzdata from "tzdata";
import type { OptionFormat } from "./catalog.ts";
import { isPublicUrl } from "./public-url.ts";
import railsTimeZones from "./rails-time-zones.json";

/** A format that PagerTree validates. */
export interface TextFormat {
  /** Whether PagerTree takes a text. */
  readonly accepts: (text: string) => boolean;
  /** Whether a blank text passes unseen. */
  readonly allowsBlank: boolean;
  /** What would be right, after "must be". */
  readonly expects: string;
}

/** The formats by name. YAML and Handlebars are not here: the adapters store any text. */
export const formats: Readonly<Partial<Record<OptionFormat, TextFormat>>> = {
  "public-url": {
    accepts: isPublicUrl,
    allowsBlank: true,
    expects:
      'a URL that begins with "http://" or "https://" in lower case, has a dot in its host and no spaces, ' +
      'such as "https://example.com/hook"',
  },
  "time-zone": {
    accepts: isTimeZone,
    allowsBlank: false,
    expects:
      "a time zone's name in the IANA database or in Rails, in its exact spelling, " +
      'such as "UTC", "Europe/Berlin" or "Eastern Time (US & Canada)"',
  },
  "email-recipients": {
    accepts: isEmailRecipients,
    allowsBlank: false,
    expects:
      'e-mail addresses, "team", "team-admin" or "on-call", with commas and no spaces between them, ' +
      'such as "on-call,ops@example.com"',
  },
};

/**
 * Whether Rails finds a time zone: one of its own names, or an identifier of the IANA database, links such as
 * `US/Pacific` included. Case matters.
 *
 * Source: `validate_time_zone_exists` of the adapter channel/microsoft_teams/v4.
 */
export function isTimeZone(text: string): boolean {
  return Object.hasOwn(railsTimeZones, text) || Object.hasOwn(tzdata.zones, text);
}

// Ruby's URI::MailTo::EMAIL_REGEXP, which is the pattern of HTML's e-mail inputs.
const emailAddress =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;
const recipientGroups = ["team", "team-admin", "on-call"];

/**
 * Whether each part between commas is an e-mail address or a group of recipients. As in Ruby's `split`, commas at
 * the end don't count.
 *
 * Source: `validate_record_emails` of the adapter live_call_routing/twilio/v3.
 */
export function isEmailRecipients(text: string): boolean {
  const list = text.replace(/,+$/, "");
  return (
    list === "" || list.split(",").every((part) => emailAddress.test(part) || recipientGroups.includes(part))
  );
}
