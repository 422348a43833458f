// AppDynamics: A:app_dynamics/v3.
import { type Adapter, at } from "./adapter.ts";

export const appdynamics: Adapter = {
  action: { by: at("event_type"), of: { trigger: "create", resolve: "resolve" } },
  thirdPartyId: at("details", "event_id"),
  title: at("incident_key"),
  description: ({ dig, join }) => join([dig("description"), dig("details", "summary")], "\n\n"),
  additionalData: ({ dig }) => [
    ["text", "Event Name", dig("details", "event_name")],
    ["datetime", "Event Time", dig("details", "event_time")],
    ["text", "Application Name", dig("details", "application_name")],
    ["text", "Node Name", dig("details", "node_name")],
    ["img", dig("contexts", 0, "alt"), dig("contexts", 0, "src")],
    ["link", dig("contexts", 1, "text"), dig("contexts", 1, "href")],
  ],
};
