// The quickstart stack: a team, a router that leads to it, and three integrations. Datadog and an inbox make alerts, and
// a webhook tells a status page about them. Only the person is not declared: the program looks her up in the account.

import * as pulumi from "@pulumi/pulumi";
import * as pagertree from "pulumi-pagertree";

const config = new pulumi.Config();
/** The id of a Datadog integration that the account has already; without it, a new one is made. */
const datadogId = config.get("datadogId");

const ada = pagertree.getAccountUserOutput({ email: "ada@example.com" });

const checkout = new pagertree.Team("checkout", {
  name: "Checkout",
  memberAccountUserIds: [ada.id],
  adminAccountUserIds: [ada.id],
});

const router = new pagertree.Router("checkout-router", {
  name: "Checkout router",
  teamId: checkout.id,
  rules: [{ match: { "alert.title": { $regex: "staging" } }, actions: [{ type: "ignore" }] }],
});

const datadog = new pagertree.Integration("datadog", {
  name: "Datadog production",
  type: "datadog",
  urgency: "critical",
  routerIds: [router.id],
  options: { supportRetriggeredEvent: true },
  ...(datadogId && { adopt: datadogId }),
});

const inbox = new pagertree.Integration("support-inbox", {
  name: "Support inbox",
  type: "email",
  teamIds: [checkout.id],
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
