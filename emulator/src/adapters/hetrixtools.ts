// HetrixTools, its three kinds of notification: A:hetrix_tools/v3.
import { randomBytes } from "node:crypto";
import { isPresent } from "../ruby/access.ts";
import { eachPair, firstTrue, itemAt, items } from "../ruby/methods.ts";
import { timeText } from "../ruby/times.ts";
import { isArray, type RubyValue } from "../ruby/values.ts";
import type { Action, Adapter, Datum, Incoming } from "./adapter.ts";

/** How one kind of notification is read. */
interface Kind {
  readonly action: (incoming: Incoming) => Action;
  readonly thirdPartyId: (incoming: Incoming) => RubyValue;
  readonly title: (incoming: Incoming) => string;
  readonly description: (incoming: Incoming) => string;
  readonly additionalData: (incoming: Incoming) => readonly Datum[];
}

const uptime: Kind = {
  action: ({ dig }) => {
    const status = dig("monitor_status");
    if (status === "online") return "resolve";
    return status === "offline" ? "create" : "other";
  },
  thirdPartyId: ({ dig }) => dig("monitor_id"),
  title: ({ dig, text }) => `${text(dig("monitor_name"))} is ${text(dig("monitor_status"))}`,
  description: ({ dig, text }) =>
    `<p>${text(dig("monitor_target"))} is ${text(dig("monitor_status"))}</p>` +
    eachPair(dig("monitor_errors"))
      .map(([place, error]) => `<p>${text(place)}: ${text(error)}</p>`)
      .join(""),
  additionalData: ({ dig }) => [
    ["datetime", "Timestamp", timeText(dig("timestamp"))],
    ["text", "Monitor Type", dig("monitor_type")],
    ["link", "Monitor Target", dig("monitor_target")],
  ],
};

const resourceUsage: Kind = {
  action: () => "create",
  thirdPartyId: ({ dig }) => dig("monitor_id"),
  title: ({ dig, text }) => `${text(dig("monitor_name"))} usage alert`,
  description: ({ dig, text }) => {
    const usage = (key: string) => text(dig("resource_usage", key));
    return (
      `<p>Resource Type: ${usage("resource_type")}</p>` +
      `<p>Current Usage: ${usage("current_usage")}</p>` +
      `<p>Average Usage: ${usage("average_usage")} / ${usage("average_minutes")}m</p>`
    );
  },
  additionalData: ({ dig }) => [
    ["text", "Resource Type", dig("resource_usage", "resource_type")],
    ["text", "Current Usage", dig("resource_usage", "current_usage")],
  ],
};

const blacklist: Kind = {
  action: () => "create",
  thirdPartyId: () => randomBytes(16).toString("hex"),
  title: () => "Blacklist Alert",
  description: ({ dig, text }) =>
    items(dig("_json"))
      .map((item) => `${text(itemAt(item, "monitor"))} (${text(itemAt(item, "blacklisted_now"))})`)
      .join("<br/>"),
  additionalData: () => [],
};

export const hetrixtools: Adapter = {
  secret: { option: "authentication_token", header: "authorization", prefix: "Bearer " },
  action: (incoming) => kindOf(incoming)?.action(incoming) ?? "other",
  thirdPartyId: (incoming) =>
    firstTrue(kindOf(incoming)?.thirdPartyId(incoming) ?? null, randomBytes(16).toString("hex")),
  title: (incoming) => kindOf(incoming)?.title(incoming) ?? "HetrixTools Alert",
  description: (incoming) => kindOf(incoming)?.description(incoming) ?? "No description provided",
  additionalData: (incoming) => kindOf(incoming)?.additionalData(incoming) ?? [],
};

function kindOf({ dig }: Incoming): Kind | undefined {
  if (isPresent(dig("monitor_errors"))) return uptime;
  if (isPresent(dig("resource_usage"))) return resourceUsage;
  // A list in place of a map is the parameter `_json`.
  return isArray(dig("_json")) && isPresent(dig("_json")) ? blacklist : undefined;
}
