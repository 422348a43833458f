// Azure Monitor, its common alert schema: A:azure_monitor/v3.
import { type Adapter, at } from "./adapter.ts";

export const azureMonitor: Adapter = {
  action: {
    by: at("data", "essentials", "monitorCondition"),
    of: { Fired: "create", Resolved: "resolve" },
  },
  thirdPartyId: at("data", "essentials", "alertId"),
  title: at("data", "essentials", "alertRule"),
  description: at("data", "essentials", "description"),
  urgency: {
    by: at("data", "essentials", "severity"),
    of: { Sev0: "critical", Sev1: "critical", Sev2: "high", Sev3: "medium", Sev4: "low" },
  },
  additionalData: ({ dig }) => [
    ["text", "Monitoring Service", dig("data", "essentials", "monitoringService")],
    ["text", "Alert Rule", dig("data", "essentials", "alertRule")],
    ["text", "Severity", dig("data", "essentials", "severity")],
    ["datetime", "Fired At", dig("data", "essentials", "firedDateTime")],
  ],
};
