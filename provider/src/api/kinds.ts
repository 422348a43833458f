/** The kinds of objects the API client handles: where each lives, what errors call it, and how its answer is parsed. */
import type { z } from "zod";
import {
  type EscalationPolicyWire,
  type EventWire,
  escalationPolicySchema,
  eventSchema,
  type MaintenanceWindowWire,
  maintenanceWindowSchema,
  type NotificationRuleWire,
  notificationRuleSchema,
  type ScheduleWire,
  scheduleSchema,
} from "./on-call-wire.ts";
import {
  type AccountUserWire,
  accountUserSchema,
  type IntegrationTypeWire,
  type IntegrationWire,
  integrationSchema,
  integrationTypeSchema,
  type RouterWire,
  routerSchema,
  type TeamWire,
  teamSchema,
  type UserWire,
  userSchema,
} from "./wire.ts";

/** What an answer of each kind holds. */
export interface Wires {
  integrations: IntegrationWire;
  integrationTypes: IntegrationTypeWire;
  teams: TeamWire;
  routers: RouterWire;
  accountUsers: AccountUserWire;
  users: UserWire;
  schedules: ScheduleWire;
  events: EventWire;
  escalationPolicies: EscalationPolicyWire;
  notificationRules: NotificationRuleWire;
  maintenanceWindows: MaintenanceWindowWire;
}

/** The name of a kind of objects. */
export type Kind = keyof Wires;

/** The kinds of object that a resource can be. */
export type ResourceKind = Extract<
  Kind,
  "integrations" | "teams" | "routers" | "escalationPolicies" | "notificationRules" | "maintenanceWindows"
>;

/** The kinds of object that `export` writes: those, and the events that rotations and overrides consist of. */
export type ExportedKind = ResourceKind | "events";

interface KindDescription<W> {
  /** The first part of its path below the base URL. */
  readonly path: string;
  /** What an error calls one of them. */
  readonly label: string;
  /** What an error calls several of them. */
  readonly plural: string;
  /** How one of them is parsed. */
  readonly schema: z.ZodType<W>;
}

/** Every kind, by its name. */
export const kinds: { readonly [K in Kind]: KindDescription<Wires[K]> } = {
  integrations: {
    path: "integrations",
    label: "integration",
    plural: "integrations",
    schema: integrationSchema,
  },
  integrationTypes: {
    path: "integration_types",
    label: "integration type",
    plural: "integration types",
    schema: integrationTypeSchema,
  },
  teams: { path: "teams", label: "team", plural: "teams", schema: teamSchema },
  routers: { path: "routers", label: "router", plural: "routers", schema: routerSchema },
  accountUsers: {
    path: "account_users",
    label: "account user",
    plural: "account users",
    schema: accountUserSchema,
  },
  users: { path: "users", label: "user", plural: "users", schema: userSchema },
  schedules: { path: "schedules", label: "schedule", plural: "schedules", schema: scheduleSchema },
  events: { path: "events", label: "event", plural: "events", schema: eventSchema },
  escalationPolicies: {
    path: "escalation_policies",
    label: "escalation policy",
    plural: "escalation policies",
    schema: escalationPolicySchema,
  },
  notificationRules: {
    path: "notification_rules",
    label: "notification rule",
    plural: "notification rules",
    schema: notificationRuleSchema,
  },
  maintenanceWindows: {
    path: "maintenance_windows",
    label: "maintenance window",
    plural: "maintenance windows",
    schema: maintenanceWindowSchema,
  },
};

/** One object of a kind, as a sentence has it: `an integration`. */
export function nounOf(kind: Kind): string {
  const { label } = kinds[kind];
  return `${/^[aeiou]/.test(label) ? "an" : "a"} ${label}`;
}
