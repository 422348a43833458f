// ServerGuard24: A:server_guard24/v3.
import { compactBlank } from "../ruby/methods.ts";
import type { Adapter } from "./adapter.ts";

export const serverguard24: Adapter = {
  action: ({ dig, option }) => {
    switch (dig("check_result")) {
      case "CRITICAL":
        return "create";
      case "OK":
        return "resolve";
      case "WARNING":
        return option("resolve_warn") === true ? "resolve" : "other";
      default:
        return "other";
    }
  },
  thirdPartyId: ({ dig, join }) => join(compactBlank([dig("server_name"), dig("service_shortname")]), "_"),
  title: ({ dig, text }) => `${text(dig("server_name"))} is DOWN`,
  description: ({ dig, text }) => `${text(dig("server_name"))} is DOWN because ${text(dig("check_output"))}`,
  additionalData: ({ dig }) => [
    ["text", "Server Name", dig("server_name")],
    ["text", "Server Address", dig("server_address")],
    ["text", "Service Name", dig("service_name")],
    ["text", "Service Short Name", dig("service_shortname")],
    ["datetime", "Notification Time", dig("notification_time")],
    ["text", "Check Result", dig("check_result")],
    ["text", "Check Output", dig("check_output")],
  ],
};
