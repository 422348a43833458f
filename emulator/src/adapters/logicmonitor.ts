// LogicMonitor: A:logic_monitor/v3.
import { type Adapter, at } from "./adapter.ts";

export const logicmonitor: Adapter = {
  action: {
    by: at("alertstatus"),
    of: { active: "create", test: "create", ack: "acknowledge", clear: "resolve" },
  },
  thirdPartyId: at("internalid"),
  title: at("eventmsg"),
  description: at("eventlogmsg"),
  urgency: {
    by: at("level"),
    of: { warn: "medium", warning: "medium", error: "high", critical: "critical" },
    ignoresCase: true,
  },
  additionalData: ({ dig }) => [
    ["text", "Host", dig("host")],
    ["text", "Service", dig("service")],
  ],
};
