// What is secret of integrations, and how it is kept out of what people are shown.
import { findIntegrationType } from "../catalog.ts";
import type { Integration } from "../models.ts";

/** What stands in place of a secret. */
const MASK = "[secret]";

/** Whether the bodies that it sends may hold a secret: its rules may set the URL of the receiver into them. */
export function mayHoldSecret(integration: Integration | undefined): boolean {
  return /webhook_url/.test(String(integration?.options["outgoing_rules"] ?? ""));
}

/** Takes the values of the integration's secret options out of a text. */
export function maskSecrets(text: string, integration: Integration | undefined): string {
  return secretsOf(integration)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}

/** Longer ones first: one may be part of another. */
function secretsOf(integration: Integration | undefined): string[] {
  if (integration === undefined) return [];
  const options = findIntegrationType(integration.integration_type_id)?.options;
  return Object.entries(integration.options)
    .flatMap(([key, value]) =>
      options?.get(key)?.secret && typeof value === "string" && value !== "" ? [value] : [],
    )
    .toSorted((one, other) => other.length - one.length);
}
