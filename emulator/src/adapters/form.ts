// Form, which people fill in: A:form/v3. Every form makes an alert of its own.
import { randomUUID } from "node:crypto";
import { type Adapter, at } from "./adapter.ts";

export const form: Adapter = {
  action: () => "create",
  thirdPartyId: () => randomUUID(),
  title: at("title"),
  description: at("description"),
  urgency: { by: at("urgency"), of: { low: "low", medium: "medium", high: "high", critical: "critical" } },
  additionalData: ({ dig }) => [
    ["text", "Name", dig("name")],
    ["email", "Email", dig("email")],
    ["phone", "Phone", dig("phone")],
  ],
};
