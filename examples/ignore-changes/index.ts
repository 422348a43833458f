// The team writes the template of its alerts in PagerTree's web page; everything else is declared here. What
// `ignoreChanges` names shows as no difference, and no `pulumi up` puts it back.

import * as pagertree from "pulumi-pagertree";

const platform = pagertree.getTeamOutput({ name: "Platform" });

const grafana = new pagertree.Integration(
  "grafana",
  {
    name: "Grafana",
    type: "grafana",
    teamIds: [platform.id],
    options: { titleTemplate: "{{data.title}}", titleTemplateEnabled: true },
  },
  { ignoreChanges: ["options.titleTemplate", "options.titleTemplateEnabled"] },
);

export const grafanaUrl = grafana.endpoint;
