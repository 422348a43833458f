// A receiver of webhooks on loopback: keeps what comes, and answers as a test tells it to.
import type { IncomingHttpHeaders } from "node:http";
import Fastify from "fastify";
import { onTestFinished } from "vitest";
import type { Body } from "./call-api.ts";

/** One webhook as it came. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Body;
}

export interface WebhookReceiver {
  /** Without a path. */
  readonly url: string;
  readonly received: readonly Received[];
  /** The status of every answer from now on; `hang` answers never. @default 200 */
  answerWith(status: number | "hang", headers?: Readonly<Record<string, string>>): void;
}

/** Starts a receiver on a free port and closes it when the running test is over. */
export async function withWebhookReceiver(): Promise<WebhookReceiver> {
  const received: Received[] = [];
  let answer: { status: number | "hang"; headers: Readonly<Record<string, string>> } = {
    status: 200,
    headers: {},
  };
  const app = Fastify({ forceCloseConnections: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "string" }, (_request, text, done) => done(null, text));
  app.post("/*", async (request, reply) => {
    const text = String(request.body);
    received.push({ path: request.url, headers: request.headers, text, body: JSON.parse(text) });
    if (answer.status === "hang") return new Promise(() => {});
    return reply.code(answer.status).headers(answer.headers).send("");
  });
  const url = await app.listen({ port: 0, host: "127.0.0.1" });
  onTestFinished(() => app.close());
  return {
    url,
    received,
    answerWith: (status, headers = {}) => {
      answer = { status, headers };
    },
  };
}

/** The events that came, in their order. */
export function eventsOf({ received }: WebhookReceiver): string[] {
  return received.map(({ body }) => String(body["type"]));
}
