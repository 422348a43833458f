// Pulsetic: A:pulsetic/v3. Nothing resolves the alert of a certificate.
import { type Adapter, at } from "./adapter.ts";

const CERTIFICATE = "certificate_expires_soon";

export const pulsetic: Adapter = {
  action: {
    by: at("alert_type"),
    of: { monitor_offline: "create", [CERTIFICATE]: "create", monitor_online: "resolve" },
  },
  thirdPartyId: ({ dig, text }) =>
    `${text(dig("monitor", "id"))}_${dig("alert_type") === CERTIFICATE ? "certificate" : "monitor"}`,
  title: ({ dig, text }) =>
    `${text(dig("monitor", "url"))} ${dig("alert_type") === CERTIFICATE ? "CERTIFICATE EXPIRES SOON" : "OFFLINE"}`,
  additionalData: ({ dig, text }) => [
    ["link", "Monitor", `https://app.pulsetic.com/monitors/${text(dig("monitor", "id"))}/overview`],
    ["link", "URL", dig("monitor", "url")],
  ],
};
