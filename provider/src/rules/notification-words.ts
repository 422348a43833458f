/** Words of notification rules; light, since a program loads them. */

/** What a person can be told of; the first is what rules are for by default: https://pagertree.com/docs/notification-rules */
export const notificationEvents = [
  "alert.open",
  "alert.acknowledged",
  "alert.rejected",
  "alert.resolved",
  "alert.dropped",
  "alert.timeout",
  "alert.handoff",
  "broadcast.sent",
] as const;

/** What a person can be told of. */
export type NotificationEvent = (typeof notificationEvents)[number];

/** The ways to a person. */
export const notificationChannels = ["push", "email", "sms", "voice", "whatsapp", "slack"] as const;

/** A way to a person. Voice calls are made for `alert.open` only. */
export type NotificationChannel = (typeof notificationChannels)[number];
