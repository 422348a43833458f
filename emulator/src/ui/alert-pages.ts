// The pages of alerts: what there is, and of one alert where it went and why.
import { html } from "ghtml";
import type { Context } from "../context.ts";
import type { Alert } from "../models.ts";
import { maskSecrets } from "../outgoing/secrets.ts";
import { toScript } from "../ruby/mixed.ts";
import { namesIn } from "../simulate/names.ts";
import { traceRouter } from "../simulate/router-trace.ts";
import { objectOf, showRouter } from "../simulate/show.ts";
import { deliveryTable } from "./delivery-pages.ts";
import { type Cell, facts, listPage, page, section, table } from "./layout.ts";
import type { Trails } from "./trails.ts";

export function alertsPage({ store }: Context): string {
  return listPage(
    "Alerts",
    ["Time", "Title", "Urgency", "Status", "From", "To"],
    store.all("alerts"),
    (alert) => [
      alert.created_at,
      { text: titleOf(store, alert), path: `/alerts/${alert.id}` },
      alert.urgency,
      alert.status,
      sourceOf(store, alert),
      destinationsOf(store, alert),
    ],
    "There is no alert. Send something to an integration.",
  );
}

export function alertPage(context: Context, trails: Trails, alert: Alert): string {
  const { store } = context;
  const names = namesIn(store);
  const source = alert.source_id === null ? undefined : store.find("integrations", alert.source_id);
  const asked = [
    ...alert.asked_account_user_ids,
    ...alert.escalations.flatMap(({ asked_account_user_ids }) => asked_account_user_ids),
  ].flatMap((id) => names.find("account_users", id));
  const entries: (readonly [string, Cell | null])[] = [
    ["Status", alert.status],
    ["Urgency", alert.urgency],
    ["Description", alert.description],
    ["From", sourceOf(store, alert)],
    [
      "Payload",
      alert.source_log_id && { text: "what was received", path: `/received/${alert.source_log_id}` },
    ],
    ["Id of the sender", alert.thirdparty_id],
    ["Deduplication keys", alert.dedup_keys.join(", ")],
    ["Repeated", alert.dedup_count === 0 ? null : `${alert.dedup_count} times`],
    ["Tags", alert.tag_list.join(", ")],
    [
      "Incident",
      alert.meta.get("incident") === true ? String(alert.meta.get("incident_severity") ?? "") : null,
    ],
    ...alert.additional_data.map((datum): readonly [string, string] => [
      String(toScript(datum.get("label") ?? null)),
      textOf(toScript(datum.get("value") ?? null)),
    ]),
    ["To", destinationsOf(store, alert)],
    ["Asked now", asked.map(objectOf).join(", ") || "nobody"],
  ];
  const deliveries = store.all("deliveries").filter(({ alert_id }) => alert_id === alert.id);
  const content = [
    facts(entries.map(([name, cell]) => [name, typeof cell === "string" ? maskSecrets(cell, source) : cell])),
    section("Where it went and why", routing(context, trails, alert)),
    section("What happened", happenings(context, alert)),
    section(
      "Webhooks",
      deliveries.length === 0 ? html`<p>No webhook went out.</p>` : deliveryTable(context, deliveries),
    ),
  ];
  return page(titleOf(store, alert), content.join("\n"));
}

/** Its title, without secrets. */
export function titleOf(store: Context["store"], { title, source_id }: Alert): string {
  return (
    maskSecrets(title, source_id === null ? undefined : store.find("integrations", source_id)) || "(no title)"
  );
}

function routing({ store }: Context, trails: Trails, alert: Alert): string {
  const passages = trails.passagesOf(alert.id);
  if (passages.length > 0) {
    const names = namesIn(store);
    const lines = passages.flatMap((passage) => showRouter(traceRouter(passage, names)));
    const source = alert.source_id === null ? undefined : store.find("integrations", alert.source_id);
    return html`<pre>${maskSecrets(lines.join("\n"), source)}</pre>`;
  }
  return alert.destination_router_ids.length === 0
    ? html`<p>${sourceOf(store, alert)} sends it there itself: no router is on its way.</p>`
    : html`<p>It was routed before the emulator started, and what the rules did is not remembered.</p>`;
}

function happenings({ store }: Context, alert: Alert): string {
  const logs = store.all("logs").filter(({ owner_id }) => owner_id === alert.id);
  return logs.length === 0
    ? html`<p>Nobody was asked.</p>`
    : table(
        ["Time", "What"],
        logs.map(({ created_at, message }) => [created_at, message]),
      );
}

function sourceOf(store: Context["store"], { source_id, source_type }: Alert): string {
  if (source_id === null) return "";
  const { name, find } = namesIn(store);
  const integration = source_type === "Integration" ? store.find("integrations", source_id) : undefined;
  return integration
    ? name("integration", integration).name
    : find("account_users", source_id).map(objectOf).join();
}

function destinationsOf(store: Context["store"], alert: Alert): string {
  const { find } = namesIn(store);
  return [
    ...alert.destination_router_ids.flatMap((id) => find("routers", id)),
    ...alert.destination_team_ids.flatMap((id) => find("teams", id)),
    ...alert.destination_account_user_ids.flatMap((id) => find("account_users", id)),
  ]
    .map(objectOf)
    .join(", ");
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "");
}
