// Both ends in one program, both ways. PagerTree's alerts go to Rootly: Rootly makes the URL and the secret, and the
// bridge takes them as they become known during `pulumi up`. Rootly's incidents page PagerTree's team.

import * as pulumi from "@pulumi/pulumi";
import * as pagertree from "pulumi-pagertree";
import * as rootly from "./rootly.js";

const platform = pagertree.getTeamOutput({ name: "Platform" });

// From PagerTree to Rootly. Without the mappings an alert in Rootly has no title, each event makes another one, and none
// is ever resolved.
const source = new rootly.AlertsSource("pagertree-alerts", {
  name: "PagerTree",
  sourceType: "generic_webhook",
  deduplicateAlertsByKey: true,
  deduplicationKeyKind: "payload",
  deduplicationKeyPath: "$.data.id",
  sourceableAttributes: {
    autoResolve: true,
    resolveState: "resolved",
    fieldMappingsAttributes: [
      { field: "external_id", jsonPath: "$.data.id" },
      { field: "state", jsonPath: "$.data.status" },
      { field: "alert_title", jsonPath: "$.data.title" },
    ],
  },
});

export const bridge = new pagertree.RootlyBridge("rootly", {
  name: "Rootly",
  teamIds: [platform.id],
  // Rootly's URL ends in /notify/<TYPE>/<ID>. Without it, Rootly's alert routes decide whom it notifies.
  webhookUrl: source.webhookEndpoint.apply((url) => url.replace(/\/notify\/.*$/, "")),
  secret: pulumi.secret(source.secret),
});

// From Rootly to PagerTree: an incident pages the team, with Rootly's own key to PagerTree's API.
export const team = new rootly.Team("platform", { name: "Platform", pagertreeId: platform.id });

const onIncident = new rootly.WorkflowIncident("page-on-incident", {
  name: "Page the Platform team in PagerTree",
  triggerParams: { triggers: ["incident_created"] },
});

export const page = new rootly.WorkflowTaskCreatePagertreeAlert("page", {
  workflowId: onIncident.id,
  taskParams: {
    title: "{{ incident.title }}",
    description: "{{ incident.summary }}",
    urgency: "auto",
    teams: [{ id: platform.id, name: platform.name }],
  },
});

// An alert that came from PagerTree gets a link back to Rootly. Its external id is PagerTree's, by the mapping above.
const onAlert = new rootly.WorkflowAlert("link-on-alert", {
  name: "Link PagerTree's alert to Rootly's",
  triggerParams: {
    triggers: ["alert_created"],
    alertCondition: "ALL",
    alertConditionSource: "IS",
    alertSources: ["generic_webhook"],
  },
});

export const link = new rootly.WorkflowTaskUpdatePagertreeAlert("link", {
  workflowId: onAlert.id,
  taskParams: { pagertreeAlertId: "{{ alert.external_id }}", description: "In Rootly: {{ alert.url }}" },
});
