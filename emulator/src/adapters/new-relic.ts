// New Relic, incidents of both its forms: A:new_relic/v3.
import { firstTrue } from "../ruby/methods.ts";
import { type Adapter, at } from "./adapter.ts";

export const newRelic: Adapter = {
  action: ({ dig }) => {
    const [type, current, state] = [dig("event_type"), dig("current_state"), dig("state")];
    const incident = type === "INCIDENT" ? current : null;
    if (type === "INCIDENT_OPEN" || incident === "open" || state === "CREATED" || state === "ACTIVATED") {
      return "create";
    }
    if (type === "INCIDENT_ACKNOWLEDGED" || incident === "acknowledged") return "acknowledge";
    return type === "INCIDENT_RESOLVED" || incident === "closed" || state === "CLOSED" ? "resolve" : "other";
  },
  thirdPartyId: ({ dig }) => firstTrue(dig("incident_id"), dig("id")),
  title: ({ dig }) => firstTrue(dig("condition_name"), dig("title")),
  description: at("details"),
  additionalData: ({ dig }) => [
    ["text", "Account Name", dig("account_name")],
    ["link", "Incident URL", dig("incident_url")],
    ["link", "Issue URL", dig("issueUrl")],
  ],
};
