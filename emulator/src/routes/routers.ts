// /routers: create, read, update, delete, list. Rules are checked for their outer form and kept as text.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { castString } from "../casts.ts";
import type { Context } from "../context.ts";
import type { CollectionName, Router } from "../models.ts";
import { isBlank, permitScalar } from "../params.ts";
import { failIfAny } from "../responses.ts";
import type { Attributes } from "../store.ts";
import { areRules } from "./rules-text.ts";
import {
  checkIds,
  paramsOf,
  registerRecords,
  requireBoolean,
  requireText,
  serializeCommon,
} from "./shared.ts";

type ReceiverAttribute =
  | "default_receiver_account_user_id"
  | "default_receiver_router_id"
  | "default_receiver_team_id";

const RECEIVERS: readonly (readonly [ReceiverAttribute, CollectionName])[] = [
  ["default_receiver_account_user_id", "account_users"],
  ["default_receiver_router_id", "routers"],
  ["default_receiver_team_id", "teams"],
];

export function registerRouters(app: FastifyInstance, context: Context): void {
  registerRecords(app, context, "routers", { assign, serialize });
}

function assign(
  context: Context,
  request: FastifyRequest,
  stored: Router | undefined,
): Attributes<"routers"> {
  const params = paramsOf(request);
  const failures: string[] = [];
  const textOf = (attribute: ReceiverAttribute | "rules") => {
    const sent = permitScalar(params, attribute);
    return sent === undefined ? (stored?.[attribute] ?? null) : castString(sent);
  };
  const receiverOf = (attribute: ReceiverAttribute) => {
    const id = textOf(attribute);
    return isBlank(id) ? null : id;
  };
  const receivers = {
    default_receiver_account_user_id: receiverOf("default_receiver_account_user_id"),
    default_receiver_router_id: receiverOf("default_receiver_router_id"),
    default_receiver_team_id: receiverOf("default_receiver_team_id"),
  };
  const name = requireText(failures, "name", permitScalar(params, "name"), stored?.name);
  const enabled = requireBoolean(
    failures,
    "enabled",
    permitScalar(params, "enabled"),
    stored?.enabled ?? true,
  );
  const rules = textOf("rules");
  if (!isBlank(rules) && !areRules(rules ?? "")) failures.push("rules is invalid");
  const given = Object.values(receivers).filter((id) => id !== null);
  if (given.length === 0) failures.push("default_receiver can't be blank");
  if (given.length > 1) failures.push("default_receiver must be only one");
  for (const [attribute, collection] of RECEIVERS) {
    const id = receivers[attribute];
    if (id !== null) checkIds(context, request, failures, collection, attribute, [id]);
  }
  if (stored && receivers.default_receiver_router_id === stored.id) {
    failures.push("default_receiver_router_id can't be the router itself");
  }
  failIfAny(failures);
  return { name, enabled, rules, ...receivers };
}

function serialize(router: Router) {
  return {
    ...serializeCommon(router),
    name: router.name,
    enabled: router.enabled,
    rules: router.rules,
    default_receiver_account_user_id: router.default_receiver_account_user_id,
    default_receiver_router_id: router.default_receiver_router_id,
    default_receiver_team_id: router.default_receiver_team_id,
  };
}
