// /_rootly: the receiver's handle for another process. The secret is the bearer token.
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { Failure } from "../responses.ts";
import { parseBody } from "../routes/control.ts";
import type { RootlyReceiver } from "./running-receiver.ts";
import { bearerToken, isSecret } from "./secret.ts";
import { taskSchema } from "./tasks.ts";

const incidentSchema = z.strictObject({
  title: z.string().min(1),
  severity: z.enum(["critical", "high", "medium", "low"]).exactOptional(),
});
const linkSchema = z.strictObject({ incident_id: z.string(), alert_id: z.string().min(1) });
const failureSchema = z.strictObject({ status: z.int().min(300).max(599), times: z.int().min(1).max(1000) });

export function registerRootlyControl(app: FastifyInstance, receiver: RootlyReceiver): void {
  app.register(
    async (control) => {
      control.addHook("onRequest", async (request) => {
        if (!isSecret(bearerToken(request), receiver.secret)) throw new Failure(401, ["Unauthorized"]);
      });
      control.get("/alerts", async () => receiver.alerts);
      control.get("/incidents", async () => receiver.incidents);
      control.get("/deliveries", async () => receiver.deliveries);
      control.post("/incidents", async (request, reply) => {
        const incident = receiver.declareIncident(parseBody(incidentSchema, parseJson(request.body)));
        return reply.code(201).send(incident);
      });
      control.post<{ Params: { id: string } }>("/incidents/:id/tasks", async (request) => {
        const task = parseBody(taskSchema, parseJson(request.body));
        return { alert_id: await orUnprocessable(() => receiver.runTask(request.params.id, task)) };
      });
      control.post<{ Params: { id: string } }>("/incidents/:id/resolve", async (request) =>
        orUnprocessable(() => receiver.resolveIncident(request.params.id)),
      );
      control.post("/links", async (request, reply) => {
        const { incident_id, alert_id } = parseBody(linkSchema, parseJson(request.body));
        await orUnprocessable(async () => receiver.linkAlert(incident_id, alert_id));
        return reply.code(204).send();
      });
      control.post("/failures", async (request, reply) => {
        const { status, times } = parseBody(failureSchema, parseJson(request.body));
        receiver.fail(status, times);
        return reply.code(204).send();
      });
    },
    { prefix: "/_rootly" },
  );
}

/** Bodies reach the receiver as text, because it tells repeated webhooks by it. */
function parseJson(body: unknown): unknown {
  try {
    return JSON.parse(typeof body === "string" ? body : "");
  } catch {
    throw new Failure(400, ["Bad Request"]);
  }
}

async function orUnprocessable<T>(action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(422, [error instanceof Error ? error.message : "it failed"]);
  }
}
