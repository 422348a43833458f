// The routes that Twilio uses in the course of a call: A:config/routes, outside of the API. No API key is needed.
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { findByThirdPartyId } from "../alerts/deduplication.ts";
import { logReceived } from "../alerts/logs.ts";
import { endCall, leaveQueue, music, nobodyAnswers } from "../calls/callbacks.ts";
import { findPhoneNumber } from "../calls/state.ts";
import { XML_TYPE } from "../calls/twiml.ts";
import type { Context } from "../context.ts";
import type { Alert, Integration } from "../models.ts";
import { Failure, notFound } from "../responses.ts";
import type { RubyHash } from "../ruby/values.ts";
import { acceptText, sentParams } from "./sent-params.ts";
import type { IdRoute } from "./shared.ts";

/** What came in about a call. */
interface Message {
  readonly integration: Integration;
  readonly params: RubyHash;
  /** Undefined where there is no alert of the call. */
  readonly alert: Alert | undefined;
}

export function registerCalls(app: FastifyInstance, context: Context): void {
  acceptText(app);

  app.get<IdRoute>("/:id/music", async (request, reply) => {
    if (receiveMessage(context, request) === undefined) throw notFound();
    return sendXml(reply, music());
  });

  app.post<IdRoute>("/:id/dropped", async (request, reply) => {
    const message = receiveMessage(context, request);
    if (message === undefined) throw notFound();
    const { integration, params, alert } = message;
    // The adapter writes to the log of an alert that is not there.
    if (alert === undefined) throw new Failure(500, ["Internal Server Error"]);
    return sendXml(reply, await nobodyAnswers(context, integration, alert, params));
  });

  // A background job looks at these, so that Twilio never hears what goes wrong.
  app.post<IdRoute>("/:id/queue_status", async (request, reply) => {
    const message = receiveMessage(context, request);
    if (message) leaveQueue(context, message.integration, message.alert, message.params);
    return reply.code(200).send();
  });

  app.post<IdRoute>("/:id/call_status", async (request, reply) => {
    const message = receiveMessage(context, request);
    if (message) endCall(context, message.integration, message.alert, message.params);
    return reply.code(200).send();
  });
}

/** Keeps it in the integration's log; undefined if there is no such integration. */
function receiveMessage(context: Context, request: FastifyRequest<IdRoute>): Message | undefined {
  const { id } = request.params;
  const integration = findPhoneNumber(context, id);
  if (integration === undefined) return undefined;
  const params = sentParams(request, context.switches.keepsNullInLists, { id });
  logReceived(context, integration, "received", params);
  const callSid = params.get("CallSid");
  const alert =
    typeof callSid === "string" ? findByThirdPartyId(context.store, integration, callSid) : undefined;
  return { integration, params, alert };
}

function sendXml(reply: FastifyReply, document: string): FastifyReply {
  return reply.type(XML_TYPE).send(document);
}
