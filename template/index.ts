// ${DESCRIPTION}
import * as pulumi from "@pulumi/pulumi";
import * as pagertree from "pulumi-pagertree";

const team = pagertree.getTeamOutput({ name: new pulumi.Config().require("team") });

const webhook = new pagertree.Integration("webhook", {
  name: "Webhook",
  type: "webhook",
  teamIds: [team.id],
});

/** Where alerts are sent to. */
export const webhookUrl = webhook.endpoint;
