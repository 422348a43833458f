// The pages of what integrations received: the payload, and what became of it.
import { html } from "ghtml";
import { ADAPTERS } from "../adapters/adapters.ts";
import type { Receipt } from "../alerts/observer.ts";
import { findIntegrationType } from "../catalog.ts";
import type { Context } from "../context.ts";
import type { Integration, Log } from "../models.ts";
import { maskSecrets } from "../outgoing/secrets.ts";
import { titleOf } from "./alert-pages.ts";
import { facts, listPage, page, section } from "./layout.ts";
import { prettyJson } from "./pretty-json.ts";
import type { Trails } from "./trails.ts";

/** What a reading means. */
const OUTCOMES: Readonly<Record<Receipt["reading"]["action"], string>> = {
  create: "asks for an alert",
  recreate: "asks for an alert",
  acknowledge: "acknowledges an alert",
  resolve: "resolves an alert",
  other: "asks for nothing",
  error: "cannot be read",
};

export function receivedPage(context: Context, trails: Trails): string {
  const { store } = context;
  return listPage(
    "Received",
    ["Time", "Integration", "What"],
    store.all("logs").filter(({ owner_type }) => owner_type === "Integration"),
    (log) => [
      log.created_at,
      ownerOf(context, log)?.name ?? "",
      log.data === null
        ? maskSecrets(log.message, ownerOf(context, log))
        : { text: `a payload that ${outcomeOf(trails.receiptOf(log.id))}`, path: `/received/${log.id}` },
    ],
    "Nothing was received yet.",
  );
}

export function payloadPage(context: Context, trails: Trails, log: Log): string {
  const { store } = context;
  const integration = ownerOf(context, log);
  const receipt = trails.receiptOf(log.id);
  const alert = alertOf(context, log, receipt);
  const type = integration && findIntegrationType(integration.integration_type_id);
  const content = [
    facts([
      ["Time", log.created_at],
      ["Integration", integration?.name ?? null],
      ["Type", type?.name ?? null],
      ["Read as", receipt ? `a payload that ${outcomeOf(receipt)}` : null],
      ["Why", receipt?.reading.action === "error" ? maskSecrets(receipt.reading.message, integration) : null],
      ["Alert", alert ? { text: titleOf(store, alert), path: `/alerts/${alert.id}` } : "none"],
    ]),
    section("Payload", html`<pre>${payloadText(log, integration)}</pre>`),
  ];
  return page("A payload", content.join("\n"));
}

/** The alert that a payload was about; after a restart, the alert that it made. */
function alertOf({ store }: Context, log: Log, receipt: Receipt | undefined) {
  if (receipt) return receipt.alertId === null ? undefined : store.find("alerts", receipt.alertId);
  return store.all("alerts").find(({ source_log_id }) => source_log_id === log.id);
}

/** Without secrets: also one that the sender brings as a parameter does not show. */
function payloadText({ data }: Log, integration: Integration | undefined): string {
  const type = integration && findIntegrationType(integration.integration_type_id);
  const secret = ADAPTERS[type?.key ?? ""]?.secret;
  const shown = new Map(data);
  if (secret && "parameter" in secret && shown.has(secret.parameter)) shown.set(secret.parameter, "[secret]");
  return maskSecrets(prettyJson(shown), integration);
}

function outcomeOf(receipt: Receipt | undefined): string {
  return receipt === undefined
    ? "asks for no alert, or came before the emulator started"
    : OUTCOMES[receipt.reading.action];
}

function ownerOf({ store }: Context, { owner_id }: Log): Integration | undefined {
  return store.find("integrations", owner_id);
}
