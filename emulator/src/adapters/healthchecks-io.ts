// Healthchecks.io: A:healthchecks/v3.
import { splitTags } from "../ruby/methods.ts";
import { type Adapter, at } from "./adapter.ts";

export const healthchecksIo: Adapter = {
  action: { by: at("event_type"), of: { trigger: "create", resolve: "resolve" } },
  thirdPartyId: at("incident_key"),
  title: at("title"),
  description: at("description"),
  tags: ({ dig }) => splitTags(dig("tags"), " "),
  additionalData: ({ dig }) => [
    ["link", "Client URL", dig("client_url")],
    ["text", "Client", dig("client")],
  ],
};
