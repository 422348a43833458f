// The records that the emulator keeps, in the API's own names. What a client sees of them is decided in routes/. What
// integrations received is kept as Ruby has it, in Maps: the order of keys and every digit stay.

import type {
  EscalationPolicy,
  MaintenanceWindow,
  NotificationRule,
  Schedule,
  ScheduleEvent,
} from "./on-call-models.ts";
import type { CommonAttributes } from "./record.ts";
import type { RubyHash } from "./ruby/values.ts";

export type { CommonAttributes, Meta } from "./record.ts";

/** A value of an integration's option once cast. */
export type OptionValue = string | number | boolean | null;

export interface Integration extends CommonAttributes {
  readonly name: string;
  readonly enabled: boolean;
  readonly urgency: string;
  readonly integration_type_id: string;
  /** Option values by key, without the `option_` prefix. */
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly account_user_ids: readonly string[];
  readonly router_ids: readonly string[];
  readonly team_ids: readonly string[];
}

export interface Team extends CommonAttributes {
  readonly name: string;
  readonly notes: string | null;
  readonly escalation_policy_id: string;
  readonly schedule_id: string;
  readonly member_account_user_ids: readonly string[];
  readonly admin_account_user_ids: readonly string[];
  readonly drop_notifications: string;
  readonly handoff_notifications: string;
  readonly drop_notification_account_user_ids: readonly string[];
  readonly handoff_notification_account_user_ids: readonly string[];
}

export interface Router extends CommonAttributes {
  readonly name: string;
  readonly enabled: boolean;
  /** YAML text, kept as it was sent. */
  readonly rules: string | null;
  readonly default_receiver_account_user_id: string | null;
  readonly default_receiver_router_id: string | null;
  readonly default_receiver_team_id: string | null;
}

export interface Email {
  readonly id: string;
  readonly email: string;
  readonly primary: boolean;
}

export interface Phone {
  readonly id: string;
  readonly prefix_id: string;
  /** E.164. */
  readonly phone: string;
  readonly primary: boolean;
  /** ISO 3166 alpha-2, found from the number; null where the number does not tell. */
  readonly country: string | null;
  readonly blocked: boolean;
}

export interface User {
  readonly id: string;
  readonly prefix_id: string;
  readonly name: string;
  readonly time_zone: string;
  readonly emails: readonly Email[];
  readonly phones: readonly Phone[];
  /** When they last signed in to the web page; null for somebody who has been invited and has not yet. */
  readonly last_sign_in_at: string | null;
}

export type RoleName = "admin" | "billing" | "broadcaster" | "communicator";

/** How a user wants to be notified. Taken on write; the API's object does not show it. */
export interface NotificationChannels {
  readonly notify_push: boolean;
  readonly notify_email: boolean;
  readonly notify_sms: boolean;
  readonly notify_voice: boolean;
}

export interface AccountUser extends CommonAttributes {
  readonly roles: Readonly<Record<RoleName, boolean>>;
  readonly notification_rule_id: string | null;
  readonly user: User;
  readonly notification_channels: NotificationChannels;
  /** The phone numbers and e-mail addresses that PagerTree has asked to be verified. The API's object does not show it. */
  readonly verifications_sent: readonly string[];
}

/** D:alerts, and `suppressed`, which a router's ignore leads to. */
export type AlertStatus = "queued" | "open" | "acknowledged" | "resolved" | "dropped" | "suppressed";

/** What an integration found in its payload besides the alert's own fields: `format`, `label` and `value`. */
export type AdditionalDatum = RubyHash;

/** Open for integrations: D:api/alerts names the last four, the adapters and the client know `silent` too. */
export const URGENCIES: readonly string[] = ["silent", "low", "medium", "high", "critical"];

/** One time that an alert was handed to somebody else. */
export interface Handoff {
  /** Prefix ids. */
  readonly from: string | null;
  readonly to: string;
  /** ISO 8601, UTC, like all times here. */
  readonly at: string;
}

