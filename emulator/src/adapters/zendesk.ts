// Zendesk: A:zendesk/v3.
import { type Adapter, at } from "./adapter.ts";

export const zendesk: Adapter = {
  action: {
    by: at("event_type"),
    of: { create: "create", acknowledge: "acknowledge", resolve: "resolve" },
  },
  thirdPartyId: at("id"),
  title: at("title"),
  description: ({ dig, text }) => `<pre>${text(dig("description"))}</pre>`,
  urgency: {
    by: at("priority"),
    of: { urgent: "critical", high: "high", normal: "medium", low: "low" },
    ignoresCase: true,
  },
  additionalData: ({ dig }) => [
    ["link", "Zendesk Link", dig("link")],
    ["text", "Priority", dig("priority")],
    ["text", "Ticket Type", dig("ticket_type")],
    ["text", "Via", dig("via")],
    ["text", "Assignee Name", dig("assignee_name")],
  ],
};
