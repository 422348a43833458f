/** The resources that the plugin serves, by the names of their types: `pagertree:index:Team` is `Team`. */

import type { ResourceName } from "../common/resource-names.ts";
import { escalationPolicyDefinition } from "../escalation-policy/definition.ts";
import { integrationDefinition } from "../integration/definition.ts";
import { maintenanceWindowDefinition } from "../maintenance-window/definition.ts";
import { notificationRuleDefinition } from "../notification-rule/definition.ts";
import { createOverrideProvider } from "../override/provider.ts";
import { createRotationProvider } from "../rotation/provider.ts";
import { routerDefinition } from "../router/definition.ts";
import { teamDefinition } from "../team/definition.ts";
import { type Serve, serve, serveProvider } from "./served-resource.ts";

export const resources: Readonly<Record<ResourceName, Serve>> = {
  EscalationPolicy: serve(escalationPolicyDefinition),
  NotificationRule: serve(notificationRuleDefinition),
  MaintenanceWindow: serve(maintenanceWindowDefinition),
  Integration: serve(integrationDefinition),
  Override: serveProvider(createOverrideProvider, { layer: 1 }),
  Rotation: serveProvider(createRotationProvider, {
    layer: 1,
    frequencyUnit: "weekly",
    frequency: 1,
    turn: "shift",
  }),
  Router: serve(routerDefinition),
  Team: serve(teamDefinition),
};
