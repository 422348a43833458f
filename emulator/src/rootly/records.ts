// Rootly's records: what one event does to alerts and incidents. Repeated and late events are told from new ones here.
import { ulid } from "ulid";
import type { RootlyEvent, RootlyPayload } from "./payload.ts";

/** An alert in Rootly that stands for one of PagerTree. */
export interface RootlyAlert {
  readonly id: string;
  /** PagerTree's alert id, such as `alt_K22OuvPYNmCyvJ`. */
  readonly externalId: string;
  /** The title, else the description. */
  summary: string;
  labels: { readonly status: string | null; readonly urgency: string | null };
  /** The alert's page in PagerTree. */
  readonly externalUrl: string;
  /** The events in the order in which they came. */
  readonly events: RootlyEvent[];
  /** PagerTree's time of the newest state: ISO 8601. */
  updatedAt: string | null;
}

/** The levels of Rootly's severities. */
export type RootlySeverity = "critical" | "high" | "medium" | "low";

/** An incident in Rootly. */
export interface RootlyIncident {
  readonly id: string;
  readonly title: string;
  /** The level that Rootly gives its severities; null if the incident has none. */
  readonly severity: RootlySeverity | null;
  status: "started" | "resolved";
  /** PagerTree's alert ids; events of these alerts become activity. */
  readonly alertIds: string[];
  /** What PagerTree told of the linked alerts. */
  readonly activity: { readonly event: RootlyEvent; readonly alertId: string; readonly at: string }[];
}

/** What an event did. */
export type Effect = "created" | "updated" | "repeated" | "joined" | "ignored";

/** Alerts and incidents of one receiver. */
export class RootlyRecords {
  readonly alerts: RootlyAlert[] = [];
  readonly incidents: RootlyIncident[] = [];
  /** What has been taken already: a retried delivery is the same, byte for byte. */
  readonly #seen = new Set<string>();

  /**
   * Takes an event.
   *
   * @param fingerprint equal for two deliveries of one event
   */
  apply(type: RootlyEvent, data: RootlyPayload["data"], fingerprint: string): Effect {
    if (this.#seen.has(fingerprint)) return "repeated";
    this.#seen.add(fingerprint);
    const incident = this.#incidentOf(data);
    if (incident) {
      incident.activity.push({ event: type, alertId: data.id, at: new Date().toISOString() });
      return "joined";
    }
    const alert = this.alerts.find(({ externalId }) => externalId === data.id);
    if (alert === undefined) {
      this.alerts.push(newAlert(type, data));
      return "created";
    }
    alert.events.push(type);
    if (isNewer(type, data, alert)) Object.assign(alert, stateOf(data));
    return "updated";
  }

  /** Adds an incident that goes on. */
  startIncident(title: string, severity: RootlySeverity | null): RootlyIncident {
    const incident: RootlyIncident = {
      id: ulid(),
      title,
      severity,
      status: "started",
      alertIds: [],
      activity: [],
    };
    this.incidents.push(incident);
    return incident;
  }

  /** @throws if there is no such incident */
  incident(id: string): RootlyIncident {
    const incident = this.incidents.find((candidate) => candidate.id === id);
    if (incident === undefined) throw new Error(`there is no incident ${id}`);
    return incident;
  }

  /** From now on events of the alert are activity of the incident. */
  link(incidentId: string, alertId: string): void {
    const { alertIds } = this.incident(incidentId);
    if (!alertIds.includes(alertId)) alertIds.push(alertId);
  }

  /** An alert that Rootly made carries the incident's id, so its first event need not wait for PagerTree's answer. */
  #incidentOf({ id, thirdparty_id }: RootlyPayload["data"]): RootlyIncident | undefined {
    return this.incidents.find((incident) => incident.alertIds.includes(id) || incident.id === thirdparty_id);
  }
}

function newAlert(type: RootlyEvent, data: RootlyPayload["data"]): RootlyAlert {
  return {
    id: ulid(),
    externalId: data.id,
    externalUrl: `https://app.pagertree.com/alerts/${encodeURIComponent(data.id)}`,
    events: [type],
    ...stateOf(data),
  };
}

function stateOf({ title, description, status, urgency, updatedAt }: RootlyPayload["data"]) {
  return {
    summary: title || description || "",
    labels: { status: status ?? null, urgency: urgency ?? null },
    updatedAt: updatedAt ?? null,
  };
}

/** An event that comes late, after an outage, tells of a state that is over. */
function isNewer(type: RootlyEvent, { updatedAt }: RootlyPayload["data"], alert: RootlyAlert): boolean {
  if (!updatedAt || alert.updatedAt === null) return true;
  const [incoming, known] = [Date.parse(updatedAt), Date.parse(alert.updatedAt)];
  return incoming > known || (incoming === known && type !== "alert.created");
}
