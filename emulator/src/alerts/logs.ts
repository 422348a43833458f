// The logs of integrations and alerts: what came in, what went wrong with it, and what became of an alert.
import type { Context } from "../context.ts";
import type { Alert, Escalation, Integration, Log } from "../models.ts";
import type { RubyHash } from "../ruby/values.ts";

/**
 * Keeps what was received, as the integration's page shows it.
 *
 * @param headers as Rack names them; a mail has none
 */
export function logReceived(
  { store }: Context,
  integration: Integration,
  message: string,
  data: RubyHash,
  headers?: RubyHash,
): Log {
  return store.insert("logs", integration.account_id, {
    ...ownedBy(integration),
    ...{ message, data },
    ...(headers && { headers }),
  });
}

/** Writes why something did not work; what was received is in the log before it. */
export function logProblem({ store }: Context, integration: Integration, message: string): void {
  store.insert("logs", integration.account_id, { ...ownedBy(integration), message, data: null });
}

/** Writes what an event has changed of an alert: whom it asks now and until when, or that it asks nobody any more. */
export function logAlert({ store }: Context, before: Alert, after: Alert): void {
  const teamOf = ({ team_id }: Escalation) => store.find("teams", team_id)?.name ?? team_id;
  const isNew = ({ team_id, until, layer }: Escalation) =>
    !before.escalations.some(
      (other) => other.team_id === team_id && other.until === until && other.layer === layer,
    );
  const messages = after.escalations.filter(isNew).map((escalation) => {
    const seconds = Math.round((Date.parse(escalation.until) - store.clock()) / 1000);
    return `[${teamOf(escalation)}] Notify layer ${escalation.layer}. Wait until ${utc(escalation.until)} (${seconds} seconds).`;
  });
  for (const { at } of after.delayed.filter((one) => !before.delayed.includes(one))) {
    messages.push(`Delay until ${utc(at)} (${Math.round((Date.parse(at) - store.clock()) / 1000)} seconds).`);
  }
  if (after.status !== before.status && after.status !== "open") messages.push(`Alert ${after.status}.`);
  for (const message of messages) logToAlert({ store }, after, message);
}

/** Writes to the log of an alert. */
export function logToAlert(
  { store }: Pick<Context, "store">,
  { id, account_id }: Alert,
  message: string,
): void {
  store.insert("logs", account_id, { owner_id: id, owner_type: "Alert", message, data: null });
}

/** As Ruby prints a time. */
function utc(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 19)} UTC`;
}

function ownedBy({ id }: Integration): Pick<Log, "owner_id" | "owner_type"> {
  return { owner_id: id, owner_type: "Integration" };
}
