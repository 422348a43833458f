// Turns what an integration received into alerts: create, acknowledge, resolve. Payloads are read by type beside this.
import type { Context } from "../context.ts";
import type { Integration, Log } from "../models.ts";
import { isBlank } from "../params.ts";
import { findByThirdPartyId, findDuplicate } from "./deduplication.ts";
import { incidentFailures } from "./incidents.ts";
import type { NewAlert } from "./life-cycle.ts";
import { acknowledge, createAlert, isPossible, resolve } from "./life-cycle.ts";
import { logProblem } from "./logs.ts";

/** What a payload asks for. */
export type Message =
  | { readonly action: "create"; readonly alert: IncomingAlert }
  | { readonly action: "acknowledge" | "resolve"; readonly thirdPartyId: string }
  | { readonly action: "other" }
  /** The payload breaks the adapter, or is turned down by it. */
  | { readonly action: "invalid"; readonly reason: string };

/** An alert as an adapter makes it; null for the urgency means the integration's own. */
export type IncomingAlert = Omit<
  NewAlert,
  "urgency" | "thirdparty_id" | "source_id" | "source_type" | "source_log_id" | `destination_${string}`
> & { readonly urgency: string | null; readonly thirdparty_id: string };

/**
 * Does what the payload asks for.
 *
 * @returns the id of the alert that it was about; null if there is none
 */
export async function receive(
  context: Context,
  integration: Integration,
  message: Message,
  log: Log,
): Promise<string | null> {
  switch (message.action) {
    case "create":
      return create(context, integration, message.alert, log);
    case "acknowledge":
    case "resolve": {
      const alert = findByThirdPartyId(context.store, integration, message.thirdPartyId);
      if (alert === undefined) return null;
      if (isPossible(alert, message.action)) {
        if (message.action === "acknowledge") acknowledge(context, alert, null);
        else resolve(context, alert, null);
      }
      return alert.id;
    }
    case "invalid":
      logProblem(context, integration, message.reason);
      return null;
    case "other":
      return null;
  }
}

async function create(
  context: Context,
  integration: Integration,
  incoming: IncomingAlert,
  log: Log,
): Promise<string | null> {
  const { store } = context;
  const duplicate = findDuplicate(store, integration, incoming.thirdparty_id, incoming.dedup_keys);
  if (duplicate) {
    store.update("alerts", duplicate.id, { dedup_count: duplicate.dedup_count + 1 });
    return duplicate.id;
  }
  const failures = failuresOf(incoming);
  if (failures.length > 0) {
    logProblem(context, integration, `no alert was made: ${failures.join(", ")}`);
    return null;
  }
  const alert = await createAlert(context, integration.account_id, {
    ...incoming,
    urgency: incoming.urgency ?? integration.urgency,
    source_id: integration.id,
    source_type: "Integration",
    source_log_id: log.id,
    destination_team_ids: integration.team_ids,
    destination_router_ids: integration.router_ids,
    destination_account_user_ids: integration.account_user_ids,
  });
  return alert.id;
}

/** A:alert. */
function failuresOf({ title, thirdparty_id, meta }: IncomingAlert): string[] {
  return [
    ...(isBlank(title) ? ["title can't be blank"] : []),
    ...(isBlank(thirdparty_id) ? ["thirdparty_id can't be blank"] : []),
    ...incidentFailures(meta),
  ];
}
