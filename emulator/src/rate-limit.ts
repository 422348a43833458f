// PagerTree's rate limit, of which its docs give no number: none unless the switch `requestsPerSecond` gives one.
import type { FastifyInstance } from "fastify";
import type { Context } from "./context.ts";
import { errorBody } from "./responses.ts";

const SECOND = 1_000;

/** Counts by account and by the clock's seconds, and answers 429 beyond the limit. Nothing takes effect then. */
export function installRateLimit(app: FastifyInstance, { store, switches }: Context): void {
  const windows = new Map<string, { second: number; count: number }>();

  app.addHook("onRequest", async ({ caller }, reply) => {
    if (switches.requestsPerSecond === null) return;
    const second = Math.floor(store.clock() / SECOND);
    const last = windows.get(caller.accountId);
    const count = last?.second === second ? last.count + 1 : 1;
    windows.set(caller.accountId, { second, count });
    if (count > switches.requestsPerSecond) {
      return reply
        .code(429)
        .header("retry-after", "1")
        .send(errorBody(429, ["Too Many Requests"]));
    }
  });
}
