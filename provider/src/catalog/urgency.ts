/** The urgencies of alerts: https://pagertree.com/docs/api/alerts */

/** How urgent an integration's alerts are when the sender does not say. */
export type Urgency = "silent" | "low" | "medium" | "high" | "critical";
