// Fills the store with what a stack declares, one kind after another: each finds there what it names.
import { isParams } from "../../params.ts";
import { loadIntegration, loadWindow } from "./load-integrations.ts";
import { loadNotificationRule } from "./load-notification-rules.ts";
import { loadBareRouter, loadRouter } from "./load-routers.ts";
import { endOverride, loadOverride, loadRotation } from "./load-shifts.ts";
import { giveBackPolicy, loadPolicy, loadTeam } from "./load-teams.ts";
import { collectionOf, type LoadingStack } from "./loading-stack.ts";
import type { Kind, StackResource } from "./stack-resources.ts";

/** Brings all but the overrides, with stand-ins for what the stack only names. */
export function loadStack(stack: LoadingStack): void {
  for (const resource of stack.resources) if (resource.change === "delete") remove(stack, resource);
  for (const resource of stack.present) stack.gaps.names.set(stack.idOf(resource), resource.name);
  const each = (kind: Kind, load: (stack: LoadingStack, resource: StackResource) => void) => {
    for (const resource of stack.present) if (resource.kind === kind) load(stack, resource);
  };
  // Those that name others come after them; routers name each other.
  each("Team", loadTeam);
  for (const resource of stack.resources) {
    if (resource.kind === "EscalationPolicy" && resource.change === "delete") giveBackPolicy(stack, resource);
  }
  each("EscalationPolicy", loadPolicy);
  each("Rotation", loadRotation);
  each("Router", loadBareRouter);
  each("Router", loadRouter);
  each("Integration", loadIntegration);
  each("MaintenanceWindow", loadWindow);
  each("NotificationRule", loadNotificationRule);
}

/** Brings the overrides, which cut their time out of the shifts that are there. */
export function loadOverrides(stack: LoadingStack): void {
  for (const resource of stack.present) if (resource.kind === "Override") loadOverride(stack, resource);
}

function remove(stack: LoadingStack, resource: StackResource): void {
  const { store } = stack;
  const { kind, id, properties } = resource;
  if (kind === "Override") endOverride(stack, resource);
  const { events } = properties;
  const eventIds = Array.isArray(events) ? events.filter(isParams).map((event) => event["id"]) : [];
  for (const eventId of kind === "Rotation" ? eventIds : []) {
    if (typeof eventId === "string" && store.find("events", eventId)) store.remove("events", eventId);
  }
  const collection = collectionOf(kind);
  if (collection !== undefined && id !== undefined && store.find(collection, id)) {
    store.remove(collection, id);
  }
}
