// /alerts: create, read, update, delete, list, comments, and the steps that a responder takes.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { incidentFailures } from "../alerts/incidents.ts";
import { acknowledge, createAlert, reject, requirePossible, resolve } from "../alerts/life-cycle.ts";
import { castString } from "../casts.ts";
import type { Context } from "../context.ts";
import { type AccountUser, type Alert, type Comment, URGENCIES } from "../models.ts";
import type { Params } from "../params.ts";
import { isParams, isScalar, permitIds, permitScalar } from "../params.ts";
import type { Query } from "../query.ts";
import { listPage } from "../query.ts";
import { failIfAny } from "../responses.ts";
import { fromScript } from "../ruby/mixed.ts";
import { merge } from "../ruby/parameters.ts";
import type { RubyHash } from "../ruby/values.ts";
import type { IdRoute } from "./shared.ts";
import {
  allVisible,
  checkWord,
  findOwn,
  findVisible,
  paramsOf,
  removeOwn,
  requireIds,
  requireText,
  serializeCommon,
} from "./shared.ts";

const INCIDENT_KEYS = ["incident", "incident_severity", "incident_message"] as const;

export function registerAlerts(app: FastifyInstance, context: Context): void {
  const { store, webhooks } = context;

  app.post("/alerts", async (request, reply) => {
    const attributes = assign(context, request, undefined);
    const isTaken = !context.switches.alertThirdPartyIdDropped;
    const thirdPartyId = isTaken ? permitScalar(paramsOf(request), "thirdparty_id") : undefined;
    const alert = await createAlert(context, request.caller.accountId, {
      ...attributes,
      source_id: userOf(context, request)?.id ?? null,
      source_type: "AccountUser",
      source_log_id: null,
      thirdparty_id: thirdPartyId === undefined ? null : castString(thirdPartyId),
      dedup_keys: [],
      additional_data: [],
    });
    return reply.code(201).send(serializeAlert(alert));
  });

  app.get<{ Querystring: Query }>("/alerts", async (request) =>
    listAlerts(context, allVisible(context, "alerts", request), request.query),
  );

  app.get<IdRoute>("/alerts/:id", async (request) => serializeAlert(findVisible(context, "alerts", request)));

  app.put<IdRoute>("/alerts/:id", async (request) => {
    const stored = findOwn(context, "alerts", request);
    return serializeAlert(store.update("alerts", stored.id, assign(context, request, stored)));
  });

  app.delete<IdRoute>("/alerts/:id", (request, reply) => removeOwn(context, "alerts", request, reply));

  app.post<IdRoute>("/alerts/:id/acknowledge", async (request) => {
    const alert = findOwn(context, "alerts", request);
    requirePossible(alert, "acknowledge");
    return serializeAlert(acknowledge(context, alert, userOf(context, request)?.id ?? null));
  });

  app.post<IdRoute>("/alerts/:id/reject", async (request) => {
    const alert = findOwn(context, "alerts", request);
    requirePossible(alert, "reject");
    return serializeAlert(reject(context, alert, userOf(context, request)?.id ?? ""));
  });

  app.post<IdRoute>("/alerts/:id/resolve", async (request) => {
    const alert = findOwn(context, "alerts", request);
    requirePossible(alert, "resolve");
    return serializeAlert(resolve(context, alert, userOf(context, request)?.id ?? null));
  });

  app.post<IdRoute>("/alerts/:id/comments", async (request, reply) => {
    const alert = findOwn(context, "alerts", request);
    const failures: string[] = [];
    const body = requireText(failures, "body", permitScalar(paramsOf(request), "body"));
    failIfAny(failures);
    const author = userOf(context, request);
    const comment = store.insert("comments", alert.account_id, {
      alert_id: alert.id,
      account_user_id: author?.id ?? null,
      body,
    });
    webhooks.emitComment("comment.created", comment);
    return reply.code(201).send(serializeComment(context, comment));
  });

  app.get<IdRoute & { Querystring: Query }>("/alerts/:id/comments", async (request) => {
    const alert = findVisible(context, "alerts", request);
    const comments = store.all("comments", alert.account_id).filter(({ alert_id }) => alert_id === alert.id);
    return listPage(
      comments.map((comment) => serializeComment(context, comment)),
      request.query,
      ({ body }) => [body],
    );
  });
}

