// A whole account in one program: two teams, a router that sends alerts to the right one, where alerts come from, and
// a bridge that passes them on. People are not declared: the program looks them up.

import * as pulumi from "@pulumi/pulumi";
import * as pagertree from "pulumi-pagertree";

const config = new pulumi.Config();

const ada = pagertree.getAccountUserOutput({ email: "ada@example.com" });
const grace = pagertree.getAccountUserOutput({ email: "grace@example.com" });

const storefront = new pagertree.Team("storefront", {
  name: "Storefront",
  notes: "Everything that customers see",
  memberAccountUserIds: [ada.id, grace.id],
  adminAccountUserIds: [ada.id],
  dropNotifications: "specific_users",
  dropNotificationAccountUserIds: [ada.id],
});

const warehouse = new pagertree.Team("warehouse", {
  name: "Warehouse",
  memberAccountUserIds: [grace.id],
  adminAccountUserIds: [grace.id],
  handoffNotifications: "team_all",
});

const byService = new pagertree.Router("by-service", {
  name: "By service",
  // Whatever no rule assigns.
  teamId: storefront.id,
  rules: [
    {
      match: { "alert.title": { $regex: "staging" } },
      actions: [{ type: "ignore" }],
    },
    {
      match: {
        $or: [{ "log.data.service": "stock" }, { "alert.title": { $regex: "stock", $options: "i" } }],
      },
      actions: [
        { type: "setval", map: { tags: ["stock"] } },
        { type: "assign", receiver: warehouse.prefixId, delay: "5m" },
      ],
    },
    {
      match: { "alert.urgency": "critical" },
      actions: [
        { type: "incident", severity: "SEV-1", message: "All hands on deck" },
        { type: "assign", receiver: [storefront.prefixId, warehouse.prefixId] },
      ],
    },
  ],
});

const datadog = new pagertree.Integration("datadog", {
  name: "Datadog",
  type: "datadog",
  routerIds: [byService.id],
});

const grafana = new pagertree.Integration("grafana", {
  name: "Grafana",
  type: "grafana",
  routerIds: [byService.id],
});

new pagertree.Integration("prometheus", {
  name: "Prometheus",
  type: "prometheus",
  urgency: "critical",
  teamIds: [warehouse.id],
});

new pagertree.Integration("pingdom", {
  name: "Pingdom",
  type: "pingdom",
  teamIds: [storefront.id],
});

const inbox = new pagertree.Integration("inbox", {
  name: "Support inbox",
  type: "email",
  urgency: "low",
  teamIds: [storefront.id],
  accountUserIds: [ada.id],
});

new pagertree.RootlyBridge("rootly", {
  name: "Rootly",
  teamIds: [storefront.id],
  webhookUrl: config.requireSecret("rootlyWebhookUrl"),
  secret: config.requireSecret("rootlySecret"),
});

export const endpoints = { datadog: datadog.endpoint, grafana: grafana.endpoint, inbox: inbox.email };
