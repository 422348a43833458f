// The records that the emulator keeps, in the API's own names. What a client sees of them is decided in routes/.

/** Attributes of every record. */
export interface CommonAttributes {
  readonly id: string;
  readonly prefix_id: string;
  /** Counts up per account and collection. */
  readonly tiny_id: number;
  readonly account_id: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly created_at: string;
  readonly updated_at: string;
  /** When it was deleted; deleted records are kept and hidden. Never sent. */
  readonly deleted_at: string | null;
  readonly meta: Readonly<Record<string, unknown>>;
}

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
}

/** The collections by the name that their path has. */
export interface Collections {
  integrations: Integration;
  teams: Team;
  routers: Router;
  account_users: AccountUser;
}

export type CollectionName = keyof Collections;
