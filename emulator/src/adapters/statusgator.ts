// StatusGator: A:status_gator/v3.
import { type Adapter, at } from "./adapter.ts";

export const statusgator: Adapter = {
  action: ({ dig, option }) => {
    switch (dig("status")) {
      case "down":
        return "create";
      case "up":
        return "resolve";
      case "maintenance":
        return option("create_on_maintenance") === true ? "create" : "other";
      case "warn":
        return option("create_on_warn") === true ? "create" : "other";
      default:
        return "other";
    }
  },
  thirdPartyId: at("monitor", "id"),
  title: at("message"),
  description: at("details"),
  additionalData: ({ dig }) => [
    ["text", "Monitor Name", dig("monitor", "display_name")],
    ["datetime", "Recorded At", dig("recorded_at")],
  ],
};
