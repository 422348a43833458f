/** The events that an outgoing webhook can send, and the option that switches each on; light enough for a program to load. */
import { toOptionName } from "../catalog/catalog.ts";

/**
 * The events of an alert's life, by the names that stand on the wire.
 *
 * Source: https://pagertree.com/docs/integration-guides/outgoing-webhook
 */
export const alertEvents = [
  "alert.created",
  "alert.open",
  "alert.acknowledged",
  "alert.rejected",
  "alert.timeout",
  "alert.resolved",
  "alert.dropped",
  "alert.handoff",
] as const;

/** All events; those beside the alerts' are known from the adapter `outgoing_webhook/v3` alone. */
export const webhookEvents = [
  ...alertEvents,
  "comment.created",
  "comment.updated",
  "comment.destroyed",
  "event_reminder.going_on_call",
  "event_reminder.going_off_call",
] as const;

/** An event of an alert's life. */
export type AlertEvent = (typeof alertEvents)[number];

/** An event that PagerTree's outgoing webhooks can send. */
export type WebhookEvent = (typeof webhookEvents)[number];

/** The option that switches an event on: that of `alert.open` is `alertOpen`. */
export function switchOf(event: WebhookEvent): string {
  return toOptionName(event.replace(".", "_"));
}

/** Whether an event is one of an alert's life, and so brings an alert along. */
export function isAlertEvent(event: string): event is AlertEvent {
  return alertEvents.some((known) => known === event);
}
