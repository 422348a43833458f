// Shorthands for the emulator's alerts: integrations that make and send them, payloads, controls, the eight events.
import { expect } from "vitest";
import type { Alert, Emulator, Integration } from "../../emulator/src/index.ts";
import { BASE_PATH } from "../../emulator/src/server.ts";
import type { Answer, Body } from "./call-api.ts";
import { callApi, idOf } from "./call-api.ts";
import { createIntegration, demoAccount } from "./demo-account.ts";

/** The switches of the eight events, all on. */
export const ALL_ALERT_EVENTS: Body = {
  option_alert_created: true,
  option_alert_open: true,
  option_alert_acknowledged: true,
  option_alert_rejected: true,
  option_alert_timeout: true,
  option_alert_resolved: true,
  option_alert_dropped: true,
  option_alert_handoff: true,
};

/** An outgoing webhook to this URL with all eight events on. */
export function createOutgoing(
  emulator: Emulator,
  webhookUrl: string,
  attributes: Body = {},
): Promise<Integration> {
  return createIntegration(emulator, "Outgoing Webhook", {
    option_webhook_url: webhookUrl,
    ...ALL_ALERT_EVENTS,
    ...attributes,
  });
}

/** Sends a payload to an integration's endpoint. */
export function sendPayload(
  emulator: Emulator,
  { prefix_id }: Pick<Integration, "prefix_id">,
  payload: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${emulator.inboundUrl}/${prefix_id}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof payload === "string" ? payload : JSON.stringify(payload),
  });
}

/** Creates an alert for the team Platform over the API. */
export async function createAlert(emulator: Emulator, attributes: Body = {}): Promise<Alert> {
  const answer = await callApi(emulator, "POST", "/alerts", {
    title: "Disk full",
    urgency: "high",
    destination_team_ids: [demoAccount(emulator).platform.id],
    ...attributes,
  });
  expect(answer.status, answer.text).toBe(201);
  return alertOf(emulator, idOf(answer));
}

/** The alert as the store has it. */
export function alertOf({ store }: Emulator, id: string): Alert {
  const alert = store.find("alerts", id);
  if (alert === undefined) throw new Error(`no alert ${id}`);
  return alert;
}

/** The only alert that there is. */
export function onlyAlert({ store }: Emulator): Alert {
  const [alert, ...others] = store.all("alerts");
  if (alert === undefined || others.length > 0) throw new Error(`not one alert but ${others.length}`);
  return alert;
}

/** What the logs of integrations say, in their order. */
export function integrationLogs({ store }: Emulator): string[] {
  return store
    .all("logs")
    .flatMap(({ owner_type, message }) => (owner_type === "Integration" ? [message] : []));
}

/** Calls a path below `/_emulator`. */
export function control(emulator: Emulator, method: string, path: string, body?: unknown): Promise<Answer> {
  const url = emulator.url.replace(BASE_PATH, "/_emulator");
  return callApi({ url, apiKey: emulator.apiKey }, method, path, body);
}

/** Makes each of the eight events happen once, to one alert. */
export async function makeAllEventsHappen(emulator: Emulator): Promise<Alert> {
  const { id } = await createAlert(emulator);
  const steps: [(path: string, body: Body) => Promise<Answer>, string, Body?][] = [
    [(path, body) => callApi(emulator, "POST", path, body), `/alerts/${id}/reject`],
    [(path, body) => control(emulator, "POST", path, body), `/alerts/${id}/timeout`],
    [(path, body) => callApi(emulator, "POST", path, body), `/alerts/${id}/acknowledge`],
    [
      (path, body) => control(emulator, "POST", path, body),
      `/alerts/${id}/handoff`,
      { team_id: demoAccount(emulator).payments.id },
    ],
    [(path, body) => control(emulator, "POST", path, body), `/alerts/${id}/drop`],
    [(path, body) => callApi(emulator, "POST", path, body), `/alerts/${id}/resolve`],
  ];
  for (const [call, path, body] of steps) expect((await call(path, body ?? {})).status, path).toBe(200);
  await emulator.webhooks.settled();
  return alertOf(emulator, id);
}
