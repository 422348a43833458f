// A running stand-in for Rootly, as tests and the commands handle it.
import type { Effect, RootlyAlert, RootlyIncident, RootlySeverity } from "./records.ts";
import type { RootlyTask } from "./tasks.ts";

/** One webhook that came, whatever became of it. */
export interface RootlyDelivery {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** What was answered. */
  readonly status: number;
  /** The event; null if the body names none. */
  readonly type: string | null;
  /** PagerTree's id of the alert; null if the body names none. */
  readonly alertId: string | null;
  readonly title: string | null;
  /** The fields that Rootly's guide asks for and that are not there, such as `data.sid`. */
  readonly missing: readonly string[];
  /** What it did; `refused` for whatever was not answered with 200. */
  readonly effect: Effect | "refused";
}

/** A running receiver. */
export interface RootlyReceiver {
  /** The webhook URL, without the secret. */
  readonly url: string;
  readonly secret: string;
  readonly alerts: readonly RootlyAlert[];
  readonly incidents: readonly RootlyIncident[];
  /** Every webhook, in the order of arrival. */
  readonly deliveries: readonly RootlyDelivery[];
  /** Starts an incident. It pages nobody: that is for the tasks of a workflow. */
  declareIncident(incident: { readonly title: string; readonly severity?: RootlySeverity }): RootlyIncident;
  /**
   * Runs a task of a workflow for an incident. An alert that it makes is linked to the incident, and has the incident's
   * title and an urgency after its severity unless the task says otherwise.
   *
   * @returns the prefix id of PagerTree's alert
   * @throws if there is no such incident, or PagerTree turns the task down
   */
  runTask(incidentId: string, task: RootlyTask): Promise<string>;
  /** Ends an incident and resolves its alerts in PagerTree. */
  resolveIncident(id: string): Promise<RootlyIncident>;
  /** From now on events of the PagerTree alert are activity of the incident, and make no alert. */
  linkAlert(incidentId: string, alertId: string): void;
  /** Answers the next webhooks with a status and takes nothing from them. */
  fail(status: number, times: number): void;
  close(): Promise<void>;
}
