// POST /integration/:id, outside of the API: where monitoring tools send their payloads. No API key is needed.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { receive } from "../alerts/incoming.ts";
import { logProblem, logReceived } from "../alerts/logs.ts";
import { isInMaintenance } from "../alerts/maintenance.ts";
import { readWebhookPayload } from "../alerts/webhook-payload.ts";
import { findIntegrationType } from "../catalog.ts";
import type { Context } from "../context.ts";
import type { Integration } from "../models.ts";
import { Failure, notFound } from "../responses.ts";
import { isBlank } from "../ruby/access.ts";
import { formParameters, jsonParameters, merge, withoutNullItems } from "../ruby/parameters.ts";
import { isHash, RubyError, type RubyHash } from "../ruby/values.ts";
import type { IdRoute } from "./shared.ts";

/** Below the server's root. */
export const INBOUND_PATH = "/integration";

export function registerInbound(app: FastifyInstance, context: Context): void {
  // What the parameters are is for Rails' rules to say.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (request, text, done) => {
    request.bodyText = text.toString();
    done(null);
  });

  app.post<IdRoute>("/:id", async (request, reply) => {
    const integration = context.store.find("integrations", request.params.id);
    if (integration === undefined) throw notFound();
    requireWebhookType(integration);
    // Statuses and their empty bodies: A:integration.
    if (!integration.enabled) return answer(reply, 405);
    if (isBlocked(integration, request)) return answer(reply, 403);
    if (isInMaintenance(context, integration)) return answer(reply, 200);
    const { switches } = context;
    const params = paramsOf(request, switches.keepsNullInLists);
    const log = logReceived(context, integration, "received", params);
    const payload = await unwrap(context, integration, params);
    const capturesAdditionalData = integration.options["capture_additional_data"] === true;
    await receive(
      context,
      integration,
      readWebhookPayload(payload, { capturesAdditionalData, switches }),
      log,
    );
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
  return !isBlank(token) && request.headers["pagertree-token"] !== token;
}

/** The part of the payload that the wrapper key names; all of it if that is no map. */
async function unwrap(context: Context, integration: Integration, params: RubyHash): Promise<RubyHash> {
  const expression = integration.options["wrapper_key"] ?? null;
  if (typeof expression !== "string" || isBlank(expression)) return params;
  const outcome = await context.evaluator.evaluate({ kind: "search", expression, data: params });
  if ("value" in outcome) return isHash(outcome.value) ? outcome.value : params;
  logProblem(context, integration, `Invalid JMESPath expression in wrapper_key: ${expression}`);
  return params;
}

/** Of a parameter in body and query, the query's counts. */
function paramsOf(request: FastifyRequest<IdRoute>, keepsNullInLists: boolean): RubyHash {
  const [, query = ""] = request.url.split(/\?(.*)/s);
  try {
    const sent = merge(bodyParams(request), formParameters(query));
    return merge(
      keepsNullInLists ? sent : withoutNullItems(sent),
      new Map([["pagertree_integration_id", request.params.id]]),
    );
  } catch (error) {
    if (error instanceof RubyError) throw new Failure(400, ["Bad Request"]);
    throw error;
  }
}

function bodyParams({ headers, bodyText }: FastifyRequest): RubyHash {
  const [type = ""] = (headers["content-type"] ?? "").toLowerCase().split(";");
  switch (type.trim()) {
    case "application/json":
      return jsonParameters(bodyText);
    case "application/x-www-form-urlencoded":
      return formParameters(bodyText);
    // Rails reads no parameters out of any other type.
    default:
      return new Map();
  }
}

function answer(reply: FastifyReply, status: number): FastifyReply {
  return reply.code(status).send();
}
