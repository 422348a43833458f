// Dead Man's Snitch: A:dead_mans_snitch/v3. Only a change between healthy and missing counts.
import { type Adapter, at } from "./adapter.ts";

export const deadMansSnitch: Adapter = {
  action: ({ dig }) => {
    const type = dig("type");
    const now = dig("data", "snitch", "status");
    const before = dig("data", "snitch", "previous_status");
    if (type === "snitch.missing" && now === "missing" && before === "healthy") return "create";
    return type === "snitch.reporting" && now === "healthy" && before === "missing" ? "resolve" : "other";
  },
  thirdPartyId: at("data", "snitch", "token"),
  title: at("data", "snitch", "name"),
  description: at("data", "snitch", "notes"),
  tags: at("data", "snitch", "tags"),
};
