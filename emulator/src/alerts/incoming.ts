// Turns what an integration received into alerts: create, acknowledge, resolve.
import type { Adapter, InboundRequest, Tools } from "../adapters/adapter.ts";
import type { Context } from "../context.ts";
import { type Integration, type Log, URGENCIES } from "../models.ts";
import { isBlank } from "../params.ts";
import { toHash } from "../ruby/mixed.ts";
import { RubyError } from "../ruby/values.ts";
import { worded } from "./alert-templates.ts";
import { findByThirdPartyId, findDuplicate } from "./deduplication.ts";
import { incidentFailures } from "./incidents.ts";
import { acknowledge, createAlert, isPossible, type NewAlert, queueAlert, resolve } from "./life-cycle.ts";
import { logProblem } from "./logs.ts";
import { type IncomingAlert, type Reading, readRequest } from "./reading.ts";

/**
 * Reads a request as the integration's type does, and does what it asks for.
 *
 * @returns the id of the alert that it was about; null if there is none
 */
export async function receive(
  context: Context,
  integration: Integration,
  adapter: Adapter,
  request: InboundRequest,
  log: Log,
): Promise<string | null> {
  const { store } = context;
  const reading = await readRequest(adapter, request, {
    integration,
    switches: context.switches,
    tools: toolsFor(context, integration),
    isKnown: (thirdPartyId) => findByThirdPartyId(store, integration, thirdPartyId) !== undefined,
  });
  // Nothing may come between the look for a duplicate and the alert, and templates take their time.
  const asked =
    "alert" in reading
      ? { ...reading, alert: await worded(context, integration, reading.alert, request) }
      : reading;
  const alertId = await perform(context, integration, adapter, asked, log);
  context.observer?.received({ logId: log.id, reading, alertId });
  return alertId;
}

const NOBODY = { team_ids: [], router_ids: [], account_user_ids: [] } as const;

/** Gives the id of the alert that was made or changed. */
async function perform(
  context: Context,
  integration: Integration,
  adapter: Adapter,
  reading: Reading,
  log: Log,
): Promise<string | null> {
  const { store } = context;
  switch (reading.action) {
    case "create": {
      const { thirdparty_id, dedup_keys } = reading.alert;
      const duplicate = findDuplicate(store, integration, thirdparty_id, dedup_keys);
      if (duplicate === undefined) return create(context, integration, adapter, reading.alert, log);
      store.update("alerts", duplicate.id, { dedup_count: duplicate.dedup_count + 1 });
      return duplicate.id;
    }
    case "recreate":
      return create(context, integration, adapter, reading.alert, log);
    case "acknowledge":
    case "resolve":
      return change(context, integration, reading.action, reading.thirdPartyId);
    case "other":
      if (reading.asksFor !== null) context.ownRequests.get(integration, reading.asksFor);
      return null;
    case "error":
      logProblem(context, integration, `nothing was done, since the adapter fails: ${reading.message}`);
      return null;
  }
}

function change(
  context: Context,
  integration: Integration,
  action: "acknowledge" | "resolve",
  thirdPartyId: string,
): string | null {
  const alert = findByThirdPartyId(context.store, integration, thirdPartyId);
  if (alert === undefined) return null;
  // An alert that a rule holds back may heal by itself: D:routers.
  if (isPossible(alert, action) || (action === "resolve" && alert.status === "queued")) {
    if (action === "acknowledge") acknowledge(context, alert, null);
    else resolve(context, alert, null);
  }
  return alert.id;
}

async function create(
  context: Context,
  integration: Integration,
  { isCall }: Adapter,
  incoming: IncomingAlert,
  log: Log,
): Promise<string | null> {
  const failures = failuresOf(incoming);
  if (failures.length > 0) {
    logProblem(context, integration, `no alert was made: ${failures.join(", ")}`);
    return null;
  }
  // A call's alert is assigned to whom the caller chooses.
  const { team_ids, router_ids, account_user_ids } = isCall ? NOBODY : integration;
  const attributes: NewAlert = {
    ...incoming,
    additional_data: incoming.additional_data.map(toHash),
    urgency: incoming.urgency ?? integration.urgency,
    source_id: integration.id,
    source_type: "Integration",
    source_log_id: log.id,
    destination_team_ids: team_ids,
    destination_router_ids: router_ids,
    destination_account_user_ids: account_user_ids,
  };
  if (isCall) return queueAlert(context, integration.account_id, attributes).id;
  return (await createAlert(context, integration.account_id, attributes)).id;
}

/** A:alert. */
function failuresOf({ title, thirdparty_id, urgency, meta }: IncomingAlert): string[] {
  return [
    ...(isBlank(title) ? ["title can't be blank"] : []),
    ...(isBlank(thirdparty_id) ? ["thirdparty_id can't be blank"] : []),
    ...(urgency !== null && !URGENCIES.includes(urgency) ? ["urgency is not included in the list"] : []),
    ...incidentFailures(meta),
  ];
}

function toolsFor(context: Context, integration: Integration): Tools {
  return {
    log: (message) => logProblem(context, integration, message),
    define: async (definition, data) => {
      const { store, evaluator } = context;
      const outcome = await evaluator.evaluate({ kind: "define", definition, log: data, now: store.clock() });
      if ("value" in outcome) return outcome.value[0] ?? new Map();
      throw new RubyError(`the custom definition does not work: ${outcome.problem.message}`);
    },
    search: async (expression, data) => {
      const outcome = await context.evaluator.evaluate({ kind: "search", expression, data });
      return "value" in outcome ? outcome.value : undefined;
    },
  };
}
