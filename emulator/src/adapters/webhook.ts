// PagerTree's own Webhook: A:webhook/v3. Keys are taken in any case.
import { randomUUID } from "node:crypto";
import { except, isBlank, isTruthy, toList } from "../ruby/access.ts";
import { compactBlank, firstTrue, unique } from "../ruby/methods.ts";
import { transformKeys } from "../ruby/parameters.ts";
import { strip } from "../ruby/text.ts";
import { isHash, type RubyHash } from "../ruby/values.ts";
import { type Adapter, at, type Datum, type Incoming, type Tools } from "./adapter.ts";

/** Keys that are never additional data. */
const KNOWN_KEYS = [
  ...["id", "title", "description", "urgency", "tags", "meta", "event_type", "dedup_keys"],
  "pagertree_integration_id",
];

export const webhook: Adapter = {
  secret: { option: "token", header: "pagertree-token" },
  prepare: async (incoming, tools) =>
    transformKeys(await unwrap(incoming, tools), (key) => key.toLowerCase(), incoming.switches.railsVersion),
  action: ({ dig, text }) => {
    const word = strip(text(dig("event_type")).toLowerCase());
    return word === "create" || word === "acknowledge" || word === "resolve" ? word : "other";
  },
  thirdPartyId: ({ dig }) => firstTrue(dig("id"), randomUUID()),
  title: at("title"),
  description: at("description"),
  // The first of the four words that stands anywhere in the text.
  urgency: ({ dig, text }) =>
    /low|medium|high|critical/.exec(text(dig("urgency")).toLowerCase())?.[0] ?? null,
  dedupKeys: ({ dig, text }) => unique(compactBlank(toList(dig("dedup_keys")).map(text))),
  tags: ({ dig, text }) => unique(compactBlank(toList(dig("tags"))).map(text)),
  meta: ({ dig }) => {
    const meta = dig("meta");
    return isHash(meta) ? except(meta, "incident", "incident_message", "incident_severity") : new Map();
  },
  incident: ({ dig, text }) => {
    const severity = dig("meta", "incident_severity");
    return {
      // By Ruby's truth: 0, "" and "false" are an incident.
      incident: isTruthy(dig("meta", "incident")),
      severity: severity === null ? null : strip(text(severity).toUpperCase()),
      message: dig("meta", "incident_message"),
    };
  },
  additionalData: ({ params, option, text }) =>
    option("capture_additional_data") === true
      ? [...except(params, ...KNOWN_KEYS)].map(([key, value]): Datum => ["text", key, text(value)])
      : [],
};

/** The part of the payload that the wrapper key names; all of it if that is no map. */
async function unwrap({ params, option }: Incoming, { search, log }: Tools): Promise<RubyHash> {
  const expression = option("wrapper_key");
  if (typeof expression !== "string" || isBlank(expression)) return params;
  const found = await search(expression, params);
  if (found === undefined) log(`Invalid JMESPath expression in wrapper_key: ${expression}`);
  return isHash(found) ? found : params;
}
