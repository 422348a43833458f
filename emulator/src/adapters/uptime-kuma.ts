// Uptime Kuma: A:uptime_kuma/v3.
import { toList } from "../ruby/access.ts";
import { compactBlank, itemAt, unique } from "../ruby/methods.ts";
import { type Adapter, at } from "./adapter.ts";

export const uptimeKuma: Adapter = {
  action: { by: at("event_type"), of: { create: "create", resolve: "resolve" } },
  thirdPartyId: at("id"),
  title: at("title"),
  description: at("heartbeat", "msg"),
  urgency: ({ dig, text }) =>
    /silent|low|medium|high|critical/.exec(text(dig("urgency")).toLowerCase())?.[0] ?? null,
  tags: ({ dig, text }) => {
    const names = toList(dig("monitor", "tags")).map((tag) => itemAt(tag, "name"));
    return unique(compactBlank(names).map(text));
  },
  additionalData: ({ dig }) => [
    ["link", "URL", dig("monitor", "url")],
    ["text", "Method", dig("monitor", "method")],
    ["datetime", "Time", dig("heartbeat", "time")],
  ],
};
