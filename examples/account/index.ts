// A whole account in one program: two teams and who is on call in them, who is asked next and how people are notified, a
// router that sends alerts to the right team, where alerts come from, when nobody is to be told, and a bridge that passes
// alerts on. People are not declared: the program looks them up. routes.yaml says who is to be paged.

import * as pulumi from "@pulumi/pulumi";
import * as pagertree from "pulumi-pagertree";

const config = new pulumi.Config();

const ada = pagertree.getAccountUserOutput({ email: "ada@example.com" });
const grace = pagertree.getAccountUserOutput({ email: "grace@example.com" });
const alan = pagertree.getAccountUserOutput({ email: "alan@example.com" });
const timeZone = "Europe/Berlin";

const storefront = new pagertree.Team("storefront", {
  name: "Storefront",
  notes: "Everything that customers see",
  memberAccountUserIds: [ada.id, grace.id, alan.id],
  adminAccountUserIds: [ada.id],
  dropNotifications: "specific_users",
  dropNotificationAccountUserIds: [ada.id],
});

const warehouse = new pagertree.Team("warehouse", {
  name: "Warehouse",
  memberAccountUserIds: [grace.id, alan.id],
  adminAccountUserIds: [grace.id],
  handoffNotifications: "team_all",
});

// Monday 09:00: Ada, Grace, Alan. Whoever comes next is the second one to be asked.
const storefrontPrimary = new pagertree.Rotation("storefront-primary", {
  teamId: storefront.id,
  timeZone,
  firstHandOff: "2026-10-05T09:00",
  accountUserIds: [ada.id, grace.id, alan.id],
});

new pagertree.Rotation("storefront-secondary", {
  teamId: storefront.id,
  layer: 2,
  timeZone,
  firstHandOff: "2026-10-05T09:00",
  accountUserIds: [grace.id, alan.id, ada.id],
});

new pagertree.Rotation("warehouse-primary", {
  teamId: warehouse.id,
  timeZone,
  firstHandOff: "2026-10-07T09:00",
  accountUserIds: [grace.id, alan.id],
});

// Alan takes Christmas. The rotation's `teamId` has the rotation made first.
new pagertree.Override("storefront-christmas", {
  teamId: storefrontPrimary.teamId,
  timeZone,
  startTime: "2030-12-24T18:00",
  endTime: "2030-12-26T09:00",
  accountUserIds: [alan.id],
});

new pagertree.EscalationPolicy("storefront", {
  teamId: storefront.id,
  layers: [{ timeout: 5 }, { timeout: 15 }],
  repeat: 1,
});

// Who is not in time at the warehouse is helped out by the storefront.
new pagertree.EscalationPolicy("warehouse", {
  teamId: warehouse.id,
  layers: [{ timeout: 15 }],
  reassignTeamIds: [storefront.id],
});

// Each person has one rule, which this one takes the place of.
new pagertree.NotificationRule("loud", {
  name: "Loud",
  rules: [
    {
      match: { "alert.urgency": "critical" },
      actions: [
        { type: "notify", channels: ["push", "sms"], timeout: "2m" },
        { type: "notify", channels: ["voice"] },
        { type: "repeat", times: 2 },
      ],
    },
  ],
  accountUserIds: [ada.id, grace.id, alan.id],
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

new pagertree.MaintenanceWindow("database-upgrade", {
  name: "Database upgrade",
  timeZone,
  startTime: "2031-06-01T22:00",
  endTime: "2031-06-02T02:00",
  integrationIds: [datadog.id, grafana.id],
});

new pagertree.RootlyBridge("rootly", {
  name: "Rootly",
  teamIds: [storefront.id],
  webhookUrl: config.requireSecret("rootlyWebhookUrl"),
  secret: config.requireSecret("rootlySecret"),
});

export const endpoints = { datadog: datadog.endpoint, grafana: grafana.endpoint, inbox: inbox.email };
