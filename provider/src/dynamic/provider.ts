/** What runs in the provider's process: one Pulumi provider for each kind of resource, named like its class. */
import type { ResourceKind } from "../api/kinds.ts";
import type { ResourceName } from "../common/resource-names.ts";
import { escalationPolicyDefinition } from "../escalation-policy/definition.ts";
import { integrationDefinition } from "../integration/definition.ts";
import { onEngineEnd } from "../lifecycle/engine-end.ts";
import { growHeapSlowly } from "../lifecycle/heap.ts";
import { lookingAt } from "../lifecycle/looked-at.ts";
import type { ResourceDefinition } from "../lifecycle/resource-definition.ts";
import { createResourceProvider } from "../lifecycle/resource-provider.ts";
import { maintenanceWindowDefinition } from "../maintenance-window/definition.ts";
import { notificationRuleDefinition } from "../notification-rule/definition.ts";
import { createOverrideProvider } from "../override/provider.ts";
import { createRotationProvider } from "../rotation/provider.ts";
import { routerDefinition } from "../router/definition.ts";
import { teamDefinition } from "../team/definition.ts";
import { discreet } from "./discreet.ts";
import { DynamicContext } from "./dynamic-context.ts";
import { onEngineCancel } from "./engine-cancel.ts";

growHeapSlowly();
const context = new DynamicContext();
onEngineCancel(() => void context.cancel());
onEngineEnd(() => context.end());

function provide<Inputs extends object, K extends ResourceKind>(definition: ResourceDefinition<Inputs, K>) {
  return discreet(createResourceProvider(definition, context), context);
}

/** The provider of `EscalationPolicy` resources. */
export const EscalationPolicy = provide(escalationPolicyDefinition);

/** The provider of `NotificationRule` resources. */
export const NotificationRule = provide(notificationRuleDefinition);

/** The provider of `MaintenanceWindow` resources. */
export const MaintenanceWindow = provide(maintenanceWindowDefinition);

/** The provider of `Integration` resources. */
export const Integration = provide(integrationDefinition);

/** The provider of `Override` resources. */
export const Override = discreet(createOverrideProvider(context), context);

/** The provider of `Rotation` resources. */
export const Rotation = discreet(createRotationProvider(context), context);

/** The provider of `Router` resources. */
export const Router = provide(routerDefinition);

/** The provider of `Team` resources. */
export const Team = provide(teamDefinition);

/** The providers of what programs only look at, as `Team.get` does. */
export const lookedAt = {
  EscalationPolicy: lookingAt("EscalationPolicy", EscalationPolicy, context),
  NotificationRule: lookingAt("NotificationRule", NotificationRule, context),
  MaintenanceWindow: lookingAt("MaintenanceWindow", MaintenanceWindow, context),
  Integration: lookingAt("Integration", Integration, context),
  Override: lookingAt("Override", Override, context),
  Rotation: lookingAt("Rotation", Rotation, context),
  Router: lookingAt("Router", Router, context),
  Team: lookingAt("Team", Team, context),
} satisfies Record<ResourceName, unknown>;
