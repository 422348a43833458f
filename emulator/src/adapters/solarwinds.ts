// SolarWinds: A:solar_winds/v3.
import { type Adapter, at } from "./adapter.ts";

export const solarwinds: Adapter = {
  action: { by: at("ActionType"), of: { create: "create", resolve: "resolve" }, ignoresCase: true },
  thirdPartyId: at("AlertID"),
  title: at("AlertMessage"),
  description: at("AlertDescription"),
  // In lower case, unlike all else; SolarWinds' own field is Severity, which nothing reads.
  urgency: {
    by: at("severity"),
    of: {
      ...{ notice: "low", informational: "low", warning: "medium" },
      ...{ serious: "high", critical: "critical" },
    },
    ignoresCase: true,
  },
  additionalData: ({ dig }) => [
    ["link", "Alert Details URL", dig("AlertDetailsURL")],
    ["text", "Node", dig("NodeName")],
  ],
};
