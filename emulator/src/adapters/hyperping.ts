// Hyperping: A:hyperping/v3.
import { noMethod, textFor } from "../ruby/methods.ts";
import { timeText } from "../ruby/times.ts";
import type { RubyValue } from "../ruby/values.ts";
import { type Adapter, at } from "./adapter.ts";

export const hyperping: Adapter = {
  action: { by: at("event"), of: { "check.down": "create", "check.up": "resolve" } },
  thirdPartyId: at("check", "url"),
  title: ({ dig }) => `${textFor("+", dig("check", "url"))} is DOWN`,
  additionalData: ({ dig }) => [
    ["link", "URL", dig("check", "url")],
    ["text", "Status Code", dig("check", "status")],
    ["datetime", "Down Since", timeText(thousandth(dig("check", "date")))],
  ],
};

/** Of an Integer, the whole part. */
function thousandth(value: RubyValue): RubyValue {
  if (typeof value === "number") return value / 1000;
  if (typeof value !== "bigint") throw noMethod("/", value);
  return value / 1000n - (value % 1000n < 0n ? 1n : 0n);
}
