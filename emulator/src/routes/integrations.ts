// /integrations: create, read, update, delete, list. Casts and option rules are in casts.ts and validations.ts.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { castOptions, castString, loadOptions } from "../casts.ts";
import type { TypeEntry } from "../catalog.ts";
import { findIntegrationType } from "../catalog.ts";
import type { Context } from "../context.ts";
import { type Integration, type OptionValue, URGENCIES } from "../models.ts";
import type { Params, Scalar } from "../params.ts";
import { isScalar, permitIds, permitScalar } from "../params.ts";
import type { Query } from "../query.ts";
import { listPage } from "../query.ts";
import { Failure, failIfAny } from "../responses.ts";
import type { Attributes } from "../store.ts";
import type { Switches } from "../switches.ts";
import { validateOptions } from "../validations.ts";
import { typeName } from "./integration-types.ts";
import type { IdRoute } from "./shared.ts";
import {
  allVisible,
  checkWord,
  findOwn,
  findVisible,
  paramsOf,
  removeOwn,
  requireBoolean,
  requireIds,
  requireText,
  serializeCommon,
  showIds,
} from "./shared.ts";

const OPTION_PREFIX = "option_";
/** How many characters at the end PagerTree's pages leave readable of a masked option. */
const UNMASKED_CHARACTERS = 4;

export function registerIntegrations(app: FastifyInstance, context: Context): void {
  const { store } = context;

  app.post("/integrations", async (request, reply) => {
    const attributes = assign(context, request, undefined);
    return reply
      .code(201)
      .send(serialize(context, store.insert("integrations", request.caller.accountId, attributes)));
  });

  app.get<{ Querystring: Query }>("/integrations", async (request) => {
    const rows = allVisible(context, "integrations", request).map((record) =>
      serialize(context, load(record)),
    );
    return listPage(
      rows,
      request.query,
      (row) => [row.name, row.integration_type.name],
      (row) => ({ integration_type_id: row.integration_type.id }),
    );
  });

  app.get<IdRoute>("/integrations/:id", async (request) =>
    serialize(context, load(findVisible(context, "integrations", request))),
  );

  app.put<IdRoute>("/integrations/:id", async (request) => {
    const stored = load(findOwn(context, "integrations", request));
    return serialize(context, store.update("integrations", stored.id, assign(context, request, stored)));
  });

  app.delete<IdRoute>("/integrations/:id", (request, reply) =>
    removeOwn(context, "integrations", request, reply),
  );
}

/** The attributes of the record once the request's parameters are assigned to it, or 422 with all failures. */
function assign(
  context: Context,
  request: FastifyRequest,
  stored: Integration | undefined,
): Attributes<"integrations"> {
  const params = paramsOf(request);
  const failures: string[] = [];
  const name = requireText(failures, "name", permitScalar(params, "name"), stored?.name);
  const enabled = requireBoolean(
    failures,
    "enabled",
    permitScalar(params, "enabled"),
    stored?.enabled ?? true,
  );
  const sentUrgency = permitScalar(params, "urgency");
  const urgency = requireText(failures, "urgency", sentUrgency, stored?.urgency);
  if (urgency !== "") checkWord(context, failures, "urgency", urgency, URGENCIES);
  const type = assignType(params, stored, failures);
  const destinations = assignDestinations(context, request, params, stored, failures);
  const options = type ? assignOptions(context, params, type, stored, failures) : {};
  failIfAny(failures);
  return { name, enabled, urgency, integration_type_id: type?.id ?? "", options, ...destinations };
}

function assignType(
  params: Params,
  stored: Integration | undefined,
  failures: string[],
): TypeEntry | undefined {
  const sent = permitScalar(params, "integration_type_id");
  const id = sent === undefined ? stored?.integration_type_id : castString(sent);
  const type = findIntegrationType(id ?? "");
  if (type === undefined) failures.push("integration_type must exist");
  else if (stored && type.id !== stored.integration_type_id) {
    failures.push("integration_type_id can't be changed");
  }
  return type;
}

function assignDestinations(
  context: Context,
  request: FastifyRequest,
  params: Params,
  stored: Integration | undefined,
  failures: string[],
) {
  const destinations = {
    account_user_ids: permitIds(params, "account_user_ids") ?? stored?.account_user_ids ?? [],
    router_ids: permitIds(params, "router_ids") ?? stored?.router_ids ?? [],
    team_ids: permitIds(params, "team_ids") ?? stored?.team_ids ?? [],
  };
  if (Object.values(destinations).every((ids) => ids.length === 0)) {
    failures.push("destinations can't be blank");
  }
  requireIds(context, request, failures, "account_users", "account_user_ids", destinations.account_user_ids);
  requireIds(context, request, failures, "routers", "router_ids", destinations.router_ids);
  requireIds(context, request, failures, "teams", "team_ids", destinations.team_ids);
  return destinations;
}

function assignOptions(
  { switches }: Context,
  params: Params,
  type: TypeEntry,
  stored: Integration | undefined,
  failures: string[],
) {
  const sent = new Map<string, Scalar>();
  for (const [attribute, value] of Object.entries(params)) {
    const key = attribute.slice(OPTION_PREFIX.length);
    if (!attribute.startsWith(OPTION_PREFIX) || !isScalar(value) || type.attachments.has(key)) continue;
    if (type.options.has(key)) sent.set(key, value);
    else if (switches.unknownOptionIs422) failures.push(`${attribute} is unknown`);
    // Every key that begins so is permitted, and Rails raises where nothing takes it.
    else throw new Failure(500, ["Internal Server Error"]);
  }
  const options = castOptions(type, stored?.options, sent);
  failures.push(...validateOptions(type, options));
  return options;
}

/** The record as a load gives it, with the defaults that come back then. */
function load(record: Integration): Integration {
  const type = findIntegrationType(record.integration_type_id);
  return type ? { ...record, options: loadOptions(type, record.options) } : record;
}

function serialize(context: Context, record: Integration) {
  const { switches } = context;
  const type = findIntegrationType(record.integration_type_id);
  const show = showIds(context, record.id);
  return {
    ...serializeCommon(record),
    name: record.name,
    enabled: record.enabled,
    urgency: record.urgency,
    integration_type: {
      id: record.integration_type_id,
      name: type ? typeName(type, switches) : "",
    },
    options: type ? showOptions(type, record.options, switches) : record.options,
    account_user_ids: show(record.account_user_ids),
    router_ids: show(record.router_ids),
    team_ids: show(record.team_ids),
  };
}

function showOptions(type: TypeEntry, options: Integration["options"], { secretsOnRead }: Switches) {
  const entries = Object.entries(options).flatMap(([key, value]): [string, OptionValue][] => {
    if (secretsOnRead === "full" || !type.options.get(key)?.secret) return [[key, value]];
    return secretsOnRead === "omitted" ? [] : [[key, mask(value)]];
  });
  return Object.fromEntries(entries);
}

function mask(value: OptionValue): OptionValue {
  if (typeof value !== "string") return value;
  const hidden = Math.max(value.length - UNMASKED_CHARACTERS, 0);
  return "*".repeat(hidden) + value.slice(hidden);
}
