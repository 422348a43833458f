// UptimeRobot: A:uptime_robot/v3.
import { toInteger, wholeOf } from "../ruby/methods.ts";
import { timeText } from "../ruby/times.ts";
import { type Adapter, at } from "./adapter.ts";

export const uptimerobot: Adapter = {
  takesGet: true,
  action: { by: at("alertTypeFriendlyName"), of: { down: "create", up: "resolve" }, ignoresCase: true },
  thirdPartyId: ({ dig }) => {
    const groupSeconds = toInteger(dig("groupSeconds"));
    if (groupSeconds <= 0n) return dig("monitorID");
    // An older way to make one alert of all that happens within so many seconds: its id is when they begin.
    const seconds = Number(toInteger(dig("alertDateTime")));
    return wholeOf(Math.floor(seconds / Number(groupSeconds))) * groupSeconds;
  },
  title: ({ dig, text }) => `${text(dig("monitorFriendlyName"))} is DOWN`,
  description: ({ dig, text }) =>
    `${text(dig("monitorFriendlyName"))} is DOWN because ${text(dig("alertDetails"))}`,
  additionalData: ({ dig }) => [
    ["link", "Monitor URL", dig("monitorURL")],
    ["datetime", "Triggered At", timeText(toInteger(dig("alertDateTime")))],
  ],
};
