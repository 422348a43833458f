// /logs: read and list what integrations received and what became of alerts. D:api/logs.
import type { FastifyInstance } from "fastify";
import type { Context } from "../context.ts";
import type { Log } from "../models.ts";
import { listPage, type Query } from "../query.ts";
import type { IdRoute } from "./shared.ts";
import { allVisible, findVisible, serializeCommon } from "./shared.ts";

export function registerLogs(app: FastifyInstance, context: Context): void {
  const serialize = (log: Log) => serializeLog(log, context);

  app.get<{ Querystring: Query }>("/logs", async (request) =>
    listPage(allVisible(context, "logs", request).map(serialize), request.query, ({ details }) => [
      typeof details.message === "string" ? details.message : null,
    ]),
  );

  app.get<IdRoute>("/logs/:id", async (request) => serialize(findVisible(context, "logs", request)));
}

/** A request that came in is the whole message of its log; all else is text. */
function serializeLog(log: Log, { switches }: Context) {
  const isRequest = log.data !== null;
  const message = isRequest && !switches.logMessagesAreText ? log.data : log.message;
  return {
    ...serializeCommon(log),
    format: isRequest ? "json" : "text",
    level: "info",
    owner_id: log.owner_id,
    owner_type: log.owner_type,
    details: { message, sublogs: [] },
  };
}
