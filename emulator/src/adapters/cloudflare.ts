// Cloudflare: A:cloudflare/v3. Every notification makes an alert; nothing resolves it.
import { randomUUID } from "node:crypto";
import { isPresent } from "../ruby/access.ts";
import { textFor } from "../ruby/methods.ts";
import { simpleFormat } from "../ruby/simple-format.ts";
import { timeText } from "../ruby/times.ts";
import type { RubyValue } from "../ruby/values.ts";
import type { Adapter, Datum } from "./adapter.ts";

/** The longest title, the dots at its end included. */
const LONGEST_TITLE = 70;

export const cloudflare: Adapter = {
  secret: { option: "webhook_secret", header: "cf-webhook-auth" },
  action: () => "create",
  thirdPartyId: () => randomUUID(),
  title: ({ dig }) => {
    const message = dig("text");
    if (message === null) return "CF Event ";
    const characters = [...textFor("truncate", message)];
    if (characters.length <= LONGEST_TITLE) return characters.join("");
    return `${characters.slice(0, LONGEST_TITLE - 3).join("")}...`;
  },
  description: ({ dig }) => simpleFormat(dig("text")),
  additionalData: ({ dig }) => {
    const data: Datum[] = [
      ["text", "Account Name", dig("data", "account_name")],
      ["text", "Zone Name", dig("data", "zone_name")],
      ["link", "Dashboard Link", dig("data", "dashboard_link")],
      ["datetime", "Timestamp", timeOrNull(dig("ts"))],
      ["text", "Alert Type", dig("alert_type")],
      ["text", "Account ID", dig("account_id")],
      ["text", "Policy ID", dig("policy_id")],
    ];
    return data.filter(([, , value]) => isPresent(value));
  },
};

/** What is no number is no time. */
function timeOrNull(seconds: RubyValue): string | null {
  return typeof seconds === "bigint" || typeof seconds === "number" ? timeText(seconds) : null;
}
