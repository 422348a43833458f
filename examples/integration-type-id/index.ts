// An integration whose type is named by its id, with PagerTree's own names of the options. This is for a type that
// PagerTree has and this package does not know yet; "Webhook" stands in for one here.

import * as pagertree from "pulumi-pagertree";

const webhook = pagertree.getIntegrationTypeOutput({ name: "Webhook" });
const platform = pagertree.getTeamOutput({ name: "Platform" });

const deployments = new pagertree.Integration("deployments", {
  name: "Deployments",
  integrationTypeId: webhook.id,
  teamIds: [platform.id],
  // Only the options that stand here are managed; all others are left as they are in PagerTree.
  options: { capture_additional_data: true },
});

export const deploymentsUrl = deployments.endpoint;
