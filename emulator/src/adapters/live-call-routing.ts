// Live Call Routing over Twilio: A:live_call_routing/twilio/v3. How a call goes on is in calls/.
import { isBlank } from "../ruby/access.ts";
import { split, textFor } from "../ruby/methods.ts";
import { isArray, isHash } from "../ruby/values.ts";
import { type Adapter, at, type Incoming } from "./adapter.ts";

export const liveCallRouting: Adapter = {
  isCall: true,
  action: (incoming) => (isBanned(incoming) ? "other" : "create"),
  thirdPartyId: at("CallSid"),
  title: ({ dig }) => {
    const from = dig("From");
    return `Incoming call from ${from === null ? "" : [...textFor("chars", from)].join(" ")}`;
  },
  additionalData: ({ dig }) => [
    ["phone", "Caller Phone", dig("From")],
    ["text", "Caller City", dig("CallerCity")],
    ["text", "Caller State", dig("CallerState")],
    // Twilio names it CallerZip, so that PagerTree's alerts have none.
    ["text", "Caller Zipcode", dig("CallerZipcode")],
    ["text", "Caller Country", dig("CallerCountry")],
  ],
};

/** Whether the caller's number holds one of those that the integration bans. */
export function isBanned({ dig, option }: Incoming): boolean {
  const from = dig("From");
  const banned = option("banned_phone");
  if (isBlank(from) || typeof banned !== "string") return false;
  // Where a value of another kind has no `include?`, the adapter takes it for no banned number.
  const includes = (number: string) => {
    if (typeof from === "string" || isArray(from)) return from.includes(number);
    return isHash(from) && from.has(number);
  };
  return split(banned, ",").some(includes);
}
