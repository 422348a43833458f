// Makes the scripted faults happen: hooks around the routes. Which fault strikes is faults.ts's to say.
import { setTimeout } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "./context.ts";
import type { Fault } from "./faults.ts";
import type { CollectionName } from "./models.ts";
import { Failure } from "./responses.ts";

/** What a fault sends in place of the true answer. */
type ForcedAnswer = Extract<Fault, { kind: "answer" }>;

/** Collections whose rows a fault can shift, by the path of their list. */
const LISTS: ReadonlyMap<string, CollectionName> = new Map([
  ["/integrations", "integrations"],
  ["/teams", "teams"],
  ["/routers", "routers"],
  ["/account_users", "account_users"],
  ["/schedules", "schedules"],
  ["/events", "events"],
  ["/escalation_policies", "escalation_policies"],
  ["/notification_rules", "notification_rules"],
  ["/maintenance_windows", "maintenance_windows"],
]);

/** Installs the hooks. They run after the state was saved and before the status is recorded. */
export function installFaults(app: FastifyInstance, context: Context): void {
  app.decorateRequest("fault", undefined);

  app.addHook("preHandler", async (request, reply) => {
    const fault = context.faults.take(request.method, request.recorded.path);
    if (fault?.delayMs) await setTimeout(fault.delayMs, undefined, { ref: false });
    if (fault === undefined || !strikesBeforeCommit(fault)) {
      request.fault = fault;
      return;
    }
    await strike(fault, request, context);
    if (fault.kind === "answer") return reply.send(forceAnswer(fault, reply));
  });

  app.addHook("onSend", async (request, reply, payload: unknown) => {
    const { fault } = request;
    if (fault === undefined) return payload;
    await strike(fault, request, context);
    if (fault.kind === "cut") return cutAnswer(request, reply, payload);
    return fault.kind === "answer" ? forceAnswer(fault, reply) : payload;
  });
}

function strikesBeforeCommit(fault: Fault): boolean {
  if (fault.kind === "cut" || fault.kind === "delay" || fault.kind === "shift-rows") return false;
  return fault.afterCommit !== true;
}

/** What a fault does besides changing the answer. */
async function strike(fault: Fault, request: FastifyRequest, context: Context): Promise<void> {
  switch (fault.kind) {
    case "reset":
      request.raw.socket.resetAndDestroy();
      return noAnswer();
    case "hang":
      return noAnswer();
    case "expire-key":
      context.keys.expire(request.caller.key);
      if (!fault.afterCommit) throw new Failure(401, ["Unauthorized"]);
      return;
    case "shift-rows":
      shiftRows(context, fault.change, request);
      return context.save();
  }
}

/** Sets status and headers, and gives the body. */
function forceAnswer({ status, headers = {}, body }: ForcedAnswer, reply: FastifyReply): string {
  const isText = typeof body === "string" || body === undefined;
  reply.code(status).removeHeader("content-length");
  reply.header("content-type", isText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8");
  reply.headers({ ...headers });
  return isText ? (body ?? "") : JSON.stringify(body);
}

/** Promises the whole body, sends half of it and closes the connection. */
function cutAnswer(request: FastifyRequest, reply: FastifyReply, payload: unknown): Promise<never> {
  const bytes = Buffer.from(typeof payload === "string" ? payload : "");
  request.recorded.status = reply.statusCode;
  reply.raw.statusCode = reply.statusCode;
  reply.raw.setHeader("content-type", "application/json; charset=utf-8");
  reply.raw.setHeader("content-length", bytes.length);
  reply.raw.write(bytes.subarray(0, bytes.length / 2), () => reply.raw.destroy());
  return noAnswer();
}

function shiftRows({ store }: Context, change: "insert" | "remove", request: FastifyRequest): void {
  const name = LISTS.get(request.recorded.path);
  const newest = name && store.all(name, request.caller.accountId).at(-1);
  if (name === undefined || newest === undefined) return;
  if (change === "insert") store.duplicate(name, newest.id);
  else store.remove(name, newest.id);
}

/** Keeps a request waiting until the connection ends. */
function noAnswer(): Promise<never> {
  return new Promise(() => {});
}
