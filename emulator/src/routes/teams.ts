// /teams: create, read, update, delete, list, and who is on call.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { castString } from "../casts.ts";
import type { Context } from "../context.ts";
import type { Team } from "../models.ts";
import { eventsOf } from "../on-call/schedules.ts";
import { createDefaultPolicy, createDefaultSchedule } from "../on-call/team-defaults.ts";
import type { Params } from "../params.ts";
import { isParams, permitIds, permitScalar } from "../params.ts";
import type { Query } from "../query.ts";
import { failIfAny } from "../responses.ts";
import type { Attributes } from "../store.ts";
import { listAlerts } from "./alerts.ts";
import { currentOnCall } from "./schedules.ts";
import type { IdRoute } from "./shared.ts";
import {
  allVisible,
  checkWord,
  findVisible,
  paramsOf,
  registerRecords,
  requireIds,
  requireText,
  serializeCommon,
} from "./shared.ts";

const NOTIFICATIONS: readonly string[] = [
  "none",
  "team_all",
  "team_admins",
  "oncall_rotation",
  "specific_users",
];

export function registerTeams(app: FastifyInstance, context: Context): void {
  const { store } = context;

  registerRecords(app, context, "teams", { assign, serialize, release });

  app.get<IdRoute & { Querystring: Query }>("/teams/:id/alerts", async (request) => {
    const team = findVisible(context, "teams", request);
    const alerts = allVisible(context, "alerts", request);
    return listAlerts(
      context,
      alerts.filter(({ destination_team_ids }) => destination_team_ids.includes(team.id)),
      request.query,
    );
  });

  app.get<IdRoute>("/teams/:id/current_oncall", async (request) => {
    const team = findVisible(context, "teams", request);
    return currentOnCall(context, store.find("schedules", team.schedule_id));
  });
}

type TeamAttributes = Attributes<"teams"> & { readonly meta: Team["meta"] };

function assign(context: Context, request: FastifyRequest, stored: Team | undefined): TeamAttributes {
  const { store, switches } = context;
  const params = paramsOf(request);
  const failures: string[] = [];
  const notes = permitScalar(params, "notes");
  const idsOf = (attribute: IdListAttribute) => permitIds(params, attribute) ?? stored?.[attribute] ?? [];
  const lists = {
    member_account_user_ids: idsOf("member_account_user_ids"),
    admin_account_user_ids: idsOf("admin_account_user_ids"),
    drop_notification_account_user_ids: idsOf("drop_notification_account_user_ids"),
    handoff_notification_account_user_ids: idsOf("handoff_notification_account_user_ids"),
  };
  const name = requireText(failures, "name", permitScalar(params, "name"), stored?.name);
  for (const attribute of ["member_account_user_ids", "admin_account_user_ids"] as const) {
    if (lists[attribute].length === 0) failures.push(`${attribute} can't be blank`);
  }
  for (const [attribute, ids] of Object.entries(lists)) {
    requireIds(context, request, failures, "account_users", attribute, ids);
  }
  const dropNotifications = notificationsOf(context, params, "drop_notifications", stored, failures);
  const handoffNotifications = notificationsOf(context, params, "handoff_notifications", stored, failures);
  failIfAny(failures);
  const { accountId } = request.caller;
  const policyId = stored?.escalation_policy_id ?? createDefaultPolicy(store, accountId, name).id;
  const scheduleId = stored?.schedule_id ?? createDefaultSchedule(store, accountId, name).id;
  return {
    name,
    notes: notes === undefined ? (stored?.notes ?? null) : castString(notes),
    escalation_policy_id: policyId,
    schedule_id: scheduleId,
    ...lists,
    drop_notifications: dropNotifications,
    handoff_notifications: handoffNotifications,
    meta: isParams(params["meta"]) && switches.teamMetaStored ? params["meta"] : (stored?.meta ?? {}),
  };
}

type IdListAttribute =
  | "member_account_user_ids"
  | "admin_account_user_ids"
  | "drop_notification_account_user_ids"
  | "handoff_notification_account_user_ids";

function notificationsOf(
  context: Context,
  params: Params,
  attribute: "drop_notifications" | "handoff_notifications",
  stored: Team | undefined,
  failures: string[],
): string {
  const sent = permitScalar(params, attribute);
  const value = sent === undefined ? (stored?.[attribute] ?? "none") : castString(sent);
  checkWord(context, failures, attribute, value, NOTIFICATIONS);
  return value ?? "none";
}

function serialize(team: Team) {
  return {
    ...serializeCommon(team),
    name: team.name,
    notes: team.notes,
    escalation_policy_id: team.escalation_policy_id,
    schedule_id: team.schedule_id,
    member_account_user_ids: team.member_account_user_ids,
    admin_account_user_ids: team.admin_account_user_ids,
    drop_notifications: team.drop_notifications,
    handoff_notifications: team.handoff_notifications,
    drop_notification_account_user_ids: team.drop_notification_account_user_ids,
    handoff_notification_account_user_ids: team.handoff_notification_account_user_ids,
    // Files cannot be attached over the API.
    attachments: [],
  };
}

/** Schedule, policy and events stay, unless the switch says otherwise. */
function release({ store, switches }: Context, team: Team): void {
  if (!switches.teamDeletionTakesSchedule) return;
  for (const event of eventsOf(store, team.schedule_id)) store.remove("events", event.id);
  if (store.find("schedules", team.schedule_id)) store.remove("schedules", team.schedule_id);
  if (store.find("escalation_policies", team.escalation_policy_id)) {
    store.remove("escalation_policies", team.escalation_policy_id);
  }
}
