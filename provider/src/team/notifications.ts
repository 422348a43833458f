/** Whom a team's notifications go to; light, since a program loads it. */

/** https://pagertree.com/docs/api/teams, "The Team Object". */
export const teamNotifications = [
  "none",
  "team_all",
  "team_admins",
  "oncall_rotation",
  "specific_users",
] as const;

/**
 * Whom a team's notifications go to: nobody, the whole team, its admins, who is on call on any layer, or the account
 * users that are named beside it.
 */
export type TeamNotifications = (typeof teamNotifications)[number];
