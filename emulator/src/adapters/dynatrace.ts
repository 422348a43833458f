// Dynatrace: A:dynatrace/v3.
import { presence } from "../ruby/access.ts";
import { firstTrue, splitTags } from "../ruby/methods.ts";
import { type Adapter, at } from "./adapter.ts";

export const dynatrace: Adapter = {
  action: { by: at("State"), of: { OPEN: "create", RESOLVED: "resolve" } },
  thirdPartyId: at("ProblemID"),
  title: at("ProblemTitle"),
  description: ({ dig }) =>
    firstTrue(presence(dig("ProblemDetailsHTML")), presence(dig("ProblemDetailsText"))),
  tags: ({ dig }) => splitTags(dig("Tags")),
  additionalData: ({ dig }) => [
    ["link", "URL", dig("ProblemURL")],
    ["text", "Impacted Entity", dig("ImpactedEntity")],
    ["text", "Problem Impact", dig("ProblemImpact")],
    ["text", "Problem Severity", dig("ProblemSeverity")],
  ],
};
