// Auvik: A:auvik/v3. Its states and severities are numbers; "0" as text is none of them.
import { isEqual } from "../ruby/access.ts";
import { type Adapter, at } from "./adapter.ts";

/** From severity 1. */
const URGENCIES = ["critical", "high", "medium", "low"];

export const auvik: Adapter = {
  action: ({ dig }) => {
    const status = dig("alertStatus");
    if (isEqual(status, 0n)) return "create";
    return isEqual(status, 1n) ? "resolve" : "other";
  },
  thirdPartyId: at("correlationId"),
  title: at("alertName"),
  description: at("alertDescription"),
  urgency: ({ dig }) => {
    const severity = dig("alertSeverity");
    return URGENCIES.find((_urgency, index) => isEqual(severity, BigInt(index + 1))) ?? null;
  },
  additionalData: ({ dig }) => [
    ["link", "URL", dig("link")],
    ["text", "Alert Severity", dig("alertSeverityString")],
    ["text", "Correlation ID", dig("correlationId")],
    ["text", "Alert ID", dig("alertId")],
    ["text", "Entity ID", dig("entityId")],
    ["text", "Entity Name", dig("entityName")],
    ["text", "Entity Type", dig("entityType")],
    // The adapter has it twice.
    ["text", "Entity ID", dig("entityId")],
    ["text", "Company Name", dig("companyName")],
    ["datetime", "Date", dig("date")],
  ],
};
