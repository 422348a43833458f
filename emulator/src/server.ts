// The HTTP server: bodies, authentication, the record of requests, saving, errors. The resources are in routes/.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import Fastify from "fastify";
import qs from "qs";
import type { Caller } from "./accounts.ts";
import { CALLS_PATH } from "./calls/urls.ts";
import type { Context } from "./context.ts";
import { installFaults } from "./fault-hooks.ts";
import type { Fault } from "./faults.ts";
import type { Params } from "./params.ts";
import { isParams, parseForm, parseJson } from "./params.ts";
import { installRateLimit } from "./rate-limit.ts";
import type { RecordedRequest } from "./requests.ts";
import { errorBody, Failure, notFound } from "./responses.ts";
import { registerAccountUsers } from "./routes/account-users.ts";
import { registerAlertControls } from "./routes/alert-controls.ts";
import { registerAlerts } from "./routes/alerts.ts";
import { registerCalls } from "./routes/calls.ts";
import { registerControl } from "./routes/control.ts";
import { registerEscalationPolicies } from "./routes/escalation-policies.ts";
import { registerEventActions } from "./routes/event-actions.ts";
import { registerEvents } from "./routes/events.ts";
import { INBOUND_PATH, registerInbound } from "./routes/inbound.ts";
import { registerIntegrationTypes } from "./routes/integration-types.ts";
import { registerIntegrations } from "./routes/integrations.ts";
import { registerLogs } from "./routes/logs.ts";
import { registerMaintenanceWindows } from "./routes/maintenance-windows.ts";
import { registerNotificationRules } from "./routes/notification-rules.ts";
import { registerRouters } from "./routes/routers.ts";
import { registerSchedules } from "./routes/schedules.ts";
import { registerTeams } from "./routes/teams.ts";
import { registerUsers } from "./routes/users.ts";
import { mixedToJson } from "./ruby/mixed.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** Who sends the request. */
    caller: Caller;
    /** The request's entry in the record. */
    recorded: RecordedRequest;
    /** The fault that strikes once the request has taken effect. */
    fault: Fault | undefined;
    /** The body as it came. */
    bodyText: string;
  }
}

/** The path of the API below the server's root. */
export const BASE_PATH = "/api/v4";
/** The path of the emulator's own controls. */
const CONTROL_PATH = "/_emulator";
/** Bodies beyond 1 MiB are answered with 413. */
const BODY_LIMIT = 1024 * 1024;
/** What members may do besides reading (D:architecture-guide); every account user may comment (D:alerts). */
const MEMBERS_WRITES = /^\/alerts\/[^/]+\/(?:acknowledge|reject|comments)$/;

/** Builds the server without listening; `inject` works on it at once. */
export function createServer(context: Context): FastifyInstance {
  const app = Fastify({
    bodyLimit: BODY_LIMIT,
    // A fault may keep requests waiting for ever; closing must not.
    forceCloseConnections: true,
    frameworkErrors: (_error, _request, reply: FastifyReply) =>
      reply.code(400).send(errorBody(400, ["Bad Request"])),
    routerOptions: {
      ignoreTrailingSlash: true,
      querystringParser: (text) => qs.parse(text, { duplicates: "last" }),
    },
  });
  app.setReplySerializer((payload) => mixedToJson(payload));
  // What was due before a request has happened when it is served, and what it makes due is waited for.
  app.addHook("onRequest", async () => context.timetable.runDue());
  app.addHook("onResponse", async () => context.timetable.runDue());
  app.decorateRequest("caller");
  app.decorateRequest("bodyText", "");
  acceptBodies(app);
  app.setErrorHandler((error: FastifyError | Failure, _request, reply) => {
    const { status, messages } = describeError(error);
    return reply.code(status).send(errorBody(status, messages));
  });
  app.setNotFoundHandler(() => {
    throw notFound();
  });
  app.register(async (api) => registerApi(api, context), { prefix: BASE_PATH });
  app.register(async (control) => registerControls(control, context), { prefix: CONTROL_PATH });
  for (const [prefix, registerRoutes] of [
    [INBOUND_PATH, registerInbound],
    [CALLS_PATH, registerCalls],
  ] as const) {
    app.register(
      async (inbound) => {
        saveBeforeAnswering(inbound, context);
        registerRoutes(inbound, context);
      },
      { prefix },
    );
  }
  return app;
}

