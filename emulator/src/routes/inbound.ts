// POST /integration/:id, outside of the API: where monitoring tools send their payloads. No API key is needed.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { receive } from "../alerts/incoming.ts";
import { logProblem, logReceived } from "../alerts/logs.ts";
import { isBlankValue } from "../alerts/ruby-text.ts";
import { readWebhookPayload } from "../alerts/webhook-payload.ts";
import { findIntegrationType } from "../catalog.ts";
import type { Context } from "../context.ts";
import type { Integration } from "../models.ts";
import type { Params } from "../params.ts";
import { isParams } from "../params.ts";
import { Failure, notFound } from "../responses.ts";
import type { IdRoute } from "./shared.ts";
import { paramsOf } from "./shared.ts";

/** Below the server's root. */
export const INBOUND_PATH = "/integration";

export function registerInbound(app: FastifyInstance, context: Context): void {
  app.post<IdRoute>("/:id", async (request, reply) => {
    const integration = context.store.find("integrations", request.params.id);
    if (integration === undefined) throw notFound();
    requireWebhookType(integration);
    // Statuses and their empty bodies: A:integration.
    if (!integration.enabled) return answer(reply, 405);
    if (isBlocked(integration, request)) return answer(reply, 403);
    const params = paramsOf(request);
    const log = logReceived(context, integration, "received", params);
    const payload = await unwrap(context, integration, params);
    const capturesAdditionalData = integration.options["capture_additional_data"] === true;
    await receive(context, integration, readWebhookPayload(payload, { capturesAdditionalData }), log);
    return answer(reply, 200);
  });
}

/** Each adapter reads payloads of its own; only the Webhook type's is emulated, and nothing else is made to look so. */
function requireWebhookType({ integration_type_id }: Integration): void {
  const type = findIntegrationType(integration_type_id);
  if (type?.key === "webhook") return;
  throw new Failure(501, [`payloads of ${type?.name} integrations are not emulated`]);
}

function isBlocked({ options }: Integration, request: FastifyRequest): boolean {
  const token = options["token"] ?? null;
  return !isBlankValue(token) && request.headers["pagertree-token"] !== token;
}

/** The part of the payload that the wrapper key names; all of it if that is no map. */
async function unwrap(context: Context, integration: Integration, params: Params): Promise<Params> {
  const expression = integration.options["wrapper_key"] ?? null;
  if (typeof expression !== "string" || isBlankValue(expression)) return params;
  const outcome = await context.evaluator.evaluate({ kind: "search", expression, data: params });
  if ("value" in outcome) return isParams(outcome.value) ? outcome.value : params;
  logProblem(context, integration, `Invalid JMESPath expression in wrapper_key: ${expression}`);
  return params;
}

function answer(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).send();
}
