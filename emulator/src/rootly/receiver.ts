// A stand-in for Rootly's end of the PagerTree integration: takes webhooks, keeps alerts and incidents, pages back.
import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import Fastify from "fastify";
import { errorBody, Failure } from "../responses.ts";
import { registerRootlyControl } from "./control.ts";
import type { PagerTreeAccess } from "./paging.ts";
import { Paging } from "./paging.ts";
import { checkPayload, isRootlyEvent } from "./payload.ts";
import type { RootlyIncident } from "./records.ts";
import { RootlyRecords } from "./records.ts";
import type { RootlyDelivery, RootlyReceiver } from "./running-receiver.ts";
import { bearerToken, isSecret } from "./secret.ts";
import { alertOf, type RootlyTask } from "./tasks.ts";

/** The path that takes webhooks. Rootly's own is told by its page, so nothing may depend on this one. */
const WEBHOOK_PATH = "/webhooks/pagertree";

export interface RootlyReceiverOptions {
  /** What a webhook must carry as `?secret=` or as its bearer token. */
  readonly secret: string;
  /** For paging. @default incidents page nobody */
  readonly pagerTree?: PagerTreeAccess;
  /** 0 picks a free one. @default 0 */
  readonly port?: number;
  /** Called with every webhook once it is answered. @default nothing */
  readonly onDelivery?: (delivery: RootlyDelivery) => void;
}

/**
 * Starts a receiver on loopback and resolves when it listens.
 *
 * @throws if the secret is empty or the port is taken
 * @example
 * const rootly = await startRootlyReceiver({ secret: "s3cret" });
 * const webhookUrl = `${rootly.url}?secret=${rootly.secret}`;
 */
export async function startRootlyReceiver(options: RootlyReceiverOptions): Promise<RootlyReceiver> {
  const { secret, pagerTree, port = 0 } = options;
  if (secret === "") throw new Error("the secret is empty: Rootly takes no webhook without one");
  const records = new RootlyRecords();
  const deliveries: RootlyDelivery[] = [];
  const failures: number[] = [];
  const paging = pagerTree && new Paging(pagerTree);
  const app = Fastify({ bodyLimit: 1024 * 1024, forceCloseConnections: true });
  const receiver: RootlyReceiver = {
    url: "",
    secret,
    alerts: records.alerts,
    incidents: records.incidents,
    deliveries,
    declareIncident: ({ title, severity = null }) => records.startIncident(title, severity),
    runTask: async (incidentId, task) => runTask(records, paging, records.incident(incidentId), task),
    resolveIncident: (id) => resolveIncident(records, paging, id),
    linkAlert: (incidentId, alertId) => records.link(incidentId, alertId),
    fail: (status, times) => failures.push(...Array.from({ length: times }, () => status)),
    close: () => app.close(),
  };
  acceptWebhooks(app, { records, failures, secret }, (delivery) => {
    deliveries.push(delivery);
    options.onDelivery?.(delivery);
  });
  registerRootlyControl(app, receiver);
  const origin = await app.listen({ port, host: "127.0.0.1" });
  return { ...receiver, url: origin + WEBHOOK_PATH };
}

interface Webhooks {
  readonly records: RootlyRecords;
  /** Statuses to answer with before all else. */
  readonly failures: number[];
  readonly secret: string;
}

function acceptWebhooks(
  app: FastifyInstance,
  webhooks: Webhooks,
  record: (delivery: RootlyDelivery) => void,
): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, text, done) => done(null, text));
  app.setErrorHandler((error, _request, reply) => {
    const [status, messages] =
      error instanceof Failure ? [error.status, error.messages] : [500, ["Internal Server Error"]];
    return reply.code(status).send(errorBody(status, messages));
  });
  app.post<{ Querystring: { secret?: unknown } }>(WEBHOOK_PATH, async (request, reply) => {
    const text = typeof request.body === "string" ? request.body : "";
    const secrets = [request.query.secret, bearerToken(request)];
    const delivery = take(webhooks, secrets, text);
    record(delivery);
    return reply.code(delivery.status).send({ status: delivery.effect });
  });
}

function take({ records, failures, secret }: Webhooks, sent: unknown[], text: string): RootlyDelivery {
  const { missing, payload } = checkPayload(parse(text));
  const seen = {
    at: new Date().toISOString(),
    type: payload?.type ?? null,
    alertId: payload?.data.id ?? null,
    title: payload?.data.title ?? null,
    missing,
  };
  const failure = failures.shift();
  if (failure !== undefined) return { ...seen, status: failure, effect: "refused" };
  // Nothing of a body that anybody could have sent is kept.
  if (!sent.some((each) => isSecret(each, secret))) {
    return { ...seen, type: null, alertId: null, title: null, missing: [], status: 401, effect: "refused" };
  }
  if (payload === undefined) return { ...seen, status: 422, effect: "refused" };
  if (!isRootlyEvent(payload.type)) return { ...seen, status: 200, effect: "ignored" };
  const effect = records.apply(payload.type, payload.data, createHash("sha256").update(text).digest("hex"));
  return { ...seen, status: 200, effect };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function runTask(
  records: RootlyRecords,
  paging: Paging | undefined,
  incident: RootlyIncident,
  task: RootlyTask,
): Promise<string> {
  if (paging === undefined) throw new Error("paging needs PagerTree's URL and an API key: see pagerTree");
  const alert = alertOf(task, incident);
  if (task.task_type === "update_pagertree_alert") {
    await paging.update(task.pagertree_alert_id, alert);
    return task.pagertree_alert_id;
  }
  const alertId = await paging.create({ ...alert, thirdparty_id: incident.id });
  records.link(incident.id, alertId);
  return alertId;
}

async function resolveIncident(
  records: RootlyRecords,
  paging: Paging | undefined,
  id: string,
): Promise<RootlyIncident> {
  const incident = records.incident(id);
  incident.status = "resolved";
  for (const alertId of incident.alertIds) await paging?.resolve(alertId);
  return incident;
}
