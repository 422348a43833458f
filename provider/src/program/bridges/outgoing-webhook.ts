/** The `OutgoingWebhook` bridge, for a receiver that takes whatever comes; what bridges share is `webhook-bridge.ts`. */
import type * as pulumi from "@pulumi/pulumi";
import type { OutgoingWebhookOptions } from "../../catalog/option-types.ts";
import type { WebhookEvent } from "../../receivers/events.ts";
import { WebhookBridge, type WebhookBridgeArgs } from "./webhook-bridge.ts";

/** Arguments of an {@link OutgoingWebhook}. */
export type OutgoingWebhookArgs = WebhookBridgeArgs<WebhookEvent> &
  Pick<OutgoingWebhookOptions, "webhookUrl" | "username" | "password" | "proxyUrl" | "sendLinked">;

/**
 * A bridge from PagerTree to any receiver of webhooks: an outgoing webhook whose events, template and rules are
 * checked before anything is changed.
 *
 * ```typescript
 * import * as pulumi from "@pulumi/pulumi";
 * import * as pagertree from "pulumi-pagertree";
 *
 * const platform = pagertree.getTeamOutput({ name: "Platform" });
 * const chat = new pagertree.OutgoingWebhook("chat", {
 *   name: "Chat room",
 *   teamIds: [platform.id],
 *   webhookUrl: new pulumi.Config().requireSecret("chatUrl"),
 *   events: ["alert.open", "alert.resolved"],
 *   template: '{"title": {{{JSONstringify alert.title}}}, "status": "{{alert.status}}"}',
 *   outgoingRules: { rules: [{ match: { "alert.urgency": "low" }, actions: [{ type: "ignore" }] }] },
 * });
 * ```
 *
 * Source: https://pagertree.com/docs/integration-guides/outgoing-webhook
 */
export class OutgoingWebhook extends WebhookBridge<WebhookEvent> {
  /**
   * Declares the bridge.
   *
   * @param name - The name of the bridge and of its integration in the stack.
   * @throws ConfigError if the stack has no PagerTree API key.
   */
  constructor(name: string, args: OutgoingWebhookArgs, options?: pulumi.ComponentResourceOptions) {
    super("OutgoingWebhook", name, args, options);
  }
}
