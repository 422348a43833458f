// The logs of integrations: what they received, and what went wrong with it.
import type { Context } from "../context.ts";
import type { Integration, Log } from "../models.ts";
import type { RubyHash } from "../ruby/values.ts";

/** Keeps what was received, as the integration's page shows it. */
export function logReceived(
  { store }: Context,
  integration: Integration,
  message: string,
  data: RubyHash,
): Log {
  return store.insert("logs", integration.account_id, { integration_id: integration.id, message, data });
}

/** Writes why something did not work; what was received is in the log before it. */
export function logProblem({ store }: Context, integration: Integration, message: string): void {
  store.insert("logs", integration.account_id, { integration_id: integration.id, message, data: null });
}
