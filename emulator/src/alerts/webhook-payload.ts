// Reads a payload of the Webhook type as A:webhook/v3 does, oddities included.
import { randomUUID } from "node:crypto";
import type { Params } from "../params.ts";
import { isParams } from "../params.ts";
import type { IncomingAlert, Message } from "./incoming.ts";
import { isBlankValue, rubyList, rubyText } from "./ruby-text.ts";

/** Keys that are never additional data. */
const KNOWN_KEYS: ReadonlySet<string> = new Set([
  ...["id", "title", "description", "urgency", "tags", "meta", "event_type", "dedup_keys"],
  "pagertree_integration_id",
]);
/** What Ruby's `strip` takes for white space. */
const OUTER_SPACE = /^[\0\t\n\v\f\r ]+|[\0\t\n\v\f\r ]+$/g;

/**
 * What the payload asks for.
 *
 * @param payload the part that the wrapper key names, or all of it
 */
export function readWebhookPayload(payload: Params, { capturesAdditionalData }: PayloadOptions): Message {
  const params = Object.fromEntries(
    Object.entries(payload).map(([key, value]) => [key.toLowerCase(), value]),
  );
  const action = rubyText(params["event_type"]).toLowerCase().replaceAll(OUTER_SPACE, "");
  const thirdPartyId = isAbsent(params["id"]) ? randomUUID() : textUnlessBlank(params["id"]);
  switch (action) {
    case "acknowledge":
    case "resolve":
      return { action, thirdPartyId };
    case "create":
      return readAlert(params, thirdPartyId, capturesAdditionalData);
    default:
      return { action: "other" };
  }
}

export interface PayloadOptions {
  /** The option `capture_additional_data`. */
  readonly capturesAdditionalData: boolean;
}

function readAlert(params: Params, thirdPartyId: string, capturesAdditionalData: boolean): Message {
  const meta = params["meta"] ?? {};
  if (!isParams(meta)) return { action: "invalid", reason: "no alert was made: meta is no map" };
  const alert: IncomingAlert = {
    title: textUnlessBlank(params["title"]),
    description: isAbsent(params["description"]) ? null : rubyText(params["description"]),
    urgency: readUrgency(params["urgency"]),
    thirdparty_id: thirdPartyId,
    tag_list: unique(
      rubyList(params["tags"])
        .filter((tag) => !isBlankValue(tag))
        .map(rubyText),
    ),
    dedup_keys: unique(
      rubyList(params["dedup_keys"])
        .map(rubyText)
        .filter((key) => !isBlankValue(key)),
    ),
    meta: readMeta(meta),
    additional_data: capturesAdditionalData ? additionalData(params) : [],
  };
  return { action: "create", alert };
}

/** The first of the four words that stands anywhere in the text. */
function readUrgency(value: unknown): string | null {
  return /low|medium|high|critical/.exec(rubyText(value).toLowerCase())?.[0] ?? null;
}

function readMeta({ incident, incident_severity, incident_message, ...rest }: Params): Params {
  const severity = isNull(incident_severity)
    ? null
    : rubyText(incident_severity).toUpperCase().replaceAll(OUTER_SPACE, "");
  return {
    ...rest,
    // Ruby's truthiness: 0, "" and "false" are an incident.
    incident: !isAbsent(incident),
    incident_severity: severity,
    incident_message: incident_message ?? null,
  };
}

function additionalData(params: Params) {
  return Object.entries(params)
    .filter(([key]) => !KNOWN_KEYS.has(key))
    .map(([label, value]) => ({ format: "text", label, value: rubyText(value) }));
}

function textUnlessBlank(value: unknown): string {
  return isBlankValue(value) ? "" : rubyText(value);
}

/** What `||` passes over in Ruby. */
function isAbsent(value: unknown): boolean {
  return isNull(value) || value === false;
}

function isNull(value: unknown): boolean {
  return value === null || value === undefined;
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}
