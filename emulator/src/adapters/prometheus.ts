// Prometheus' Alertmanager: A:prometheus/v3.
import { compactBlank, eachPair, firstTrue } from "../ruby/methods.ts";
import { type Adapter, at, type Datum } from "./adapter.ts";

export const prometheus: Adapter = {
  action: { by: at("status"), of: { firing: "create", resolved: "resolve" } },
  thirdPartyId: at("groupKey"),
  title: ({ dig, join }) =>
    firstTrue(
      dig("commonLabels", "alertname"),
      join(compactBlank(["Prometheus", dig("receiver"), "firing"]), " "),
    ),
  description: at("commonAnnotations", "summary"),
  urgency: {
    by: at("commonLabels", "severity"),
    of: { low: "low", medium: "medium", high: "high", critical: "critical" },
  },
  additionalData: ({ dig, text }) => [
    ["link", "Alert Manager URL", dig("externalURL")],
    ["text", "Receiver", dig("receiver")],
    ...eachPair(dig("commonLabels")).map(([key, value]): Datum => ["text", key, text(value)]),
  ],
};
