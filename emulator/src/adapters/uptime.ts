// Uptime: A:uptime/v3.
import { toList } from "../ruby/access.ts";
import { compactBlank, unique } from "../ruby/methods.ts";
import { type Adapter, at } from "./adapter.ts";

export const uptime: Adapter = {
  action: { by: at("event"), of: { alert_raised: "create", alert_cleared: "resolve" } },
  thirdPartyId: at("data", "service", "id"),
  title: at("data", "service", "display_name"),
  description: at("data", "alert", "output"),
  tags: ({ dig }) => unique(compactBlank(toList(dig("data", "service", "tags")))),
  additionalData: ({ dig }) => [
    ["text", "Service Name", dig("data", "service", "name")],
    ["text", "Service Address", dig("data", "service", "msp_address")],
  ],
};
