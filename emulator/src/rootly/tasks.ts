// Rootly's two workflow tasks for PagerTree, with the parameters of its published clients: `rootly` 3.0.1 (PyPI) and the
// Terraform provider rootlyhq/rootly 5.20, `workflow_task_create_pagertree_alert` and `…_update_pagertree_alert`.
import { z } from "zod";
import type { Params } from "../params.ts";
import type { RootlyIncident } from "./records.ts";

/** A team or a user of PagerTree. It is found by its id; the name is for people. */
const pagedSchema = z.strictObject({ id: z.string().min(1), name: z.string().min(1) });

const alertParams = {
  title: z.string().min(1).optional(),
  description: z.string().optional(),
  urgency: z.enum(["auto", "critical", "high", "medium", "low"]).optional(),
  severity: z.enum(["auto", "SEV-1", "SEV-2", "SEV-3", "SEV-4"]).optional(),
  teams: z.array(pagedSchema).optional(),
  users: z.array(pagedSchema).optional(),
  incident: z.boolean().optional(),
};

export const taskSchema = z.discriminatedUnion("task_type", [
  z.strictObject({ task_type: z.literal("create_pagertree_alert"), ...alertParams }),
  z.strictObject({
    task_type: z.literal("update_pagertree_alert"),
    pagertree_alert_id: z.string().min(1),
    ...alertParams,
  }),
]);

/**
 * What a task does: `create_pagertree_alert` pages `teams` and `users`, `update_pagertree_alert` changes the alert with the
 * prefix id `pagertree_alert_id`. `incident` makes the alert an incident in PagerTree, of the severity `severity`.
 */
export type RootlyTask = z.infer<typeof taskSchema>;

/** What `auto` comes to, by the severity of Rootly's incident. Rootly does not publish its own table. */
const bySeverity = {
  critical: { urgency: "critical", severity: "SEV-1" },
  high: { urgency: "high", severity: "SEV-2" },
  medium: { urgency: "medium", severity: "SEV-3" },
  low: { urgency: "low", severity: "SEV-4" },
} as const;
const withoutSeverity = { urgency: "high", severity: "SEV-UNKNOWN" };

/** What PagerTree's API is sent for a task: what the task leaves out is left alone, save what a new alert needs. */
export function alertOf(task: RootlyTask, { title, severity }: RootlyIncident): Params {
  const auto = severity === null ? withoutSeverity : bySeverity[severity];
  const needed = task.task_type === "create_pagertree_alert" ? { title, urgency: "auto" } : {};
  const params = { ...needed, ...task };
  const level = params.severity ?? (params.incident === true ? "auto" : undefined);
  const meta = {
    ...(params.incident !== undefined && { incident: params.incident }),
    ...(level !== undefined && { incident_severity: level === "auto" ? auto.severity : level }),
  };
  return {
    ...(params.title !== undefined && { title: params.title }),
    ...(params.description !== undefined && { description: params.description }),
    ...(params.urgency !== undefined && {
      urgency: params.urgency === "auto" ? auto.urgency : params.urgency,
    }),
    ...(Object.keys(meta).length > 0 && { meta }),
    ...(params.teams !== undefined && { destination_team_ids: params.teams.map(({ id }) => id) }),
    ...(params.users !== undefined && { destination_account_user_ids: params.users.map(({ id }) => id) }),
  };
}
