// A monitor's alerts go to a team, and with all their states on to Rootly. The URL and the secret are Rootly's; a
// preview refuses a bridge that would not deliver.

import * as pulumi from "@pulumi/pulumi";
import * as pagertree from "pulumi-pagertree";

const config = new pulumi.Config();

const platform = pagertree.getTeamOutput({ name: "Platform" });

const monitor = new pagertree.Integration("monitor", {
  name: "Our monitor",
  type: "webhook",
  teamIds: [platform.id],
});

const rootly = new pagertree.RootlyBridge("rootly", {
  name: "Rootly",
  teamIds: [platform.id],
  webhookUrl: config.requireSecret("rootlyWebhookUrl"),
  secret: config.requireSecret("rootlySecret"),
  // Rootly need not hear of what wakes nobody up.
  outgoingRules: {
    rules: [{ match: { "alert.urgency": { $in: ["silent", "low"] } }, actions: [{ type: "ignore" }] }],
  },
});

export const monitorUrl = monitor.endpoint;
export const rootlyIntegrationId = rootly.integrationId;
export const rootlyEvents = rootly.events;
