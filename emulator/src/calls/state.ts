// What is remembered of a call: in the meta of its alert as PagerTree has it, and what only Twilio would know.
import { findIntegrationType } from "../catalog.ts";
import type { Context } from "../context.ts";
import type { Alert, Integration, PhoneCall } from "../models.ts";
import { toHash } from "../ruby/mixed.ts";
import { merge } from "../ruby/parameters.ts";
import type { RubyValue } from "../ruby/values.ts";

/** The keys of an alert's meta. */
export type CallKey =
  | "live_call_status_callback_set"
  | "live_call_router_team_prefix_ids"
  | "live_call_send_straight_to_voicemail"
  | "live_call_queue_sid"
  | "live_call_repeat_count";

export function remembered({ meta }: Alert, key: CallKey): RubyValue {
  return meta.get(key) ?? null;
}

export function remember({ store }: Context, alert: Alert, key: CallKey, value: RubyValue): Alert {
  return store.update("alerts", alert.id, { meta: merge(alert.meta, toHash({ [key]: value })) });
}

/** Whether the caller is to leave a voicemail before anybody is asked. */
export function goesStraightToVoicemail(alert: Alert): boolean {
  return remembered(alert, "live_call_send_straight_to_voicemail") === true;
}

/** How the call stands. */
export function callOf({ call }: Alert): PhoneCall {
  return call ?? { waits_until: null, has_ended: false };
}

export function changeCall({ store }: Context, alert: Alert, changes: Partial<PhoneCall>): Alert {
  return store.update("alerts", alert.id, { call: { ...callOf(alert), ...changes } });
}

/** The Live Call Routing integration that made the alert. */
export function integrationOf(
  { store }: Context,
  { source_id, source_type }: Alert,
): Integration | undefined {
  return source_type === "Integration" && source_id !== null
    ? findPhoneNumber({ store }, source_id)
    : undefined;
}

/** The Live Call Routing integration of an id; undefined if it is of another type. */
export function findPhoneNumber({ store }: Pick<Context, "store">, id: string): Integration | undefined {
  const integration = store.find("integrations", id);
  const type = integration && findIntegrationType(integration.integration_type_id);
  return type?.key === "live-call-routing" ? integration : undefined;
}
