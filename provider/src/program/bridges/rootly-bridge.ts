/** The `RootlyBridge`: PagerTree's alerts in Rootly; what bridges share is `webhook-bridge.ts`. */
import type * as pulumi from "@pulumi/pulumi";
import type { AlertEvent } from "../../receivers/events.ts";
import { WebhookBridge, type WebhookBridgeArgs } from "./webhook-bridge.ts";

/** Arguments of a {@link RootlyBridge}. */
export interface RootlyBridgeArgs extends WebhookBridgeArgs<AlertEvent> {
  /**
   * The webhook URL that Rootly shows. It may be an output that is known only at `up`. The URL of an alert source ends
   * in `/notify/<TYPE>/<ID>`, which is refused: remove this ending, or fill in whom Rootly should notify. Secret.
   */
  webhookUrl: pulumi.Input<string>;
  /**
   * The webhook secret that Rootly makes and shows next to the URL. It goes into the URL as `?secret=`, since PagerTree
   * cannot send the bearer token that Rootly also accepts. A URL that already has another secret is refused. Secret.
   */
  secret: pulumi.Input<string>;
}

/**
 * A bridge from PagerTree to Rootly: PagerTree's alerts appear in Rootly, and follow every change of state.
 *
 * ```typescript
 * import * as pulumi from "@pulumi/pulumi";
 * import * as pagertree from "pulumi-pagertree";
 *
 * const config = new pulumi.Config();
 * const platform = pagertree.getTeamOutput({ name: "Platform" });
 * const rootly = new pagertree.RootlyBridge("rootly", {
 *   name: "Rootly",
 *   teamIds: [platform.id],
 *   webhookUrl: config.requireSecret("rootlyWebhookUrl"),
 *   secret: config.requireSecret("rootlySecret"),
 * });
 * ```
 *
 * Source: https://docs.rootly.com/integrations/pager-tree
 */
export class RootlyBridge extends WebhookBridge<AlertEvent> {
  /**
   * Declares the bridge.
   *
   * @param name - The name of the bridge and of its integration in the stack.
   * @throws ConfigError if the stack has no PagerTree API key.
   */
  constructor(name: string, args: RootlyBridgeArgs, options?: pulumi.ComponentResourceOptions) {
    super("RootlyBridge", name, args, options);
  }
}
