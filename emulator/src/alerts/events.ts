// The events of outgoing webhooks: D:integration-guides/outgoing-webhook, A:outgoing_webhook/v3.
import type { ReminderEvent } from "../on-call/reminders.ts";

/** The eight events of an alert. */
export type AlertEvent =
  | "alert.created"
  | "alert.open"
  | "alert.acknowledged"
  | "alert.rejected"
  | "alert.timeout"
  | "alert.resolved"
  | "alert.dropped"
  | "alert.handoff";

/** The three events of a comment. */
export type CommentEvent = "comment.created" | "comment.updated" | "comment.destroyed";

/** All events that the emulator can make happen. */
export type WebhookEvent = AlertEvent | CommentEvent | ReminderEvent;

/** The option that switches an event on, such as `alert_open`. */
export function switchOf(event: WebhookEvent): string {
  return event.replace(".", "_");
}
