// Slack's outgoing webhook: A:slack/webhook/v3. Every message makes an alert.
import { textFor } from "../ruby/methods.ts";
import { type Adapter, at } from "./adapter.ts";

export const slackOutgoingWebhook: Adapter = {
  secret: { option: "token", parameter: "token" },
  action: () => "create",
  thirdPartyId: ({ dig, join }) => join([dig("channel_id"), dig("timestamp")], "."),
  title: at("text"),
  urgency: ({ dig }) => {
    const message = dig("text");
    if (message === null) return null;
    return /low|medium|high|critical/.exec(textFor("downcase", message).toLowerCase())?.[0] ?? null;
  },
  additionalData: ({ dig }) => [
    ["text", "Trigger", dig("trigger_word")],
    ["text", "Channel", dig("channel")],
    ["text", "User", dig("user_name")],
  ],
};
