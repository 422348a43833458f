/** Words of an escalation policy's arguments; light, since a program loads them. */

/** PagerTree's words for the unit of a layer's wait: https://pagertree.com/docs/api/escalation-policies */
export const timeoutUnits = ["seconds", "minutes", "hours", "days"] as const;

/** The unit of a layer's wait. */
export type TimeoutUnit = (typeof timeoutUnits)[number];

/** What happens to the policy when its resource is destroyed. */
export const endings = ["restore", "leave"] as const;

/** What happens to the policy when its resource is destroyed: it is as it was before, or stays as it is. */
export type PolicyEnding = (typeof endings)[number];
