/** Where an outgoing integration sends to, as far as it may be shown, and whether it sends anything. */
import type { IntegrationWire } from "../api/wire.ts";
import { findTypeByDisplayName } from "../catalog/catalog.ts";
import { eventSwitchesOf } from "../catalog/event-switches.ts";
import { readOptions } from "../catalog/read-options.ts";
import { hostOf } from "./host-of.ts";

/** The options that hold the receiver's URL, which is a secret. */
const urlOptions = ["webhookUrl", "incomingWebhookUrl"];

/** The receiver's host; its product's name if the type sends to no URL of the user's, or PagerTree does not show it. */
export function receiverHost(integration: IntegrationWire): string {
  const options = optionsRead(integration);
  const hosts = urlOptions.flatMap((name) => hostOf(String(options[name] ?? "")) ?? []);
  const product = integration.integration_type.name ?? "";
  return hosts[0] ?? (product === "Outgoing Webhook" ? "a URL that PagerTree does not show" : product);
}

/** Whether every event that an integration could send is switched off. */
export function sendsNothing(integration: IntegrationWire): boolean {
  const type = findTypeByDisplayName(integration.integration_type.name ?? "");
  const switches = type === undefined ? [] : eventSwitchesOf(type);
  const options = optionsRead(integration);
  return switches.length > 0 && switches.every(({ name }) => options[name] !== true);
}

function optionsRead({ integration_type, options }: IntegrationWire): Readonly<Record<string, unknown>> {
  const type = findTypeByDisplayName(integration_type.name ?? "");
  return type === undefined ? {} : readOptions(type, options).options;
}
