// /integration/:id, outside of the API: where monitoring tools send their payloads. No API key is needed.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Adapter, createIncoming, type InboundRequest } from "../adapters/adapter.ts";
import { ADAPTERS } from "../adapters/adapters.ts";
import { headersLog } from "../adapters/request-log.ts";
import { isBlocked } from "../alerts/blocking.ts";
import { receive } from "../alerts/incoming.ts";
import { logReceived } from "../alerts/logs.ts";
import { isInMaintenance } from "../alerts/maintenance.ts";
import { answerCall } from "../calls/answer.ts";
import { goodbye, XML_TYPE } from "../calls/twiml.ts";
import { findIntegrationType } from "../catalog.ts";
import type { Context } from "../context.ts";
import type { Integration } from "../models.ts";
import { Failure, notFound } from "../responses.ts";
import { acceptText, sentParams } from "./sent-params.ts";
import type { IdRoute } from "./shared.ts";

/** Below the server's root. */
export const INBOUND_PATH = "/integration";

export function registerInbound(app: FastifyInstance, context: Context): void {
  acceptText(app);

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
  const { isCall = false, disabledStatus = 405 } = adapter;
  const turnAway = (status: number, why: string) =>
    isCall
      ? reply.type(XML_TYPE).send(goodbye(`This integration is currently ${why}. Goodbye!`))
      : reply.code(status).send();
  if (!integration.enabled) return turnAway(disabledStatus, "disabled");
  const params = sentParams(request, context.switches.keepsNullInLists, {
    pagertree_integration_id: request.params.id,
  });
  const { method, url, ip, headers, bodyText: body } = request;
  const line = { method, url: `https://api.pagertree.com${url}`, remoteIp: ip };
  const inbound: InboundRequest = { params, headers, body, line };
  const incoming = createIncoming(inbound, {
    integration,
    switches: context.switches,
    hasAlert: () => false,
  });
  if (isBlocked(adapter.secret, incoming)) return reply.code(403).send();
  if (isInMaintenance(context, integration)) return turnAway(200, "in maintenance mode");
  const log = logReceived(context, integration, "received", params, headersLog(headers));
  const alertId = await receive(context, integration, adapter, inbound, log);
  if (!isCall) return reply.code(200).send();
  return reply.type(XML_TYPE).send(await answerCall(context, integration, incoming, alertId));
}

/** 501 for a type that takes no payloads: nothing is made to look so. */
function adapterOf({ integration_type_id }: Integration): Adapter {
  const type = findIntegrationType(integration_type_id);
  const adapter = ADAPTERS[type?.key ?? ""];
  if (adapter === undefined) {
    throw new Failure(501, [`payloads of ${type?.name} integrations are not emulated`]);
  }
  return adapter;
}
