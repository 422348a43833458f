// StatusCake: A:status_cake/v3.
import { splitTags } from "../ruby/methods.ts";
import { type Adapter, at } from "./adapter.ts";

export const statuscake: Adapter = {
  action: { by: at("Status"), of: { down: "create", up: "resolve" }, ignoresCase: true },
  thirdPartyId: at("URL"),
  title: ({ dig, text }) => `${text(dig("Name"))} is down`,
  tags: ({ dig, text }) => splitTags(text(dig("Tags"))),
  additionalData: ({ dig }) => [
    ["link", "URL", dig("URL")],
    ["text", "Status Code", dig("StatusCode")],
    ["text", "IP", dig("IP")],
    ["text", "Check Rate", dig("Check Rate")],
  ],
};
