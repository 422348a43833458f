/** The resources of this package, and what Pulumi calls their types. */

/** Every resource; each is served by the export of the same name of `pulumi-pagertree/provider`. */
export const resourceNames = [
  "EscalationPolicy",
  "NotificationRule",
  "MaintenanceWindow",
  "Integration",
  "Override",
  "Rotation",
  "Router",
  "Team",
] as const;

/** The name of a resource: that of its class. */
export type ResourceName = (typeof resourceNames)[number];

/** The Pulumi type token of a resource that a dynamic provider serves, as previews and the state show it. */
export function dynamicType(name: ResourceName): string {
  return `pulumi-nodejs:dynamic/pagertree:${name}`;
}

/** The type of a resource through the plugin, such as `pagertree:index:Team`. */
export function nativeType(name: ResourceName): string {
  return `pagertree:index:${name}`;
}
