// /ui: the emulator's own page. HTML without scripts, made here.
import type { FastifyInstance, FastifyReply } from "fastify";
import { html } from "ghtml";
import type { Context } from "../context.ts";
import { Failure, notFound } from "../responses.ts";
import { guardAccess, UI_PATH } from "./access.ts";
import { alertPage, alertsPage } from "./alert-pages.ts";
import { deliveriesPage, deliveryPage } from "./delivery-pages.ts";
import { page, STYLE } from "./layout.ts";
import { payloadPage, receivedPage } from "./received-pages.ts";
import { choiceSchema, sendPage, sendPayload, sentSchema } from "./send-page.ts";
import type { Trails } from "./trails.ts";

type IdRoute = { Params: { id: string } };

/** @param token what opens the page */
export function registerPage(root: FastifyInstance, context: Context, trails: Trails, token: string): void {
  root.register(
    async (app) => {
      app.setErrorHandler((error, _request, reply) => {
        const { status, messages } = error instanceof Failure ? error : new Failure(400, ["Bad Request"]);
        return show(reply.code(status), page(`${status}`, html`<p>${messages.join(", ")}</p>`));
      });
      await guardAccess(app, token);
      registerRoutes(app, root, context, trails);
    },
    { prefix: UI_PATH },
  );
}

function registerRoutes(app: FastifyInstance, root: FastifyInstance, context: Context, trails: Trails): void {
  const { store } = context;
  app.get("/style.css", async (_request, reply) => reply.type("text/css; charset=utf-8").send(STYLE));

  app.get("/", async (_request, reply) => show(reply, alertsPage(context)));

  app.get<IdRoute>("/alerts/:id", async ({ params }, reply) =>
    show(reply, alertPage(context, trails, store.find("alerts", params.id) ?? raiseNotFound())),
  );

  app.get("/received", async (_request, reply) => show(reply, receivedPage(context, trails)));

  app.get<IdRoute>("/received/:id", async ({ params }, reply) =>
    show(reply, payloadPage(context, trails, store.find("logs", params.id) ?? raiseNotFound())),
  );

  app.get("/deliveries", async (_request, reply) => show(reply, deliveriesPage(context)));

  app.get<IdRoute>("/deliveries/:id", async ({ params }, reply) =>
    show(reply, deliveryPage(context, store.find("deliveries", params.id) ?? raiseNotFound())),
  );

  app.get("/send", async (request, reply) =>
    show(reply, sendPage(context, choiceSchema.parse(request.query))),
  );

  app.post("/send", async (request, reply) => {
    const sent = sentSchema.parse(request.body);
    const result = await sendPayload(context, root, sent);
    return "path" in result
      ? reply.redirect(result.path, 303)
      : show(reply.code(422), sendPage(context, sent, sent.payload, result.problem));
  });
}

function show(reply: FastifyReply, text: string): FastifyReply {
  return reply.type("text/html; charset=utf-8").send(text);
}

function raiseNotFound(): never {
  throw notFound();
}
