// Kapacitor: A:kapacitor/v3. Every level but OK makes an alert.
import { type Adapter, at } from "./adapter.ts";

export const kapacitor: Adapter = {
  action: ({ dig }) => (dig("level") === "OK" ? "resolve" : "create"),
  thirdPartyId: at("id"),
  title: at("message"),
  description: at("details"),
  urgency: { by: at("level"), of: { INFO: "low", WARN: "medium", CRITICAL: "critical" } },
};
