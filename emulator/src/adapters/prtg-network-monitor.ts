// PRTG Network Monitor: A:prtg/v3. Every parameter that it sends is additional data.
import { type Adapter, at, type Datum } from "./adapter.ts";

export const prtgNetworkMonitor: Adapter = {
  action: ({ dig, text }) => {
    const status = text(dig("status")).toLowerCase();
    // `%status` is what its test notification sends.
    if (status === "down" || status === "%status") return "create";
    return status.includes("now: up") ? "resolve" : "other";
  },
  thirdPartyId: at("sensorid"),
  title: ({ dig, text }) => `Sensor ${text(dig("sensorid"))} ${text(dig("sensor"))} is DOWN`,
  additionalData: ({ params, text }) => [...params].map(([key, value]): Datum => ["text", key, text(value)]),
};
