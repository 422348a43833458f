/** The resources as the plugin serves them: a line each, since all else is as in the classes that they extend. */
import { OutgoingWebhook as DynamicOutgoingWebhook } from "../bridges/outgoing-webhook.ts";
import { RootlyBridge as DynamicRootlyBridge } from "../bridges/rootly-bridge.ts";
import { nativeDoor } from "../door.ts";
import { EscalationPolicy as DynamicEscalationPolicy } from "../escalation-policy.ts";
import { Integration as DynamicIntegration } from "../integration.ts";
import { MaintenanceWindow as DynamicMaintenanceWindow } from "../maintenance-window.ts";
import { NotificationRule as DynamicNotificationRule } from "../notification-rule.ts";
import { Override as DynamicOverride } from "../override.ts";
import { Rotation as DynamicRotation } from "../rotation.ts";
import { Router as DynamicRouter } from "../router.ts";
import { Team as DynamicTeam } from "../team.ts";

/** `EscalationPolicy` of `pulumi-pagertree`, through the plugin. */
export class EscalationPolicy extends DynamicEscalationPolicy {
  protected static override readonly door = nativeDoor;
}

/** `NotificationRule` of `pulumi-pagertree`, through the plugin. */
export class NotificationRule extends DynamicNotificationRule {
  protected static override readonly door = nativeDoor;
}

/** `MaintenanceWindow` of `pulumi-pagertree`, through the plugin. */
export class MaintenanceWindow extends DynamicMaintenanceWindow {
  protected static override readonly door = nativeDoor;
}

/** `Integration` of `pulumi-pagertree`, through the plugin. */
export class Integration extends DynamicIntegration {
  protected static override readonly door = nativeDoor;
}

/** `Override` of `pulumi-pagertree`, through the plugin. */
export class Override extends DynamicOverride {
  protected static override readonly door = nativeDoor;
}

/** `Rotation` of `pulumi-pagertree`, through the plugin. */
export class Rotation extends DynamicRotation {
  protected static override readonly door = nativeDoor;
}

/** `Router` of `pulumi-pagertree`, through the plugin. */
export class Router extends DynamicRouter {
  protected static override readonly door = nativeDoor;
}

/** `Team` of `pulumi-pagertree`, through the plugin. */
export class Team extends DynamicTeam {
  protected static override readonly door = nativeDoor;
}

/** `OutgoingWebhook` of `pulumi-pagertree`, through the plugin. */
export class OutgoingWebhook extends DynamicOutgoingWebhook {
  protected static override readonly integrationClass = Integration;
}

/** `RootlyBridge` of `pulumi-pagertree`, through the plugin. */
export class RootlyBridge extends DynamicRootlyBridge {
  protected static override readonly integrationClass = Integration;
}