/** A page of the alerts that the query asks for. */
export function listAlerts({ store }: Context, alerts: readonly Alert[], query: Query) {
  return listPage(alerts.map(serializeAlert), query, (alert) => [
    alert.title,
    ...alert.tag_list,
    alert.source_id === null ? null : (store.find("integrations", alert.source_id)?.name ?? null),
    ...alert.destination_team_ids.map((id) => store.find("teams", id)?.name ?? null),
    ...alert.destination_router_ids.map((id) => store.find("routers", id)?.name ?? null),
    ...alert.destination_account_user_ids.map((id) => store.find("account_users", id)?.user.name ?? null),
  ]);
}

/** An alert as the API sends it. */
export function serializeAlert(alert: Alert) {
  return {
    ...serializeCommon(alert),
    title: alert.title,
    description: alert.description,
    tag_list: alert.tag_list,
    urgency: alert.urgency,
    status: alert.status,
    source_id: alert.source_id,
    source_type: alert.source_type,
    source_log_id: alert.source_log_id,
    thirdparty_id: alert.thirdparty_id,
    acknowledged_at: alert.acknowledged_at,
    resolved_at: alert.resolved_at,
    dedup_keys: alert.dedup_keys,
    dedup_count: alert.dedup_count,
    destination_team_ids: alert.destination_team_ids,
    destination_router_ids: alert.destination_router_ids,
    destination_account_user_ids: alert.destination_account_user_ids,
  };
}

/** The user whose key it is; without one, the account's first admin, else its first user. */
function userOf({ store }: Context, request: FastifyRequest): AccountUser | undefined {
  const { accountId, email } = request.caller;
  const users = store.all("account_users", accountId);
  if (email !== undefined) return users.find(({ user }) => user.emails.some((own) => own.email === email));
  return users.find(({ roles }) => roles.admin) ?? users[0];
}

function assign(context: Context, request: FastifyRequest, stored: Alert | undefined) {
  const params = paramsOf(request);
  const failures: string[] = [];
  const title = requireText(failures, "title", permitScalar(params, "title"), stored?.title);
  const urgency = requireText(failures, "urgency", permitScalar(params, "urgency"), stored?.urgency);
  if (urgency !== "") checkWord(context, failures, "urgency", urgency, URGENCIES);
  const description = permitScalar(params, "description");
  const meta = assignMeta(params, stored);
  failures.push(...incidentFailures(meta));
  const destinations = {
    destination_team_ids: permitIds(params, "destination_team_ids") ?? stored?.destination_team_ids ?? [],
    destination_router_ids:
      permitIds(params, "destination_router_ids") ?? stored?.destination_router_ids ?? [],
    destination_account_user_ids:
      permitIds(params, "destination_account_user_ids") ?? stored?.destination_account_user_ids ?? [],
  };
  if (Object.values(destinations).every((ids) => ids.length === 0)) {
    failures.push("destinations can't be blank");
  }
  requireIds(context, request, failures, "teams", "destination_team_ids", destinations.destination_team_ids);
  requireIds(
    context,
    request,
    failures,
    "routers",
    "destination_router_ids",
    destinations.destination_router_ids,
  );
  requireIds(
    context,
    request,
    failures,
    "account_users",
    "destination_account_user_ids",
    destinations.destination_account_user_ids,
  );
  failIfAny(failures);
  return {
    title,
    urgency,
    description: description === undefined ? (stored?.description ?? null) : castString(description),
    meta,
    tag_list: permitIds(params, "tags") ?? stored?.tag_list ?? [],
    ...destinations,
  };
}

/** Of `meta` only the three keys of an incident are taken; what else is there stays. */
function assignMeta(params: Params, stored: Alert | undefined): RubyHash {
  const meta: RubyHash = stored?.meta ?? new Map();
  const sent = params["meta"];
  if (!isParams(sent)) return meta;
  const taken = INCIDENT_KEYS.filter((key) => isScalar(sent[key]));
  return merge(meta, new Map(taken.map((key) => [key, fromScript(sent[key])])));
}

function serializeComment({ store }: Context, comment: Comment) {
  const author = comment.account_user_id ? store.find("account_users", comment.account_user_id) : undefined;
  return {
    ...serializeCommon(comment),
    commentable_type: "Alert",
    commentable_id: comment.alert_id,
    account_user_id: comment.account_user_id,
    created_by_name: author?.user.name ?? null,
    body: comment.body,
  };
}
