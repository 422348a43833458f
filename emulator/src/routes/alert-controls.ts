// /_emulator: what happens to alerts without a request to the API - a layer times out, mail comes in, time goes by -
// and what came of the webhooks.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { mailSchema } from "../adapters/mail.ts";
import type { Receiver } from "../alerts/life-cycle.ts";
import { drop, handOff, requirePossible, timeOut } from "../alerts/life-cycle.ts";
import { receiveMail } from "../alerts/mail.ts";
import type { Context } from "../context.ts";
import type { Delivery } from "../models.ts";
import { permitScalar } from "../params.ts";
import { Failure } from "../responses.ts";
import { serializeAlert } from "./alerts.ts";
import { parseBody } from "./control.ts";
import type { IdRoute } from "./shared.ts";
import { findOwn, paramsOf } from "./shared.ts";

/** The parameters of a handoff and where the receiver is found. */
const RECEIVERS = [
  ["team_id", "teams", "team_ids"],
  ["router_id", "routers", "router_ids"],
  ["account_user_id", "account_users", "account_user_ids"],
] as const;

export function registerAlertControls(app: FastifyInstance, context: Context): void {
  const { store, webhooks } = context;

  app.post<IdRoute>("/alerts/:id/timeout", async (request) => {
    const alert = findOwn(context, "alerts", request);
    requirePossible(alert, "timeout");
    return serializeAlert(timeOut(context, alert));
  });

  app.post<IdRoute>("/alerts/:id/drop", async (request) => {
    const alert = findOwn(context, "alerts", request);
    requirePossible(alert, "drop");
    return serializeAlert(drop(context, alert));
  });

  app.post<IdRoute>("/alerts/:id/handoff", async (request) => {
    const alert = findOwn(context, "alerts", request);
    requirePossible(alert, "handoff");
    return serializeAlert(await handOff(context, alert, receiverOf(context, request)));
  });

  app.post("/mails", async (request) => ({
    alert_id: await receiveMail(context, parseBody(mailSchema, request.body)),
  }));

  app.get("/logs", async (request) => store.all("logs", request.caller.accountId));

  app.get("/deliveries", async (request) =>
    store.all("deliveries", request.caller.accountId).map(serializeDelivery),
  );

  app.post("/deliveries/settle", async (request) => {
    await webhooks.settled();
    return store.all("deliveries", request.caller.accountId).map(serializeDelivery);
  });

  app.post("/deliveries/retry", async (request) => {
    await webhooks.settled();
    await webhooks.deliveries.retryNow();
    return store.all("deliveries", request.caller.accountId).map(serializeDelivery);
  });
}

function receiverOf({ store }: Context, request: FastifyRequest): Receiver {
  const { accountId } = request.caller;
  for (const [parameter, collection, kind] of RECEIVERS) {
    const id = permitScalar(paramsOf(request), parameter);
    if (id === undefined) continue;
    const record = store.find(collection, String(id), accountId);
    if (record === undefined) throw new Failure(422, [`${parameter} must exist`]);
    return { kind, id: record.id, prefix_id: record.prefix_id };
  }
  throw new Failure(422, ["one of team_id, router_id and account_user_id is needed"]);
}

/** Without what is secret: of the URL only the origin, and no authorization. */
function serializeDelivery({ url, authorization, deleted_at, ...shown }: Delivery) {
  return { ...shown, receiver: URL.canParse(url) ? new URL(url).origin : null };
}
