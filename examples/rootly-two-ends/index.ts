// Both ends of the bridge in one program: Rootly makes the URL and the secret, and the bridge takes them as they
// become known during `pulumi up`. No secret is copied from one web page to another.

import * as pulumi from "@pulumi/pulumi";
import * as pagertree from "pulumi-pagertree";
import * as rootly from "./alerts-source.js";

const platform = pagertree.getTeamOutput({ name: "Platform" });

const source = new rootly.AlertsSource("pagertree-alerts", {
  name: "PagerTree",
  sourceType: "generic_webhook",
});

export const bridge = new pagertree.RootlyBridge("rootly", {
  name: "Rootly",
  teamIds: [platform.id],
  webhookUrl: source.webhookEndpoint,
  secret: pulumi.secret(source.secret),
});
