// Site24x7: A:site24x7/v3.
import { type Adapter, at } from "./adapter.ts";

export const site24x7: Adapter = {
  action: { by: at("STATUS"), of: { DOWN: "create", UP: "resolve" } },
  thirdPartyId: at("MONITOR_ID"),
  title: ({ dig, text }) => `${text(dig("MONITORNAME"))} is DOWN`,
  description: ({ dig, text }) =>
    `${text(dig("MONITORNAME"))} is DOWN because ${text(dig("INCIDENT_REASON"))}`,
  additionalData: ({ dig }) => [
    ["link", "Site 24x7 Dashboard URL", dig("MONITOR_DASHBOARD_LINK")],
    ["text", "Monitor Name", dig("MONITORNAME")],
    ["link", "Monitor URL", dig("MONITORURL")],
    ["text", "Group Name", dig("MONITOR_GROUPNAME")],
    ["text", "Reason", dig("INCIDENT_REASON")],
    ["text", "Failed Locations", dig("FAILED_LOCATIONS")],
    ["datetime", "Failed At", dig("INCIDENT_TIME_ISO")],
  ],
};
