// Apex Ping: A:apex_ping/v3.
import { type Adapter, at } from "./adapter.ts";

export const apexPing: Adapter = {
  action: { by: at("state"), of: { triggered: "create", resolved: "resolve" } },
  thirdPartyId: at("alert", "id"),
  title: ({ dig, text }) => `${text(dig("check", "name"))} ${text(dig("state"))}`,
  additionalData: ({ dig, text }) => [
    ["link", "URL", `${text(dig("check", "protocol"))}://${text(dig("check", "url"))}`],
    ["text", "Method", dig("check", "method")],
    ["datetime", "Triggered At", dig("triggered_at")],
  ],
};
