// Reads a payload of the Webhook type as A:webhook/v3 does, oddities included.
import { randomUUID } from "node:crypto";
import { dig, except, isBlank, isTruthy, toList } from "../ruby/access.ts";
import { toHash } from "../ruby/mixed.ts";
import { merge, transformKeys } from "../ruby/parameters.ts";
import { toText as rubyText, strip } from "../ruby/text.ts";
import { isHash, type RubyHash, type RubyValue } from "../ruby/values.ts";
import type { Switches } from "../switches.ts";
import type { IncomingAlert, Message } from "./incoming.ts";

type ToText = (value: RubyValue) => string;

/** Keys that are never additional data. */
const KNOWN_KEYS = [
  ...["id", "title", "description", "urgency", "tags", "meta", "event_type", "dedup_keys"],
  "pagertree_integration_id",
];

/**
 * What the payload asks for.
 *
 * @param payload the part that the wrapper key names, or all of it
 */
export function readWebhookPayload(
  payload: RubyHash,
  { capturesAdditionalData, switches }: PayloadOptions,
): Message {
  const params = transformKeys(payload, (key) => key.toLowerCase(), switches.railsVersion);
  const toText: ToText = (value) => rubyText(value, switches.rubyHashText);
  const action = strip(toText(dig(params, "event_type")).toLowerCase());
  const id = dig(params, "id");
  const thirdPartyId = isTruthy(id) ? textUnlessBlank(id, toText) : randomUUID();
  switch (action) {
    case "acknowledge":
    case "resolve":
      return { action, thirdPartyId };
    case "create":
      return readAlert(params, thirdPartyId, capturesAdditionalData, toText);
    default:
      return { action: "other" };
  }
}

export interface PayloadOptions {
  /** The option `capture_additional_data`. */
  readonly capturesAdditionalData: boolean;
  readonly switches: Switches;
}

function readAlert(
  params: RubyHash,
  thirdPartyId: string,
  capturesAdditionalData: boolean,
  toText: ToText,
): Message {
  const meta = dig(params, "meta") ?? new Map();
  if (!isHash(meta)) return { action: "invalid", reason: "no alert was made: meta is no map" };
  const description = dig(params, "description");
  const alert: IncomingAlert = {
    title: textUnlessBlank(dig(params, "title"), toText),
    description: isTruthy(description) ? toText(description) : null,
    urgency: readUrgency(toText(dig(params, "urgency"))),
    thirdparty_id: thirdPartyId,
    tag_list: unique(
      toList(dig(params, "tags"))
        .filter((tag) => !isBlank(tag))
        .map(toText),
    ),
    dedup_keys: unique(
      toList(dig(params, "dedup_keys"))
        .map(toText)
        .filter((key) => !isBlank(key)),
    ),
    meta: readMeta(meta, toText),
    additional_data: capturesAdditionalData ? additionalData(params, toText) : [],
  };
  return { action: "create", alert };
}

/** The first of the four words that stands anywhere in the text. */
function readUrgency(text: string): string | null {
  return /low|medium|high|critical/.exec(text.toLowerCase())?.[0] ?? null;
}

function readMeta(meta: RubyHash, toText: ToText): RubyHash {
  const severity = dig(meta, "incident_severity");
  return merge(
    except(meta, "incident", "incident_severity", "incident_message"),
    toHash({
      // Ruby's truthiness: 0, "" and "false" are an incident.
      incident: isTruthy(dig(meta, "incident")),
      incident_severity: severity === null ? null : strip(toText(severity).toUpperCase()),
      incident_message: dig(meta, "incident_message"),
    }),
  );
}

function additionalData(params: RubyHash, toText: ToText): RubyHash[] {
  return [...except(params, ...KNOWN_KEYS)].map(([label, value]) =>
    toHash({ format: "text", label, value: toText(value) }),
  );
}

function textUnlessBlank(value: RubyValue, toText: ToText): string {
  return isBlank(value) ? "" : toText(value);
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