function registerApi(app: FastifyInstance, context: Context): void {
  recordRequests(app, context);
  app.addHook("onRequest", async (request) => {
    request.caller = authenticate(context.keys.authenticate(request.headers.authorization), request);
  });
  installRateLimit(app, context);
  saveBeforeAnswering(app, context);
  installFaults(app, context);
  recordAnswers(app);
  // Set here too, so that a request to an unknown path runs through the hooks above and is recorded.
  app.setNotFoundHandler(() => {
    throw notFound();
  });
  registerResources(app, context);
}

function registerControls(app: FastifyInstance, context: Context): void {
  app.addHook("onRequest", async (request) => {
    request.caller = authenticate(context.keys.identify(request.headers.authorization), request);
    if (request.caller.role !== "admin") throw new Failure(403, ["Forbidden"]);
  });
  saveBeforeAnswering(app, context);
  registerControl(app, context);
  registerAlertControls(app, context);
  registerResources(app, context);
}

function registerResources(app: FastifyInstance, context: Context): void {
  registerIntegrationTypes(app, context);
  registerIntegrations(app, context);
  registerTeams(app, context);
  registerRouters(app, context);
  registerSchedules(app, context);
  registerEvents(app, context);
  registerEventActions(app, context);
  registerEscalationPolicies(app, context);
  registerNotificationRules(app, context);
  registerMaintenanceWindows(app, context);
  if (app.prefix === BASE_PATH) registerLogs(app, context);
  registerAccountUsers(app, context);
  if (app.prefix === BASE_PATH) registerUsers(app, context);
  registerAlerts(app, context);
}

function acceptBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  const accept = (type: string, parse: (text: string) => Params) => {
    app.addContentTypeParser(type, { parseAs: "string" }, (request, text, done) => {
      request.bodyText = text.toString();
      try {
        done(null, parse(request.bodyText));
      } catch {
        done(new Failure(400, ["Bad Request"]));
      }
    });
  };
  accept("application/json", parseJson);
  accept("application/x-www-form-urlencoded", parseForm);
  // Rails reads no parameters out of any other type.
  accept("*", () => ({}));
}

function recordRequests(app: FastifyInstance, { requests, store }: Context): void {
  app.decorateRequest("recorded");
  app.addHook("onRequest", async (request) => {
    request.recorded = {
      method: request.method,
      path: pathOf(request),
      query: isParams(request.query) ? request.query : {},
      headers: { ...request.headers },
      body: undefined,
      time: new Date(store.clock()).toISOString(),
      status: null,
    };
    requests.push(request.recorded);
  });
  app.addHook("preValidation", async (request) => {
    request.recorded.body = request.body;
  });
}

function recordAnswers(app: FastifyInstance): void {
  app.addHook("onSend", async (request, reply, payload) => {
    // A body that could not be parsed is in the record as text.
    request.recorded.body ??= request.bodyText || undefined;
    request.recorded.status = reply.statusCode;
    return payload;
  });
}

/** What a client was told survives a kill. */
function saveBeforeAnswering(app: FastifyInstance, context: Context): void {
  app.addHook("onSend", async (_request, _reply, payload) => {
    await context.save();
    return payload;
  });
}

function authenticate(caller: Caller | undefined, request: FastifyRequest): Caller {
  if (caller === undefined) throw new Failure(401, ["Unauthorized"]);
  const isRead = request.method === "GET" || request.method === "HEAD";
  const isAllowed = isRead || (request.method === "POST" && MEMBERS_WRITES.test(pathOf(request)));
  if (caller.role === "member" && !isAllowed) throw new Failure(403, ["Forbidden"]);
  return caller;
}

/** Below the base URL, without the query and without a slash at the end. */
function pathOf(request: FastifyRequest): string {
  const [path = ""] = request.url.slice(BASE_PATH.length).split("?");
  return path.replace(/\/$/, "");
}

function describeError(error: FastifyError | Failure): { status: number; messages: readonly string[] } {
  if (error instanceof Failure) return error;
  if (error.statusCode === 413) return { status: 413, messages: ["Payload Too Large"] };
  if (error.statusCode !== undefined && error.statusCode < 500) {
    return { status: 400, messages: ["Bad Request"] };
  }
  return { status: 500, messages: ["Internal Server Error"] };
}