export interface Alert extends CommonAttributes {
  /** Holds `incident`, `incident_severity` and `incident_message` too. */
  readonly meta: RubyHash;
  readonly title: string;
  readonly description: string | null;
  readonly urgency: string;
  readonly status: AlertStatus;
  /** The integration or account user that made it. */
  readonly source_id: string | null;
  readonly source_type: "Integration" | "AccountUser" | null;
  /** The log of what an integration received. */
  readonly source_log_id: string | null;
  readonly thirdparty_id: string | null;
  readonly dedup_keys: readonly string[];
  /** How often an integration tried to make it once more. */
  readonly dedup_count: number;
  readonly tag_list: readonly string[];
  readonly additional_data: readonly AdditionalDatum[];
  readonly destination_team_ids: readonly string[];
  readonly destination_router_ids: readonly string[];
  readonly destination_account_user_ids: readonly string[];
  /** When it was first acknowledged. */
  readonly acknowledged_at: string | null;
  /** Account users' ids; null where an integration did it. */
  readonly acknowledged_by: string | null;
  readonly resolved_at: string | null;
  readonly resolved_by: string | null;
  readonly handoffs: readonly Handoff[];
  /** The layers that are asked now, one of each team; none unless it is open. Never sent. */
  readonly escalations: readonly Escalation[];
  /** Who is asked without a team. Never sent. */
  readonly asked_account_user_ids: readonly string[];
  /** How often somebody has rejected it. */
  readonly rejection_count: number;
  /** The alert that a rule has joined it to. */
  readonly parent_id: string | null;
  /** Whom rules assign it to later; nobody once it is answered. Never sent. */
  readonly delayed: readonly DelayedReceiver[];
  /** By what other alerts join it. Never sent. */
  readonly aggregations: readonly Aggregation[];
  /** The phone call that it is about, once there is something to tell of it. Never sent. */
  readonly call?: PhoneCall;
}

/** What of a call PagerTree's jobs and Twilio would know. */
export interface PhoneCall {
  /** When the caller has waited in the queue for long enough; null if there is no limit. */
  readonly waits_until: string | null;
  readonly has_ended: boolean;
}

/** Somebody to whom a rule assigns an alert once a time has passed. */
export interface DelayedReceiver {
  readonly collection: "teams" | "account_users";
  readonly id: string;
  readonly at: string;
}

/** A time in which a router joins alerts that have the same properties to the first one. */
export interface Aggregation {
  readonly router_id: string;
  /** The properties' values. */
  readonly fingerprint: string;
  readonly until: string;
}

/** A layer of a team's policy that an alert asks, and for how long. */
export interface Escalation {
  readonly team_id: string;
  /** How often the layers were gone through before. */
  readonly pass: number;
  readonly layer: number;
  /** When the next layer comes. */
  readonly until: string;
  readonly asked_account_user_ids: readonly string[];
  readonly rejected_account_user_ids: readonly string[];
}

export interface Comment extends CommonAttributes {
  readonly alert_id: string;
  readonly account_user_id: string | null;
  readonly body: string;
}

/** What an integration received, what went wrong with what it was to send, or what became of an alert. */
export interface Log extends CommonAttributes {
  readonly owner_id: string;
  readonly owner_type: "Alert" | "Integration";
  readonly message: string;
  /** The payload; null for a log that tells of no payload. */
  readonly data: RubyHash | null;
  /** The headers that a payload came with, as Rack names them. Never sent. */
  readonly headers?: RubyHash;
}

/** One try to deliver a webhook. */
export interface DeliveryAttempt {
  readonly at: string;
  /** The receiver's status; null if none came. */
  readonly status: number | null;
  /** Why no status came. */
  readonly error: string | null;
}

/** `cancelled` is never tried: the emulator does not send to that host. */
export type DeliveryStatus = "queued" | "retrying" | "success" | "failure" | "cancelled";

/** One webhook on its way to a receiver. URL and authorization are secret. */
export interface Delivery extends CommonAttributes {
  readonly integration_id: string;
  /** The event on the wire, such as `alert.open`. */
  readonly event: string;
  readonly alert_id: string | null;
  readonly url: string;
  readonly authorization: string | null;
  readonly body: RubyHash;
  readonly status: DeliveryStatus;
  readonly attempts: readonly DeliveryAttempt[];
  /** When it is tried again; null if it is not. */
  readonly next_attempt_at: string | null;
}

/** The collections; the first by the name that their path has. */
export interface Collections {
  integrations: Integration;
  teams: Team;
  routers: Router;
  account_users: AccountUser;
  schedules: Schedule;
  escalation_policies: EscalationPolicy;
  events: ScheduleEvent;
  notification_rules: NotificationRule;
  maintenance_windows: MaintenanceWindow;
  alerts: Alert;
  comments: Comment;
  logs: Log;
  deliveries: Delivery;
}

export type CollectionName = keyof Collections;

/** Every collection, in the order of the data file. */
export const COLLECTION_NAMES: readonly CollectionName[] = [
  ...(["integrations", "teams", "routers", "account_users"] as const),
  ...(["schedules", "escalation_policies", "events"] as const),
  ...(["notification_rules", "maintenance_windows"] as const),
  ...(["alerts", "comments", "logs", "deliveries"] as const),
];
