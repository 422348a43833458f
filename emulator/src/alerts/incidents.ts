// The incident part of an alert's meta: D:api/alerts, A:alert.
import type { RubyHash } from "../ruby/values.ts";

const SEVERITIES: readonly unknown[] = ["SEV-1", "SEV-2", "SEV-3", "SEV-4", "SEV-5", "SEV-UNKNOWN"];

/** What is wrong with an alert that says it is an incident. */
export function incidentFailures(meta: RubyHash): string[] {
  if (meta.get("incident") !== true || SEVERITIES.includes(meta.get("incident_severity"))) return [];
  return ["incident_severity is not included in the list"];
}
