// Which alert an integration's message is about: D:integrations.
import type { Alert, AlertStatus, Integration } from "../models.ts";
import type { Store } from "../store.ts";

/** States in which an alert takes further messages. */
const LIVE: readonly AlertStatus[] = ["queued", "open", "acknowledged", "dropped"];

/** The integration's newest alert with this third-party id. */
export function findByThirdPartyId(
  store: Store,
  integration: Integration,
  thirdPartyId: string,
): Alert | undefined {
  return store
    .all("alerts", integration.account_id)
    .findLast(
      ({ source_id, thirdparty_id }) => source_id === integration.id && thirdparty_id === thirdPartyId,
    );
}

/** The live alert that a further one would only repeat: of the same third-party id, or with a key in common. */
export function findDuplicate(
  store: Store,
  integration: Integration,
  thirdPartyId: string,
  keys: readonly string[],
): Alert | undefined {
  const newest = findByThirdPartyId(store, integration, thirdPartyId);
  if (newest && LIVE.includes(newest.status)) return newest;
  return store
    .all("alerts", integration.account_id)
    .findLast(
      ({ status, dedup_keys }) => LIVE.includes(status) && dedup_keys.some((key) => keys.includes(key)),
    );
}
