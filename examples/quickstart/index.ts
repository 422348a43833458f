// The quickstart stack: Datadog and an inbox make alerts, and a webhook tells a status page about them.
// Teams, routers and people are not declared here: the program looks them up in the PagerTree account.

import * as pulumi from "@pulumi/pulumi";
import * as pagertree from "pulumi-pagertree";

const config = new pulumi.Config();

const platform = pagertree.getTeamOutput({ name: "Platform" });
const router = pagertree.getRouterOutput({ name: "Main Router" });
const ada = pagertree.getAccountUserOutput({ email: "ada@example.com" });

const datadog = new pagertree.Integration("datadog", {
  name: "Datadog production",
  type: "datadog",
  urgency: "critical",
  teamIds: [platform.id],
  options: { supportRetriggeredEvent: true },
});

const inbox = new pagertree.Integration("support-inbox", {
  name: "Support inbox",
  type: "email",
  routerIds: [router.id],
});

new pagertree.Integration("status-page", {
  name: "Status page",
  type: "outgoing-webhook",
  accountUserIds: [ada.id],
  options: {
    webhookUrl: config.requireSecret("statusPageUrl"),
    alertOpen: true,
    alertResolved: true,
  },
});

/** Where Datadog's webhook posts to. */
export const datadogUrl = datadog.endpoint;
/** The address that makes an alert out of each e-mail. */
export const supportAddress = inbox.email;
