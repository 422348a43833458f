// Plain JavaScript (CommonJS): Prometheus makes alerts that a router sends on, and Slack hears of them.
// An editor completes the options by type here too; `pulumi up` refuses what is misspelt, with its place.

const pulumi = require("@pulumi/pulumi");
const pagertree = require("pulumi-pagertree");

const config = new pulumi.Config();
const router = pagertree.getRouterOutput({ name: "Main Router" });

const prometheus = new pagertree.Integration("prometheus", {
  name: "Prometheus",
  type: "prometheus",
  routerIds: [router.id],
});

new pagertree.Integration("slack", {
  name: "Slack #alerts",
  type: "slack-post-to-channel",
  routerIds: [router.id],
  options: {
    incomingWebhookUrl: config.requireSecret("slackWebhookUrl"),
    alertOpen: true,
    alertResolved: true,
  },
});

/** Where Alertmanager's webhook receiver posts to. */
exports.prometheusUrl = prometheus.endpoint;
