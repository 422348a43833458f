/** The lookups that the plugin answers, by the names of their functions: `pagertree:index:getTeam` is `getTeam`. */
import { upperFirst } from "es-toolkit";
import type { Kind } from "../api/kinds.ts";
import { LookupError } from "../common/errors.ts";
import type { EngineContext } from "../lifecycle/context.ts";
import { accountUserLookup } from "../lookups/account-user.ts";
import { escalationPolicyLookup } from "../lookups/escalation-policy.ts";
import { checkFilters } from "../lookups/filters.ts";
import { findOne, type Lookup, type LookupSource } from "../lookups/find-one.ts";
import { checkIntegrationFilters, fits, integrationLookup } from "../lookups/integration.ts";
import { integrationTypeLookup } from "../lookups/integration-type.ts";
import { notificationRuleLookup } from "../lookups/notification-rule.ts";
import { findOnCall } from "../lookups/on-call.ts";
import { routerLookup } from "../lookups/router.ts";
import { scheduleLookup } from "../lookups/schedule.ts";
import { teamLookup } from "../lookups/team.ts";
import type { Properties } from "./property-values.ts";

/** Answers one function of the schema. */
export type Lookups = Readonly<Record<string, (args: Properties, context: EngineContext) => Promise<object>>>;

export const functions: Lookups = {
  getAccountUser: one(accountUserLookup),
  getAccountUsers: all(accountUserLookup, "accountUsers"),
  getEscalationPolicy: one(escalationPolicyLookup),
  getEscalationPolicies: all(escalationPolicyLookup, "escalationPolicies"),
  getIntegration: one(integrationLookup),
  getIntegrations: all(integrationLookup, "integrations", fits, checkIntegrationFilters),
  getIntegrationType: one(integrationTypeLookup),
  getIntegrationTypes: all(integrationTypeLookup, "integrationTypes"),
  getNotificationRule: one(notificationRuleLookup),
  getNotificationRules: all(notificationRuleLookup, "notificationRules"),
  getOnCall: (args, context) => findOnCall(args, sourceOf(context)),
  getRouter: one(routerLookup),
  getRouters: all(routerLookup, "routers"),
  getSchedule: one(scheduleLookup),
  getSchedules: all(scheduleLookup, "schedules"),
  getTeam: one(teamLookup),
  getTeams: all(teamLookup, "teams"),
};

/** A lookup of one object. */
function one<K extends Kind, Result extends object>(lookup: Lookup<K, Result>): Lookups[string] {
  return async (args, context) => {
    const source = sourceOf(context);
    try {
      return await lookup.resultOf(await findOne(lookup, args, source), source);
    } catch (error) {
      // What the program is about to give that name can be found in a preview as well.
      const declared = await findOne(lookup, args, declaredSourceOf(context)).catch(() => undefined);
      if (!(error instanceof LookupError) || declared === undefined) {
        throw notMadeYet(lookup, args, context) ?? error;
      }
      return lookup.resultOf(declared, source);
    }
  };
}

/**
 * Why a preview does not find what the program is to make. Other languages than YAML ask only for a plain text: where the
 * name is an output, their SDKs wait for the resource that it is from.
 */
function notMadeYet<K extends Kind>(
  { kind, caller, noun }: Lookup<K, object>,
  { name }: Properties,
  { objects }: EngineContext,
): LookupError | undefined {
  return typeof name === "string" && objects.isForeseen(kind, name)
    ? new LookupError(
        `${caller}: no ${noun} has the name "${name}" yet, since this program is to make it.`,
        "Use the outputs of the resource itself, or look it up by its id, which a preview waits for.",
      )
    : undefined;
}

/** A lookup of all objects that the arguments, which are filters, fit. */
function all<K extends Kind, Result extends object>(
  lookup: Lookup<K, Result>,
  key: string,
  isFit: (result: Result, filters: Properties) => boolean = () => true,
  check = (filters: Properties) => checkFilters(`get${upperFirst(key)}`, filters),
): Lookups[string] {
  return async (filters, context) => {
    check(filters);
    const source = sourceOf(context);
    const rows = await source.list(lookup.kind).rows;
    const results = await Promise.all(rows.map((row) => lookup.resultOf(row, source)));
    return { [key]: results.filter((result) => isFit(result, filters)) };
  };
}

/** The account as it is after the last write of this run. */
function sourceOf(context: EngineContext): LookupSource {
  return {
    list: (kind) => ({ rows: context.objects.all(kind), isOld: false }),
    read: (kind, id) => context.api.read(kind, id),
    users: () => context.users(),
    eventsOf: (scheduleId) => context.api.scheduleEvents(scheduleId),
    onCallNow: (scheduleId) => context.api.currentOnCall(scheduleId),
    baseUrl: context.baseUrl,
  };
}

/** The account as it will be, as far as the program has declared it by now. */
function declaredSourceOf(context: EngineContext): LookupSource {
  return {
    ...sourceOf(context),
    list: (kind) => ({
      rows: context.objects
        .all(kind)
        .then((rows) => rows.map((row) => context.objects.asDeclared(kind, row))),
      isOld: false,
    }),
  };
}
