// Stackdriver, which is Google Cloud Monitoring: A:stackdriver/v3.
import { type Adapter, at } from "./adapter.ts";

export const stackdriver: Adapter = {
  action: { by: at("incident", "state"), of: { open: "create", closed: "resolve" } },
  thirdPartyId: at("incident", "incident_id"),
  title: at("incident", "summary"),
  additionalData: ({ dig }) => [
    ["link", "Incident URL", dig("incident", "url")],
    ["text", "Policy Name", dig("incident", "policy_name")],
    ["text", "Condition Name", dig("incident", "condition_name")],
    ["text", "Resource Name", dig("incident", "resource_name")],
  ],
};
