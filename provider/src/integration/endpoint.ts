/** Where other systems send to: the inbound URL or address of an integration, which the API itself does not give. */
import type { IntegrationWire } from "../api/wire.ts";
import type { IntegrationTypeName } from "../catalog/option-types.ts";

/** Since then, e-mail integrations have addresses without the `a+` before the id. */
const plainAddressesSince = "2023-09-01";

/** What the adapters of some types add to the URL (`endpoint`), because their systems call it in a way of their own. */
const suffixes: Partial<Record<IntegrationTypeName, string>> = { uptimerobot: "/g?", "meta-workplace": "/g" };

/**
 * The inbound URL, `https://api.pagertree.com/integration/<prefix id>`, or the address of an e-mail integration.
 *
 * Source: https://pagertree.com/docs/integration-guides/webhook
 */
export function endpointOf(
  integration: IntegrationWire,
  type: IntegrationTypeName | undefined,
  baseUrl: string,
): string {
  if (type === "email") {
    return emailOf(integration);
  }
  const suffix = (type && suffixes[type]) ?? "";
  return `${new URL(baseUrl).origin}/integration/${integration.prefix_id}${suffix}`;
}

/**
 * The address of an e-mail integration.
 *
 * Source: https://pagertree.com/docs/integration-guides/email; whether an address holds the prefix id or the ULID
 * depends on a version of the record that the API does not show; PagerTree's newer examples hold the prefix id.
 */
export function emailOf({ prefix_id: prefixId, created_at: createdAt }: IntegrationWire): string {
  const inbox = createdAt && createdAt < plainAddressesSince ? "a+" : "";
  return `${inbox}${prefixId}@alerts.pagertree.com`;
}
