// /notification_rules: create, read, update, delete, list. Rules are checked for their outer form and kept as text.
import type { FastifyInstance, FastifyRequest } from "fastify";
import { castString } from "../casts.ts";
import type { Context } from "../context.ts";
import type { NotificationRule } from "../on-call-models.ts";
import { isBlank, permitScalar } from "../params.ts";
import { Failure, failIfAny } from "../responses.ts";
import type { Attributes } from "../store.ts";
import { areRules } from "./rules-text.ts";
import {
  checkName,
  paramsOf,
  registerRecords,
  requireBoolean,
  requireText,
  serializeCommon,
} from "./shared.ts";

export function registerNotificationRules(app: FastifyInstance, context: Context): void {
  registerRecords(app, context, "notification_rules", { assign, serialize, release });
}

function assign(
  context: Context,
  request: FastifyRequest,
  stored: NotificationRule | undefined,
): Attributes<"notification_rules"> {
  const { switches } = context;
  const params = paramsOf(request);
  const failures: string[] = [];
  const name = requireText(failures, "name", permitScalar(params, "name"), stored?.name);
  checkName(context, request, failures, "notification_rules", name, stored);
  const enabled = requireBoolean(
    failures,
    "enabled",
    permitScalar(params, "enabled"),
    stored?.enabled ?? true,
  );
  const sent = permitScalar(params, "rules");
  const rules = sent === undefined ? (stored?.rules ?? null) : castString(sent);
  if (isBlank(rules)) {
    if (switches.blankRulesRefused) failures.push("rules can't be blank");
  } else if (!switches.notificationRulesUnchecked && !areRules(rules ?? ""))
    failures.push("rules is invalid");
  failIfAny(failures);
  return { name, enabled, rules };
}

function serialize({ name, enabled, rules, ...common }: NotificationRule) {
  return { ...serializeCommon(common), name, enabled, rules };
}

/** Whoever has the rule falls back to their default channels. */
function release({ store, switches }: Context, { id, account_id }: NotificationRule): void {
  const users = store.all("account_users", account_id);
  if (switches.usedRuleDeletionRefused && users.some((user) => user.notification_rule_id === id)) {
    throw new Failure(422, ["Notification rule is used by an account user"]);
  }
}
