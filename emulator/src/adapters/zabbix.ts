// Zabbix: A:zabbix/v3. Its values are texts; 1 as a number is none of them.
import { ulid } from "ulid";
import { presence } from "../ruby/access.ts";
import { firstTrue, splitTags } from "../ruby/methods.ts";
import { type Adapter, at } from "./adapter.ts";

/** By severity, from "0". */
const URGENCIES = ["silent", "low", "medium", "medium", "high", "critical"];

export const zabbix: Adapter = {
  action: {
    by: at("event_value"),
    // The first is what a test from Zabbix's page sends.
    of: { "{EVENT.VALUE}": "create", "1": "create", "0": "resolve" },
  },
  thirdPartyId: ({ dig }) => firstTrue(presence(dig("trigger_id")), presence(dig("event_id")), ulid()),
  title: at("title"),
  description: ({ dig, join }) => join(["<pre>", dig("description"), "</pre>"], ""),
  urgency: ({ dig, option }) => {
    if (option("map_urgency") !== true) return null;
    const severity = dig("event_nseverity");
    return URGENCIES.find((_urgency, index) => severity === String(index)) ?? null;
  },
  tags: ({ dig }) => splitTags(dig("event_tags")),
  additionalData: ({ dig, text }) => {
    const url = dig("zabbix_url");
    const path = `/tr_events.php?triggerid=${text(dig("trigger_id"))}&eventid=${text(dig("event_id"))}`;
    return [["link", "Zabbix URL", dig("event_source") === "0" ? text(url) + path : url]];
  },
};
