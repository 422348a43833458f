// Cronitor: A:cronitor/v3.
import { type Adapter, at } from "./adapter.ts";

export const cronitor: Adapter = {
  action: { by: at("type"), of: { Alert: "create", Recovery: "resolve" } },
  thirdPartyId: at("id"),
  title: at("monitor"),
  description: at("description"),
  additionalData: ({ dig }) => [["text", "Rule Violated", dig("rule")]],
};
