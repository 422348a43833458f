// Mattermost's outgoing webhook: A:mattermost/outgoing_webhook/v3. Every message makes an alert.
import { type Adapter, at } from "./adapter.ts";

export const mattermostOutgoingWebhook: Adapter = {
  secret: { option: "token", parameter: "token" },
  action: () => "create",
  thirdPartyId: ({ dig, text }) => `${text(dig("channel_id"))}.${text(dig("timestamp"))}`,
  title: at("text"),
  urgency: ({ dig, text }) => /low|medium|high|critical/i.exec(text(dig("text")))?.[0].toLowerCase() ?? null,
  additionalData: ({ dig }) => [
    ["text", "Trigger", dig("trigger_word")],
    ["text", "Channel", dig("channel_name")],
    ["text", "User", dig("user_name")],
  ],
};
