// Pingdom: A:pingdom/v3. Only a change between the two states of a check counts.
import { firstTrue } from "../ruby/methods.ts";
import { type Adapter, at } from "./adapter.ts";

export const pingdom: Adapter = {
  action: ({ dig }) => {
    const [before, now] = [dig("previous_state"), dig("current_state")];
    if ((before === "UP" && now === "DOWN") || (before === "SUCCESS" && now === "FAILING")) return "create";
    const isUp = (before === "DOWN" && now === "UP") || (before === "FAILING" && now === "SUCCESS");
    return isUp ? "resolve" : "other";
  },
  thirdPartyId: at("check_id"),
  title: ({ dig, join }) => join([dig("check_name"), dig("current_state")], " "),
  description: at("description"),
  tags: ({ dig }) => firstTrue(dig("tags"), []),
  additionalData: ({ dig }) => [
    ["link", "Full URL", dig("check_params", "full_url")],
    ["text", "Importance Level", dig("importance_level")],
    ["text", "Custom Message", dig("custom_message")],
  ],
};
