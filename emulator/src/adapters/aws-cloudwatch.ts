// AWS CloudWatch over SNS: A:aws_cloudwatch/v3.
import { isBlank } from "../ruby/access.ts";
import { parseJson } from "../ruby/json.ts";
import { isHash, RubyError, type RubyHash, type RubyValue } from "../ruby/values.ts";
import { type Adapter, at } from "./adapter.ts";

/** The types of message that SNS wants an answer to; the adapter takes both for the same. */
const CONFIRMATIONS: readonly RubyValue[] = ["SubscriptionConfirmation", "UnsubscribeConfirmation"];

export const awsCloudwatch: Adapter = {
  // SNS sends JSON as text/plain, and in its Message the alarm as JSON text once more.
  prepare: ({ body }) => {
    const message = parseHash(body);
    const isNotification = message.get("Type") === "Notification" && !isBlank(message.get("Message"));
    const alarm = isNotification ? parseHash(message.get("Message") ?? null) : new Map();
    return new Map([...message, ["Message", alarm]]);
  },
  action: ({ dig }) => {
    const [before, now] = [dig("Message", "OldStateValue"), dig("Message", "NewStateValue")];
    if (now === "ALARM" && (before === "INSUFFICIENT_DATA" || before === "OK")) return "create";
    return now === "OK" && (before === "INSUFFICIENT_DATA" || before === "ALARM") ? "resolve" : "other";
  },
  thirdPartyId: ({ dig, join }) => join([dig("TopicArn"), dig("Message", "AlarmName")], ":"),
  title: at("Message", "AlarmName"),
  description: at("Message", "NewStateReason"),
  additionalData: ({ dig }) => [
    ["text", "AWS Account ID", dig("Message", "AWSAccountId")],
    ["text", "Region", dig("Message", "Region")],
    ["text", "Alarm ARN", dig("Message", "AlarmArn")],
    ["datetime", "State Change Time", dig("Message", "StateChangeTime")],
  ],
  asksFor: ({ dig }) => (CONFIRMATIONS.includes(dig("Type")) ? dig("SubscribeURL") : null),
};

/** What is no JSON map is an empty one. */
function parseHash(text: RubyValue): RubyHash {
  try {
    const value = typeof text === "string" ? parseJson(text) : null;
    return isHash(value) ? value : new Map();
  } catch (error) {
    if (error instanceof RubyError) return new Map();
    throw error;
  }
}
