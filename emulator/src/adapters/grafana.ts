// Grafana: A:grafana/v3. It reads the form of Grafana 7; of later ones, whose state is firing, it makes nothing.
import { randomUUID } from "node:crypto";
import { firstTrue } from "../ruby/methods.ts";
import { type Adapter, at } from "./adapter.ts";

export const grafana: Adapter = {
  action: { by: at("state"), of: { alerting: "create", ok: "resolve" } },
  thirdPartyId: ({ dig }) => firstTrue(dig("ruleId"), dig("groupKey"), randomUUID()),
  title: ({ dig }) => firstTrue(dig("ruleName"), dig("title")),
  description: at("message"),
  additionalData: ({ dig }) => [
    ["link", "URL", dig("ruleURL")],
    ["img", "Image", dig("imageUrl")],
  ],
};
