// What PagerTree gives a new team: an empty schedule and an escalation policy of three layers (D:api/teams).
import { fixedPrefixId, fixedUlid } from "../ids.ts";
import type { EscalationLayer, EscalationPolicy, Schedule } from "../on-call-models.ts";
import type { GivenIds, Store } from "../store.ts";

/** The waits and colours that the page of a new team shows. */
const DEFAULT_LAYERS = [
  { timeout: 5, color_hex: "#10B981" },
  { timeout: 10, color_hex: "#F59E0B" },
  { timeout: 15, color_hex: "#EF4444" },
] as const;

/** The three layers of a policy of which nothing is said; the layers of a given policy have ids that are always the same. */
export function defaultLayers({ ids, clock }: Store, given?: GivenIds): EscalationLayer[] {
  return DEFAULT_LAYERS.map((layer, index) => ({
    id: given ? fixedUlid(`${given.id}/${index}`) : ids.ulid(clock()),
    prefix_id: given ? fixedPrefixId("esl", `${given.id}/${index}`) : ids.prefixId("esl"),
    layer: index + 1,
    timeout_unit: "minutes",
    ...layer,
  }));
}

/** A schedule on which nobody is. */
export function createDefaultSchedule(
  store: Store,
  accountId: string,
  teamName: string,
  given?: GivenIds,
): Schedule {
  return store.insert("schedules", accountId, { name: `${teamName} Schedule` }, given);
}

/** A policy of three layers that neither repeats nor reassigns. */
export function createDefaultPolicy(
  store: Store,
  accountId: string,
  teamName: string,
  given?: GivenIds,
): EscalationPolicy {
  const attributes = {
    name: `${teamName} Escalation Policy`,
    repeat: 0,
    reassign_team_ids: [],
    reassign_account_user_ids: [],
    escalation_layers: defaultLayers(store, given),
  };
  return store.insert("escalation_policies", accountId, attributes, given);
}
