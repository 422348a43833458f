// A Datadog integration for each service, on the team that owns the service. index.test.ts tests this stack.

import * as pagertree from "pulumi-pagertree";

function datadogFor(service: string, team: string, urgency: pagertree.Urgency): pagertree.Integration {
  const owner = pagertree.getTeamOutput({ name: team });
  return new pagertree.Integration(service, {
    name: `Datadog ${service}`,
    type: "datadog",
    urgency,
    teamIds: [owner.id],
  });
}

export const checkout = datadogFor("checkout", "Payments", "critical");
export const search = datadogFor("search", "Platform", "medium");
