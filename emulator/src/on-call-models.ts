// The records of who is on call, how alerts escalate and how people are notified, in the API's own names.
import type { CommonAttributes } from "./record.ts";

/** Who is on call is in its events: those whose `schedule_ids` name it. */
export interface Schedule extends CommonAttributes {
  readonly name: string;
}

/** How long an alert waits for whoever is on call on this layer. */
export interface EscalationLayer {
  readonly id: string;
  readonly prefix_id: string;
  /** Its number, from 1. */
  readonly layer: number;
  readonly timeout: number;
  readonly timeout_unit: string;
  readonly color_hex: string | null;
}

export interface EscalationPolicy extends CommonAttributes {
  readonly name: string;
  /** How often the layers are gone through again: 0 to 3. */
  readonly repeat: number;
  readonly reassign_team_ids: readonly string[];
  readonly reassign_account_user_ids: readonly string[];
  readonly escalation_layers: readonly EscalationLayer[];
}

export const FREQUENCY_UNITS = ["hourly", "daily", "weekly", "monthly", "yearly"] as const;
export type FrequencyUnit = (typeof FREQUENCY_UNITS)[number];

/** Somebody whom an event puts on call. */
export interface EventAttendee {
  readonly id: string;
  /** An account user's id. */
  readonly attendee_id: string;
  /** The place in the rotation, from 1. */
  readonly position: number;
}

/** A shift or a rotation. Times are ISO 8601, UTC. */
export interface ScheduleEvent extends CommonAttributes {
  /** The first occurrence. */
  readonly start_time: string;
  readonly end_time: string;
  readonly layer: number;
  /** As it was sent: the name that Rails has, or IANA's. */
  readonly time_zone: string;
  /** In the order of their positions. */
  readonly attendees: readonly EventAttendee[];
  readonly schedule_ids: readonly string[];
  readonly repeat: boolean;
  readonly frequency: number | null;
  readonly frequency_unit: FrequencyUnit | null;
  /** Sunday is 0; none is all. */
  readonly days_of_week: readonly number[];
  readonly repeat_end_datetime: string | null;
  /** One attendee an occurrence, by turns; else all together. */
  readonly rotation: boolean;
  /** The event that this one overrides. */
  readonly parent_id: string | null;
  /** The occurrences that are left out. */
  readonly exceptions: readonly { readonly id: string; readonly start_datetime: string }[];
  /** What an override made besides itself. Never sent. */
  readonly made_by_override: {
    readonly exception_id: string | null;
    readonly part_ids: readonly string[];
  } | null;
}

/** How somebody is told; those whose `notification_rule_id` names it. */
export interface NotificationRule extends CommonAttributes {
  readonly name: string;
  readonly enabled: boolean;
  /** YAML text, kept as it was sent. */
  readonly rules: string | null;
}

/** A time in which nothing of these integrations makes an alert. Times are ISO 8601, UTC. */
export interface MaintenanceWindow extends CommonAttributes {
  readonly name: string;
  /** Taken on write; the API's object does not show it. */
  readonly description: string | null;
  readonly start_datetime: string;
  readonly end_datetime: string;
  readonly time_zone: string;
  readonly integration_ids: readonly string[];
}
