// What the rules of routers and of notification rules match, and what templates see: D:routers, D:notification-rules.
import { findIntegrationType } from "../catalog.ts";
import type { Alert } from "../models.ts";
import { toHash } from "../ruby/mixed.ts";
import { merge } from "../ruby/parameters.ts";
import type { RubyHash } from "../ruby/values.ts";
import type { Store } from "../store.ts";
import { alertBody } from "./alert-body.ts";

export function matchedData(store: Store, alert: Alert): RubyHash {
  return merge(toHash({ always: true, alert: alertBody(store, alert) }), logPart(store, alert));
}

/** A mail stands in the log as it is, a payload as its `data` and `headers`. */
function logPart(store: Store, { source_id, source_log_id }: Alert): RubyHash {
  const { data = null, headers = null } = store.find("logs", source_log_id ?? "") ?? {};
  const source = source_id === null ? undefined : store.find("integrations", source_id);
  if (data === null || source === undefined) return toHash({ log_parsed: false });
  const isMail = findIntegrationType(source.integration_type_id)?.key === "email";
  return toHash({ log: isMail ? data : toHash({ data, headers }), log_parsed: true });
}
