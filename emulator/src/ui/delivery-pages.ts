// The pages of outgoing webhooks: their bodies and attempts. Of a receiver only its origin is shown: URLs are secret.
import { html } from "ghtml";
import type { Context } from "../context.ts";
import type { Delivery } from "../models.ts";
import { maskSecrets, mayHoldSecret } from "../outgoing/secrets.ts";
import { type Cell, facts, listPage, page, section, table } from "./layout.ts";
import { prettyJson } from "./pretty-json.ts";

const COLUMNS = ["Time", "Event", "Integration", "Receiver", "Status", "Attempts"];

export function deliveriesPage({ store }: Context): string {
  return listPage(
    "Deliveries",
    COLUMNS,
    store.all("deliveries"),
    (delivery) => cellsOf(store, delivery),
    "No webhook went out. An Outgoing Webhook integration sends one for each event that is switched on.",
  );
}

export function deliveryTable({ store }: Context, deliveries: readonly Delivery[]): string {
  return table(
    COLUMNS,
    deliveries.map((delivery) => cellsOf(store, delivery)),
  );
}

export function deliveryPage({ store }: Context, delivery: Delivery): string {
  const { event, alert_id, body, attempts, status, next_attempt_at } = delivery;
  const integration = store.find("integrations", delivery.integration_id);
  const shownBody = mayHoldSecret(integration)
    ? html`<p>Its rules may set the receiver's address into the body, which is secret and therefore not shown.</p>`
    : html`<pre>${maskSecrets(prettyJson(body), integration)}</pre>`;
  const tries = attempts.map(({ at, status: answer, error }) => [at, answer?.toString() ?? error ?? ""]);
  const cancelled =
    "It was not tried: the emulator sends to this machine only. --deliver-to names other hosts.";
  const content = [
    facts([
      ["Status", status],
      ["Integration", nameOf(store, delivery)],
      ["Receiver", receiverOf(delivery)],
      ["Alert", alert_id && { text: alert_id, path: `/alerts/${alert_id}` }],
      ["Next attempt", next_attempt_at],
    ]),
    section(
      "Attempts",
      tries.length > 0
        ? table(["Time", "Answer"], tries)
        : html`<p>${status === "cancelled" ? cancelled : "None yet."}</p>`,
    ),
    section("Body", shownBody),
  ];
  return page(event, content.join("\n"));
}

function cellsOf(store: Context["store"], delivery: Delivery): Cell[] {
  return [
    delivery.created_at,
    { text: delivery.event, path: `/deliveries/${delivery.id}` },
    nameOf(store, delivery),
    receiverOf(delivery),
    delivery.status,
    `${delivery.attempts.length}`,
  ];
}

function nameOf(store: Context["store"], { integration_id }: Delivery): string {
  return store.find("integrations", integration_id)?.name ?? integration_id;
}

function receiverOf({ url }: Delivery): string {
  return URL.canParse(url) ? new URL(url).origin : "";
}
