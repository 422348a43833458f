// /_emulator: what a test or a demo in another process needs: requests, faults, switches, reset. What somebody does in
// PagerTree's web page goes to /_emulator/integrations and so on: the same routes, not recorded and never struck.
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import type { Context } from "../context.ts";
import { faultSchema } from "../faults.ts";
import { Failure } from "../responses.ts";
import { switchesSchema } from "../switches.ts";

/** A time to go to, how far to go from there, or both. */
const clockSchema = z.strictObject({
  time: z.iso.datetime({ offset: true }).optional(),
  move_by_ms: z.int().optional(),
});

export function registerControl(app: FastifyInstance, context: Context): void {
  const { requests, faults, switches, store, timetable } = context;

  // Headers stay behind: they hold the API keys of other callers.
  app.get("/requests", async () => requests.map(({ headers, ...request }) => request));

  app.delete("/requests", async (_request, reply) => {
    requests.length = 0;
    return reply.code(204).send();
  });

  app.get("/faults", async () => faults.list());

  app.post("/faults", async (request, reply) => {
    const fault = parseBody(faultSchema, request.body);
    faults.add(fault);
    return reply.code(201).send(fault);
  });

  app.delete("/faults", async (_request, reply) => {
    faults.clear();
    return reply.code(204).send();
  });

  app.get("/switches", async () => switches);

  app.put("/switches", async (request) =>
    Object.assign(switches, parseBody(switchesSchema.partial(), request.body)),
  );

  app.get("/clock", async () => ({ time: new Date(store.clock()).toISOString() }));

  app.put("/clock", async (request) => {
    const { time, move_by_ms = 0 } = parseBody(clockSchema, request.body);
    timetable.moveTo((time === undefined ? store.clock() : Date.parse(time)) + move_by_ms);
    return { time: new Date(store.clock()).toISOString() };
  });

  app.post("/reset", async (_request, reply) => {
    context.reset();
    return reply.code(204).send();
  });
}

/** The body as the schema has it, or 422 with all that is wrong. */
export function parseBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new Failure(
    422,
    result.error.issues.map(({ path, message }) => `${path.join(".") || "body"}: ${message}`),
  );
}
