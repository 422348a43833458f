// Maintenance windows: what comes in while one runs makes no alert.
import type { Context } from "../context.ts";
import type { Integration } from "../models.ts";

/** Whether a window of the integration runs now. */
export function isInMaintenance({ store }: Context, { id, account_id }: Integration): boolean {
  const now = store.clock();
  return store
    .all("maintenance_windows", account_id)
    .some(
      ({ integration_ids, start_datetime, end_datetime }) =>
        integration_ids.includes(id) && Date.parse(start_datetime) <= now && now < Date.parse(end_datetime),
    );
}
