// /integration/:id, outside of the API: where monitoring tools send their payloads. No API key is needed.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Adapter, createIncoming, type InboundRequest } from "../adapters/adapter.ts";
import { ADAPTERS } from "../adapters/adapters.ts";
import { headersLog } from "../adapters/request-log.ts";
import { isBlocked } from "../alerts/blocking.ts";
import { receive } from "../alerts/incoming.ts";
import { logReceived } from "../alerts/logs.ts";
import { isInMaintenance } from "../alerts/maintenance.ts";
import { findIntegrationType } from "../catalog.ts";
import type { Context } from "../context.ts";
import type { Integration } from "../models.ts";
import { Failure, notFound } from "../responses.ts";
import { except } from "../ruby/access.ts";
import { formParameters, jsonParameters, merge, withoutNullItems } from "../ruby/parameters.ts";
import { RubyError, type RubyHash } from "../ruby/values.ts";
import type { IdRoute } from "./shared.ts";

/** Below the server's root. */
export const INBOUND_PATH = "/integration";

export function registerInbound(app: FastifyInstance, context: Context): void {
  // Adapters see the body's text; what the parameters are is for Rails' rules to say.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (request, text, done) => {
    request.bodyText = text.toString();
    done(null);
  });

  app.post<IdRoute>("/:id", async (request, reply) => answer(context, request, reply, () => true));

  app.get<IdRoute>("/:id/g", async (request, reply) =>
    answer(context, request, reply, ({ takesGet = false }) => takesGet),
  );
}

/** Statuses and their empty bodies: A:integration. What goes wrong later, in a background job, the sender never hears of. */
async function answer(
  context: Context,
  request: FastifyRequest<IdRoute>,
  reply: FastifyReply,
  takes: (adapter: Adapter) => boolean,
): Promise<FastifyReply> {
  const integration = context.store.find("integrations", request.params.id);
  if (integration === undefined) throw notFound();
  const adapter = adapterOf(integration);
  if (!takes(adapter)) throw notFound();
  if (!integration.enabled) return reply.code(adapter.disabledStatus ?? 405).send();
  const params = paramsOf(request, context.switches.keepsNullInLists);
  const { method, url, ip, headers, bodyText: body } = request;
  const line = { method, url: `https://api.pagertree.com${url}`, remoteIp: ip };
  const inbound: InboundRequest = { params, headers, body, line };
  if (
    isBlocked(
      adapter.secret,
      createIncoming(inbound, { integration, switches: context.switches, hasAlert: () => false }),
    )
  ) {
    return reply.code(403).send();
  }
  if (isInMaintenance(context, integration)) return reply.code(200).send();
  const log = logReceived(context, integration, "received", params, headersLog(headers));
  await receive(context, integration, adapter, inbound, log);
  return reply.code(200).send();
}

/** 501 for a type that takes no payloads, or whose payloads are not emulated: nothing is made to look so. */
function adapterOf({ integration_type_id }: Integration): Adapter {
  const type = findIntegrationType(integration_type_id);
  const adapter = ADAPTERS[type?.key ?? ""];
  if (adapter === undefined) {
    throw new Failure(501, [`payloads of ${type?.name} integrations are not emulated`]);
  }
  return adapter;
}

/** What Rails calls its own controller and action; the gem deferred_request keeps neither, nor what a sender calls so. */
const NAMES_OF_RAILS: readonly string[] = ["controller", "action"];

/** Of a parameter in body and query, the query's counts; the id in the path is the last, as D:integrations shows. */
function paramsOf(request: FastifyRequest<IdRoute>, keepsNullInLists: boolean): RubyHash {
  const [, query = ""] = request.url.split(/\?(.*)/s);
  try {
    const sent = merge(bodyParams(request), formParameters(query));
    return merge(
      except(keepsNullInLists ? sent : withoutNullItems(sent), ...NAMES_OF_RAILS),
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
