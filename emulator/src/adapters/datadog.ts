// Datadog: A:datadog/v3.
import { compact, splitTags } from "../ruby/methods.ts";
import { type Adapter, at } from "./adapter.ts";

export const datadog: Adapter = {
  action: ({ dig, option }) => {
    switch (dig("ALERT_TRANSITION")) {
      case "Triggered":
        return "create";
      case "Recovered":
        return "resolve";
      case "Re-Triggered":
        return option("support_retriggered_event") === true ? "recreate" : "other";
      default:
        return "other";
    }
  },
  thirdPartyId: at("ALERT_ID"),
  title: at("ALERT_TITLE"),
  description: at("ALERT_STATUS"),
  dedupKeys: ({ dig }) => compact([dig("AGGREG_KEY")]),
  tags: ({ dig }) => splitTags(dig("TAGS")),
  additionalData: ({ dig }) => [
    ["link", "Link", dig("LINK")],
    ["text", "Priority", dig("PRIORITY")],
    ["text", "Event Type", dig("EVENT_TYPE")],
    ["text", "Event Title", dig("EVENT_TITLE")],
  ],
};
